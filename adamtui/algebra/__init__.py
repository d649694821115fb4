"""What SymPy derives; the only importer of SymPy, itself imported late."""
