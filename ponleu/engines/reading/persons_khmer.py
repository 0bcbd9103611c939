"""People in Khmer text: a form of address, a family name, a space, a given name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ponleu.engines.reading.confidences import confidence
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon, Part, ZoneKind

_KHMER = re.compile("[\u1780-\u17ff]")


@once_per
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    titles = sorted(filter(_KHMER.match, lexicon.titles), key=len, reverse=True)
    offices = sorted(filter(_KHMER.match, lexicon.offices), key=len, reverse=True)
    address = "|".join(map(re.escape, titles)) or "(?!)"
    office = "|".join(map(re.escape, offices)) or "(?!)"
    verb = "|".join(map(re.escape, lexicon.words.get("verbs_km", {}))) or "(?!)"
    return re.compile(
        rf"(?:{address})[ \u200b]*(?!{address}|{office})"
        rf"([\u1780-\u17d3]{{1,10}}[ \u200b](?!{verb})[\u1780-\u17d3]{{2,14}})"
        rf"(?![\u1780-\u17d3])(?:[ \u200b]+({office}))?"
    )


def find_khmer_persons(
    document: Document, lexicon: Lexicon, starts: Mapping[int, Sequence[Fact]]
) -> Iterator[Fact]:
    """Names after a form of address. Limited: names without one are not found.

    Args:
        starts: places and bodies found, by their first character.
    """
    if document.language != "km" and not _KHMER.search(document.text):
        return
    for sentence in document.sentences:
        boilerplate = sentence.zone is ZoneKind.BOILERPLATE
        pattern = _pattern(lexicon)
        for match in pattern.finditer(document.text, sentence.start, sentence.end):
            yield Fact(
                kind=FactKind.PERSON,
                text=match.group(1),
                start=match.start(1),
                end=match.end(1),
                value=match.group(1).replace("\u200b", " "),
                rule="persons.khmer",
                confidence=confidence("persons.khmer", boilerplate=boilerplate),
                parts=_parts(match, lexicon, starts),
                reason="A form of address stands before the name.",
            )


def _parts(
    match: re.Match[str], lexicon: Lexicon, starts: Mapping[int, Sequence[Fact]]
) -> dict[str, Part]:
    """The office that follows the name, and the place or body that follows the office."""
    if not match.group(2):
        return {}
    office = Part(match.group(2), match.start(2), match.end(2), lexicon.offices[match.group(2)])
    parts = {"office": office}
    for fact in starts.get(match.end(2), ())[:1]:
        name = "office_place" if fact.kind is FactKind.PLACE else "organisation"
        parts[name] = Part(fact.text, fact.start, fact.end, fact.value)
    return parts
