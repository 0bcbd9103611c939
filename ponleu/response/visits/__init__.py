"""Visits of rapporteurs and missions: what was asked, answered and recommended."""
