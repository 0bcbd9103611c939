"""What people do with allegations."""
