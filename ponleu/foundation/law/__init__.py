"""Provisions of law and wage bases as they were valid on a day; fines worked out from them."""
