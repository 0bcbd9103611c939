"""Writes about complaints: one function is one thing that a person or program can do."""
