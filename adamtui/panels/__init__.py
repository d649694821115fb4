"""What the stepper shows, as rows of inked text: pure functions of a trace and a position."""
