"""What was written and read: an append-only, chained log."""
