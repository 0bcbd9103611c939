"""One index over everything, cut to what one may see."""
