"""What its pages read."""
