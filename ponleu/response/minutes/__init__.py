"""Minutes of an operation: written, signed, printed."""
