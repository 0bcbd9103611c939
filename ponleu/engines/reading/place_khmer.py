"""Places in Khmer text: a word for the level and a name, or a large place by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ponleu.engines.reading.confidences import confidence
from ponleu.engines.reading.khmer_numbers import KhmerNumbers, khmer_numbers
from ponleu.engines.reading.khmer_sentences import KhmerSentence, khmer_sentences
from ponleu.engines.reading.khmer_text import (
    END,
    KHMER,
    START,
    KhmerText,
    any_of,
    folded,
    khmer_text,
)
from ponleu.engines.reading.khmer_words import KhmerWords, khmer_words
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.place_index import level_of
from ponleu.engines.reading.place_settling import Candidate, Settled, settle
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon

LEAST_ALONE: Final = 4
"""Letters from which a province is believed without the word for its level."""
LONGEST_UNKNOWN: Final = 16
_CITY: Final = "city"
_LEVELS: Final = {
    "ខេត្ត": "province", "រាជធានី": "province", "ស្រុក": "district", "ខណ្ឌ": "district",
    "ក្រុង": "district", "ឃុំ": "commune", "សង្កាត់": "commune", "ភូមិ": "village",
    "ទីក្រុង": "city", "ប្រទេស": "country", "កោះ": "island", "ទីរួមខេត្ត": "province",
    "ទីរួមស្រុក": "district", "ព្រះរាជាណាចក្រ": "country", "សាធារណរដ្ឋ": "country",
}  # fmt: skip
_LEADS: Final = r"(?:នៅ|ពី|ទៅ|កាន់|ក្នុង|មកពី|ដល់|ដែន|ព្រំដែន|នៃ|ឆ្ពោះ|ចូល|ក្បែរ|ជិត|ជាមួយ|ក្រៅ|រវាង)\s?$"
_LEADING: Final = re.compile(_LEADS)
_ADJECTIVE: Final = re.compile(r"(?:ជនជាតិ|សញ្ជាតិ|ភាសា|ជាតិ|ប្រាក់|មនុស្ស|អក្សរ)\s?$")
_NAME: Final = re.compile("[\u1780-\u17d3]+")
_NUMBERED: Final = re.compile(r"\s?(?:លេខ|ទី)?\s?(?P<number>\d{1,2}(?!\d)|[\u1780-\u17d3]+)")
_NO_LEVEL: Final = frozenset({"city", "island"})


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """Names in one spelling: codes of each, lengths by first two letters, the level words.

    Attributes:
        lengths_alone: the lengths of those that are believed without the word for their level.
    """

    codes: Mapping[str, tuple[str, ...]]
    lengths: Mapping[str, Sequence[int]]
    lengths_alone: Mapping[str, Sequence[int]]
    levels: re.Pattern[str]
    may_begin: re.Pattern[str]
    numbers: KhmerNumbers
    words: KhmerWords
    towns: Mapping[str, str]

    def name_at(self, text: str, at: int, end: int, level: str) -> tuple[str, tuple[str, ...]]:
        """The longest name here that a place of the level bears, with its codes."""
        lengths = self.lengths if level else self.lengths_alone
        for length in lengths.get(text[at : at + 2], ()):
            if at + length > end or "\u17b4" <= text[at + length : at + length + 1] <= "\u17d3":
                continue
            name = text[at : at + length]
            if not level and name in self.towns:
                return name, (self.towns[name],)
            codes = self._at_level(self.codes.get(name, ()), level)
            if codes:
                return text[at : at + length], codes
        return "", ()

    def _at_level(self, codes: tuple[str, ...], level: str) -> tuple[str, ...]:
        if level in _NO_LEVEL:
            return codes
        if not level:
            return _alone_codes(codes)
        return tuple(code for code in codes if _level(code) == level)


def _level(code: str) -> str:
    return _CITY if code == _CITY else level_of(code)


def _alone_codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Those that a name may mean without the word for its level: large ones, or one district."""
    large = tuple(code for code in codes if _level(code) in {"province", "country", _CITY})
    if large or len(codes) != 1 or _level(codes[0]) != "district":
        return large
    return codes


@once_per
def _gazetteer(lexicon: Lexicon) -> _Gazetteer:
    words = khmer_words(lexicon)
    codes: dict[str, tuple[str, ...]] = {}
    named = [(folded(p.name), p.code) for p in lexicon.places if KHMER.match(p.name)]
    named += [(name, code) for name, code in words.labels.get("places", {}).items()]
    for name, code in named:
        for spelling in {name, name.replace(" ", ""), name.partition(" (")[0]}:
            known = codes.get(spelling, ())
            codes[spelling] = known if code in known else (*known, code)
    listed = words.labels.get("places", {})
    towns = {name: code for name, code in listed.items() if code[0].isdigit()}
    firsts = {name[:2] for name, of in codes.items() if any(len(code) in {2, 4} for code in of)}
    levels = any_of(_LEVELS)
    return _Gazetteer(
        codes,
        _lengths(codes),
        _lengths({*towns, *(name for name, of in codes.items() if _alone_codes(of))}),
        re.compile(levels + END),
        re.compile(rf"{START}(?:{levels}|{any_of(firsts)})"),
        khmer_numbers(lexicon),
        words,
        towns,
    )


def _lengths(names: Iterable[str]) -> dict[str, Sequence[int]]:
    """The lengths of names by their first two letters, longest first."""
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[:2], set()).add(len(name))
    return {first: sorted(found, reverse=True) for first, found in lengths.items()}


@dataclass(frozen=True, slots=True)
class KhmerPlace:
    """A place by folded offsets, before it is known whether it is part of a body's name.

    Attributes:
        whole: where the word for its level begins.
    """

    whole: int
    start: int
    end: int
    settled: Settled
    boilerplate: bool


def find_khmer_places(document: Document, lexicon: Lexicon) -> list[KhmerPlace]:
    """Every place named in Khmer, with its government code, or a country's two letters.

    A name that stands after the word for a level and is in no table gets the value "".
    """
    sentences = khmer_sentences(document)
    if not sentences:
        return []
    text, gazetteer = khmer_text(document.text), _gazetteer(lexicon)
    found = [
        candidate
        for sentence in sentences
        for candidate in _candidates(text.folded, sentence, gazetteer)
    ]
    found += _again(text, sentences, found)
    settled = settle([candidate for _, candidate in found])
    made = [
        KhmerPlace(whole, candidate.start, candidate.end, _decided(place), candidate.boilerplate)
        for (whole, candidate), place in zip(found, settled, strict=True)
    ]
    return sorted(made, key=lambda place: place.start)


def place_fact(document: Document, place: KhmerPlace) -> Fact:
    """The place as a fact of the document."""
    start, end = khmer_text(document.text).span(place.start, place.end)
    return Fact(
        kind=FactKind.PLACE,
        text=document.text[start:end],
        start=start,
        end=end,
        value=place.settled.code,
        rule=place.settled.rule,
        confidence=confidence(place.settled.rule, boilerplate=place.boilerplate),
        reason=place.settled.reason,
    )


def _decided(settled: Settled | None) -> Settled:
    if settled is None or settled.code == _CITY:
        reason = "The word for a level stands before it; no table gives it a code."
        return Settled("", "places.ambiguous", reason)
    return settled


Found = tuple[int, Candidate]


def _candidates(text: str, sentence: KhmerSentence, gazetteer: _Gazetteer) -> Iterator[Found]:
    at = sentence.start
    while begin := gazetteer.may_begin.search(text, at, sentence.end):
        at = begin.start()
        level = gazetteer.levels.match(text, at, sentence.end)
        found = _after_level(text, sentence, level, gazetteer) if level else None
        found = found or _alone(text, at, sentence, gazetteer)
        if found:
            yield found
            at = found[1].end
        else:
            at += 1


def _after_level(
    text: str, sentence: KhmerSentence, word: re.Match[str], gazetteer: _Gazetteer
) -> Found | None:
    level = _LEVELS[word.group()]
    name_at = word.end() + (text[word.end() : word.end() + 1] == " ")
    name, codes = gazetteer.name_at(text, name_at, sentence.end, level)
    if level == "district" and not codes and word.group() == "ក្រុង":
        name, codes = gazetteer.name_at(text, name_at, sentence.end, "province")
        level = "province" if codes else level
    numbered = _numbered(text, sentence, word, gazetteer) if level == "commune" else None
    if numbered and (len(name) <= len("លេខ") or name[-1].isdigit()):
        return numbered
    if codes:
        if level == "country" or len(set(map(_level, codes))) == 1:
            level = _level(codes[0]) if level in {"country", *_NO_LEVEL} else level
        return word.start(), _candidate(name_at, name_at + len(name), codes, level, sentence)
    if name_at > word.end() or level in {"country", "province"}:
        return None
    return _unknown(text, sentence, word, gazetteer, level)


def _numbered(
    text: str, sentence: KhmerSentence, word: re.Match[str], gazetteer: _Gazetteer
) -> Found | None:
    """ "Sangkat 4", "Sangkat Lekh Buon": the name is a number, the level belongs to it."""
    match = _NUMBERED.match(text, word.end(), sentence.end)
    if match is None:
        return None
    number = re.match(gazetteer.numbers.expression, match["number"])
    if number is None:
        return None
    code = f"លេខ{int(gazetteer.numbers.value(number.group()))}"
    codes = tuple(c for c in gazetteer.codes.get(code, ()) if level_of(c) == "commune")
    end = match.start("number") + number.end()
    rest = _NAME.match(text, end)
    if not codes or (rest and not gazetteer.words.common.match(text, end)):
        return None
    return word.start(), _candidate(word.start(), end, codes, "commune", sentence)


def _unknown(
    text: str, sentence: KhmerSentence, word: re.Match[str], gazetteer: _Gazetteer, level: str
) -> Found | None:
    """A name that no table has, written onto the word for its level and ended by a blank."""
    match = _NAME.match(text, word.end(), sentence.end)
    if match is None or len(match.group()) > LONGEST_UNKNOWN or len(match.group()) < 2:
        return None
    if gazetteer.words.common.match(match.group()) or level == "island":
        return None
    codes: tuple[str, ...] = ()
    return word.start(), _candidate(*match.span(), codes, level, sentence)


def _alone(text: str, at: int, sentence: KhmerSentence, gazetteer: _Gazetteer) -> Found | None:
    """A province, or a country where the words before it lead to a place."""
    name, codes = gazetteer.name_at(text, at, sentence.end, "")
    if not codes:
        return None
    before = text[max(sentence.start, at - 12) : at]
    after = text[at + len(name) : at + len(name) + 1]
    abroad = all(code.isalpha() for code in codes)
    leads = _LEADING.search(before) is not None
    if _ADJECTIVE.search(before) or (abroad and not (leads or name == "កម្ពុជា")):
        return None
    joined = _NAME.match(after) is not None or _NAME.match(before[-1:]) is not None
    if name in gazetteer.towns or _level(codes[0]) == "district":
        return (at, _candidate(at, at + len(name), codes, "", sentence)) if leads else None
    if not abroad and (len(name) < LEAST_ALONE or (joined and not leads and len(name) < 6)):
        return None
    return at, _candidate(at, at + len(name), codes, "", sentence)


def _candidate(
    start: int, end: int, codes: tuple[str, ...], level: str, sentence: KhmerSentence
) -> Candidate:
    return Candidate(
        start, end, codes, level if level != _CITY else "", sentence.number,
        sentence.boilerplate, words=2,
    )  # fmt: skip


def _again(
    text: KhmerText, sentences: Sequence[KhmerSentence], found: Sequence[Found]
) -> Iterator[Found]:
    """Small places named with their level once, met again after "in", "from", "to"."""
    known = {
        text.folded[candidate.start : candidate.end]: candidate
        for whole, candidate in found
        if whole < candidate.start and candidate.level in {"district", "commune", "village"}
    }
    long = {name: one for name, one in known.items() if len(name) >= LEAST_ALONE}
    if not long:
        return
    pattern = re.compile(rf"{START}{any_of(long)}{END}")
    held = {at for _, candidate in found for at in range(candidate.start, candidate.end)}
    for sentence in sentences:
        for match in pattern.finditer(text.folded, sentence.start, sentence.end):
            before = text.folded[max(sentence.start, match.start() - 8) : match.start()]
            if match.start() not in held and _LEADING.search(before):
                first = long[match.group()]
                yield match.start(), _candidate(*match.span(), first.codes, first.level, sentence)
