"""Tests of provisions, wage bases and fines."""
