"""Evidence of numbers: passports, cards, licences, telephones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from ponleu.engines.matching.types import Record
from ponleu.engines.reasons import Reason, Translatable

SAME, SAME_BARE, SAME_TELEPHONE = 14.0, 10.0, 7.0
OTHER, OTHER_BY_ONE_SIGN, OTHER_LICENCE = -8.0, -5.0, -2.0

PAPERS: Final = {
    "passport": "passport", "pp": "passport", "id": "identity card", "nid": "identity card",
    "card": "identity card", "cin": "identity card", "birth": "birth certificate",
    "tax": "tax number", "tin": "tax number", "registration": "registration",
    "reg": "registration", "company": "registration",
}  # fmt: skip
"""Sorts of numbers of which one has one: two that differ speak for two."""

LICENCES: Final = frozenset({"licence", "license", "permit", "plate", "vehicle"})
TELEPHONES: Final = frozenset({"phone", "tel", "telephone", "mobile", "whatsapp", "telegram"})
_PLAIN: Final = re.compile(r"[^0-9A-Za-z]+")
_ALIKE: Final = str.maketrans("OI", "01")
"""Signs that are read for one another."""

_LEAST: Final = 4
_COUNTRY: Final = ("00855", "855", "0")


_SAME: Final = {
    "": Translatable("the same number"),
    "passport": Translatable("the same passport"),
    "identity card": Translatable("the same identity card"),
    "birth certificate": Translatable("the same birth certificate"),
    "tax number": Translatable("the same tax number"),
    "registration": Translatable("the same registration"),
    "licence": Translatable("the same licence"),
    "telephone": Translatable("the same telephone"),
}
_DIFFERENT: Final = {
    "passport": Translatable("different passports"),
    "identity card": Translatable("different identity cards"),
    "birth certificate": Translatable("different birth certificates"),
    "tax number": Translatable("different tax numbers"),
    "registration": Translatable("different registrations"),
}
_BY_ONE_SIGN: Final = {
    "passport": Translatable("different passports, though by one sign only: is one a slip?"),
    "identity card": Translatable(
        "different identity cards, though by one sign only: is one a slip?"
    ),
    "birth certificate": Translatable(
        "different birth certificates, though by one sign only: is one a slip?"
    ),
    "tax number": Translatable("different tax numbers, though by one sign only: is one a slip?"),
    "registration": Translatable(
        "different registrations, though by one sign only: is one a slip?"
    ),
}


class Identifier(NamedTuple):
    """A number with its sort; the sort is empty if it is not said."""

    sort: str
    number: str


def identifiers_of(record: Record) -> frozenset[Identifier]:
    """The numbers of a record in one form; those under four signs tell nothing."""
    read = (_read(text) for text in record.identifiers)
    return frozenset(one for one in read if len(one.number) >= _LEAST)


def _read(text: str) -> Identifier:
    sort, colon, number = text[:200].rpartition(":")
    sort = _PLAIN.sub("", sort).casefold() if colon else ""
    number = _PLAIN.sub("", number).upper().translate(_ALIKE)
    if sort in TELEPHONES:
        start = next((code for code in _COUNTRY if number.startswith(code)), "")
        return Identifier("telephone", number.removeprefix(start))
    return Identifier("licence" if sort in LICENCES else PAPERS.get(sort, sort), number)


def identifier_reasons(a: Record, b: Record) -> tuple[list[Reason], list[str]]:
    """What the numbers say, and the sorts that contradict each other."""
    if not a.identifiers or not b.identifiers:
        return [], []
    here, there = identifiers_of(a), identifiers_of(b)
    if not here or not there:
        return [], []
    reasons, contradicts = [], []
    settled = {sort for sort, _ in here & there}
    for sort, number in sorted(here & there):
        reasons.append(_same(sort))
        settled |= {one.sort for one in (*here, *there) if one.number == number}
    for sort in sorted({one.sort for one in here} & {one.sort for one in there} - settled):
        reason = _differing(sort, _numbers(here, sort), _numbers(there, sort))
        if reason is not None:
            reasons.append(reason)
            contradicts += [sort] if reason.bits <= OTHER_BY_ONE_SIGN else []
    return reasons + _across_sorts(here - there, there - here, settled), contradicts


def _same(sort: str) -> Reason:
    bits = {"telephone": SAME_TELEPHONE, "": SAME_BARE}.get(sort, SAME)
    if sort in _SAME:
        return Reason("identifier", bits, _SAME[sort])
    return Reason("identifier", bits, Translatable("the same %(sort)s"), {"sort": sort})


def _numbers(identifiers: Iterable[Identifier], sort: str) -> list[str]:
    return sorted(one.number for one in identifiers if one.sort == sort)


def _differing(sort: str, here: list[str], there: list[str]) -> Reason | None:
    if sort == "licence":
        return Reason("identifier", OTHER_LICENCE, Translatable("different licences"))
    if sort not in _DIFFERENT:
        return None  # one may have many, or nobody knows how many
    if any(is_one_slip(one, other) for one in here for other in there):
        return Reason("identifier", OTHER_BY_ONE_SIGN, _BY_ONE_SIGN[sort])
    return Reason("identifier", OTHER, _DIFFERENT[sort])


def _across_sorts(
    here: Iterable[Identifier], there: Iterable[Identifier], settled: set[str]
) -> list[Reason]:
    """The same number once with its sort and once without."""
    theirs = {one.number: one.sort for one in there}
    same = [one for one in here if one.number in theirs and "" in {one.sort, theirs[one.number]}]
    if not same or settled:
        return []
    return [_same("")]


def is_one_slip(one: str, other: str) -> bool:
    """Whether one sign, or two neighbours exchanged, is all that differs in long numbers."""
    if len(one) != len(other) or len(one) < 6:
        return False
    at = [place for place, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    if len(at) == 2 and at[1] == at[0] + 1:
        return one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]
    return len(at) == 1
