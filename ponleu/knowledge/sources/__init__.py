"""Documents kept whole, and what was read in them."""
