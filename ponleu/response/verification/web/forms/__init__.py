"""What people fill in to verify an allegation."""
