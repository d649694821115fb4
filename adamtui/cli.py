"""The edge of the command line: streams, interrupts and exit statuses.

Whatever happens, the error stream gets one line at most and never a traceback, and the status is
one of `commands.faults`. All else is imported within `main`, where an interrupt ends in silence.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from adamtui.commands.faults import CRASH, INTERRUPTED, IO, OK, CommandError

_LONGEST = 400
"""Characters of a fault; of a longer one the middle is left out."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    # A BLAS thread pool would cost every session a thread and a tenth of a second at start.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # A step is two frames, the numbers and then the charts; at 60 a second the second would wait.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    # What is imported stays: looking through it for garbage takes a tenth of the start.
    gc.set_threshold(100_000, 20, 100)
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except CommandError as error:
        _say(str(error))
        return error.status
    except KeyboardInterrupt:
        _discard(sys.stdout)
        return INTERRUPTED
    except BrokenPipeError:
        _discard(sys.stdout)
        return OK
    except OSError as error:
        _discard(sys.stdout)
        _say(f"{error.filename or 'output'}: {error.strerror or error}")
        return IO
    except Exception as error:  # the last resort: the learner gets one line, the log the rest
        from adamtui.commands.crash import logged

        _say(logged(error))
        return CRASH


def _run(argv: Sequence[str]) -> int:
    from importlib import import_module

    from adamtui.commands.arguments import parse

    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "output")
    if hasattr(sys.stdout, "reconfigure"):
        # A terminal that is not UTF-8 gets a question mark for what it cannot show.
        sys.stdout.reconfigure(errors="replace")
    options = parse(argv)
    status: int = OK
    if options is not None:
        status = import_module(f"adamtui.commands.{options.command}").run(options)
    # Here a full disk or a closed pipe can still be told; at exit it would be a traceback.
    sys.stdout.flush()
    return status


def _say(fault: str) -> None:
    """One line, whatever was typed; nothing where there is no error stream."""
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in fault)
    if len(line) > _LONGEST:
        line = f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"
    if sys.stderr is not None:
        try:
            print(f"adamtui: {line}", file=sys.stderr, flush=True)
        except OSError:
            _discard(sys.stderr)


def _discard(stream: Any) -> None:
    """Drop what is buffered and all to come, so that Python has nothing to complain of at exit."""
    with suppress(OSError, ValueError, AttributeError):
        to = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, to)
        os.close(nowhere)
