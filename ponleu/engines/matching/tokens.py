"""One word of a name made ready to be compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from math import log2
from typing import Final

from ponleu.engines.matching.khmer_order import in_order
from ponleu.engines.matching.lexicon import Lexicon
from ponleu.engines.matching.scripts import HAN, KHMER, KOREAN, LATIN, runs
from ponleu.engines.matching.sound_units import khmer_units, latin_units
from ponleu.engines.matching.titles import Kept
from ponleu.engines.matching.transliteration import (
    chinese_words,
    khmer_letters,
    korean_words,
    letters_and_digits,
    plain_letters,
)
from ponleu.engines.matching.types import Token

MOST_BITS: Final = 20.0
LEAST_BITS: Final = 0.5
SHORT_BITS: Final = 4.5
"""What each letter of a word that no table has can tell at most."""
PLACE_BITS: Final = 8.0
PLACE_SHARE: Final = 0.5
"""A common word of a place tells more than its share: without it the name is another village's."""
_CACHED_WORDS: Final = 1 << 16


def tokens_of(kept: Kept, lexicon: Lexicon, *, of_place: bool) -> tuple[Token, ...]:
    """A word as tokens: one, or more where scripts meet; none if nothing can be read.

    Args:
        of_place: whether number words are numbers, and words as common as among places.
    """
    tokens = _tokens(kept.word, lexicon, of_place)
    if kept.most_bits >= MOST_BITS:
        return tokens
    return tuple(
        replace(token, rarity_bits=min(token.rarity_bits, kept.most_bits)) for token in tokens
    )


@lru_cache(maxsize=_CACHED_WORDS)
def _tokens(word: str, lexicon: Lexicon, of_place: bool) -> tuple[Token, ...]:
    written = lexicon.english.get(word, word)
    if of_place:
        written = lexicon.numbers.get(written, written)
    if written.isascii():
        return (_token(written, word, lexicon, of_place=of_place),)
    return tuple(_spelled(written, lexicon, of_place=of_place))


def _spelled(word: str, lexicon: Lexicon, *, of_place: bool) -> Iterator[Token]:
    for run, script in runs(word):
        if script == KHMER:
            yield from _khmer(run, lexicon, of_place=of_place)
            continue
        for letters in _words(run, script):
            if letters:
                yield _token(letters, run, lexicon, of_place=of_place)


def _words(run: str, script: str) -> list[str]:
    if script == HAN:
        return chinese_words(run)
    return korean_words(run) if script == KOREAN else [plain_letters(run, script)]


def _khmer(run: str, lexicon: Lexicon, *, of_place: bool) -> Iterator[Token]:
    """A Khmer word with numbers in it as tokens: letters with the units that were written."""
    for part in letters_and_digits(in_order(run)):
        if part.isdecimal():
            yield _token(part, part, lexicon, of_place=of_place)
            continue
        units = khmer_units(part)
        letters = khmer_letters(units, lexicon.spellings) or plain_letters(part, LATIN)
        if letters:
            token = _token(letters, part, lexicon, of_place=of_place)
            ids = bytes(lexicon.unit_ids[unit] for unit in units)
            yield replace(token, units=ids or token.units)


def _token(letters: str, text: str, lexicon: Lexicon, *, of_place: bool) -> Token:
    units = bytes(lexicon.unit_ids[unit] for unit in latin_units(letters))
    families = lexicon.families.get(text) or lexicon.families.get(letters, b"")
    is_initial = len(letters) == 1 and letters.isalpha()
    bits = _bits(letters, text, lexicon, of_place=of_place)
    return Token(letters.encode(), units, bits, is_initial, text, families)


def _bits(letters: str, text: str, lexicon: Lexicon, *, of_place: bool) -> float:
    """-log2 of the word's share; an unknown short word may be many things and tells less."""
    tables = (lexicon.place_shares, lexicon.shares) if of_place else (lexicon.shares,)
    known = [table[key] for table in tables for key in (text, letters) if key in table]
    if known and of_place:
        return PLACE_BITS + PLACE_SHARE * -log2(max(known))
    if known:
        return min(MOST_BITS, max(LEAST_BITS, -log2(max(known))))
    return min(MOST_BITS, -log2(lexicon.unseen_share), SHORT_BITS * len(letters))
