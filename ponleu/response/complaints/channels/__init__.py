"""Complaints that come as files: bytes in, what was told out, and what could not be taken why."""
