"""What pages about custody read: the actor comes first, lists are ordered and bounded."""
