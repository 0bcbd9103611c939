"""Files kept whole: content-addressed, never altered."""
