"""A lesson without a screen: its prose, and each live part as it stands, as rows of inked text."""
