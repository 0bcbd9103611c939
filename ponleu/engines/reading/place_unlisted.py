"""Places that no table has, where the words beside them call them places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ponleu.engines.reading.per_word import positions
from ponleu.engines.reading.place_index import PlaceIndex
from ponleu.engines.reading.place_settling import Candidate, Settled
from ponleu.engines.reading.runs import Words
from ponleu.engines.reading.word_sets import word_set

_LONGEST = 3
_BEHIND = word_set(
    "commune sangkat khum district srok village phum township barangay ward county prefecture "
    "province island islet subdistrict"
)
"""Words for a level that make a place of the name before them."""
_MARKS = _BEHIND | {"border", "crossing", "checkpoint"}
_AHEAD = word_set("sangkat khum srok phum krong khet barangay")
_GATES = frozenset({"gate", "crossing", "checkpoint", "pass", "post", "market"})
""" "The Prum border gate"; "crossing" and "checkpoint" also by themselves."""
_LEADING = word_set("in at near from to outside around off residing home leave left")
_OF_WHOM = word_set("resident residents native natives citizen town city born single")
_NO_NAMES = word_set(
    "economic special autonomous red light central business each every this that our my his her "
    "their first second third northern southern eastern western remote poor rural urban other "
    "another same neighbouring neighboring global floating home model children's border"
)


def with_unlisted(
    words: Words, number: int, found: Sequence[Candidate], index: PlaceIndex
) -> Sequence[Candidate]:
    """The candidates of a sentence, and with them the names that only their company tells."""
    more = [*_beside_level(words, number, index), *_before_place(words, number, found, index)]
    return sorted([*found, *more], key=lambda one: one.start) if more else found


def listed_first(told: Sequence[tuple[Candidate, Settled]]) -> list[tuple[Candidate, Settled]]:
    """Of names that share words, those of a table before the others."""
    kept: list[tuple[Candidate, Settled]] = []
    for one in told:
        last = kept[-1] if kept else None
        if last is None or one[0].start >= last[0].end:
            kept.append(one)
        elif last[0].unlisted and not one[0].unlisted:
            kept[-1] = one
    return kept


def _beside_level(words: Words, number: int, index: PlaceIndex) -> Iterator[Candidate]:
    """ "Hoa Khanh commune", "Sangkat Tuol Sangke 2", "the Prum border gate"."""
    for at in positions(words.keys, _MARKS):
        if words.keys[at] == "border" and _GATES.isdisjoint(words.keys[at + 1 : at + 2]):
            continue
        first = _run_before(words, at, index)
        if first < at and not _is_part_of_name(words, at):
            level = index.after.get(words.keys[at], "")
            yield _unlisted(words, number, first, at - 1, level)
    for at in positions(words.keys, _AHEAD):
        last = _run_after(words, at, index)
        if last > at:
            yield _unlisted(words, number, at + 1, last, index.before.get(words.keys[at], ""))


def _before_place(
    words: Words, number: int, found: Sequence[Candidate], index: PlaceIndex
) -> Iterator[Candidate]:
    """ "From Fuqing, Fujian": what is named before the larger place that holds it."""
    starts = {token.start: at for at, token in enumerate(words.tokens)} if found else {}
    for known in found:
        at = starts.get(known.start, 0)
        if at < 2 or words.gaps[at].strip() != "," or not _names_abroad(known):
            continue
        first = _run_before(words, at, index, gap=",")
        is_led = first > 0 and (words.keys[first - 1] in _LEADING or _is_of_whom(words, first))
        if first < at and is_led and words.keys[at - 1] not in index.no_places:
            start, end = words.span(first, at - 1)
            code = f"{known.codes[0][:2]}/{words.text[start:end]}"
            yield _unlisted(words, number, first, at - 1, "", (code,))


def _is_of_whom(words: Words, first: int) -> bool:
    """ "Ana, 26, of Barotac Nuevo" and "a resident of ..."."""
    if first < 2 or words.keys[first - 1] != "of":
        return False
    return words.gaps[first - 1].strip() == "," or words.keys[first - 2] in _OF_WHOM


def _names_abroad(known: Candidate) -> bool:
    return bool(known.codes) and known.codes[0][:2].isalpha() and known.codes[0] != "KH"


def _run_before(words: Words, at: int, index: PlaceIndex, gap: str = "") -> int:
    """The first of the large words that end before word ``at``; ``at`` if there are none."""
    if not at or words.gaps[at].strip() != gap or (not gap and "\n" in words.gaps[at]):
        return at
    first = at
    while first > 0 and at - first < _LONGEST and _is_name(words, first - 1, index):
        if first < at and words.gaps[first] != " ":
            break
        first -= 1
    if first and words.tokens[first - 1].is_capitalised and words.gaps[first] == " ":
        return at  # a longer name, of something else
    return first if first < at and not words.tokens[first].text.isdecimal() else at


def _run_after(words: Words, at: int, index: PlaceIndex) -> int:
    last = at
    while last + 1 < len(words.tokens) and last - at < _LONGEST and words.gaps[last + 1] == " ":
        if not _is_name(words, last + 1, index):
            break
        last += 1
    return last if last > at and not words.tokens[at + 1].text.isdecimal() else at


def _is_name(words: Words, at: int, index: PlaceIndex) -> bool:
    token = words.tokens[at]
    if token.text.isdecimal():
        return len(token.text) < 3
    if not token.is_capitalised or token.key in index.common or token.key in _NO_NAMES:
        return False
    return token.key not in index.after and token.key not in index.no_places


def _is_part_of_name(words: Words, at: int) -> bool:
    """Whether the word for the level is written large and a name goes on: "Village Justice"."""
    if not words.tokens[at].is_capitalised or at + 1 >= len(words.tokens):
        return False
    return words.tokens[at + 1].is_capitalised and words.gaps[at + 1] == " "


def _unlisted(
    words: Words, number: int, first: int, last: int, level: str, codes: tuple[str, ...] = ()
) -> Candidate:
    start, end = words.span(first, last)
    return Candidate(
        start, end, codes, level, number, words.boilerplate, last - first + 1,
        unlisted=True, name=words.text[start:end],
    )  # fmt: skip
