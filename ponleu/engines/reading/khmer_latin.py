"""Whether a name in Khmer and one in Latin letters may be the same: "ចាន់ សុភា", "Chan Sophea".

Vowels are written in too many ways to be compared; consonants are brought to a few sounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from ponleu.engines.reading.khmer_text import KHMER, folded
from ponleu.engines.reading.words import word_key

_SOUNDS: Final = {
    "k": "កខគឃ", "n": "ងញណន", "c": "ចឆជឈ", "t": "ដឋឌឍតថទធ", "p": "បផពភ", "m": "មំ",
    "y": "យ", "r": "រ", "l": "លឡ", "v": "វ", "s": "សឝឞ", "h": "ហ", "": "អ",
}  # fmt: skip
_SOUND_OF: Final = {letter: sound for sound, letters in _SOUNDS.items() for letter in letters}
_SILENT: Final = re.compile("(?:\u17d2?[\u1780-\u17a2])[\u17b7\u17bb]?\u17cd")
_LAST_JOINED: Final = re.compile("\u17d2[\u1780-\u17a2][\u17b7\u17bb]?$")
_SHORT_END: Final = "\u17c8"
_LATIN: Final = (
    ("chh", "c"), ("ch", "c"), ("ng", "n"), ("nh", "n"), ("ny", "n"), ("gn", "n"), ("kh", "k"),
    ("ph", "p"), ("th", "t"), ("sh", "s"), ("j", "c"), ("z", "s"), ("ck", "k"), ("g", "k"),
    ("q", "k"), ("c k", "k"), ("b", "p"), ("d", "t"), ("f", "p"), ("w", "v"), ("x", "s"),
)  # fmt: skip
_DOUBLE: Final = re.compile(r"(.)\1+")
_VOWELS: Final = re.compile("[aeiou]+")


def is_romanised(left: str, right: str) -> bool:
    """Whether one of two full names is in Khmer and the other may be its Latin spelling."""
    if bool(KHMER.search(left)) == bool(KHMER.search(right)):
        return False
    khmer, latin = (left, right) if KHMER.search(left) else (right, left)
    parts, others = folded(khmer).split(), latin.split()
    if len(parts) < 2 or len(others) < 2:
        return False
    return _alike(parts[:1], others[:1]) and _alike(parts[1:], others[1:])


def romanised_keys(name: str) -> frozenset[str]:
    """Keys by which the two scripts of one name meet: the sounds of all its parts in a row."""
    first, _, rest = folded(name).partition(" ")
    rest = rest.replace(" ", "")
    if not rest:
        return frozenset()
    if not KHMER.search(name):
        return frozenset({f"={_latin_key(first)} {_latin_key(rest)}"})
    pairs = product(sorted(_khmer_keys(first)), sorted(_khmer_keys(rest)))
    return frozenset(f"={one} {other}" for one, other in pairs)


def _alike(khmer: Sequence[str], latin: Sequence[str]) -> bool:
    return _latin_key("".join(latin)) in _khmer_keys("".join(khmer))


def _khmer_keys(word: str) -> frozenset[str]:
    return frozenset(_squeezed(form) for form in _forms(_SILENT.sub("", word)))


def _forms(word: str) -> Iterator[str]:
    """The sounds of a word, with and without what is often not heard at its end."""
    yield _sounds(word)
    if word.endswith(_SHORT_END):
        yield _sounds(word) + "k"
    if _LAST_JOINED.search(word):
        yield _sounds(_LAST_JOINED.sub("", word))


def _sounds(word: str) -> str:
    return "".join(_SOUND_OF.get(letter, "") for letter in word.replace("ំង", "ង"))


def _latin_key(word: str) -> str:
    key = word_key(word)
    for written, sound in _LATIN:
        key = key.replace(written, sound)
    return _squeezed(key)


def _squeezed(word: str) -> str:
    """Consonants only, doubled ones once; "y", "v", "h" and "r" count at the beginning alone."""
    word = _VOWELS.sub("", word)
    head, tail = word[:1], re.sub("[yhv]", "", word[1:])
    if len(tail) and tail[-1] == "r":
        tail = tail[:-1]
    return _DOUBLE.sub(r"\1", head + tail)
