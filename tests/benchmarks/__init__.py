"""The reading benchmark measures what it says."""
