"""Keys that the people of a unit hold together: what is sealed to a unit, its keyholders open."""
