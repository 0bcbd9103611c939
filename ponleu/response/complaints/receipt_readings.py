"""Ways to read typed letters as ten words of one language, with or without blanks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ponleu.response.complaints.receipt_slips import WordList

LENGTH = 10
"""Words of a receipt."""

Numbers = tuple[int, ...]

MOST_PIECES = 4
"""Pieces that one word may be typed in, as "sô cô la" is in three."""

ENOUGH = 2
"""Readings that are kept of one stretch: from two on, the text is refused anyway."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One word as typed and the numbers it may stand for; none if it is in no list."""

    text: str
    meant: tuple[int, ...]


def readings(typed: Sequence[str], words: WordList) -> set[Numbers]:
    """The numbers that typed pieces may stand for; two of the ways where there are more.

    Blanks divide words, with one slip in each, or mean nothing, with one slip in all.
    """
    text = "".join(typed)
    if len(text) > LENGTH * (words.longest + 1) or not _could_be(text, words):
        return set()
    return _divided(typed, words) | _run_together(text, words)


def _could_be(text: str, words: WordList) -> bool:
    """Whether the letters are of the language, but for one slip in each word."""
    return sum(letter not in words.alphabet for letter in text) <= LENGTH


def _divided(typed: Sequence[str], words: WordList) -> set[Numbers]:
    """Readings in which every word begins and ends where a piece does."""
    fronts: dict[int, set[Numbers]] = {0: {()}}
    for _ in range(LENGTH):
        after: dict[int, set[Numbers]] = {}
        for start, read in fronts.items():
            for end in range(start + 1, min(start + MOST_PIECES, len(typed)) + 1):
                meant = words.meant("".join(typed[start:end]))
                _add(after.setdefault(end, set()), read, meant)
        fronts = after
    return fronts.get(len(typed), set())


def _run_together(text: str, words: WordList) -> set[Numbers]:
    """Readings of letters without blanks, with at most one slip in all."""
    fronts: dict[tuple[int, bool], set[Numbers]] = {(0, False): {()}}
    for _ in range(LENGTH):
        after: dict[tuple[int, bool], set[Numbers]] = {}
        for (start, slipped), read in fronts.items():
            for end, slips, meant in _next_words(text, start, words, slipped):
                _add(after.setdefault((end, slips), set()), read, meant)
        fronts = after
    return fronts.get((len(text), False), set()) | fronts.get((len(text), True), set())


def _next_words(
    text: str, start: int, words: WordList, slipped: bool
) -> Iterator[tuple[int, bool, Numbers]]:
    """Where a word may end that begins here, whether a slip is used up, and the numbers."""
    for end in range(start + 1, min(start + words.longest + 1, len(text)) + 1):
        part = text[start:end]
        if part in words.numbers:
            yield end, slipped, (words.numbers[part],)
        elif not slipped:
            yield end, True, words.meant(part)


def _add(to: set[Numbers], read: set[Numbers], meant: Numbers) -> None:
    for numbers in read:
        for number in meant:
            if len(to) < ENOUGH:
                to.add((*numbers, number))


def guesses(typed: Sequence[str], words: WordList) -> list[Guess]:
    """Typed pieces as words from left to right, also those that are in no list."""
    seen: list[Guess] = []
    rest = list(typed)
    while rest:
        count, guess = _first_word(rest, words)
        left = "".join(rest[:count])[len(guess.text) :]
        rest[:count] = [left] if left else []
        seen.append(guess)
    return seen


def _first_word(rest: Sequence[str], words: WordList) -> tuple[int, Guess]:
    """How many pieces the next word takes a part of, and that word."""
    joined = ["".join(rest[:count]) for count in range(1, min(MOST_PIECES, len(rest)) + 1)]
    begun = [rest[0][:end] for end in range(min(len(rest[0]), words.longest), 0, -1)]
    for count, text in [*enumerate(joined, 1), *((1, text) for text in begun)]:
        if text in words.numbers:
            return count, Guess(text, (words.numbers[text],))
    for count, text in enumerate(joined, 1):
        if meant := words.meant(text):
            return count, Guess(text, meant)
    return 1, Guess(rest[0], ())
