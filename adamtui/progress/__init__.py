"""What a reader has done and where the reader was: as values, and in one file."""
