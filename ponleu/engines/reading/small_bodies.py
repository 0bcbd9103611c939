"""Bodies in messages written without capitals: "the indian embassy", "the company bright pearl"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from ponleu.engines.reading.organisation_context import Found
from ponleu.engines.reading.organisation_index import OrganisationIndex
from ponleu.engines.reading.runs import Words
from ponleu.engines.reading.small_words import (
    FUNCTION_WORDS,
    SmallWords,
    follows_closely,
    is_small_word,
)
from ponleu.engines.reading.word_sets import word_set

EMBASSIES: Final = word_set(
    "embassy embasy embassi ambassy embacy embessy embasi consulate consulat consulet"
)
_COUNTRIES: Final = word_set(
    "phil philippine philippines pinoy viet vietnam vn thai thailand indo indonesia india indian "
    "bangla bangladesh pak pakistan nepal myanmar burma china korea korean japan japanese taiwan "
    "malaysia malay us usa american uk british lanka lankan kenya kenyan uganda ethiopia nigeria "
    "ghana cameroon morocco egypt brazil peru turkey turkish russia russian ukraine mongolia laos "
    "lao singapore cambodia cambodian khmer hongkong french german australian chinese filipino"
)
"""What people write before "embassy", besides the words for nations."""
_COMPANIES: Final = word_set("company agency ngo firm charity org organisation organization")
_ENDS: Final = word_set(
    "entertainment agency overseas company co ltd manpower recruitment travel tours group trading "
    "technology tech international services service consultancy placement foundation association "
    "org network bank express online media factory garment garments enterprise investment limited"
)
_NAMING: Final = [(word,) for word in ("is", "name", "called", "named", "was")]
_LONGEST: Final = 4


def small_bodies(
    words: Words, known: SmallWords, index: OrganisationIndex, places: Collection[int]
) -> Iterator[Found]:
    """Bodies of one sentence, by their word for a body or by the pack's table."""
    for at, key in enumerate(words.keys):
        found = _embassy(words, at, known, places) if key in EMBASSIES and at else None
        if key in _COMPANIES:
            found = _named_company(words, at, known)
        if found := found or _listed(words, at, known, index):
            yield found


def _embassy(words: Words, at: int, known: SmallWords, places: Collection[int]) -> Found | None:
    """ "The phil embassy", "embassy of india", and where it stands: "in phnom penh"."""
    reason = "A country stands beside the word for an embassy."
    if follows_closely(words, at - 1) and _is_country(words, at - 1, known, places):
        return Found(at - 1, _seat(words, at, places), "organisations.head", reason)
    of = at + 2 < len(words.keys) and words.keys[at + 1] == "of"
    if of and _is_country(words, at + 2, known, places):
        return Found(at, _seat(words, at + 2, places), "organisations.head", reason)
    return None


def _is_country(words: Words, at: int, known: SmallWords, places: Collection[int]) -> bool:
    if words.keys[at] in FUNCTION_WORDS - known.nations:
        return False
    nation = words.keys[at] in known.nations or words.keys[at] in _COUNTRIES
    return nation or words.tokens[at].start in places


def _seat(words: Words, at: int, places: Collection[int]) -> int:
    """Last word with the town of an embassy."""
    last = at
    if at + 2 < len(words.keys) and words.keys[at + 1] in {"in", "at"}:
        step = at + 2
        while step < len(words.keys) and words.tokens[step].start in places:
            last = step
            step += 1
    return last


def _named_company(words: Words, at: int, known: SmallWords) -> Found | None:
    """ "The company kk tiger entertainment": up to a word that closes such a name, or a mark."""
    first = last = at + 1 + (words.keys[at + 1 : at + 2] in _NAMING)
    while last < len(words.keys) and last - first < _LONGEST:
        if not follows_closely(words, last - 1) or not _is_own(words, last):
            break
        last += 1
    last -= 1
    while last > first and words.keys[last] in known.plain - _ENDS:
        last -= 1
    if last < first or words.keys[first] in _ENDS:
        return None
    own = [words.keys[place] not in known.plain for place in range(first, last + 1)]
    strange = any(own) and (len(own) > 1 or words.keys[at] in {"company", "agency"})
    closed = words.keys[last] in _ENDS and last > first
    if strange or closed:
        reason = f"The word {words.keys[at]!r} stands before the name."
        return Found(first, last, "organisations.described", reason)
    return None


def _is_own(words: Words, at: int) -> bool:
    return words.keys[at] not in FUNCTION_WORDS and is_small_word(words, at)


def _listed(words: Words, at: int, known: SmallWords, index: OrganisationIndex) -> Found | None:
    """A body of the table in small letters: "ijm", "ministry of interior"."""
    if not is_small_word(words, at):
        return None
    most = index.phrases.longest.get(words.keys[at], 0)
    for length in range(min(most, len(words.keys) - at), 0, -1):
        last = at + length - 1
        joined = all(words.gaps[number].isspace() for number in range(at + 1, last + 1))
        key = " ".join(words.keys[at : last + 1])
        if joined and key in index.names and (length > 1 or _is_letters(key, known, index)):
            return Found(at, last, "organisations.table", "It is in the pack's table.")
    return None


def _is_letters(key: str, known: SmallWords, index: OrganisationIndex) -> bool:
    """Whether a single word is the letters of a body and no word of English."""
    named = any(body.name.isupper() for body in index.names[key])
    return named and len(key) > 2 and key not in known.plain
