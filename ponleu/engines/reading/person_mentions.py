"""Names found once, met again in full or in part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Keys = tuple[str, ...]
LEAST_SHORT = 3
"""Letters of a single name from which it is believed to stand for a full one."""
LEAST_BEGUN = 5
"""Letters of a name that is believed to be the beginning of a longer one."""
SHOWN = 3
"""People who are named to the reviewer where a short form could be any of several."""
WEAK = frozenset(
    {
        "persons.verb",
        "persons.surname",
        "persons.noun",
        "persons.age",
        "persons.body",
        "persons.apposition",
        "persons.given",
        "persons.joined",
    }
)
"""Rules that a better sighting of the same name elsewhere in the text outranks."""
_NAMING = frozenset(
    {
        "persons.title",
        "persons.noun",
        "persons.chat",
        "persons.age",
        "persons.message",
        "persons.apposition",
    }
)
_UNCERTAIN = "persons.verb"


@dataclass(frozen=True, slots=True)
class Match:
    """The full name that a mention stands for."""

    name: str
    rule: str
    reason: str


class KnownPeople:
    """Full names of one document, by their words and by each part of them.

    Args:
        sightings: for each name with evidence, its words' keys, itself and the rule.
    """

    def __init__(self, sightings: Iterable[tuple[Keys, str, str]]) -> None:
        self.full: dict[Keys, str] = {}
        self.parts: dict[Keys, list[Keys]] = {}
        self.sure: set[Keys] = set()
        self._beginnings: dict[str, set[Keys]] | None = None
        for keys, name, rule in sorted(sightings, key=lambda sighting: -len(sighting[0])):
            if rule not in WEAK:
                self.sure.add(keys)
            alone = _stands_alone(keys, rule) and keys not in self.parts
            if (len(keys) > 1 or alone) and keys not in self.full:
                self.full[keys] = name
                for part in _parts(keys, single=rule != _UNCERTAIN):
                    self.parts.setdefault(part, []).append(keys)

    def is_sure_of(self, keys: Keys) -> bool:
        """Whether a title or an office stands beside the whole name somewhere in the text."""
        return keys in self.full and keys in self.sure

    def full_name(self, keys: Keys) -> str | None:
        """The full name that a name found by itself belongs to; None if there is none."""
        if keys in self.full:
            return self.full[keys]
        owners = self.parts.get(keys, ())
        return self.full[owners[0]] if len(owners) == 1 else None

    def match(self, keys: Keys) -> Match | None:
        """The known person that a run of capitalised words stands for, if any."""
        if keys in self.full:
            name = self.full[keys]
            return Match(
                name, "persons.full", f"{name} stands beside a title or an office elsewhere."
            )
        owners: Sequence[Keys] = self.parts.get(keys, ())
        if not owners:
            return self._begun(keys)
        name = self.full[owners[-1]]
        if len(owners) > 1:
            shown = " and ".join(self.full[owner] for owner in owners[-SHOWN:])
            reason = f"{len(owners)} people share this part, {shown} among them."
            return Match(name, "persons.short_shared", reason)
        return Match(
            name, "persons.short", f"Part of the name {name}, which the text gives in full."
        )

    def _begun(self, keys: Keys) -> Match | None:
        """The person whose name a single one begins: "Rakib" for "Rakibul Islam"."""
        if len(keys) != 1 or len(keys[0]) < LEAST_BEGUN:
            return None
        if self._beginnings is None:
            self._beginnings = {}
            for full in self.full:
                for part in full:
                    for length in range(LEAST_BEGUN, len(part)):
                        self._beginnings.setdefault(part[:length], set()).add(full)
        owners = self._beginnings.get(keys[0], set())
        if len(owners) != 1:
            return None
        name = self.full[next(iter(owners))]
        return Match(name, "persons.short", f"A part of the name {name} begins so.")


def _stands_alone(keys: Keys, rule: str) -> bool:
    """Whether one name is all that the text gives of someone: "Mr. Guo", "a man called Yuni"."""
    return len(keys[0]) >= LEAST_SHORT and rule in _NAMING


def _parts(keys: Keys, *, single: bool) -> Iterable[Keys]:
    for length in range(1, len(keys)):
        for first in range(len(keys) - length + 1):
            part = keys[first : first + length]
            if length > 1 or (single and len(part[0]) >= LEAST_SHORT):
                yield part
