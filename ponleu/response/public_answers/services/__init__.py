"""What people do with public answers: one noun a file."""
