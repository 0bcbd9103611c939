"""Keys of units: who holds them, recovery, pages and commands."""
