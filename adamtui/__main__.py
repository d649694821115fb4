"""`python -m adamtui`."""

from adamtui.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
