"""Models outside Ponleu that may suggest what a text says: optional, and never believed."""
