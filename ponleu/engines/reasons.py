"""What speaks for or against a proposal of an engine: bits, and a sentence for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NewType

Translatable = NewType("Translatable", str)
"""A sentence in English with named places, ``%(name)s``: a catalogue holds other languages.

Only a string written out may be made one, so that whoever keeps the catalogue finds it.
"""


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence.

    Attributes:
        feature: what was compared, a stable word: name, alias, born, sex, place, site, count...
        bits: weight of evidence, log2 of the odds it multiplies; below zero it speaks against.
        template: the sentence for a person, with places for what is particular to this pair.
        values: what stands in these places, by name.
    """

    feature: str
    bits: float
    template: Translatable
    values: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    @property
    def text(self) -> str:
        """The sentence in English."""
        return self.template % self.values
