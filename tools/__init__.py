"""What developers and CI run; nothing of it is part of Ponleu."""
