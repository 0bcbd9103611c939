"""Claims: what someone is said to have said, and is not another sort of statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.sayings import Saying, make_statement
from ponleu.engines.reading.types import Fact, FactKind

_STOPS: Final = frozenset({";", "?", "!"})


def claims_of(narration: Narration, sayings: Sequence[Saying]) -> Iterator[Fact]:
    """Claims of what is left of one attribution; neighbouring sentences become one claim."""
    run: list[Saying] = []
    for saying in sayings:
        gap = narration.text[run[-1].end : saying.start] if run else ""
        if gap.strip(' \n\t.!?,;“”"') not in {"", "and that"}:
            yield _claim(narration, run)
            run = []
        run.append(saying)
    if run:
        yield _claim(narration, run)


def _claim(narration: Narration, run: list[Saying]) -> Fact:
    whole = replace(run[0], end=run[-1].end, span_end=max(part.span_end for part in run))
    rule = f"claims.{whole.pattern}"
    return make_statement(
        narration,
        FactKind.CLAIM,
        whole,
        rule=rule,
        value=ranking_in(narration, whole.start, whole.end),
        reason=f'"{whole.cue}" introduces the words of the speaker.',
    )


def hearsay_of(narration: Narration, line: Line) -> Iterator[Fact]:
    """A claim that nobody is named for: "reportedly", "it was alleged that"."""
    if "hearsay_marks" not in narration.cues_on(line):
        return
    tokens = narration.tokens
    for hit in narration.hits("hearsay_marks", line.first, line.last):
        first, last = hit.first, hit.last
        while first > line.first and tokens[first - 1].word not in {",", ";", ":"}:
            first -= 1
        stops = _STOPS if tokens[hit.last - 1].word == "that" else _STOPS | {","}
        while last < line.last and tokens[last].word not in stops:
            last += 1
        last -= tokens[last - 1].word == "."
        start, end = tokens[first].start, tokens[last - 1].end
        cue = narration.text[tokens[hit.first].start : tokens[hit.last - 1].end]
        said = tokens[hit.last].start if cue.endswith("that") and hit.last < last else start
        saying = Saying(said, end, start, end, cue=cue)
        yield make_statement(
            narration,
            FactKind.CLAIM,
            saying,
            rule=f"claims.{hit.label}",
            value=ranking_in(narration, start, end),
            reason=f'"{cue}" gives it as said by others, without naming them.',
        )


def ranking_in(narration: Narration, start: int, end: int) -> str:
    """The rank that a report gives a country, "tier:2WL", or ""."""
    return narration.label_of("rankings", start, end)
