"""Words cut into units of sound: spellings of Latin letters, signs of Khmer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ponleu.engines.matching.khmer_order import COENG

CONSONANTS: Final = (
    "b", "c", "ch", "chh", "d", "dj", "f", "g", "gn", "h", "j", "k", "kh", "l", "m", "n", "ng",
    "nh", "p", "ph", "q", "r", "s", "sh", "t", "th", "v", "w", "x", "y-", "z", "-r",
)  # fmt: skip
VOWELS: Final = (
    "a", "aa", "ae", "aeu", "ai", "ao", "au", "aw", "ay", "e", "ea", "eae", "eay", "ee", "ei", "eo",
    "eou", "eu", "ey", "i", "ia", "ie", "ieu", "iey", "io", "iu", "o", "oa", "oe", "oeu", "oey",
    "oi", "oo", "ou", "ow", "oy", "u", "ua", "ue", "ueu", "ui", "uo", "uu", "uy", "y",
    "av", "eav", "ev", "iev", "iv", "ov",
)  # fmt: skip
GLIDE: Final = "y-"
_AFTER_GLIDE: Final = frozenset("aeiou")
_HEARD: Final = frozenset("aeiouy")
QUIET_R: Final = "-r"
"""An r that closes a syllable: it tells of the vowel and is not heard ("Chhorn", "Thoeurn")."""
DIGITS: Final = tuple("0123456789")
_LONGEST_FIRST: Final = sorted(
    {*CONSONANTS, *VOWELS, *DIGITS} - {GLIDE, QUIET_R}, key=len, reverse=True
)
_LATIN: Final = re.compile(
    # a v after vowels is heard as part of them unless it begins the next syllable
    "|".join(f"{unit}(?![aeiouy])" if unit[1:].endswith("v") else unit for unit in _LONGEST_FIRST)
)
_DOUBLED: Final = re.compile(r"([bcdfgjklmnpqrstvwxz])\1+")

_SPELLED_OUT: Final = str.maketrans(
    {
        "ឥ": "អិ", "ឦ": "អី", "ឧ": "អុ", "ឩ": "អូ", "ឪ": "អូវ", "ឫ": "រឹ", "ឬ": "រឺ", "ឭ": "លឹ",
        "ឮ": "លឺ", "ឯ": "អែ", "ឰ": "អៃ", "ឱ": "អោ", "ឳ": "អៅ", "ឝ": "ស", "ឞ": "ស",
    }
)  # fmt: skip
_CLUSTER: Final = re.compile(
    f"(?P<base>[\u1780-\u17a2])(?P<robat>\u17cc)?(?P<joined>(?:{COENG}[\u1780-\u17a2])*)"
    "(?P<shift>[\u17c9\u17ca])?(?P<vowel>[\u17b6-\u17c5]*)(?P<signs>[\u17c6-\u17d1]*)"
)
_HIGH: Final = frozenset("គឃងជឈញឌឍណទធនពភមយរលវ") - {"ណ"}
_SONORANT: Final = frozenset("ងញណនមយរលវ")
_SILENCED: Final = "\u17cd"
_SHORTENED: Final = "\u17cb"
_NASAL: Final = "\u17c6"
_BREATH: Final = "\u17c7"
_CUT_SHORT: Final = "\u17c8"
_SHORT_A: Final = "\u17d0"
_FINAL: Final = "$"
BARE: Final = "·"
"""Stands for the vowel that is heard where none is written."""
OPEN: Final = "◌"
"""The same before a letter that has another joined below it."""
_GLIDING: Final = {"វ": "ាិេែៀូ", "យ": "ាុូើួោ"}
"""Letters that close a syllable and are heard as part of such vowels."""


def latin_units(word: str) -> list[str]:
    """A word of folded Latin letters as spellings of sounds: "chhuong" is chh, uo, ng."""
    word = _DOUBLED.sub(r"\1", word)
    return [_unit(word, found) for found in _LATIN.finditer(word)]


def _unit(word: str, found: re.Match[str]) -> str:
    """The unit; "y" before a vowel is a consonant, named "y-", "r" between others is "-r"."""
    unit, before, after = found.group(), word[: found.start()], word[found.end() :]
    if unit == "y" and after[:1] in _AFTER_GLIDE:
        return GLIDE
    if unit == "r" and before[-1:] in _HEARD and after[:1] not in _HEARD:
        return QUIET_R
    return unit


@cache
def khmer_inventory() -> tuple[str, ...]:
    """Every unit that Khmer words can hold, in a fixed order."""
    letters = [chr(code) for code in range(0x1780, 0x17A3) if chr(code) not in "ឝឞ"]
    onsets = [*letters, "ប៉"]
    finals = [letter + _FINAL for letter in letters if letter != "អ"]
    vowels = [chr(code) for code in range(0x17B6, 0x17C6)]
    vowels += [BARE, OPEN, "ា់", "់", "័", "ំ", "ាំ", "ុំ", "ះ", "ិះ", "ុះ", "េះ", "ែះ", "ោះ", "ឹះ"]
    vowels += [vowel + letter for letter, before in _GLIDING.items() for vowel in before]
    return (*onsets, *finals, "ះ$", *(f"{vowel}{series}" for vowel in vowels for series in "12"))


def khmer_units(word: str) -> list[str]:
    """A Khmer word in canonical order as units: onsets, vowels with their series, finals.

    "ភ្នំ" is ភ, ន, ំ2, ម$. A consonant without sign closes the syllable before it if that is
    open, else begins one with the vowel that is not written.
    """
    clusters = [match.groupdict("") for match in _CLUSTER.finditer(word.translate(_SPELLED_OUT))]
    units: list[str] = []
    is_open = False
    for at, cluster in enumerate(clusters):
        after = clusters[at + 1] if at + 1 < len(clusters) else None
        units.extend(_of_cluster(cluster, after, is_open=is_open, is_first=at == 0))
        is_open = bool(units) and units[-1][-1] in "12"
    known = _known()
    return _with_glides([unit for unit in units if unit in known])


def _with_glides(units: list[str]) -> list[str]:
    """The units with vowels and the letters that glide from them made one: ូ2 វ$ is ូវ2."""
    joined: list[str] = []
    for unit in units:
        before = joined[-1] if joined else ""
        if unit[-1] == _FINAL and len(before) == 2 and before[0] in _GLIDING.get(unit[0], ""):
            joined[-1] = before[0] + unit[0] + before[1]
        else:
            joined.append(unit)
    return joined


@cache
def _known() -> frozenset[str]:
    return frozenset(khmer_inventory())


def _of_cluster(
    cluster: dict[str, str], after: dict[str, str] | None, *, is_open: bool, is_first: bool
) -> Iterator[str]:
    base, vowel, signs = cluster["base"], cluster["vowel"], cluster["signs"]
    joined = cluster["joined"].replace(COENG, "")
    if _SILENCED in signs:
        return
    has_vowel = bool(vowel) or any(sign in signs for sign in "\u17c6\u17c7\u17c8\u17d0")
    if not has_vowel and not joined and is_open:
        yield base + _FINAL
        return
    if joined and is_open and not _is_pair(base, joined):
        yield base + _FINAL
        base, joined = joined[0], joined[1:]
        if not has_vowel and after is None:
            yield base + _FINAL
            return
    elif not has_vowel and after is None and not is_first:
        yield base + _FINAL
        return
    yield "ប៉" if base == "ប" and (cluster["shift"] == "\u17c9" or joined) else base
    yield from joined
    yield from _vowel(vowel, signs, _series(base, joined, cluster["shift"]), after)


def _is_pair(base: str, joined: str) -> bool:
    """Whether a consonant with one joined below begins a syllable together: "ស្រ", "ប្រ"."""
    return joined in "រល" and base not in _SONORANT


def _series(base: str, joined: str, shift: str) -> str:
    if shift:
        return "1" if shift == "\u17c9" else "2"
    ruling = next((letter for letter in joined if letter not in _SONORANT), base)
    if base in _SONORANT and ruling == base:
        ruling = next(iter(joined), base)
    return "2" if ruling in _HIGH else "1"


def _vowel(vowel: str, signs: str, series: str, after: dict[str, str] | None) -> Iterator[str]:
    is_short = after is not None and _SHORTENED in after["signs"]
    if _NASAL in signs:
        yield f"{vowel}{_NASAL}{series}"
        if not (after and after["base"] == "ង" and not after["vowel"]):
            yield "ម" + _FINAL
    elif _BREATH in signs:
        yield f"{vowel}{_BREATH}{series}"
        yield _BREATH + _FINAL
    elif _SHORT_A in signs:
        yield f"{_SHORT_A}{series}"
    elif vowel in {"", "\u17b6"} and is_short:
        yield f"{vowel}{_SHORTENED}{series}"
    elif not vowel and after is not None and after["joined"]:
        yield f"{OPEN}{series}"
    else:
        yield f"{vowel or BARE}{series}"
