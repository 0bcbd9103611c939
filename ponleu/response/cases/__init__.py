"""Allegations: what many complaints say of one site or party, gathered and never merged."""
