"""What is done about what was reported: complaints, cases, operations, care, justice."""
