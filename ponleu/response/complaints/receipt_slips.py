"""Which words of a receipt's list someone may have meant: the same, one slip away, or nearest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

NEAREST = 3
"""Words offered in place of one that is not in the list."""


class WordList:
    """The folded words of one language, found as they are or with one slip.

    A slip is one letter left out, added, changed, or two neighbours changed about.
    """

    def __init__(self, language: str, words: Sequence[str]) -> None:
        """Take the words of a language, folded, word n for the number n."""
        self.language, self.words = language, tuple(words)
        self.longest = max(map(len, self.words))
        self.alphabet = frozenset("".join(self.words))
        self.numbers = {word: number for number, word in enumerate(self.words)}
        self._shortened: dict[str, set[int]] = {}
        for number, word in enumerate(self.words):
            for short in _shortened(word):
                self._shortened.setdefault(short, set()).add(number)

    def meant(self, text: str) -> tuple[int, ...]:
        """Numbers that a text may stand for: itself if it is a word, else those one slip away."""
        if text in self.numbers:
            return (self.numbers[text],)
        if len(text) > self.longest + 1:
            return ()
        near = set[int]().union(*(self._shortened.get(short, ()) for short in _shortened(text)))
        return tuple(sorted(number for number in near if distance(text, self.words[number]) == 1))

    def nearest(self, text: str) -> tuple[int, ...]:
        """Numbers of the words most like a text, the likeliest first."""
        numbers = range(len(self.words))
        return tuple(sorted(numbers, key=lambda number: self.unlikeness(text, number))[:NEAREST])

    def unlikeness(self, text: str, number: int) -> float:
        """Slips between a text and a word, for each letter of the longer one."""
        word = self.words[number]
        return distance(text, word) / max(len(text), len(word))


def distance(one: str, other: str) -> int:
    """Slips that lead from one text to another: letters left out, added, changed, or swapped.

    Source: optimal string alignment, the restricted form of Damerau (1964): a pair that was
    swapped is not changed again.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                least = min(least, earlier[j - 2] + 1)
            row.append(least)
    return row[-1]


def _shortened(text: str) -> Iterator[str]:
    """A text and all that is left of it without one letter: two texts one slip apart share one."""
    yield text
    for place in range(len(text)):
        yield text[:place] + text[place + 1 :]
