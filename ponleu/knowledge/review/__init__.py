"""Where a person turns what was read into claims and register entries."""
