"""The demonstration country: invented, seeded, the same for tests and for the first start."""

from ponleu.faces.demonstration.generate import fingerprint, generate
from ponleu.faces.demonstration.types import Country

__all__ = ["Country", "fingerprint", "generate"]
