"""What is known of a word, worked out once for each word and not each time it stands."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from itertools import compress, count
from typing import Generic, TypeVar

T = TypeVar("T")

MOST = 50_000
"""Words kept, some 10 MB: a text of random letters must not fill the memory."""


def positions(words: Iterable[str], known: Container[str]) -> list[int]:
    """Numbers of the words that are known; the loop runs inside the interpreter."""
    return list(compress(count(), map(known.__contains__, words)))


class PerWord(dict[str, T], Generic[T]):
    """A dictionary that fills itself: ``known[word]`` is what ``work_out(word)`` gives."""

    def __init__(self, work_out: Callable[[str], T]) -> None:
        super().__init__()
        self._work_out = work_out

    def positions(self, words: Iterable[str]) -> list[int]:
        """Numbers of the words of which something is known."""
        return list(compress(count(), map(self.__getitem__, words)))

    def __missing__(self, word: str) -> T:
        if len(self) >= MOST:
            self.clear()
        self[word] = known = self._work_out(word)
        return known
