"""What came of an operation, and what follows from it."""
