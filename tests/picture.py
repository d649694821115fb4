"""Make the README's picture: `python -m tests.picture`, from the root of a checkout.

The picture is the application's own SVG export, at 80×24, of Adam on Rosenbrock's valley.
"""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path

from adamtui.app import Tutorial
from adamtui.core.plan import Plan
from adamtui.screens.stepper import StepperScreen

PICTURE = Path(__file__).with_name("stepper.svg")
KEYS = ["right_curly_bracket"] * 2 + ["s"] * 7
FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


async def picture() -> str:
    """The screen as SVG, in whatever monospaced font the reader has: nothing is fetched."""
    app = Tutorial(lambda: StepperScreen(Plan(problem="rosenbrock")))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause(0.5)
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause(0.1)
        await pilot.pause(0.5)
        svg = app.export_screenshot(title="adamtui step adam --problem rosenbrock")
    svg = FONT_FACE.sub("", svg).replace("Fira Code", "DejaVu Sans Mono")
    return svg.replace("<text ", '<text xml:space="preserve" ')


if __name__ == "__main__":
    os.environ["COLORTERM"] = "truecolor"
    PICTURE.write_text(asyncio.run(picture()), encoding="utf-8")
