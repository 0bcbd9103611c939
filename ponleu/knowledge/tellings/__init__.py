"""What was read in texts as tellings of incidents, and which of them tell of the same."""
