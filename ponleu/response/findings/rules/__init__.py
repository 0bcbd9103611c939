"""What findings may say, and what evidence each level of proof asks for. Pure."""
