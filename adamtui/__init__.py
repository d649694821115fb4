"""Understand the Adam optimizer in a terminal."""

__version__ = "0.1.0"
