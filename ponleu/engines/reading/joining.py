"""People of several documents whose names are spellings of one, proposed as one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from ponleu.engines.reading.khmer_latin import is_romanised, romanised_keys
from ponleu.engines.reading.khmer_text import has_khmer
from ponleu.engines.reading.romanisation import consonants, is_variant
from ponleu.engines.reading.types import Fact, FactKind, Reading

_OFFICES = (("office", "office_place"), ("second_office", "second_office_place"))


@dataclass(slots=True)
class Named:
    """One spelling of a name in all the documents.

    Attributes:
        offices: office -> places it is stated for; an empty set where none is stated.
    """

    name: str
    mentions: int = 0
    offices: dict[str, set[str]] = field(default_factory=dict)


def join_people(readings: Sequence[Reading]) -> list[Reading]:
    """Give people whose names are spelling variants one name, the most frequent.

    A proposal for the reviewer, with its reason on each fact that it changes: names
    must share a part and sound alike in the others, and an office must be stated for
    both, the same and not for different places.
    """
    spellings = _spellings(readings)
    canonical = {
        named.name: group
        for group in _groups(list(spellings.values()))
        for named in group
        if len(group) > 1
    }
    return [
        replace(reading, facts=tuple(_renamed(fact, canonical) for fact in reading.facts))
        for reading in readings
    ]


def _spellings(readings: Sequence[Reading]) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for fact in _people(readings):
        named = found.setdefault(str(fact.value), Named(str(fact.value)))
        named.mentions += 1
        for office, place in _OFFICES:
            if office in fact.parts:
                places = named.offices.setdefault(str(fact.parts[office].value), set())
                places.update({str(fact.parts[place].value)} if place in fact.parts else ())
    return found


def _people(readings: Sequence[Reading]) -> Iterator[Fact]:
    for reading in readings:
        yield from (fact for fact in reading.facts if fact.kind is FactKind.PERSON)


def _groups(spellings: Sequence[Named]) -> list[list[Named]]:
    group_of = {named.name: [named] for named in spellings}
    for left, right in _pairs(spellings):
        if not _may_be_one(left.name, right.name) or group_of[left.name] is group_of[right.name]:
            continue
        together = [*group_of[left.name], *group_of[right.name]]
        if all(_is_compatible(one, other) for one, other in combinations(together, 2)):
            for named in together:
                group_of[named.name] = together
    return list({id(group): group for group in group_of.values()}.values())


def _pairs(spellings: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Names with the same consonants; no others can be variants."""
    heard: dict[str, list[Named]] = {}
    in_khmer = any(map(has_khmer, (named.name for named in spellings)))
    for named in spellings:
        for key in (consonants(named.name), *(romanised_keys(named.name) if in_khmer else ())):
            heard.setdefault(key, []).append(named)
    for alike in heard.values():
        yield from combinations(alike, 2)


def _may_be_one(left: str, right: str) -> bool:
    return is_variant(left, right) or is_romanised(left, right)


def _is_compatible(left: Named, right: Named) -> bool:
    """Whether both are stated to hold one office, and nowhere in different places."""
    shared = left.offices.keys() & right.offices.keys()
    return bool(shared) and all(
        not left.offices[office]
        or not right.offices[office]
        or left.offices[office] & right.offices[office]
        for office in shared
    )


def _renamed(fact: Fact, canonical: Mapping[str, list[Named]]) -> Fact:
    """The fact under the common name, also where a person is only a part of it."""
    parts = {
        name: replace(part, value=_most_frequent(canonical[part.value]))
        for name, part in fact.parts.items()
        if isinstance(part.value, str) and part.value in canonical
    }
    if parts:
        fact = replace(fact, parts={**fact.parts, **parts})
    if fact.kind is not FactKind.PERSON or fact.value not in canonical:
        return fact
    group = canonical[str(fact.value)]
    reason = f"{fact.reason} {_reason(group)}".strip()
    return replace(fact, value=_most_frequent(group), reason=reason)


def _reason(group: Sequence[Named]) -> str:
    shared = set.intersection(*(set(named.offices) for named in group))
    spellings = " and ".join(sorted(named.name for named in group))
    office = min(shared) if shared else "holders of one office"
    return f"Proposed as one person: {spellings} sound alike and are all named as {office}."


def _most_frequent(group: Sequence[Named]) -> str:
    counts = Counter({named.name: named.mentions for named in group})
    return min(counts, key=lambda name: (-counts[name], -len(name), name))
