"""How well and how fast incidents are found."""
