"""Companies and sites met again without the noun: "Silver Reed" for "Silver Reed Casino"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from ponleu.engines.reading.confidences import confidence
from ponleu.engines.reading.per_word import positions
from ponleu.engines.reading.runs import Covered, flat, is_boilerplate
from ponleu.engines.reading.types import Document, Fact, FactKind

LEAST_WORDS = 2
"""Words that the name must have without its noun, to be known by them alone."""
_TAIL = re.compile(
    r",?\s+(?:Co\b\.?,?\s*Ltd\b\.?|Co\.|Ltd\b\.?|Inc\b\.?|Corp\b\.?|Plc\b\.?|[Cc]ompany|[Cc]orporation)$"
)
_NOUN = re.compile(r"\s+[^\W\d_]+$")
_RUN = re.compile(r"\w+")
_RUNS_AND_GAPS = re.compile(r"(\w+)")


def short_forms(document: Document, named: Sequence[Fact], held: Iterable[Fact]) -> Iterator[Fact]:
    """Further mentions of the named companies or sites by their own words alone.

    Args:
        named: facts of one kind, with names in full.
        held: facts inside which no short form is looked for.
    """
    full = {short: fact for fact in reversed(named) if (short := _short(fact))}
    full |= {flat(f.text): f for f in reversed(named) if f.rule == "sites.named" and " " in f.text}
    if not full:
        return
    covered = Covered(held)
    for start, end in _mentions(document.text, full):
        if start not in covered.held:
            text = document.text[start:end]
            doubted = is_boilerplate(document, start)
            yield _fact(text, start, full[flat(text)], boilerplate=doubted)


def _mentions(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where a name stands in whole words, blanks apart; at one place the longest."""
    lengths: dict[str, set[int]] = {}
    for name in names:
        words = _RUN.findall(name)
        lengths.setdefault(words[0], set()).add(len(words))
    runs, borders = _cut(text)
    done = 0
    for at in positions(runs, lengths):
        start = borders[2 * at]
        if start < done:
            continue
        for length in sorted(lengths[runs[at]], reverse=True):
            end = borders[2 * min(at + length, len(runs)) - 1]
            if flat(text[start:end]) in names:
                yield start, end
                done = end
                break


@lru_cache(maxsize=1)
def _cut(text: str) -> tuple[Sequence[str], Sequence[int]]:
    """The whole words of a text, and the start and end of each by turns; kept for its askers."""
    pieces = _RUNS_AND_GAPS.split(text)
    return pieces[1::2], list(accumulate(map(len, pieces)))


def with_full_names(named: Sequence[Fact]) -> list[Fact]:
    """The companies, one that is named without its legal form under its full name."""
    full = {short: fact for fact in reversed(named) if (short := _short(fact))}
    return [
        replace(fact, value=known.value) if (known := full.get(flat(fact.text))) else fact
        for fact in named
    ]


def _short(fact: Fact) -> str:
    """The name without its noun, "" where too little is left."""
    cut = _TAIL if fact.kind is FactKind.ORGANISATION else _NOUN
    name = flat(fact.text)
    short = cut.sub("", name)
    enough = short != name and short.count(" ") + 1 >= LEAST_WORDS
    return short if enough and all(word[0].isupper() for word in short.split()) else ""


def _fact(text: str, start: int, known: Fact, *, boilerplate: bool) -> Fact:
    rule = "organisations.short" if known.kind is FactKind.ORGANISATION else "sites.short"
    return Fact(
        kind=known.kind,
        text=text,
        start=start,
        end=start + len(text),
        value=known.value,
        rule=rule,
        confidence=confidence(rule, boilerplate=boilerplate),
        reason=f"The text names {flat(known.text)!r} in full elsewhere.",
    )
