"""Places spelled as no table has them, where the text states their level beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.place_index import PlaceIndex, level_of, numbered_key
from ponleu.engines.reading.romanisation import consonants
from ponleu.engines.reading.types import Lexicon
from ponleu.engines.reading.words import Token, tokenise

LEAST_SOUNDS = 3
"""Consonants that a name must have to be known by them."""
LONGEST = 4
_LEVELS = frozenset({"province", "district", "commune"})
Heard = Mapping[tuple[str, str], tuple[str, ...]]


@once_per
def places_heard(lexicon: Lexicon) -> Heard:
    """Codes by consonants and level; villages are too many to be told apart so."""
    heard: dict[tuple[str, str], tuple[str, ...]] = {}
    for place in lexicon.places:
        level = level_of(place.code)
        if level not in _LEVELS or not place.name[0].isascii():
            continue
        key = sounds_of(tokenise(place.name)), level
        if place.code not in heard.get(key, ()):
            heard[key] = (*heard.get(key, ()), place.code)
    return heard


def spelled_at(
    text: str, tokens: Sequence[Token], at: int, *, before: str, index: PlaceIndex, heard: Heard
) -> tuple[int, tuple[str, ...], str]:
    """Length, codes and level of a name that begins here; (0, (), "") if there is none.

    Args:
        before: the level that the word before states, "" if none.
    """
    length = 0
    for token in tokens[at : at + LONGEST]:
        touches = length == 0 or text[tokens[at + length - 1].end : token.start].isspace()
        if not token.is_capitalised or not touches:
            break
        length += 1
    for size in range(length, 0, -1):
        level = before or _level_after(text, tokens, at + size, index)
        if not level:
            continue
        sounds = sounds_of(tokens[at : at + size])
        codes = heard.get((sounds, level), ())
        if before and size < length:
            break  # "Sangkat Tuol Sangke" is not the sangkat Tuol
        if codes and sum(map(str.isalpha, sounds)) >= LEAST_SOUNDS:
            return size, codes, level
    return 0, (), ""


def sounds_of(words: Sequence[Token]) -> str:
    """The consonants by which a spelling of a name is known."""
    return consonants(numbered_key(words))


def _level_after(text: str, tokens: Sequence[Token], at: int, index: PlaceIndex) -> str:
    if at >= len(tokens) or not text[tokens[at - 1].end : tokens[at].start].isspace():
        return ""
    return index.after.get(tokens[at].key, "")
