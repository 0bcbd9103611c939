"""Models that may suggest facts."""
