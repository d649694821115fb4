"""TeX mathematics as lines of Unicode text."""
