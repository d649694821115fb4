"""Records to keep: what was run and what was answered, as Markdown and CSV, in new files."""
