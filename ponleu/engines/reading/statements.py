"""Statements of a document: claims, denials, requests, commitments and penalties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ponleu.engines.reading.attribution import Attribution, find_attributions
from ponleu.engines.reading.claims import claims_of, hearsay_of
from ponleu.engines.reading.commitments import commitment_in
from ponleu.engines.reading.denials import denial_in, link_denials
from ponleu.engines.reading.narration import Line, Narration, narrate
from ponleu.engines.reading.penalties import penalty_in, share_law
from ponleu.engines.reading.rankings import ranking_claim
from ponleu.engines.reading.requests import request_in
from ponleu.engines.reading.sayings import Saying, sayings_of, settled
from ponleu.engines.reading.speakers import Speaker
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon


def find_statements(
    document: Document, lexicon: Lexicon, mentions: Sequence[Fact]
) -> list[Fact]:
    """Who said, denied, asked and promised what, and what is punished how; in text order.

    Args:
        mentions: facts found before: persons, organisations, dates and amounts are used.

    Returns:
        Facts whose ``against`` is an index in this list. Boilerplate gives none.
    """
    narration = narrate(document, lexicon, mentions)
    attributions = settled(narration, find_attributions(narration))
    found: list[Fact] = []
    for attribution in attributions:
        found += _judged(narration, attribution, attributions)
    found += _unattributed(narration, attributions)
    return link_denials(narration, _distinct(found))


def _judged(
    narration: Narration, attribution: Attribution, every: Sequence[Attribution]
) -> Iterator[Fact]:
    """The statements of one attribution; what is nothing more special is a claim."""
    left: list[Saying] = []
    penalties: list[Fact] = []
    for saying in sayings_of(narration, attribution):
        if _is_told_by_another(saying, attribution, every):
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
    return commitment_in(narration, saying) or request_in(narration, saying)


def _is_told_by_another(
    saying: Saying, attribution: Attribution, every: Sequence[Attribution]
) -> bool:
    """A sentence inside a quotation that is itself "he told me that"."""
    return any(
        inner is not attribution
        and saying.start <= inner.start
        and inner.end <= saying.end + 1
        and 2 * (inner.end - inner.start) > saying.end - saying.start
        for inner in every
        if inner.start >= attribution.content.start
    )


def _unattributed(narration: Narration, attributions: Sequence[Attribution]) -> Iterator[Fact]:
    """What sentences say that quote nobody: promises, penalties, ranks, hearsay."""
    covered = {attribution.line.start for attribution in attributions}
    spans = [(one.start, one.end) for one in attributions]
    last: Speaker | None = None
    by_line = {attribution.line.start: attribution.speaker for attribution in attributions}
    for line in narration.lines:
        last = by_line.get(line.start, last)
        if line.start in covered or any(start < line.end and line.start < end
                                        for start, end in spans):  # fmt: skip
            continue
        yield from _of_line(narration, line, last)


def _of_line(narration: Narration, line: Line, last: Speaker | None) -> Iterator[Fact]:
    end = line.end - (narration.text[line.end - 1] in ".!?")
    saying = Saying(line.start, end, line.start, end)
    ranking = ranking_claim(narration, line)
    special = penalty_in(narration, saying) or commitment_in(narration, saying)
    if special is None and last is not None:
        by_last = commitment_in(narration, replace(saying, speaker=last, pattern="continued"))
        special = by_last
    if special is not None:
        yield special
    elif ranking is not None:
        yield ranking
    else:
        yield from hearsay_of(narration, line)


def _distinct(facts: Iterable[Fact]) -> list[Fact]:
    """One fact for each span and kind, in text order."""
    kept: dict[tuple[int, int, FactKind], Fact] = {}
    for fact in facts:
        kept.setdefault((fact.start, fact.end, fact.kind), fact)
    return sorted(kept.values(), key=lambda fact: (fact.start, fact.end, fact.kind))
