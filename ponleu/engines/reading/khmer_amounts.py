"""Amounts in Khmer: a number and its classifier, unit or money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ponleu.engines.reading.khmer_numbers import KhmerNumbers, khmer_numbers
from ponleu.engines.reading.khmer_sentences import khmer_sentences, part_of
from ponleu.engines.reading.khmer_text import END, KhmerText, any_of, khmer_text
from ponleu.engines.reading.khmer_words import KhmerWords, khmer_words
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.rule_weights import weight
from ponleu.engines.reading.types import Amount, Document, Fact, FactKind, Lexicon, Part

_NO_AMOUNT_AFTER: Final = re.compile(
    r"(?:ទី|លេខ|មាត្រា|ប្រការ|ជំពូក|កថាខណ្ឌ|(?<!ប្រាក់)ខែ|ឆ្នាំ|ថ្ងៃ|ព\.ស\.)\s?$"
)
_PER: Final = re.compile(r"ក្នុង\s?$")
_AGE: Final = re.compile(r"(?:អាយុ|វ័យ|អាយុក្រោម|អាយុលើ|អាយុតិចជាង)\s?$")
_COUNTED: Final = re.compile("ចំនួន ?$")
_REACH: Final = 16
"""Letters before a number among which a word tells what it is."""
_ARTICLE: Final = "មួយ"
_UNIT_GAP: Final = r"[ \t]{0,2}"
_MORE: Final = r"(?:ជាង|ទៀត|ផ្សេង)?"


@dataclass(frozen=True, slots=True)
class _Grammar:
    amount: re.Pattern[str]
    bare: re.Pattern[str]
    bound: re.Pattern[str]
    numbers: KhmerNumbers
    words: KhmerWords


@once_per
def _grammar(lexicon: Lexicon) -> _Grammar:
    words, numbers = khmer_words(lexicon), khmer_numbers(lexicon)
    number, unit = numbers.expression, any_of(words.labels.get("units", {}))
    to = r"[ ]?(?:ទៅដល់|រហូតដល់|ដល់ទៅ|ដល់|ទៅ|ឬ|-|–)[ ]?"
    return _Grammar(
        re.compile(
            rf"(?P<low>{number})(?:{_UNIT_GAP}(?P<unit1>{unit}){END})?{to}(?P<high>{number})"
            rf"{_MORE}{_UNIT_GAP}(?P<unit2>{unit}){END}"
            rf"|(?P<one>{number}){_MORE}{_UNIT_GAP}(?P<unit>{unit}){END}"
            rf"|\$[ ]?(?P<money>{number})"
        ),
        re.compile(rf"{number}(?![\d.,%]| ?[\u1780-\u17d3]{{0,3}}៖)"),
        re.compile(rf"(?:{any_of(words.labels.get('bounds', {}))})[ ]?(?:តែ)?[ ]?$"),
        numbers,
        words,
    )


def find_khmer_amounts(document: Document, lexicon: Lexicon) -> Iterator[Fact]:
    """Every number with its classifier, unit or money, in text order.

    The unit is that of the English reading ("riel", "usd", "person", "month").
    """
    sentences = khmer_sentences(document)
    if not sentences:
        return
    text, grammar = khmer_text(document.text), _grammar(lexicon)
    for sentence in sentences:
        at = sentence.start
        while match := grammar.amount.search(text.folded, at, sentence.end):
            found = _read(text.folded, match, grammar)
            at = found.end if found else match.end()
            if found:
                yield _fact(document, text, found, grammar, boilerplate=sentence.boilerplate)
        yield from _counted(document, text, grammar, sentence.start, sentence.end)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    low: float
    unit: str
    sort: str
    high: float | None = None


def _read(folded: str, match: re.Match[str], grammar: _Grammar) -> _Found | None:
    start, end = match.span()
    value = grammar.numbers.value
    if match["money"]:
        return _Found(start, end, value(match["money"]), "usd", "money")
    low, high = match["low"] or match["one"], match["high"]
    first, unit = match["unit1"], match["unit2"] or match["unit"]
    if high and first and first != unit:
        high, unit, end = None, first, match.end("unit1")
    sort, _, name = grammar.words.label("units", unit).partition(":")
    before = folded[max(0, start - _REACH) : start]
    if _NO_AMOUNT_AFTER.search(before) or _is_article(low, sort, before):
        return None
    if name == "year" and _AGE.search(before):
        sort, name = "age", "year-old"
    return _Found(start, end, value(low), name, sort, value(high) if high else None)


def _is_article(number: str, sort: str, before: str) -> bool:
    """ "One" before a noun is an article; before money and times it is a number."""
    if number != _ARTICLE:
        return False
    return sort not in {"money", "duration", "measure"} or _PER.search(before) is not None


def _counted(
    document: Document, text: KhmerText, grammar: _Grammar, start: int, end: int
) -> Iterator[Fact]:
    """A number after the word for "number of", with no classifier behind it."""
    for match in grammar.bare.finditer(text.folded, start, end):
        before = text.folded[max(start, match.start() - _REACH) : match.start()]
        if not _COUNTED.search(before) or grammar.amount.match(text.folded, match.start(), end):
            continue
        found = _Found(*match.span(), grammar.numbers.value(match.group()), "item", "plural")
        yield _fact(document, text, found, grammar, boilerplate=False)


def _fact(
    document: Document, text: KhmerText, found: _Found, grammar: _Grammar, *, boilerplate: bool
) -> Fact:
    start, end = text.span(found.start, found.end)
    rule = f"amounts.{found.sort}"
    parts: dict[str, Part] = {}
    bound = grammar.bound.search(text.folded, max(0, found.start - 2 * _REACH), found.start)
    if bound:
        words = bound.group().strip().removesuffix("តែ").strip()
        span = (bound.start(), bound.start() + len(words))
        parts["bound"] = part_of(document, text, span, grammar.words.label("bounds", words))
    if found.high is not None:
        parts["low"] = part_of(
            document, text, (found.start, found.end), Amount(found.low, found.unit)
        )
        parts["high"] = part_of(
            document, text, (found.start, found.end), Amount(found.high, found.unit)
        )
    return Fact(
        kind=FactKind.AMOUNT,
        text=document.text[start:end],
        start=start,
        end=end,
        value=Amount(found.low, found.unit),
        rule=rule,
        confidence=weight(rule, *(["boilerplate"] if boilerplate else [])),
        parts=parts,
        reason=f'The number stands before "{found.unit}".',
    )
