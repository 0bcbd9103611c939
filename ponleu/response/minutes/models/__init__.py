"""Tables of the room."""

from ponleu.response.minutes.models.minutes import Minutes, Signature, Version

__all__ = ["Minutes", "Signature", "Version"]
