"""Errors, clock, keys, scoping, web pages: no domain words."""
