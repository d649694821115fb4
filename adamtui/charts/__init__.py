"""Charts and landscapes as rows of inked text; the only importer of plotext."""
