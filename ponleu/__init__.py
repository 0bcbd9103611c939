"""Ponleu: the shared record of a national counter-trafficking response."""

__version__ = "0.1.0"
