"""What people do with incidents and contradictions, and how documents are looked through."""
