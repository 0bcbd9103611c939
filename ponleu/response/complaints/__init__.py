"""What people report to us: heard, sealed, sorted and answered."""
