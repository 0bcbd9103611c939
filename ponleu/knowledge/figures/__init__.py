"""Who published which number, of whom, for which time, by which definition."""
