"""Known slips of machine translation, and what was meant: "brick-and-mortar farms"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.tokens import row_of, tokenise
from ponleu.engines.reading.types import Fact, Lexicon, Slip

_Glossary = dict[str, list[tuple[tuple[str, ...], str]]]


def known_slips(text: str, lexicon: Lexicon) -> tuple[Slip, ...]:
    """The pack's slips (word list ``mt_glossary``) in a text, longest first at each place."""
    glossary = _glossary(lexicon)
    row = row_of(text)
    if glossary.keys().isdisjoint(row.words):
        return ()
    found: list[Slip] = []
    for at in [at for at, word in enumerate(row.words) if word in glossary]:
        if found and row.starts[at] < found[-1].end:
            continue
        for words, meaning in glossary[row.words[at]]:
            if row.words[at : at + len(words)] == words:
                start, end = row.starts[at], row.tokens[at + len(words) - 1].end
                found.append(Slip(text[start:end], start, end, meaning))
                break
    return tuple(found)


@once_per
def _glossary(lexicon: Lexicon) -> _Glossary:
    glossary: _Glossary = {}
    for phrase, meaning in lexicon.words.get("mt_glossary", {}).items():
        words = tuple(token.word for token in tokenise(phrase))
        glossary.setdefault(words[0], []).append((words, meaning))
    for rows in glossary.values():
        rows.sort(key=lambda row: -len(row[0]))
    return glossary


def explained(facts: Sequence[Fact], slips: Sequence[Slip]) -> list[Fact]:
    """The facts, each that holds a slip saying what the words may stand for."""
    return [_explained(fact, slips) for fact in facts] if slips else list(facts)


def _explained(fact: Fact, slips: Sequence[Slip]) -> Fact:
    inside = [slip for slip in slips if slip.start < fact.end and fact.start < slip.end]
    if not inside:
        return fact
    told = " ".join(
        f"“{' '.join(slip.text.split())}” may stand for {slip.meaning}." for slip in inside
    )
    return replace(fact, reason=f"{fact.reason} {told}".strip())
