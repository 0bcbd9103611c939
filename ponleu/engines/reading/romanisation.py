"""Whether two romanised Khmer names may be spellings of one: "Kuch" and "Kuoch"."""

from __future__ import annotations

import re

from ponleu.engines.reading.words import word_key

LONG_NAME = 5
"""Letters from which a name may differ by one vowel and still be a spelling of the other."""
_CONSONANTS = (("chh", "c"), ("ch", "c"), ("kh", "k"), ("ph", "p"), ("th", "t"), ("ck", "k"))
_VOWELS = re.compile(r"[aeiouyw]+")
_SOUNDS = {
    "u": "u ou uo oo uu ow ouo",
    "o": "o or ao au aw oa",
    "e": "e eu oe oeu eou ae ei ey ay ai eo",
    "i": "i ee ea ia ie y iey eae ye yea",
    "a": "a aa ar ah",
}
_SOUND_OF = {spelling: sound for sound, row in _SOUNDS.items() for spelling in row.split()}


def sounds_alike(left: str, right: str) -> bool:
    """Whether two single names have the same consonants and vowels that are heard alike."""
    (bones, vowels), (other_bones, other_vowels) = _heard(left), _heard(right)
    if bones != other_bones or len(vowels) != len(other_vowels):
        return False
    differing = sum(vowel != other for vowel, other in zip(vowels, other_vowels, strict=True))
    shorter = min(len(left), len(right))
    return differing == 0 or (differing == 1 and shorter >= LONG_NAME)


def is_variant(left: str, right: str) -> bool:
    """Whether two full names may be spellings of one: a part equal, the others heard alike."""
    parts, others = left.split(), right.split()
    if len(parts) != len(others) or len(parts) < 2:
        return False
    pairs = [(word_key(a), word_key(b)) for a, b in zip(parts, others, strict=True)]
    return any(a == b for a, b in pairs) and all(a == b or sounds_alike(a, b) for a, b in pairs)


def consonants(name: str) -> str:
    """What is left of a name when vowels may be spelled in any way: "pr- n-b"."""
    return " ".join(_heard(part)[0] for part in name.split())


def _heard(name: str) -> tuple[str, tuple[str, ...]]:
    """Consonants with the vowels' places kept, and the sound of each vowel group."""
    word = word_key(name)
    for spelling, sound in _CONSONANTS:
        word = word.replace(spelling, sound)
    word = re.sub(r"(.)\1+", r"\1", word) if not _VOWELS.search(word[:1]) else word
    word = re.sub(r"(?<=[aeiouyw])h$", "", word)
    vowels = tuple(_SOUND_OF.get(group, group) for group in _VOWELS.findall(word))
    return _VOWELS.sub("-", word), vowels
