"""Tests of what texts tell of incidents."""
