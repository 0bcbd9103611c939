"""Companies and sites met again without the noun: "Silver Reed" for "Silver Reed Casino"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ponleu.engines.reading.confidences import confidence
from ponleu.engines.reading.runs import Covered, flat, is_boilerplate
from ponleu.engines.reading.types import Document, Fact, FactKind

LEAST_WORDS = 2
"""Words that the name must have without its noun, to be known by them alone."""
_TAIL = re.compile(
    r",?\s+(?:Co\b\.?,?\s*Ltd\b\.?|Co\.|Ltd\b\.?|Inc\b\.?|Corp\b\.?|Plc\b\.?|[Cc]ompany|[Cc]orporation)$"
)
_NOUN = re.compile(r"\s+[^\W\d_]+$")


def short_forms(document: Document, named: Sequence[Fact], held: Iterable[Fact]) -> Iterator[Fact]:
    """Further mentions of the named companies or sites by their own words alone.

    Args:
        named: facts of one kind, with names in full.
        held: facts inside which no short form is looked for.
    """
    full = {short: fact for fact in reversed(named) if (short := _short(fact))}
    if not full:
        return
    covered = Covered(held)
    longest_first = sorted(full, key=len, reverse=True)
    choices = "|".join(re.escape(short).replace(r"\ ", r"\s+") for short in longest_first)
    for match in re.finditer(rf"\b(?:{choices})\b", document.text):
        if match.start() not in covered.held:
            doubted = is_boilerplate(document, match.start())
            yield _fact(match, full[flat(match.group())], boilerplate=doubted)


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


def _fact(match: re.Match[str], known: Fact, *, boilerplate: bool) -> Fact:
    rule = "organisations.short" if known.kind is FactKind.ORGANISATION else "sites.short"
    return Fact(
        kind=known.kind,
        text=match.group(),
        start=match.start(),
        end=match.end(),
        value=known.value,
        rule=rule,
        confidence=confidence(rule, boilerplate=boilerplate),
        reason=f"The text names {flat(known.text)!r} in full elsewhere.",
    )
