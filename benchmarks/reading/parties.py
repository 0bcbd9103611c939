"""Names of speakers made comparable: titles, offices, articles and case folded away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_WORD = re.compile(r"[^\s.,;:'’\"“”()\[\]/-]+")
"""Not ``\\w+``: Khmer vowels would divide a word."""
_ARTICLES = frozenset({"the", "a", "an", "s"})


def folder(before_names: Iterable[str]) -> Callable[[str], str]:
    """A function that folds a name.

    Args:
        before_names: titles and offices, which are dropped where they open a name and
            something is left of it: "Governor Kuch Dara" is "kuch dara", "the governor" is
            "governor".
    """
    phrases = {tuple(_words(phrase)) for phrase in before_names} - {()}
    longest = max(map(len, phrases), default=0)

    def fold(name: str) -> str:
        words = _words(name)
        while taken := _opening(words, phrases, longest):
            words = words[taken:]
        return " ".join(words)

    return fold


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(name.casefold()) if word not in _ARTICLES]


def _opening(words: list[str], phrases: set[tuple[str, ...]], longest: int) -> int:
    for length in range(min(longest, len(words) - 1), 0, -1):
        if tuple(words[:length]) in phrases:
            return length
    return 0
