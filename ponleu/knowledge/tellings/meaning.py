"""What names of sites mean, whatever their language: "Golden Heron" and its Khmer translation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

SAME_MEANING: Final = 0.85
"""How alike two names are of which one translates the other."""
PART_OF_IT: Final = 0.78
"""How alike two names are of which one says only a part, or leaves off a number."""
_NOTHING: Final = "-"
_LEAST_WORDS: Final = 2
"""Single words are too common to tell a site by."""
_DIGITS: Final = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_LATIN: Final = re.compile(r"[a-z\u00c0-\u024f]+")
_NUMBER: Final = re.compile(r"\d+")
_KHMER: Final = re.compile(r"[\u1780-\u17ff]")
_COMMON: Final = frozenset({"east", "west", "north", "south", "new", "old", "great", "sea"})
"""Of these alone no name of a site is known."""
_OTHER: Final = re.compile(r"[\u1780-\u17d3]+|[\u4e00-\u9fff]+")


class Meanings:
    """The words of which names of sites are made, and what each means."""

    def __init__(self, table: Mapping[str, str], nouns: Collection[str]) -> None:
        """Take words and what they mean, "-" for nothing, and nouns such as "hotel"."""
        nothing = {word: _NOTHING for noun in nouns for word in noun.casefold().split()}
        self._table = nothing | dict(table)
        scripts = [word for word in self._table if not word.isascii()]
        self._longest = sorted(scripts, key=len, reverse=True)
        khmer = [word for word in self._longest if _KHMER.match(word)]
        either = "|".join(re.escape(word) for word in khmer)
        nouns_only = "|".join(re.escape(w) for w in khmer if self._table[w] == _NOTHING)
        self.khmer = re.compile(
            rf"(?:{nouns_only}|(?<=ឈ្មោះ)|(?<=ឈ្មោះ )|(?<=ហៅថា)|(?<=ហៅថា )|(?<=ករណី)|(?<=«))"
            rf"(?:{either}){{2,6}}(?: ?[\u17e0-\u17e90-9]{{1,2}}(?! ?នាក់))?"
        )
        """Runs of Khmer words of which names are made, behind "building", "called" or the like."""

    def names_in(self, text: str) -> Iterator[tuple[int, str]]:
        """The text if all its words mean something, two of them more than "hotel" or "new"."""
        meant = self._meant(text)
        if meant and len(meant - _COMMON) >= _LEAST_WORDS:
            yield 0, text

    def likeness(self, a: str, b: str) -> float | None:
        """How alike two names are by their meaning; None if it does not tell.

        Names with other numbers, or that share one meaning and differ in another, are of two
        sites: 0.
        """
        numbers = [set(_NUMBER.findall(name.translate(_DIGITS))) for name in (a, b)]
        if all(numbers) and numbers[0] != numbers[1]:
            return 0.0
        here, there = self._meant(a), self._meant(b)
        if here is None or there is None or not here & there:
            return None
        if here == there and len(here) >= _LEAST_WORDS:
            return SAME_MEANING if numbers[0] == numbers[1] else PART_OF_IT
        if here != there and (here <= there or there <= here):
            return PART_OF_IT if len(here & there) >= _LEAST_WORDS else None
        return 0.0 if here - there and there - here else None

    def _meant(self, name: str) -> frozenset[str] | None:
        """What the words of a name mean; None if one of them is not known."""
        found: set[str] = set()
        text = name.casefold()
        for word in _LATIN.findall(text):
            if word not in self._table:
                return None
            found.add(self._table[word])
        for run in _OTHER.findall(text):
            words = self._words_of(run)
            if words is None:
                return None
            found |= {self._table[word] for word in words}
        return frozenset(found - {_NOTHING})

    def _words_of(self, run: str) -> list[str] | None:
        """A run of letters without spaces in known words, the longest first; None if it fails."""
        found, at = [], 0
        while at < len(run):
            word = next((one for one in self._longest if run.startswith(one, at)), None)
            if word is None:
                return None
            found.append(word)
            at += len(word)
        return found
