"""Filters for the pages of the room."""
