"""Field work: devices, what they sent, what follows from it."""

from ponleu.response.field.models.devices import Device, Wipe
from ponleu.response.field.models.entries import Entry, FieldFile, SetAside
from ponleu.response.field.models.standing import Choice, Conflict, PersonFound

__all__ = [
    "Choice",
    "Conflict",
    "Device",
    "Entry",
    "FieldFile",
    "PersonFound",
    "SetAside",
    "Wipe",
]
