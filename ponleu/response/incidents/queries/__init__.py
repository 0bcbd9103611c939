"""Reads of incidents: only documents that the actor may see count, in every list and number."""
