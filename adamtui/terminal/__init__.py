"""What goes to the terminal: only the cells that differ from those already there."""
