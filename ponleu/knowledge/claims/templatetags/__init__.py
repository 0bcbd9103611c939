"""Filters of the templates about claims."""
