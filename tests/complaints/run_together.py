"""Whether words written without blanks keep apart: a search like Sardinas and Patterson's.

It looks for two different rows of words, of any length, whose letters without blanks are at most
one slip apart. Nothing of the code under test is used.
"""

from collections import deque
from itertools import permutations


def nearly_meeting(words):
    """Pairs of words with which such rows begin; none if any two rows are two slips apart.

    No word may begin another: then the slip must lie where two rows first differ, which is inside
    their first two different words, and from there on the letters are the same.
    """
    meetings, waiting = [], deque()
    for one, other in permutations(words, 2):
        for left, right in _after_one_slip(one, other, words):
            waiting.append((left, right, (one, other)))
    seen = set()
    while waiting:
        left, right, why = waiting.popleft()
        shared = min(len(left), len(right))
        rest = (left[shared:], right[shared:])
        if left[:shared] != right[:shared] or rest in seen:
            continue
        if rest == ("", ""):
            meetings.append(why)
            continue
        seen.add(rest)
        waiting.extend((*_one_more(*rest, word), why) for word in words)
    return meetings


def _one_more(left, right, word):
    """Both rows after the one that has fewer letters went on with a word."""
    return (left, right + word) if left else (left + word, right)


def _after_one_slip(one, other, words):
    """What is left of both after the place where they differ, for each sort of slip."""
    at = next(n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    yield one[at + 1 :], other[at + 1 :]
    yield one[at + 1 :], other[at:]
    yield one[at:], other[at + 1 :]
    for left in _longer(one, at, other[at], words):
        for right in _longer(other, at, one[at], words):
            yield left[at + 2 :], right[at + 2 :]


def _longer(word, at, wanted, words):
    """The word, and the next one if it ends here, where the letter after the place is wanted."""
    rows = [word] if len(word) > at + 1 else [word + following for following in words]
    return [row for row in rows if row[at + 1] == wanted]
