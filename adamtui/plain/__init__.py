"""Lessons and runs without a screen: prose, each live part as it stands, updates as tables."""
