"""What pages about operations read: the actor comes first, lists are ordered and bounded."""
