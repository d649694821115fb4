"""The `{bench}` of a lesson: Adam three ways, timed on the reader's machine. It has no options."""

from __future__ import annotations

from adamtui.course.spec import Spec


class Bench(Spec, frozen=True, kw_only=True):
    """Nothing to choose: sizes and contestants are those of `adamtui.timing`."""
