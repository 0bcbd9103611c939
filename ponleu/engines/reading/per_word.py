"""What is known of a word, worked out once for each word and not each time it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

MOST = 50_000
"""Words kept, some 10 MB: a text of random letters must not fill the memory."""


class PerWord(dict[str, T], Generic[T]):
    """A dictionary that fills itself: ``known[word]`` is what ``work_out(word)`` gives."""

    def __init__(self, work_out: Callable[[str], T]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> T:
        if len(self) >= MOST:
            self.clear()
        self[word] = known = self._work_out(word)
        return known
