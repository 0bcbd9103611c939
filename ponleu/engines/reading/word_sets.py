"""Small sets of English words, written in one string so that they can be read."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a string, divided by blanks.

    >>> sorted(word_set("who which"))
    ['which', 'who']
    """
    return frozenset(words.split())
