"""What was seized and who had it when."""
