"""A name with everything that comparing asks of it, worked out once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ponleu.engines.matching.name_forms import read_name
from ponleu.engines.matching.numbers_in_names import numbered_words, numbers_of
from ponleu.engines.matching.packed import PackedNames, kept_tokens, pack_names
from ponleu.engines.matching.readings import Syllables, name_syllables
from ponleu.engines.matching.scales import Scales
from ponleu.engines.matching.types import Kind, NameForm, Token

INITIAL_BITS: Final = 4.0
"""What an initial tells: one letter among some sixteen in use."""

LONGEST: Final = 400
_FATHERS: Final = re.compile(r"\b(?:bin|binti|bint|bte|ibn|b\.)(?=\s)")
_ONE_SYLLABLE: Final = re.compile(r"[bcdfghjklmnpqrstvwxz]*[aeiouy]{1,3}[cghkmnpt]{0,2}")
_PINYIN: Final = re.compile(
    "(?:(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?"
    "(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|"
    "ou|ua|ue|ui|un|uo|[aeiou]))+"
)


@dataclass(frozen=True, slots=True, eq=False)
class PreparedName:
    """A name ready to be compared.

    Attributes:
        kind: by whose rules it was read.
        tokens: words that are compared.
        packed: the same as arrays.
        bits: what all words together tell.
        numbers: in one form.
        numbered: word before a number -> that number.
        marked: word without marks -> as written, if any word has marks.
        syllables: of a Chinese name, with the characters they can be the reading of.
        is_syllabic: whether it is made of Chinese or Vietnamese syllables.
        names_father: has bin or binti in it.
    """

    form: NameForm
    kind: Kind | None
    tokens: tuple[Token, ...]
    packed: PackedNames
    bits: float
    numbers: frozenset[str]
    numbered: Mapping[str, str]
    marked: Mapping[str, str]
    syllables: Syllables
    is_syllabic: bool
    names_father: bool


@lru_cache(maxsize=8192)
def prepare(text: str, kind: Kind | None, scales: Scales) -> PreparedName:
    """A name ready to be compared; the last few thousand are kept."""
    form = read_name(text, scales.lexicon, kind)
    tokens = tuple(kept_tokens(form))
    return PreparedName(
        form=form,
        kind=kind,
        tokens=tokens,
        packed=pack_names([form]),
        bits=sum(INITIAL_BITS if t.is_initial else t.rarity_bits for t in tokens),
        numbers=numbers_of(tokens, kind),
        numbered=numbered_words(tokens, kind),
        marked=_marked_words(text),
        syllables=name_syllables(tokens, scales.syllables) if kind in _NAMED else (),
        is_syllabic=is_syllabic(form, kind),
        names_father=bool(_FATHERS.search(text[:LONGEST].casefold())),
    )


_NAMED: Final = frozenset({Kind.PERSON, None})


def is_syllabic(form: NameForm, kind: Kind | None) -> bool:
    """Whether a name is made of Chinese or Vietnamese syllables, of which each letter counts.

    Names of places are not, but in characters: "Ratanakiri" could be cut so, too.
    """
    if form.script == "Hani" or kind is Kind.PLACE:
        return form.script == "Hani"
    words = [token.letters.decode() for token in form.tokens]
    is_plain = all(_ONE_SYLLABLE.fullmatch(word) for word in words)
    if is_plain and len(words) >= 3 and any(token.families for token in form.tokens):
        return True
    return bool(words) and all(_PINYIN.fullmatch(word) for word in words)


def _marked_words(text: str) -> Mapping[str, str]:
    if text.isascii():
        return {}
    words = unicodedata.normalize("NFC", text[:LONGEST]).casefold().split()
    marked = {_plain(word): word for word in words}
    return marked if any(plain != word for plain, word in marked.items()) else {}


def _plain(word: str) -> str:
    spread = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in spread if not "\u0300" <= letter <= "\u036f")
