"""How it is worked out: pure Python, no Django, no clock, no files, no network."""
