"""Places: the longest name of the gazetteer, settled by level words and by what is named nearby."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ponleu.engines.reading.confidences import confidence
from ponleu.engines.reading.place_index import PlaceIndex, numbered_key, place_index
from ponleu.engines.reading.place_khmer import khmer_matches
from ponleu.engines.reading.place_settling import Candidate, Settled, settle
from ponleu.engines.reading.runs import Words, words_of
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon
from ponleu.engines.reading.words import Token

_GAP = frozenset(" \t\r\n\u00a0.-'’")


def find_places(document: Document, lexicon: Lexicon) -> list[Fact]:
    """Every place named, with its government code, or a country's two letters.

    A name that several places share gets the value "" when nothing in the text decides.
    """
    index = place_index(lexicon)
    candidates = [
        candidate
        for number, words in enumerate(words_of(document))
        for candidate in _candidates(words, number, index)
    ]
    settled = settle(candidates)
    return [
        _fact(document.text, candidate, place)
        for candidate, place in zip(candidates, settled, strict=True)
        if place
    ]


def _fact(text: str, candidate: Candidate, settled: Settled) -> Fact:
    return Fact(
        kind=FactKind.PLACE,
        text=text[candidate.start : candidate.end],
        start=candidate.start,
        end=candidate.end,
        value=settled.code,
        rule=settled.rule,
        confidence=confidence(settled.rule, boilerplate=candidate.boilerplate),
        reason=settled.reason,
    )


def _candidates(words: Words, number: int, index: PlaceIndex) -> Iterator[Candidate]:
    text, sentence, tokens = words.text, words.sentence, words.tokens
    boilerplate = words.boilerplate
    for start, end, codes, level in khmer_matches(text, sentence.start, sentence.end, index):
        yield Candidate(start, end, codes, level, number, boilerplate, words=2)
    at = 0
    while at < len(tokens):
        length, codes = _longest(text, tokens, at, index)
        if length:
            level = _stated_level(text, tokens, at, length, index)
            last = tokens[at + length - 1]
            end = last.end + (len(last.text) == 1 and text[last.end : last.end + 1] == ".")
            yield Candidate(
                tokens[at].start, end, codes, level, number, boilerplate, length,
                chained=_is_chained(text, tokens, at + length, index),
                crowded=_is_crowded(text, tokens, at, length),
            )  # fmt: skip
        at += max(length, 1)


def _longest(
    text: str, tokens: Sequence[Token], at: int, index: PlaceIndex
) -> tuple[int, tuple[str, ...]]:
    if _stated_before(text, tokens, at, index) == "commune":
        found = index.codes.get(numbered_key(tokens[at : at + 1]))
        if found and (tokens[at].text.isdecimal() or tokens[at].key not in index.codes):
            return 1, found
    if not tokens[at].is_capitalised:
        return 0, ()
    most = min(index.phrases.longest.get(tokens[at].key, 0), len(tokens) - at)
    for length in range(most, 0, -1):
        words = tokens[at : at + length]
        if length > 1 and not _is_unbroken(text, words):
            continue
        key = " ".join(word.key for word in words)
        if key not in index.codes and length > 1:
            key = numbered_key(words)
        if key in index.codes and _is_written_so(words, key, index):
            return length, index.codes[key]
    return 0, ()


def _is_unbroken(text: str, words: Sequence[Token]) -> bool:
    return all(_GAP.issuperset(text[left.end : right.start]) for left, right in pairwise(words))


def _is_written_so(words: Sequence[Token], key: str, index: PlaceIndex) -> bool:
    if words[0].text.isdecimal():
        return len(words) > 1
    return key not in index.shouted or all(w.text.isupper() or w.text.isdecimal() for w in words)


def _stated_level(
    text: str, tokens: Sequence[Token], at: int, length: int, index: PlaceIndex
) -> str:
    before = _stated_before(text, tokens, at, index)
    if before or at + length >= len(tokens):
        return before
    after = tokens[at + length]
    touches = text[tokens[at + length - 1].end : after.start].isspace()
    return index.after.get(after.key, "") if touches else ""


def _stated_before(text: str, tokens: Sequence[Token], at: int, index: PlaceIndex) -> str:
    if not at or tokens[at - 1].key not in index.before_last:
        return ""
    for length in (1, 2):
        words = tokens[max(at - length, 0) : at]
        phrase = " ".join(word.key for word in words)
        if len(words) == length and phrase in index.before:
            return index.before[phrase] if text[words[-1].end : tokens[at].start].isspace() else ""
    return ""


def _is_chained(text: str, tokens: Sequence[Token], at: int, index: PlaceIndex) -> bool:
    if at >= len(tokens) or text[tokens[at - 1].end : tokens[at].start].strip() != ",":
        return False
    return _longest(text, tokens, at, index)[0] > 0


def _is_crowded(text: str, tokens: Sequence[Token], at: int, length: int) -> bool:
    beside = []
    if at:
        beside.append((tokens[at - 1], text[tokens[at - 1].end : tokens[at].start]))
    if at + length < len(tokens):
        gap = text[tokens[at + length - 1].end : tokens[at + length].start]
        beside.append((tokens[at + length], gap))
    return any(token.is_capitalised and gap.isspace() for token, gap in beside)
