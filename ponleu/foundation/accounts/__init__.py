"""Who acts: organisations, units, users, roles, grants."""
