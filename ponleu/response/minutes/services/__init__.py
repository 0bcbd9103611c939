"""What people do in it."""
