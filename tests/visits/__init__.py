"""Tests of the room visits."""
