"""Addresses of the API, and the pages about it and about keys of programs."""
