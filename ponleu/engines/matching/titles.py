"""Titles, offices, words of address and legal forms: what stands by a name and is not it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from ponleu.engines.matching.scripts import script_of
from ponleu.engines.matching.types import Kind

ADDRESS_BITS: Final = 3.0
"""What a word of address may tell that may be a name as well: "Ta", "Ming", "Lok"."""
SITE_BITS: Final = 2.0
"""What the word for a kind of premises or of business tells: "casino", "group"."""
LEVEL_BITS: Final = 1.0
"""What the word for a level of government tells in a name of a place."""
OWN_BITS: Final = 99.0
"""No cap: the word tells what its rarity says."""

SORTS: Final = frozenset(
    {"honorific", "honorific_after", "office", "address", "legal", "legal_short", "site", "level"}
)
_PERSONAL: Final = frozenset({"honorific", "office"})
_BEFORE: Final = {
    Kind.PERSON: _PERSONAL,
    None: _PERSONAL | {"legal"},
    Kind.ORGANISATION: frozenset({"legal", "legal_short"}),
    Kind.SITE: frozenset({"legal", "legal_short"}),
    Kind.PLACE: frozenset(),
}
_AFTER: Final = {
    Kind.PERSON: frozenset({"office", "honorific_after"}),
    None: frozenset({"office", "honorific_after", "legal"}),
    Kind.ORGANISATION: _BEFORE[Kind.ORGANISATION],
    Kind.SITE: _BEFORE[Kind.SITE],
    Kind.PLACE: frozenset(),
}
_CAPS: Final[Mapping[Kind | None, Mapping[str, float]]] = {
    Kind.PERSON: {},
    None: {"site": SITE_BITS},
    Kind.ORGANISATION: {"site": SITE_BITS},
    Kind.SITE: {"site": SITE_BITS, "level": LEVEL_BITS},
    Kind.PLACE: {"level": LEVEL_BITS},
}
_BEFORE_NAME: Final = frozenset({"Khmr", "Thai", "Laoo", "Mymr"})
_AFTER_NAME: Final = frozenset({"Hani", "Hang", "Kana", "Thai", "Mymr"})
_FOLLOWING: Final = frozenset("ะาำๅ")
_LEAST_LEFT: Final = 2


class Kept(NamedTuple):
    """A word of a name and the most bits that it may tell."""

    word: str
    most_bits: float


class Parted(NamedTuple):
    """The words of a name, and the phrases that were taken away."""

    words: tuple[Kept, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Titles:
    """Phrases by their folded words.

    Attributes:
        sorts: phrase -> one of ``SORTS``.
        heads: first word of a phrase -> the most words of a phrase that begins so.
        tails: last word of a phrase -> the most words of a phrase that ends so.
        glued_before: by kind, what is written without a blank before a name.
        glued_after: likewise after it.
    """

    sorts: Mapping[str, str]
    heads: Mapping[str, int]
    tails: Mapping[str, int]
    glued_before: Mapping[Kind | None, re.Pattern[str]]
    glued_after: Mapping[Kind | None, re.Pattern[str]]


def titles_of(sorts: Mapping[str, str]) -> Titles:
    """Phrases made ready for look-up.

    Args:
        sorts: folded phrase -> one of ``SORTS``.
    """
    heads: dict[str, int] = {}
    tails: dict[str, int] = {}
    for phrase in sorts:
        words = phrase.split()
        heads[words[0]] = max(len(words), heads.get(words[0], 0))
        tails[words[-1]] = max(len(words), tails.get(words[-1], 0))
    return Titles(
        sorts,
        heads,
        tails,
        {kind: _glued(sorts, _BEFORE_NAME, kind, "^(?:{})") for kind in _CAPS},
        {kind: _glued(sorts, _AFTER_NAME, kind, "(?:{})$") for kind in _CAPS},
    )


def _glued(
    sorts: Mapping[str, str], scripts: frozenset[str], kind: Kind | None, form: str
) -> re.Pattern[str]:
    wanted = _BEFORE[kind] | _AFTER[kind] | _CAPS[kind].keys()
    found = [
        phrase
        for phrase, sort in sorts.items()
        if sort in wanted and " " not in phrase and script_of(phrase[0]) in scripts
    ]
    longest_first = sorted(found, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(form.format("|".join(map(re.escape, longest_first)) or "(?!)"))


def without_titles(words: Sequence[str], titles: Titles, kind: Kind | None) -> Parted:
    """The words that name, without what stands before or after them.

    A name that is nothing but titles keeps them all.
    """
    if _is_plain(words, titles):
        return Parted(tuple([Kept(word, OWN_BITS) for word in words]), ())
    parts = [part for word in words for part in _unglued(word, titles, kind)]
    start, before = _run_before(parts, titles, kind)
    end, after = _run_after(parts, start, titles, kind)
    if start >= end:
        return Parted(tuple(Kept(word, OWN_BITS) for word in words), ())
    kept, between = _between(parts[start:end], titles, kind)
    if not kept:
        return Parted(tuple(Kept(word, OWN_BITS) for word in words), ())
    return Parted(tuple(_capped(kept, titles, kind)), (*before, *between, *after))


def _is_plain(words: Sequence[str], titles: Titles) -> bool:
    """Whether no word of a name begins or ends any phrase: so it is with most names."""
    if not (titles.heads.keys().isdisjoint(words) and titles.tails.keys().isdisjoint(words)):
        return False
    return all(map(str.isascii, words))


def _unglued(word: str, titles: Titles, kind: Kind | None) -> Iterator[str]:
    """A word of a script without blanks, its titles cut off."""
    if word.isascii():
        yield word
        return
    tail: list[str] = []
    while (match := titles.glued_before[kind].match(word)) and _may_part(word, match.end()):
        yield match.group()
        word = word[match.end() :]
    while (match := titles.glued_after[kind].search(word)) and match.start() >= _LEAST_LEFT:
        tail.append(match.group())
        word = word[: match.start()]
    yield word
    yield from reversed(tail)


def _may_part(word: str, at: int) -> bool:
    """Whether what follows can stand alone: no sign that belongs to the letter before it."""
    rest = word[at:]
    if len(rest) < _LEAST_LEFT or rest[0] in _FOLLOWING:
        return False
    return not unicodedata.category(rest[0]).startswith("M")


def _run_before(words: Sequence[str], titles: Titles, kind: Kind | None) -> tuple[int, list[str]]:
    dropped: list[str] = []
    at = 0
    while at < len(words):
        most = min(titles.heads.get(words[at], 0), len(words) - at)
        size = _longest(range(most, 0, -1), words, at, titles, _BEFORE[kind])
        if not size:
            break
        dropped.append(" ".join(words[at : at + size]))
        at += size
    return at, dropped


def _run_after(
    words: Sequence[str], start: int, titles: Titles, kind: Kind | None
) -> tuple[int, list[str]]:
    dropped: list[str] = []
    end = len(words)
    while end > start:
        most = min(titles.tails.get(words[end - 1], 0), end - start)
        sizes = range(most, 0, -1)
        size = next(
            (n for n in sizes if titles.sorts.get(" ".join(words[end - n : end])) in _AFTER[kind]),
            0,
        )
        if not size:
            break
        dropped.insert(0, " ".join(words[end - size : end]))
        end -= size
    return end, dropped


def _between(
    words: Sequence[str], titles: Titles, kind: Kind | None
) -> tuple[list[str], list[str]]:
    """Words without legal forms that stand in the middle: "A Co., Ltd (Cambodia)"."""
    if "legal" not in _BEFORE[kind]:
        return list(words), []
    kept: list[str] = []
    dropped: list[str] = []
    at = 0
    while at < len(words):
        most = min(titles.heads.get(words[at], 0), len(words) - at)
        size = _longest(range(most, 0, -1), words, at, titles, frozenset({"legal"}))
        if size:
            dropped.append(" ".join(words[at : at + size]))
        else:
            kept.append(words[at])
        at += size or 1
    return kept, dropped


def _longest(
    sizes: Iterable[int], words: Sequence[str], at: int, titles: Titles, wanted: frozenset[str]
) -> int:
    for size in sizes:
        if titles.sorts.get(" ".join(words[at : at + size])) in wanted:
            return size
    return 0


def _capped(words: Sequence[str], titles: Titles, kind: Kind | None) -> Iterator[Kept]:
    caps = _CAPS[kind]
    at = 0
    if len(words) > 1 and kind in {None, Kind.PERSON} and titles.sorts.get(words[0]) == "address":
        yield Kept(words[0], ADDRESS_BITS)
        at = 1
    while at < len(words):
        most = min(titles.heads.get(words[at], 0), len(words) - at)
        size = _longest(range(most, 0, -1), words, at, titles, frozenset(caps))
        cap = caps[titles.sorts[" ".join(words[at : at + size])]] if size else OWN_BITS
        yield from (Kept(word, cap) for word in words[at : at + (size or 1)])
        at += size or 1
