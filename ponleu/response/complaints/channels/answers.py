"""What people and forms write for yes and no, signs, places, languages and days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from ponleu.foundation.packs.receipt_words import LANGUAGES
from ponleu.response.complaints import words
from ponleu.response.complaints.channels.fields import fold
from ponleu.response.complaints.channels.forms import Question
from ponleu.response.complaints.channels.types import Places
from ponleu.response.complaints.rules import Sign
from ponleu.response.complaints.words import Word

YES = frozenset({"yes", "y", "1", "true", "បាទ", "ចាស", "បាទចាស"})
NO = frozenset({"no", "n", "0", "false", "ទេ"})
SELF = frozenset({"self", "me", "myself", "ខ្លួនឯង", "ខ្ញុំ"})
OTHER = frozenset({"other", "others", "someoneelse", "អ្នកដទៃ", "អ្នកផ្សេង"})
OTHER_CODES: Mapping[str, str] = {"zhhans": "zh", "zhcn": "zh", "ms": "id", "tl": "fil"}
"""Codes of languages that others write for one of ours."""

_APART = re.compile(r"[;,|\n]")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?=$|[T ])")
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d+)?")


class Unknown(Exception):
    """A cell says something that is none of the answers; holds no word of it."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.problem, self.mend = problem, mend


def yes_or_no(cell: str, question: Question | None) -> bool:
    """True for yes."""
    for written in _writings(cell, question):
        if fold(written) in YES | NO:
            return fold(written) in YES
    raise Unknown(_("it is neither yes nor no"), _("write yes or no, or leave it empty"))


def for_whom(cell: str, question: Question | None) -> str:
    """ "self" or "other"."""
    for written in _writings(cell, question):
        if fold(written) in SELF | OTHER:
            return "self" if fold(written) in SELF else "other"
    raise Unknown(_("it is neither self nor other"), _("write self or other, or leave it empty"))


def signs(cell: str, question: Question | None) -> tuple[str, ...]:
    """Codes of signs, of which several stand in one cell."""
    known = _signs_known()
    found: dict[str, None] = {}
    for written in _several(cell, question):
        code = next((known[fold(w)] for w in _writings(written, question) if fold(w) in known), "")
        if not code:
            raise Unknown(
                _("one of its signs is none of ours"),
                _("write the codes that the manual lists, or keep the column with the row alone"),
            )
        found[code] = None
    return tuple(found)


def language(cell: str, question: Question | None) -> str:
    """Code of one of the ten languages."""
    known = _languages_known()
    for written in _writings(cell, question):
        if fold(written) in known:
            return known[fold(written)]
    raise Unknown(
        _("it is none of the languages"),
        _("write one of: %(codes)s") % {"codes": ", ".join(LANGUAGES)},
    )


def place(cell: str, question: Question | None, holder: str, places: Places) -> str:
    """Code of a place by its code or its name, inside another; "" if there is none."""
    for written in _writings(cell, question):
        code = written.strip().casefold().removeprefix("kh")
        for padded in (code, code.zfill(len(holder) + 2)):
            if padded in places.known and padded.startswith(holder):
                return padded
        if found := places.named.get((holder, fold(written))):
            return found
    return ""


def pin(cell: str, question: Question | None) -> tuple[float, float]:
    """Latitude and longitude, also with the height and the error that ODK adds."""
    numbers = [part for part in re.split(r"[\s,;]+", cell) if part]
    if len(numbers) >= 2 and all(_NUMBER.fullmatch(part) for part in numbers[:2]):
        latitude, longitude = float(numbers[0]), float(numbers[1])
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return latitude, longitude
    raise Unknown(_("it is no position"), _("write latitude and longitude, such as 10.61 103.52"))


def day(cell: str, question: Question | None) -> date:
    """The day of an ISO date or time; of any other way of writing it nobody can be sure."""
    written = _DAY.match(cell)
    if written:
        with suppress(ValueError):
            return date(*map(int, written.groups()))
    raise Unknown(_("it is no day that is sure"), _("write it as 2026-11-22"))


def _writings(cell: str, question: Question | None) -> Iterator[str]:
    """A cell, and what the form says that it means."""
    yield cell
    if question:
        for code, labels in question.choices.items():
            if cell == code:
                yield from labels
            elif cell in labels:
                yield code
                yield from labels


def _several(cell: str, question: Question | None) -> list[str]:
    """The answers of a cell: codes with blanks between them, or words with a mark between them."""
    parts = [part.strip() for part in _APART.split(cell) if part.strip()]
    if len(parts) == 1:
        codes = cell.split()
        known = set(question.choices) if question else set()
        if all(code in known or code in Sign._value2member_map_ for code in codes):
            return codes
    return parts


@cache
def _signs_known() -> Mapping[str, str]:
    return {fold(code): str(code) for code in Sign} | _labelled(words.SIGNS)


@cache
def _languages_known() -> Mapping[str, str]:
    codes = {code: code for code in LANGUAGES} | dict(OTHER_CODES)
    return {fold(code): ours for code, ours in codes.items()} | _labelled(words.LANGUAGES)


def _labelled(table: Mapping[str, Word]) -> dict[str, str]:
    found: dict[str, str] = {}
    for code in ("en", "km"):
        with override(code):
            found |= {fold(str(word)): str(key) for key, word in table.items()}
    return found
