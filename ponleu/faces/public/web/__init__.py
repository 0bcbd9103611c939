"""Addresses and views of the public pages."""
