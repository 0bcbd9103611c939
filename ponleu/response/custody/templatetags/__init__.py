"""What templates of the room write as words."""
