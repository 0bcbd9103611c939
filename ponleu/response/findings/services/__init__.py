"""What people do with evidence and findings: one noun a file."""
