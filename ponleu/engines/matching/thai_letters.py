"""Thai words in Latin letters, after the Royal Institute's general system, without a dictionary.

Source: Royal Institute, principles of romanisation for Thai script by transcription (1999). Where
a vowel is not written, two letters alone are read with "o", one alone with "a".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ROWS: Final = {
    "ก": ("k", "k"), "ขฃคฅฆ": ("kh", "k"), "ง": ("ng", "ng"), "จ": ("ch", "t"),
    "ฉชฌ": ("ch", "t"), "ซศษส": ("s", "t"), "ญ": ("y", "n"), "ด": ("d", "t"), "ฎ": ("d", "t"),
    "ตฏ": ("t", "t"), "ฐฑฒถทธ": ("th", "t"), "นณ": ("n", "n"), "บ": ("b", "p"), "ป": ("p", "p"),
    "ผพภ": ("ph", "p"), "ฝฟ": ("f", "p"), "ม": ("m", "m"), "ย": ("y", "i"), "ร": ("r", "n"),
    "ลฬ": ("l", "n"), "ว": ("w", "o"), "หฮ": ("h", ""), "อ": ("", ""),
}  # fmt: skip
_ONSET: Final = {letter: row[0] for letters, row in _ROWS.items() for letter in letters}
_FINAL: Final = {letter: row[1] for letters, row in _ROWS.items() for letter in letters}
_SHORT_A: Final = "ั"
_TONES: Final = re.compile("[็่้๊๋ๆฯ]")
_SILENT: Final = re.compile("[ก-ฮ][ิุ]?์")
_ON: Final = "([กขคตปผพ][รลว]|ห[งญนมยรลว]|[ทศสซ]ร|[ก-ฮ])"
_SYLLABLES: Final = tuple(
    (re.compile(pattern.replace("C", _ON)), vowel)
    for pattern, vowel in (
        ("เCียะ?", "ia"), ("เCือะ?", "uea"), ("เCาะ", "o"), ("เCา", "ao"), ("เCย", "oei"),
        ("เCอะ?", "oe"), ("เCิ", "oe"), ("เCะ?", "e"), ("แCะ?", "ae"), ("โCะ?", "o"),
        ("[ไใ]Cย?", "ai"), ("Cัวะ?", "ua"), ("Cัย", "ai"), ("Cั", "a"), ("Cำ", "am"),
        ("Cํา", "am"), ("Cา", "a"), ("Cะ", "a"), ("Cิ", "i"), ("Cี", "i"), ("Cึ", "ue"),
        ("Cือ?", "ue"), ("Cุ", "u"), ("Cู", "u"), ("Cรร(?=[ก-ฮ](?![ะ-ู]))", "a"), ("Cรร", "an"),
        ("Cอ(?![ะ-ู])", "o"), ("Cว(?=[ก-ฮ](?![ะ-ู]))", "ua"),
    )
)  # fmt: skip


def thai_letters(word: str) -> str:
    """A Thai word in Latin letters: "สมชาย" is "somchai"."""
    word = _TONES.sub("", _SILENT.sub("", word))
    return "".join(_read(word))


def _read(word: str) -> Iterator[str]:
    at, is_open, must_close = 0, False, False
    while at < len(word):
        found = _syllable(word, at)
        if found:
            onset, vowel, at = found
            yield _heard(onset) + vowel
            is_open = vowel not in {"am", "ai", "ao", "an"}
            must_close = word[at - 1] == _SHORT_A
            continue
        letter = word[at]
        at += 1
        if letter not in _ONSET:
            yield letter if letter.isascii() else ""
        elif is_open and (must_close or len(word) - at != 1):
            yield _FINAL[letter]
            is_open = False
        elif at < len(word) and word[at] in _ONSET and not _syllable(word, at):
            yield _ONSET[letter] + "o"
            is_open = must_close = True
        elif at == len(word) and at > 1:
            yield _FINAL[letter] if is_open else ""
        else:
            yield _ONSET[letter] + "a"


def _syllable(word: str, at: int) -> tuple[str, str, int] | None:
    """Onset, vowel and end of a syllable whose vowel is written; None if none begins here."""
    for pattern, vowel in _SYLLABLES:
        match = pattern.match(word, at)
        if match:
            return match[1], vowel, match.end()
    return None


def _heard(onset: str) -> str:
    if len(onset) == 2 and onset[0] in "ทศสซ":
        return "s"
    if len(onset) == 2 and onset[0] == "ห":
        onset = onset[1]
    return "".join(_ONSET[letter] for letter in onset)
