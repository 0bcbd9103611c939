"""What stands, from all that was entered: the same whatever the order in which devices sync.

An entry about a *slot* (an answer at a site, one field of a person) stands over the entry that it
says it changes, over earlier entries of its own device, and over those that a person chose it
over; and over whatever these stand over. What nothing stands over is a *head*. Heads that agree
are the standing value; heads that do not are a conflict, and nothing is settled until a person
chooses. What came last says nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from ponleu.response.field.rules.kinds import NEEDS, PERSON_FIELDS, Kind


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as folding reads it. ``open`` holds its open fields in their form."""

    id: UUID
    device: UUID
    seq: int
    base: UUID | None
    kind: Kind
    site: UUID | None
    at: datetime
    open: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Chosen:
    """That a person chose one entry over others about the same slot.

    Attributes:
        is_same: the others tell of the very same person, who was entered twice.
    """

    entry: UUID
    over: frozenset[UUID]
    is_same: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A person found, as far as it is settled.

    Attributes:
        wristband, language, age_band: "" while entries disagree.
        needs: of all entries that nothing stands over, so that none is lost.
        site, found_at: of the first entry of that person.
        last: by field the entry that a change has to name; the first if they disagree.
        same_as: who it is, if the person was entered twice.
    """

    wristband: str = ""
    language: str = ""
    age_band: str = ""
    needs: tuple[str, ...] = ()
    site: UUID | None = None
    found_at: datetime | None = None
    last: Mapping[str, UUID] = field(default_factory=dict)
    same_as: UUID | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """All that follows.

    Attributes:
        answers: heads about each question at each site, by time; more than one disagree.
        conflicts: by slot, the entries of which one is to be chosen.
    """

    persons: Mapping[UUID, Person]
    answers: Mapping[tuple[UUID, str], tuple[Told, ...]]
    conflicts: Mapping[str, frozenset[UUID]]


@dataclass(frozen=True, slots=True)
class _Word:
    """What one entry says about one slot."""

    told: Told
    value: Any


def fold(entries: Iterable[Told], choices: Iterable[Chosen]) -> Folded:
    """What stands after these entries and choices, whatever their order."""
    slots = _slots(entries)
    rulings = sorted(choices, key=lambda each: (each.entry, sorted(each.over)))
    heads = {slot: heads_of(words, rulings) for slot, words in slots.items()}
    conflicts = {
        slot_name(*slot): frozenset(word.told.id for word in found)
        for slot, found in heads.items()
        if not _agree(found)
    }
    persons = _persons(heads, slots, rulings, conflicts)
    answers = {
        (key, what): tuple(word.told for word in (found[:1] if _agree(found) else found))
        for (about, key, what), found in heads.items()
        if about == "check"
    }
    return Folded(persons, answers, conflicts)


def slot_name(about: str, key: UUID, what: str) -> str:
    """A slot in words: "check:SITE:CODE", "person:PERSON:FIELD"."""
    return f"{about}:{key}:{what}"


def band_slot(wristband: str) -> str:
    """The slot of a wristband that two persons wear."""
    return f"wristband:{wristband}"


def is_band(slot: str) -> bool:
    """Whether a slot is that of a wristband that two persons wear."""
    return slot.startswith("wristband:")


def heads_of(words: Collection[_Word], rulings: Iterable[Chosen]) -> list[_Word]:
    """Those over which nothing stands, by time.

    If two stand over each other (a device that names a later entry as the one it changes),
    neither does.
    """
    left = set(_unruled(_below(words, rulings)))
    found = [word for word in words if word.told.id in left]
    return sorted(found, key=lambda word: (word.told.at, word.told.id))


def _slots(entries: Iterable[Told]) -> dict[tuple[str, UUID, str], list[_Word]]:
    found: dict[tuple[str, UUID, str], list[_Word]] = {}
    for told in entries:
        if told.kind is Kind.CHECK and told.site is not None:
            slot = ("check", told.site, str(told.open["code"]))
            found.setdefault(slot, []).append(_Word(told, told.open["answer"]))
        elif told.kind is Kind.PERSON:
            for name in PERSON_FIELDS:
                word = _Word(told, _value(told.open[name]))
                found.setdefault(("person", UUID(told.open["person"]), name), []).append(word)
        elif told.kind is Kind.PERSON_CHANGE:
            slot = ("person", UUID(told.open["person"]), str(told.open["field"]))
            found.setdefault(slot, []).append(_Word(told, _value(told.open["value"])))
    return found


def _value(said: Any) -> Any:
    return tuple(said) if isinstance(said, list) else said


def _below(words: Collection[_Word], rulings: Iterable[Chosen]) -> dict[UUID, set[UUID]]:
    """For each entry those directly below it."""
    below: dict[UUID, set[UUID]] = {word.told.id: set() for word in words}
    if len(below) < 2:
        return below
    before: dict[UUID, UUID] = {}
    for word in sorted(words, key=lambda each: each.told.seq):
        told = word.told
        if told.base in below and told.base != told.id:
            below[told.id].add(told.base)
        if told.device in before:
            below[told.id].add(before[told.device])
        before[told.device] = told.id
    for ruling in rulings:
        if ruling.entry in below:
            below[ruling.entry] |= {key for key in ruling.over if key in below}
    return below


def _reached(start: UUID, below: Mapping[UUID, set[UUID]]) -> set[UUID]:
    seen: set[UUID] = set()
    waiting = [start]
    while waiting:
        for key in below[waiting.pop()]:
            if key not in seen:
                seen.add(key)
                waiting.append(key)
    return seen


def _agree(found: Collection[_Word]) -> bool:
    return len({word.value for word in found}) == 1


def _persons(
    heads: Mapping[tuple[str, UUID, str], list[_Word]],
    slots: Mapping[tuple[str, UUID, str], list[_Word]],
    rulings: Collection[Chosen],
    conflicts: dict[str, frozenset[UUID]],
) -> dict[UUID, Person]:
    """Persons from the heads of their fields; conflicts about wristbands are added."""
    about: dict[UUID, dict[str, list[_Word]]] = {}
    for (sort, key, name), found in heads.items():
        if sort == "person":
            about.setdefault(key, {})[name] = found
    owner = {
        word.told.id: key
        for (sort, key, _name), words in slots.items()
        if sort == "person"
        for word in words
    }
    same = _same(rulings, owner)
    firsts = {key: _first(key, slots) for key in about}
    bands = _bands(about, same, rulings, conflicts)
    made = {}
    for key, fields in about.items():
        alike = [key, *(other for other, root in same.items() if root == key)]
        needs = {
            need
            for one in alike
            for word in about.get(one, {}).get("needs", [])
            for need in word.value
        }
        made[key] = Person(
            wristband=bands.get(key, ""),
            language=_settled(fields.get("language", [])),
            age_band=_settled(fields.get("age_band", [])),
            needs=tuple(need for need in NEEDS if need in needs),
            site=firsts[key].site,
            found_at=firsts[key].at,
            last={name: found[0].told.id for name, found in fields.items()},
            same_as=same.get(key),
        )
    return made


def _first(key: UUID, slots: Mapping[tuple[str, UUID, str], list[_Word]]) -> Told:
    """The first entry of a person; one that enters them goes before any that changes them."""
    all_told = [
        word.told for name in PERSON_FIELDS for word in slots.get(("person", key, name), [])
    ]
    return min(all_told, key=lambda told: (told.kind is not Kind.PERSON, told.at, told.id))


def _settled(found: Collection[_Word]) -> str:
    return str(next(iter(found)).value) if found and _agree(found) else ""


def _same(rulings: Iterable[Chosen], owner: Mapping[UUID, UUID]) -> dict[UUID, UUID]:
    """For each person who was entered twice, as whom they are kept.

    Of a circle of such choices the smallest key is kept.
    """
    kept_as: dict[UUID, UUID] = {}
    for ruling in rulings:
        kept = owner.get(ruling.entry)
        if not ruling.is_same or kept is None:
            continue
        for key in sorted(ruling.over):
            other = owner.get(key)
            if other is not None and other != kept:
                kept_as[other] = min(kept, kept_as.get(other, kept))
    found = {}
    for person in kept_as:
        root = _root(person, kept_as)
        if root != person:
            found[person] = root
    return found


def _root(person: UUID, kept_as: Mapping[UUID, UUID]) -> UUID:
    path = [person]
    while path[-1] in kept_as:
        following = kept_as[path[-1]]
        if following in path:
            return min(path[path.index(following) :])
        path.append(following)
    return path[-1]


def _bands(
    about: Mapping[UUID, Mapping[str, list[_Word]]],
    same: Mapping[UUID, UUID],
    rulings: Collection[Chosen],
    conflicts: dict[str, frozenset[UUID]],
) -> dict[UUID, str]:
    """Who wears which wristband; one that two wear is a conflict and stays with both."""
    wearing: dict[str, dict[UUID, list[UUID]]] = {}
    for key, fields in about.items():
        found = fields.get("wristband", [])
        if found and _agree(found) and key not in same:
            wearers = wearing.setdefault(str(found[0].value), {})
            wearers[key] = [word.told.id for word in found]
    bands: dict[UUID, str] = {}
    for band, wearers in wearing.items():
        left = _left(wearers, rulings)
        bands |= dict.fromkeys(left, band)
        if len(left) > 1:
            conflicts[band_slot(band)] = frozenset(wearers[key][0] for key in left)
    return bands


def _left(wearers: Mapping[UUID, list[UUID]], rulings: Iterable[Chosen]) -> list[UUID]:
    """Of those who wear one wristband, those from whom no choice took it."""
    if len(wearers) < 2:
        return list(wearers)
    whose = {entry: key for key, entries in wearers.items() for entry in entries}
    below: dict[UUID, set[UUID]] = {key: set() for key in wearers}
    for ruling in rulings:
        if ruling.entry in whose:
            below[whose[ruling.entry]] |= {whose[key] for key in ruling.over if key in whose}
    return _unruled(below)


def _unruled(below: Mapping[UUID, set[UUID]]) -> list[UUID]:
    """Keys over which nothing stands; of two that stand over each other, both."""
    reach = {key: _reached(key, below) for key in below}
    ruled = {low for key, far in reach.items() for low in far if key not in reach[low]}
    return [key for key in below if key not in ruled]
