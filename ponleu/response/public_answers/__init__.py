"""What we say in public of what was claimed and found, and how it was corrected."""
