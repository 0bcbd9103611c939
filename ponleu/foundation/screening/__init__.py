"""The index of names as a file: opened at once, changed without a rebuild, read by many."""
