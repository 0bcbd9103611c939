"""Burmese words in Latin letters, as people of Myanmar usually spell their names.

Source: our own table of the usual spellings of rhymes; BGN/PCGN 1970 for onsets, without marks.
"""

from __future__ import annotations

import re
from typing import Final

_ONSETS: Final = {
    "က": "k", "ခ": "kh", "ဂ": "g", "ဃ": "g", "င": "ng", "စ": "s", "ဆ": "s", "ဇ": "z", "ဈ": "z",
    "ဉ": "ny", "ည": "ny", "ဋ": "t", "ဌ": "t", "ဍ": "d", "ဎ": "d", "ဏ": "n", "တ": "t", "ထ": "ht",
    "ဒ": "d", "ဓ": "d", "န": "n", "ပ": "p", "ဖ": "ph", "ဗ": "b", "ဘ": "b", "မ": "m", "ယ": "y",
    "ရ": "y", "လ": "l", "ဝ": "w", "သ": "th", "ဟ": "h", "ဠ": "l", "အ": "",
}  # fmt: skip
_RHYMES: Final = {
    "": "a", "ာ": "a", "ါ": "a", "ိ": "i", "ီ": "i", "ု": "u", "ူ": "u", "ေ": "ay", "ဲ": "e",
    "ယ်": "e", "ော": "aw", "ေါ": "aw", "ော်": "aw", "ေါ်": "aw", "ို": "o", "ိုး": "oe", "ံ": "an",
    "ုံ": "on", "က်": "et", "င်": "in", "စ်": "it", "ဉ်": "in", "ည်": "i", "တ်": "at", "န်": "an",
    "ပ်": "at", "မ်": "an", "ောက်": "auk", "ောင်": "aung", "ေါင်": "aung", "ိုက်": "aik",
    "ိုင်": "aing", "ိတ်": "eik", "ိပ်": "eik", "ိန်": "ein", "ိမ်": "ein", "ိံ": "ein", "ုတ်": "ok",
    "ုပ်": "ok", "ုန်": "on", "ုမ်": "on", "ွန်": "un", "ွမ်": "un", "ွတ်": "ut", "ွပ်": "ut",
}  # fmt: skip
_CLUSTER: Final = re.compile(
    "(?P<base>[က-အ])(?P<medials>[ျြွှ]*)(?P<vowel>[ာ-ဲ]*)(?P<dot>ံ)?့?"
    "(?P<final>[က-အ][့း]?်(?:[့း])?)?(?P<asat>်)?(?P<long>း)?့?"
)
_INDEPENDENT: Final = str.maketrans(
    {"ဣ": "အိ", "ဤ": "အီ", "ဥ": "အု", "ဦ": "အူ", "ဧ": "အေ", "ဩ": "အော", "ဪ": "အော်", "ဿ": "သ"}
)
_CREAKY: Final = "့"
_NASALS: Final = frozenset("ငဉနမ")
_STACKED: Final = "\u1039"


def burmese_letters(word: str) -> str:
    """A Burmese word in Latin letters: "အောင်ကျော်" is "aungkyaw"."""
    word = word.translate(_INDEPENDENT).replace(_STACKED, "်")
    return "".join(_syllable(match) for match in _CLUSTER.finditer(word))


def _syllable(match: re.Match[str]) -> str:
    base, medials = match["base"], match["medials"]
    rhyme = match["vowel"] + (match["dot"] or "")
    rhyme += re.sub("[့း]", "", match["final"] or "") + (match["asat"] or "")
    onset = _onset(base, medials)
    if "ွ" in medials:
        with_w = _RHYMES.get("ွ" + rhyme)
        if with_w:
            return onset + with_w + _cut_short(match)
        onset += "w"
    heard = _RHYMES.get(rhyme + (match["long"] or "")) or _RHYMES.get(rhyme, "a")
    return onset + heard + _cut_short(match)


def _cut_short(match: re.Match[str]) -> str:
    """The "t" by which names show that a nasal is cut short: "မြင့်" is "myint"."""
    return "t" if _CREAKY in match.group() and (match["final"] or "")[:1] in _NASALS else ""


def _onset(base: str, medials: str) -> str:
    onset = _ONSETS[base]
    has_y = "ျ" in medials or "ြ" in medials
    if has_y and base == "ခ":
        onset = "ch"
    elif has_y:
        onset += "y"
    if "ှ" in medials:
        onset = "sh" if base in "ရယ" or (base == "လ" and has_y) else "h" + onset
    return onset
