"""A lesson laid out as rows of inked text, without a terminal."""
