"""Tests of the room public_answers."""
