"""Work at a site, on a phone, with or without a line."""
