"""The optimizers and what they run on: NumPy only, no terminal, no files, no clock."""
