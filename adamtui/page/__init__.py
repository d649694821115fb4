"""A lesson laid out as rows of inked text, without a terminal."""

from adamtui.page.layout import Page, layout, paged

__all__ = ["Page", "layout", "paged"]
