"""Organisations: known bodies, names built on a body's noun, and abbreviations in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ponleu.engines.reading.confidences import confidence
from ponleu.engines.reading.embassies import with_states
from ponleu.engines.reading.hurried import is_hurried
from ponleu.engines.reading.joined_names import with_partners
from ponleu.engines.reading.organisation_context import in_context
from ponleu.engines.reading.organisation_index import (
    OrganisationIndex,
    known_at,
    organisation_index,
)
from ponleu.engines.reading.organisation_names import (
    CONNECTORS,
    head_name_at,
    may_have_head,
    opening_name_at,
    openings_in,
    small_opening_names,
)
from ponleu.engines.reading.organisation_short import letters, short_mentions
from ponleu.engines.reading.runs import (
    Covered,
    Words,
    flat,
    is_boilerplate,
    longest_only,
    words_of,
)
from ponleu.engines.reading.short_names import short_forms, with_full_names
from ponleu.engines.reading.small_bodies import small_bodies
from ponleu.engines.reading.small_words import small_words
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon

_INITIALS = re.compile(r"(?<!\w)(?:[A-Z]\.){1,3}\s?\Z")
_ANTI = re.compile(r"\bAnti-[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}\s(?:and|&)\s\Z")
"""With what the name of a body against something may begin before its "and"."""
_LEGAL_END = re.compile(r"\b(?:Ltd|Co|Inc|Corp|Plc)\Z")
_GOES_ON = re.compile(r"\.(?=[,;:)\]’'\"”]|\s+[a-z(])")
"""The stop of "Ltd." that ends no sentence: more follows."""
_BRACKET = re.compile(
    r"\s{0,4}[(\[](?:(?:here(?:in)?after|henceforth)(?:\s+(?:referred\s+to\s+as|called|as))?,?\s+"
    r"|(?:in\s+short|abbreviated(?:\s+as)?|or|also|aka|short|abbr\.?):?\s+)?(?:the\s+)?"
    r"[\"“”'‘«]?([A-Z][A-Za-z]{1,9})[\"”'’»]?[)\]]"
)


def find_organisations(document: Document, lexicon: Lexicon, places: Sequence[Fact]) -> list[Fact]:
    """Every body named. The value is its key in the pack, or its name in full."""
    index = organisation_index(lexicon)
    place_spans = {place.start: place.end for place in places}
    found: list[Fact] = list(_masthead(document))
    for words in words_of(document):
        found += _in_sentence(words, index, lexicon, place_spans)
    if is_hurried(document.text):
        found += _in_small_letters(document, index, lexicon, places)
    found = with_partners(document, lexicon, longest_only(found), [place.start for place in places])
    found = with_full_names(longest_only([*_abbreviations(document, found), *found]))
    found = with_states(found, lexicon)
    found = longest_only([*found, *_met_again(document, found)])
    companies = [fact for fact in found if fact.rule == "organisations.head"]
    return [*found, *short_forms(document, companies, found)]


def _in_sentence(
    words: Words, index: OrganisationIndex, lexicon: Lexicon, place_spans: dict[int, int]
) -> Iterator[Fact]:
    if index.khmer_names:
        sentence = words.sentence
        for match in index.khmer_names.finditer(words.text, sentence.start, sentence.end):
            value, span = index.khmer[match.group()], match.span()
            yield _fact(words, span, value, "organisations.table", "It is in the pack's table.")
    for at in index.phrases.starts_in(words.keys):
        length, key = known_at(index, words, at)
        if length:
            span = words.span(at, at + length - 1)
            yield _fact(words, span, key, "organisations.table", "It is in the pack's table.")
    for named in small_opening_names(words, place_spans):
        reason = "A place stands after the word for a body."
        yield _named(words, named, "organisations.opening", reason)
    if words.capitals:
        yield from _unlisted(words, lexicon, place_spans)
        yield from _told_by_context(words, lexicon)


_MASTHEAD = re.compile(
    r"\s*(?P<name>(?:The\s)?[A-Z][\w’'-]+(?:\s(?:for|of|and|against|on|the|to|off|without|in|[A-Z][\w’'-]*)){1,6})"
    r"\s*(?:\([A-Z]\w+\))?\s*(?:\||\n|[–—:-]\s)\s*(?:[\w’'-]+\s){0,3}?"
    r"(?:brief|report|appeal|bulletin|fact\s?sheet|newsletter|digest|statement|update|alert|note)\b",
    re.IGNORECASE,
)
_OWN_NAME = re.compile(r"(?:The\s)?[A-Z][\w’'-]+(?:\s(?:[a-z]{2,7}\s){0,2}[A-Z][\w’'-]*)+")
_NO_MASTHEAD = re.compile(
    r"\b(?:press|kingdom|nation|subject|case|annual|report|brief|ministry|hotline|home|news|summary|"
    r"translat\w+|letter|urgent|page|about|contact|menu|how|why|what|police|deaths?|workers|from|to)\b",
    re.IGNORECASE,
)


def _masthead(document: Document) -> Iterator[Fact]:
    """The body whose paper it is: "Lanterns for Return | Case brief 7", as its first words."""
    match = _MASTHEAD.match(document.text)
    name = match["name"] if match else ""
    if match and _OWN_NAME.fullmatch(name) and not _NO_MASTHEAD.search(name):
        start, end = match.span("name")
        start += 4 * name.startswith("The ")
        yield Fact(
            kind=FactKind.ORGANISATION,
            text=document.text[start:end],
            start=start,
            end=end,
            value=_titled(flat(document.text[start:end])),
            rule="organisations.described",
            confidence=confidence("organisations.described"),
            reason="The paper begins with it and with what sort of paper it is.",
        )


def _in_small_letters(
    document: Document, index: OrganisationIndex, lexicon: Lexicon, places: Sequence[Fact]
) -> Iterator[Fact]:
    """Bodies of a message in which little is written large."""
    known, held = small_words(lexicon), Covered(places).held
    for words in words_of(document):
        for one in small_bodies(words, known, index, held):
            start, end = words.span(one.first, one.last)
            name = flat(words.text[start:end])
            listed = index.names.get(" ".join(words.keys[one.first : one.last + 1]))
            value = listed[0].key if listed else name
            yield _fact(words, (start, end), value, one.rule, one.reason)


def _unlisted(words: Words, lexicon: Lexicon, place_spans: dict[int, int]) -> Iterator[Fact]:
    """Bodies that no table knows, by their first or last words."""
    for at in openings_in(words, lexicon):
        if named := opening_name_at(words, at, lexicon, place_spans):
            reason = "The words before it begin the name of a body."
            yield _named(words, named, "organisations.opening", reason)
    for at in words.capitals if may_have_head(words, lexicon) else ():
        if named := head_name_at(words, at, lexicon, place_spans):
            reason = f"A name and {words.tokens[named[1]].text!r}, a word for a body."
            yield _named(words, named, "organisations.head", reason)


def _told_by_context(words: Words, lexicon: Lexicon) -> Iterator[Fact]:
    for one in in_context(words, lexicon):
        span = words.span(one.first, one.last)
        yield _fact(words, span, flat(words.text[slice(*span)]), one.rule, one.reason)


def _met_again(document: Document, found: Sequence[Fact]) -> Iterator[Fact]:
    covered = Covered(found)
    for words in words_of(document):
        if words.capitals:
            yield from short_mentions(words, found, covered)
            yield from letters(words, covered)


def _named(words: Words, named: tuple[int, int], rule: str, reason: str) -> Fact:
    first, last = _without_owner(words, *named)
    span = _with_stops(words.text, *words.span(first, last))
    name = flat(words.text[slice(*span)])
    return _fact(words, span, _titled(name).removesuffix("."), rule, reason)


def _without_owner(words: Words, first: int, last: int) -> tuple[int, int]:
    """The name without its article and without whose it is: "Cambodia's Commission for"."""
    if words.keys[first] == "the":
        first += 1
    owns = words.keys[first] in _OWN_PEOPLE or tuple(words.keys[last - 1 : last + 1]) == _HIGH
    if first + 2 < last and words.keys[first + 1] == "s" and words.gaps[first + 1] in {"'", "’"}:
        if owns:
            return first, last
        opens = words.tokens[first + 2]
        return (
            (first + 2, last) if opens.is_capitalised and words.keys[last] != "s" else (first, last)
        )
    return first, last


_HIGH = ("high", "commission")
"""What a state has in another: "Kenya's High Commission"."""
_OWN_PEOPLE = frozenset({"women", "children", "people", "men", "workers", "farmers", "journalists"})
"""Those whose body a name says it is, instead of whose it is: "Women's Refuge Network"."""


def _with_stops(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with initials before it and the stop of "Co., Ltd.": "K.V. Overseas Co Ltd"."""
    initials = _INITIALS.search(text, max(0, start - 12), start)
    initials = initials or _ANTI.search(text, max(0, start - 60), start)
    has_stop = text[end : end + 1] == "." and _LEGAL_END.search(text, start, end)
    ends_short = has_stop and ("." in text[start:end] or _GOES_ON.match(text, end))
    return (initials.start() if initials else start), end + bool(ends_short)


def _titled(name: str) -> str:
    """A name with every word large, and one all in capitals brought back to that."""
    parts = name.lower().split() if name.isupper() and " " in name else name.split()
    return " ".join(part if part in CONNECTORS else part[:1].upper() + part[1:] for part in parts)


def _fact(words: Words, span: tuple[int, int], value: str, rule: str, reason: str) -> Fact:
    return Fact(
        kind=FactKind.ORGANISATION,
        text=words.text[slice(*span)],
        start=span[0],
        end=span[1],
        value=value,
        rule=rule,
        confidence=confidence(rule, boilerplate=words.boilerplate),
        reason=reason,
    )


def _abbreviations(document: Document, found: Sequence[Fact]) -> Iterator[Fact]:
    """Mentions of abbreviations that the text itself explains: "... Committee (NCCT)".

    What the text says goes before the table: "NEC" after the name of another body
    is that body here.
    """
    explained: dict[str, Fact] = {}
    for fact in found:
        bracket = _BRACKET.match(document.text, fact.end) if " " in flat(fact.text) else None
        if bracket and sum(map(str.isupper, bracket.group(1))) > 1:
            explained.setdefault(bracket.group(1), fact)
    if not explained:
        return
    for match in re.finditer(rf"\b(?:{'|'.join(explained)})\b", document.text):
        fact = explained[match.group()]
        if match.start() >= fact.end:
            yield Fact(
                kind=FactKind.ORGANISATION,
                text=match.group(),
                start=match.start(),
                end=match.end(),
                value=fact.value,
                rule="organisations.bracket",
                confidence=confidence(
                    "organisations.bracket", boilerplate=is_boilerplate(document, match.start())
                ),
                reason=f"The text gives {match.group()} in brackets after {flat(fact.text)!r}.",
            )
