"""Reads of verification: actor first, ordered, bounded."""
