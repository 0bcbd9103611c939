"""Countries as data: places, offices, bodies and words, each row with its source."""
