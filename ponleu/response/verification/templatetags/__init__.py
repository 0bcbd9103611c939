"""Filters for the room's pages."""
