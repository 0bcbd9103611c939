"""Reads of public answers: actor first, ordered, bounded."""
