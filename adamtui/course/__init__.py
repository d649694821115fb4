"""Lessons: Markdown files, parsed into prose and live parts."""
