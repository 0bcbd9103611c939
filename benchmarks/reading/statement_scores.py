"""Statements and events against their labels, by the words that they share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from benchmarks.reading.labels import (
    STATEMENTS,
    LabelledDocument,
    LabelledEvent,
    LabelledStatement,
)
from benchmarks.reading.proposals import Event, Proposed, Span, Statement
from benchmarks.reading.tallies import Share, Tally

LEAST = 0.5
"""Dice from which a proposal counts as the labelled one."""
_WORD = re.compile(r"\w+")
"""In Khmer, which divides no words, these are groups of letters: as good to measure overlap by."""

Words = frozenset[int]
Labelled = TypeVar("Labelled")
Found = TypeVar("Found")
Fold = Callable[[str], str]


class DocumentWords:
    """The words of a text, each known by its offset: the same word elsewhere is another."""

    def __init__(self, text: str) -> None:
        self.starts = [match.start() for match in _WORD.finditer(text)]

    def between(self, span: Span) -> Words:
        return frozenset(at for at in self.starts if span[0] <= at < span[1])


def dice(left: Words, right: Words) -> float:
    """Twice what is shared by what both hold, 0..1.

    >>> round(dice(frozenset({1, 2, 3}), frozenset({2, 3, 4, 5})), 3)
    0.571
    """
    both = len(left) + len(right)
    return 2 * len(left & right) / both if both else 0.0


def greedy_pairs(
    labelled: Sequence[Labelled],
    found: Sequence[Found],
    alike: Callable[[Labelled, Found], float],
) -> list[tuple[int, int]]:
    """Each label with at most one proposal and back, the most alike first."""
    scored = [
        (-score, left, right)
        for left, label in enumerate(labelled)
        for right, proposal in enumerate(found)
        if (score := alike(label, proposal)) >= LEAST
    ]
    pairs: list[tuple[int, int]] = []
    lefts: set[int] = set()
    rights: set[int] = set()
    for _, left, right in sorted(scored):
        if left not in lefts and right not in rights:
            pairs.append((left, right))
            lefts.add(left)
            rights.add(right)
    return pairs


def statement_pairs(
    text: str, labelled: Sequence[LabelledStatement], found: Sequence[Statement]
) -> list[tuple[int, int]]:
    """Statements whose whole or whose content shares enough words."""
    words = DocumentWords(text)

    def alike(label: LabelledStatement, proposal: Statement) -> float:
        whole = dice(
            words.between((label.start, label.end)), words.between((proposal.start, proposal.end))
        )
        if proposal.content is None:
            return whole
        content = dice(words.between(label.content), words.between(proposal.content))
        return max(whole, content)

    return greedy_pairs(labelled, found, alike)


def statement_tallies(document: LabelledDocument, proposed: Proposed) -> dict[str, Tally]:
    """By kind, and "any": matched whatever kind they were taken for."""
    tallies = {}
    for kind in STATEMENTS:
        labelled = [one for one in document.statements if one.kind == kind]
        found = [one for one in proposed.statements if one.kind == kind]
        right = len(statement_pairs(document.text, labelled, found))
        tallies[kind] = Tally(right, len(found), len(labelled))
    pairs = statement_pairs(document.text, document.statements, proposed.statements)
    tallies["any"] = Tally(len(pairs), len(proposed.statements), len(document.statements))
    return tallies


def parties_right(document: LabelledDocument, proposed: Proposed, fold: Fold) -> dict[str, Share]:
    """Speakers and passers-on right, of matched statements for which one is labelled.

    "silent" counts matched statements labelled without a speaker for which none was proposed.
    """
    shares = {"speaker": Share(), "through": Share(), "silent": Share()}
    for left, right in statement_pairs(document.text, document.statements, proposed.statements):
        label, found = document.statements[left], proposed.statements[right]
        if label.speaker:
            shares["speaker"] += Share(int(same_party(label.speaker, found.speaker, fold)), 1)
        else:
            shares["silent"] += Share(int(not found.speaker), 1)
        if label.through:
            shares["through"] += Share(int(same_party(label.through, found.through, fold)), 1)
    return shares


def same_party(labelled: str, found: Iterable[str], fold: Fold) -> bool:
    """Whether one of the names given is the labelled one, titles and case apart."""
    return fold(labelled) in {fold(name) for name in found}


def event_tallies(document: LabelledDocument, proposed: Proposed) -> dict[str, Tally]:
    """Events that share enough words: of the "same" sort, and of "any"."""
    pairs = event_pairs(document.text, document.events, proposed.events)
    same = [
        event_pairs(
            document.text,
            [event for event in document.events if event.sort == sort],
            [event for event in proposed.events if event.sort == sort],
        )
        for sort in {event.sort for event in document.events}
    ]
    found, labelled = len(proposed.events), len(document.events)
    return {
        "same": Tally(sum(map(len, same)), found, labelled),
        "any": Tally(len(pairs), found, labelled),
    }


def event_pairs(
    text: str, labelled: Sequence[LabelledEvent], found: Sequence[Event]
) -> list[tuple[int, int]]:
    """Events whose clauses share enough words, whatever their sort."""
    words = DocumentWords(text)

    def alike(label: LabelledEvent, proposal: Event) -> float:
        return dice(
            words.between((label.start, label.end)), words.between((proposal.start, proposal.end))
        )

    return greedy_pairs(labelled, found, alike)
