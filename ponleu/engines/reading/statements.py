"""Statements of a document: claims, denials, requests, commitments and penalties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ponleu.engines.reading.acts import with_acts
from ponleu.engines.reading.asked_lists import with_asked_lists
from ponleu.engines.reading.attributed import Attribution
from ponleu.engines.reading.attribution import find_attributions
from ponleu.engines.reading.claims import claims_of, hearsay_of
from ponleu.engines.reading.commitments import commitment_in
from ponleu.engines.reading.coreference import with_bearers
from ponleu.engines.reading.denials import (
    denial_in,
    denial_whole,
    link_denials,
    may_hold_denial,
    own_denial_in,
    plain_denial_in,
    with_nor,
)
from ponleu.engines.reading.narration import Line, Narration, narrate
from ponleu.engines.reading.penalties import penalty_in, share_law
from ponleu.engines.reading.rankings import ranking_claim
from ponleu.engines.reading.requests import request_in
from ponleu.engines.reading.sayings import Saying, sayings_of, settled
from ponleu.engines.reading.threats import threat_in
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon
from ponleu.engines.reading.voices import with_voice

NESTED = 8
"""Attributions after one among which those nested in it are sought."""


def find_statements(document: Document, lexicon: Lexicon, mentions: Sequence[Fact]) -> list[Fact]:
    """Who said, denied, asked and promised what, and what is punished how; in text order.

    Args:
        mentions: facts found before: persons, organisations, dates and amounts are used.

    Returns:
        Facts whose ``against`` is an index in this list. Boilerplate gives none.
    """
    narration = narrate(document, lexicon, mentions)
    told, discourse = with_bearers(narration, find_attributions(narration))
    attributions = settled(narration, told)
    found: list[Fact] = []
    for number, attribution in enumerate(attributions):
        found += _judged(narration, attribution, attributions[number + 1 : number + NESTED])
    found += _unattributed(narration, attributions)
    found = with_asked_lists(narration, with_acts(narration, found, attributions))
    found = with_nor(narration, _distinct(found))
    return link_denials(narration, with_voice(narration, found, discourse))


def _judged(
    narration: Narration, attribution: Attribution, nested: Sequence[Attribution]
) -> Iterator[Fact]:
    """The statements of one attribution; what is nothing more special is a claim."""
    left: list[Saying] = []
    penalties: list[Fact] = []
    for saying in denial_whole(narration, sayings_of(narration, attribution)):
        if _is_told_by_another(saying, nested):
            continue
        penalty = penalty_in(narration, saying)
        special = penalty or _special(narration, saying)
        if penalty is not None:
            penalties.append(penalty)
        elif special is not None:
            yield special
        else:
            left.append(saying)
    yield from share_law(penalties)
    yield from claims_of(narration, left)


def _special(narration: Narration, saying: Saying) -> Fact | None:
    denial = denial_in(narration, saying)
    if denial is not None or saying.sort == "request":
        return denial or request_in(narration, saying)
    return (
        commitment_in(narration, saying)
        or threat_in(narration, saying)
        or request_in(narration, saying)
    )


def _is_told_by_another(saying: Saying, nested: Sequence[Attribution]) -> bool:
    """A sentence inside a quotation that is itself "he told me that"."""
    return any(
        saying.start <= inner.start
        and inner.end <= saying.end + 1
        and 2 * (inner.end - inner.start) > saying.end - saying.start
        for inner in nested
    )


def _unattributed(narration: Narration, attributions: Sequence[Attribution]) -> Iterator[Fact]:
    """What sentences say that quote nobody: denials, ranks, hearsay."""
    last: Attribution | None = None
    covered_to = 0
    at = 0
    for line in narration.lines:
        while at < len(attributions) and attributions[at].start < line.end:
            last = attributions[at]
            covered_to = max(covered_to, last.end)
            at += 1
        if line.start >= covered_to:
            yield from _of_line(narration, line, last)


def _of_line(narration: Narration, line: Line, last: Attribution | None) -> Iterator[Fact]:
    end = line.end - (narration.text[line.end - 1] in ".!?")
    saying = Saying(line.start, end, line.start, end)
    special = plain_denial_in(narration, saying) if may_hold_denial(narration, line) else None
    special = special or own_denial_in(narration, line)
    if special is None and last is not None and last.sort == "request":
        special = _going_on(narration, replace(saying, speaker=last.speaker), line, last)
    special = special or ranking_claim(narration, line)
    if special is not None:
        yield special
    else:
        yield from hearsay_of(narration, line)


def _going_on(narration: Narration, saying: Saying, line: Line, last: Attribution) -> Fact | None:
    """What the last speaker may still be asking: a further request."""
    if last.sort == "request" and last.line.paragraph == line.paragraph:
        return request_in(narration, saying)
    return None


def _distinct(facts: Iterable[Fact]) -> list[Fact]:
    """One fact for each span and kind, in text order."""
    kept: dict[tuple[int, int, FactKind], Fact] = {}
    for fact in facts:
        kept.setdefault((fact.start, fact.end, fact.kind), fact)
    return sorted(kept.values(), key=lambda fact: (fact.start, fact.end, fact.kind))
