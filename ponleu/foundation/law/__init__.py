"""What the law said on a day: provisions, base wages, and fines worked out from them."""
