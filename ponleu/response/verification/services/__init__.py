"""What a person can do to verify an allegation."""
