"""How quickly pages about allegations, cases and findings answer in a large record."""
