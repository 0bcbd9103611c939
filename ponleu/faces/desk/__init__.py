"""Home and search: where a person begins."""
