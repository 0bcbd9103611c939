"""What people do with operations: one noun a file."""
