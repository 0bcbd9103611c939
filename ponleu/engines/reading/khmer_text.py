"""Khmer text made comparable: one spelling of what is typed in several ways, offsets kept."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ponleu.engines.reading.memo import once_per

KHMER: Final = re.compile("[\u1780-\u17ff\u19e0-\u19ff]")
LETTER: Final = "[\u1780-\u17d3]"
"""Letters, vowel signs and joined consonants: what Khmer words are made of."""
END: Final = "(?![\u17b4-\u17d3])"
"""Not in the middle of a syllable: no vowel sign or joined consonant follows."""
START: Final = "(?<!\u17d2)"

_VOWEL = "\u17b6-\u17c5"
_FOLDED: Final = re.compile(
    "[\u200b-\u200d\u2060\u00ad\ufeff]+"  # typed to allow a line break
    "|\u17c1\u17b8|\u17c1\u17b6"  # two signs for one vowel
    f"|[{_VOWEL}\u17c6][\u17c9\u17ca]"  # a vowel before the register mark
    "|\u17c6[\u17bb\u17b6]"
)
_SAME: Final = str.maketrans(
    {
        "\u17b2": "\u17b1",  # two letters for "oy"
        "\u00a0": " ",
        "\u202f": " ",
        "\u17a3": "\u17a2",
        "\u17a8": "\u17a7",
        **{chr(0x17E0 + digit): str(digit) for digit in range(10)},
    }
)
_PAIRS: Final = {"\u17c1\u17b8": "\u17be", "\u17c1\u17b6": "\u17c4"}
_JOINED_DA: Final = "\u17d2\u178a"
_JOINED_TA: Final = "\u17d2\u178f"

_SPOKEN_GIVE: Final = "\u17a2\u17c4\u1799"
_GIVE: Final = "\u17b1\u17d2\u1799"


@dataclass(frozen=True, slots=True)
class KhmerText:
    """A text in one spelling, with the place of every character in the text as it is.

    Attributes:
        folded: digits are 0 to 9, marks without width are gone.
        starts: offset in the text of each folded character, and of the end.
        ends: offset after each folded character.
    """

    folded: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the text of a folded stretch that is not empty."""
        return self.starts[start], self.ends[end - 1]

    def at(self, offset: int) -> int:
        """The folded place of an offset in the text, or of the next one that is kept."""
        return bisect_left(self.starts, offset)


def folded(phrase: str) -> str:
    """A phrase as it is looked up."""
    return _folded(phrase).folded


@once_per
def khmer_text(text: str) -> KhmerText:
    """The text in one spelling; kept, since several finders read the same one."""
    return _folded(text)


def has_khmer(text: str) -> bool:
    """Whether any letter is Khmer. A text without one costs the finders nothing more."""
    return not text.isascii() and KHMER.search(text) is not None


def _folded(text: str) -> KhmerText:
    text = text.translate(_SAME).replace(_JOINED_DA, _JOINED_TA).replace(_SPOKEN_GIVE, _GIVE)
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    done = 0
    for match in _FOLDED.finditer(text):
        _keep(text, done, match.start(), pieces, starts, ends)
        written = match.group()
        if written in _PAIRS:
            pieces.append(_PAIRS[written])
            starts.append(match.start())
            ends.append(match.end())
        elif KHMER.match(written):
            pieces.append(written[::-1])
            starts.extend(range(match.start(), match.end()))
            ends.extend(range(match.start() + 1, match.end() + 1))
        done = match.end()
    _keep(text, done, len(text), pieces, starts, ends)
    starts.append(len(text))
    return KhmerText("".join(pieces), starts, ends)


def _keep(
    text: str, start: int, end: int, pieces: list[str], starts: array[int], ends: array[int]
) -> None:
    pieces.append(text[start:end])
    starts.extend(range(start, end))
    ends.extend(range(start + 1, end + 1))


_Tree = dict[str, "_Tree"]


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression for the longest of many phrases, that shares their beginnings.

    >>> any_of(["ab", "abc", "d"])
    '(?:ab(?:c)?|d)'
    """
    tree: _Tree = {}
    for phrase in sorted(map(folded, phrases)):
        node = tree
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _expression(tree) if tree else "(?!)"


def _expression(node: _Tree) -> str:
    rows: list[str] = []
    for letter, below in node.items():
        if not letter:
            continue
        text = re.escape(letter)
        while len(below) == 1 and "" not in below:
            ((letter, below),) = below.items()  # noqa: PLW2901 - further down the only way
            text += re.escape(letter)
        rows.append(text if below.keys() == {""} else text + _expression(below))
    whole = f"(?:{'|'.join(rows)})"
    return whole + "?" if "" in node else whole
