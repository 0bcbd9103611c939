"""How often something may be done from one network in an hour; the counts survive a restart."""
