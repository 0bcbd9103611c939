"""Places: the longest name of the gazetteer, settled by level words and by what is named nearby."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ponleu.engines.reading.confidences import confidence
from ponleu.engines.reading.place_index import (
    PlaceIndex,
    level_of,
    numbered_key,
    place_index,
)
from ponleu.engines.reading.place_khmer import khmer_matches
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon, Sentence, ZoneKind
from ponleu.engines.reading.words import Token, tokenise

LEAST_BARE = 5
"""Letters from which one word alone, without its level, is believed to be a district."""
_GAP = frozenset(" \t\r\n\u00a0.-'’")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name of the gazetteer in the text, before it is known which place it is.

    Attributes:
        level: the level that a word beside the name states, "" if none.
        chained: a larger place follows after a comma.
        crowded: another capitalised word touches it, as in a person's name.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    level: str
    sentence: int
    boilerplate: bool
    words: int
    chained: bool = False
    crowded: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    code: str
    rule: str
    reason: str


def find_places(document: Document, lexicon: Lexicon) -> list[Fact]:
    """Every place named, with its government code, or a country's two letters.

    A name that several places share gets the value "" when nothing in the text decides.
    """
    index = place_index(lexicon)
    candidates = [
        candidate
        for number, sentence in enumerate(document.sentences)
        for candidate in _candidates(document.text, number, sentence, index)
    ]
    first = [_settle_alone(candidate) for candidate in candidates]
    known = [
        (candidate.sentence, settled.code)
        for candidate, settled in zip(candidates, first, strict=True)
        if settled and settled.code
    ]
    facts: list[Fact] = []
    for candidate, alone in zip(candidates, first, strict=True):
        settled = alone or _settle_among(candidate, known)
        if settled:
            facts.append(_fact(document.text, candidate, settled))
    return facts


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


def _candidates(
    text: str, number: int, sentence: Sentence, index: PlaceIndex
) -> Iterator[Candidate]:
    boilerplate = sentence.zone is ZoneKind.BOILERPLATE
    for start, end, codes, level in khmer_matches(text, sentence.start, sentence.end, index):
        yield Candidate(start, end, codes, level, number, boilerplate, words=2)
    tokens = tokenise(text, sentence.start, sentence.end)
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
    numbered = _stated_before(text, tokens, at, index) == "commune"
    if not (tokens[at].is_capitalised or numbered):
        return 0, ()
    if numbered and (found := index.codes.get(numbered_key(tokens[at : at + 1]))):
        if tokens[at].text.isdecimal() or tokens[at].key not in index.codes:
            return 1, found
    for length in range(min(6, len(tokens) - at), 0, -1):
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
    pairs = zip(words, words[1:], strict=False)
    return all(_GAP.issuperset(text[left.end : right.start]) for left, right in pairs)


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


def _settle_alone(candidate: Candidate) -> Settled | None:
    """Which place it is, if the name and the word beside it are enough."""
    codes = candidate.codes
    at_level = [code for code in codes if level_of(code) == candidate.level]
    if len(at_level) == 1:
        reason = f"The text calls it a {candidate.level}; one of that name is known."
        return Settled(at_level[0], "places.level", reason)
    if at_level:
        return None
    large = [code for code in codes if level_of(code) in {"province", "country"}]
    if len(large) == 1:
        rule = "places.country" if large[0].isalpha() else "places.gazetteer"
        shared = len(codes) > 1
        reason = "A smaller place shares the name; the larger is meant unless a level is stated."
        return Settled(large[0], rule, reason if shared else "Only one place has this name.")
    districts = [code for code in codes if level_of(code) == "district"]
    if len(districts) == 1 and _is_believed_bare(candidate, districts[0]):
        return Settled(districts[0], "places.gazetteer", "One district only has this name.")
    return None


def _is_believed_bare(candidate: Candidate, _code: str) -> bool:
    long_enough = candidate.words > 1 or candidate.end - candidate.start >= LEAST_BARE
    return long_enough and not candidate.crowded


def _settle_among(candidate: Candidate, known: Sequence[tuple[int, str]]) -> Settled | None:
    """Which place it is, by the larger places named in its sentence, then in the document."""
    level = candidate.level
    if not level and not candidate.chained:
        return None
    codes = [c for c in candidate.codes if level_of(c) == level] if level else candidate.codes
    if not codes:
        return None
    here = {code for sentence, code in known if sentence == candidate.sentence}
    for nearby, where in ((here, "sentence"), ({code for _, code in known}, "document")):
        inside = [c for c in codes if any(c != near and c.startswith(near) for near in nearby)]
        if inside and len({len(code) for code in inside}) == len(inside):
            rule = "places.container" if level else "places.chain"
            reason = f"It lies in a place that is named in the same {where}."
            return Settled(inside[0], rule, reason)
    if not level:
        return None
    reason = f"{len(codes)} places share this name and the text does not say which is meant."
    return Settled("", "places.ambiguous", reason)
