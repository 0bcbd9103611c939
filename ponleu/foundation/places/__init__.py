"""Provinces to villages, as the government codes them."""
