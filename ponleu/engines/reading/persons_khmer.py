"""People in Khmer text: names after a form of address, an office or a family name, and again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ponleu.engines.reading.confidences import confidence
from ponleu.engines.reading.khmer_offices import Office, Offices, khmer_offices
from ponleu.engines.reading.khmer_sentences import KhmerSentence, khmer_sentences, part_of
from ponleu.engines.reading.khmer_text import END, LETTER, START, KhmerText, any_of, khmer_text
from ponleu.engines.reading.khmer_words import KhmerWords, khmer_words
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon

_CHUNK: Final = re.compile(f"{LETTER}+")
_LATIN: Final = re.compile(r" ?([A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3})")
_LONGEST_FAMILY: Final = 10
_LONGEST_GIVEN: Final = 14
_LONGEST_THIRD: Final = 7
_LEAST_WORD: Final = 4
"""Letters from which a word that begins a chunk is no chance likeness."""
_LEAST_SMALL: Final = 3
_AT: Final = "នៅ"
_CUT: Final = re.compile(
    "ត្រូវបាន|បាន|ថ្លែង|និយាយ|បញ្ជាក់|បដិសេធ|ប្រាប់|អះអាង|សន្យា|ស្នើ|ដែល|និង|អភិបាល|ស្នងការ|ប្រធាន|អាយុ|ហៅ"
)
_LONGEST_OFFICE_LINE: Final = 80
_SMALL: Final = re.compile("(?:ចំណែក|រីឯ|និង|ដោយ|ដល់|ថា|ឱ្យ|ពី|របស់|ជាមួយ|នាង|បង|គឺ)$")
_AND: Final = re.compile("(?:និង|ឬ) ?$")


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A name by folded offsets.

    Attributes:
        chunks: its words; one word alone is the short form of a name, or unsure.
    """

    start: int
    end: int
    chunks: tuple[str, ...]
    rule: str
    sentence: KhmerSentence
    office: Office | None = None


@dataclass(frozen=True, slots=True)
class _Finder:
    words: KhmerWords
    offices: Offices
    titles: re.Pattern[str]
    surname: re.Pattern[str]

    def name_at(self, text: str, at: int, limit: int) -> tuple[str, ...]:
        """The words of the name that begins here; () if there is none."""
        family = self._chunk(text, at, limit, _LONGEST_FAMILY)
        if not family or (self._is_word(family) and not self.is_surname(family)):
            return ()
        second = at + len(family) + 1
        if text[second - 1 : second] != " ":
            return (family,)
        given = self._chunk(text, second, limit, _LONGEST_GIVEN)
        if not given or self._is_word(given) or self._goes_on(given):
            return (family,)
        third = second + len(given) + 1
        if text[third - 1 : third] != " ":
            return family, given
        last = self._chunk(text, third, limit, _LONGEST_THIRD)
        stops = text[third + len(last) : third + len(last) + 1] in {" ", "", "\n", ",", ")", "។"}
        if (
            last
            and stops
            and not self.words.common.match(last)
            and max(map(len, (family, given))) < 7
        ):
            return family, given, last
        return family, given

    def is_surname(self, word: str) -> bool:
        return bool(self.words.label("surnames", word))

    def _chunk(self, text: str, at: int, limit: int, longest: int) -> str:
        match = _CHUNK.match(text, at, limit)
        if match is None:
            return ""
        cut = _CUT.search(text, at + 2, match.end())
        end = cut.start() if cut else match.end()
        return text[at:end] if 1 <= end - at <= longest else ""

    def _goes_on(self, chunk: str) -> bool:
        """Whether a chunk begins with a small word: "has gone" is no given name."""
        match = self.words.closed.match(chunk)
        return chunk.startswith(_AT) or (match is not None and match.end() >= _LEAST_SMALL)

    def _is_word(self, chunk: str) -> bool:
        match = self.words.common.match(chunk)
        return match is not None and (match.end() == len(chunk) or match.end() >= _LEAST_WORD)


@once_per
def _finder(lexicon: Lexicon) -> _Finder:
    words = khmer_words(lexicon)
    titles = words.any("titles")
    return _Finder(
        words,
        khmer_offices(lexicon),
        re.compile(rf"{START}{titles}(?: ?{titles}){{0,3}}"),
        re.compile(rf"(?<!{LETTER})(?:{words.any('surnames')})(?= {LETTER})"),
    )


def find_khmer_persons(document: Document, lexicon: Lexicon, named: Sequence[Fact]) -> list[Fact]:
    """Every person named in Khmer, each mention a fact of its own.

    Args:
        named: places, bodies and sites already found in Khmer; none becomes a person.
    """
    sentences = khmer_sentences(document)
    if not sentences:
        return []
    text, finder = khmer_text(document.text), _finder(lexicon)
    starts = {text.at(fact.start): (fact, text.at(fact.end)) for fact in named}
    held = [(text.at(fact.start), text.at(fact.end)) for fact in named]
    sightings = [
        sighting
        for number, sentence in enumerate(sentences)
        for sighting in _in_sentence(text.folded, sentences, number, finder, starts)
    ]
    sightings = _without_overlaps(sightings, held)
    full = _full_names(sightings)
    sightings = _without_overlaps(
        [*sightings, *_again(text.folded, sentences, full, finder.words)], held
    )
    return [_fact(document, text, one, full) for one in sightings]


def _in_sentence(
    text: str,
    sentences: Sequence[KhmerSentence],
    number: int,
    finder: _Finder,
    facts: Mapping[int, tuple[Fact, int]],
) -> Iterator[_Sighting]:
    sentence = sentences[number]
    for title in finder.titles.finditer(text, sentence.start, sentence.end):
        at = title.end()
        office = finder.offices.at(text, at + (text[at : at + 1] == " "), sentence.end, facts)
        at = office.end if office else at
        yield from _named(text, at, sentence, finder, facts, office, "persons.title")
    yield from _after_offices(text, sentence, finder, facts)
    for match in finder.surname.finditer(text, sentence.start, sentence.end):
        chunks = finder.name_at(text, match.start(), sentence.end)
        if len(chunks) > 1 and _stands_free(text, sentences, number, match.start(), finder):
            yield _sighting(match.start(), chunks[:2], "persons.surname", sentence)


def _after_offices(
    text: str,
    sentence: KhmerSentence,
    finder: _Finder,
    facts: Mapping[int, tuple[Fact, int]],
) -> Iterator[_Sighting]:
    """Full names with a known family name right after an office."""
    for match in finder.offices.pattern.finditer(text, sentence.start, sentence.end):
        office = finder.offices.at(text, match.start(), sentence.end, facts)
        if office and text[office.end : office.end + 1] == " ":
            for one in _named(text, office.end, sentence, finder, facts, office, "persons.office"):
                if len(one.chunks) > 1 and finder.is_surname(one.chunks[0]):
                    yield one


def _stands_free(
    text: str, sentences: Sequence[KhmerSentence], number: int, at: int, finder: _Finder
) -> bool:
    """Whether a family name without a title opens its sentence, or signs under an office."""
    sentence = sentences[number]
    if at == sentence.start:
        before = sentences[number - 1] if number else None
        signs = (
            before is not None
            and before.end - before.start <= _LONGEST_OFFICE_LINE
            and finder.offices.pattern.search(text, before.start, before.end) is not None
        )
        chunks = finder.name_at(text, at, sentence.end)
        after = text[at + len(" ".join(chunks)) :][:1]
        return signs or (after == " " and len(chunks[0]) > 2)
    return _AND.search(text, max(sentence.start, at - 6), at) is not None


def _named(
    text: str,
    at: int,
    sentence: KhmerSentence,
    finder: _Finder,
    facts: Mapping[int, tuple[Fact, int]],
    office: Office | None,
    rule: str,
) -> Iterator[_Sighting]:
    latin = _LATIN.match(text, at, sentence.end)
    if latin:
        yield _Sighting(*latin.span(1), tuple(latin.group(1).split()), rule, sentence, office)
        return
    start = at + (text[at : at + 1] == " ")
    chunks = finder.name_at(text, start, sentence.end)
    if not chunks or (start in facts and len(chunks) == 1):
        return
    if len(chunks) == 1 and (start == at or office):
        return  # written onto the title: a word for the title's holder, not a name
    made = _sighting(start, chunks, rule, sentence)
    after = finder.offices.at(text, made.end + (text[made.end : made.end + 1] == " "),
                              sentence.end, facts)  # fmt: skip
    yield replace(made, office=office or after)


def _sighting(start: int, chunks: tuple[str, ...], rule: str, sentence: KhmerSentence) -> _Sighting:
    return _Sighting(start, start + len(" ".join(chunks)), chunks, rule, sentence)


def _without_overlaps(
    sightings: Sequence[_Sighting], held: Sequence[tuple[int, int]]
) -> list[_Sighting]:
    taken = {at for start, end in held for at in range(start, end)}
    kept: list[_Sighting] = []
    for one in sorted(sightings, key=lambda one: (one.start, -one.end)):
        if kept and one.start < kept[-1].end:
            continue
        if taken.isdisjoint(range(one.start, one.end)):
            kept.append(one)
    return kept


def _full_names(sightings: Sequence[_Sighting]) -> dict[str, tuple[str, ...]]:
    """Full names of the document, and each part by which one of them alone is known."""
    full = dict.fromkeys(
        one.chunks for one in sightings if len(one.chunks) > 1 or one.rule == "persons.title"
    )
    full = dict.fromkeys(sorted(full, key=lambda chunks: len(chunks) == 1))
    parts: dict[str, tuple[str, ...]] = {}
    for chunks in full:
        for part in (" ".join(chunks), " ".join(chunks[1:]), chunks[-1], chunks[0]):
            parts.setdefault(part, chunks)
    return parts


def _again(
    text: str,
    sentences: Sequence[KhmerSentence],
    full: Mapping[str, tuple[str, ...]],
    words: KhmerWords,
) -> Iterator[_Sighting]:
    """Full names met again with nothing beside them."""
    names = {" ".join(chunks): chunks for chunks in full.values()}
    names |= {chunks[-1]: chunks[-1:] for chunks in full.values() if len(chunks[-1]) >= _LEAST_WORD}
    if not names:
        return
    pattern = re.compile(f"{START}{any_of(names)}{END}")
    for sentence in sentences:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            chunks = names[match.group()]
            if len(chunks) > 1 or _is_apart(text, sentence, match, words):
                yield _Sighting(*match.span(), chunks, "persons.full", sentence)


def _is_apart(text: str, sentence: KhmerSentence, match: re.Match[str], words: KhmerWords) -> bool:
    """Whether one name stands by itself: after a blank or a small word, before another."""
    if words.common.fullmatch(match.group()):
        return False
    before = text[max(sentence.start, match.start() - 8) : match.start()]
    after = text[match.end() : match.end() + 1]
    begins = not _CHUNK.match(before[-1:]) or _SMALL.search(before) is not None
    ends = not _CHUNK.match(after) or words.closed.match(text, match.end()) is not None
    return begins and ends


_REASONS: Final = {
    "persons.title": "A form of address stands before the name.",
    "persons.office": "An office stands before the name.",
    "persons.surname": "A common family name and another name.",
    "persons.full": "The name stands beside a title or an office elsewhere.",
    "persons.short": "Part of a name that the text gives in full.",
    "persons.khmer": "One name after a form of address, met nowhere in full.",
}


def _fact(
    document: Document, text: KhmerText, one: _Sighting, full: Mapping[str, tuple[str, ...]]
) -> Fact:
    start, end = text.span(one.start, one.end)
    rule, chunks = one.rule, one.chunks
    if len(chunks) == 1:
        rule = "persons.short" if chunks[0] in full else "persons.khmer"
        chunks = full.get(chunks[0], chunks)
    parts = {}
    if one.office:
        office = one.office
        parts["office"] = part_of(document, text, (office.start, office.phrase_end), office.value)
        if office.held:
            held = office.held
            name = "office_place" if held.kind is FactKind.PLACE else "organisation"
            parts[name] = part_of(
                document, text, (text.at(held.start), text.at(held.end)), held.value
            )
    return Fact(
        kind=FactKind.PERSON,
        text=document.text[start:end],
        start=start,
        end=end,
        value=" ".join(chunks),
        rule=rule,
        confidence=confidence(rule, boilerplate=one.sentence.boilerplate),
        parts=parts,
        reason=_REASONS[rule],
    )
