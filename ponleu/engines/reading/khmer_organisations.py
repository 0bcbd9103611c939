"""Bodies and premises named in Khmer: known ones, and names after the word for their sort."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ponleu.engines.reading.khmer_names import NameWords, name_words
from ponleu.engines.reading.khmer_sentences import KhmerSentence, Mention, khmer_sentences
from ponleu.engines.reading.khmer_text import END, KHMER, START, any_of, folded, khmer_text
from ponleu.engines.reading.khmer_words import khmer_words
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.place_khmer import KhmerPlace
from ponleu.engines.reading.types import Document, FactKind, Lexicon

_FREE: Final = frozenset({"company", "ngo", "media"})
"""Sorts of bodies whose names are made of any words."""
_ATTACHED: Final = frozenset({"ngo"})
"""Sorts whose name may be written onto the word for it, without a blank."""
_NAMED_PREMISES: Final = frozenset({"casino", "hotel", "guesthouse", "karaoke", "club"})
"""Sorts of premises whose name may be written onto the word for them."""
_BEFORE_NAMES: Final = frozenset({" ", "«", "“"})
_OFFICE_BEFORE: Final = re.compile(
    "(?:អភិបាល|អភិបាលរង|ស្នងការ|ស្នងការរង|អធិការ|អធិការរង|នាយ|មេ|កម្លាំង|មន្ត្រី|អ្នក)$"
)
"""Words for an office: the police after them are not a body of their own here."""
_POST: Final = "ប៉ុស្តិ៍"
"""A police post is named after any place, also one that no table has."""
_ALSO_ALONE: Final = ("ស្នងការដ្ឋាន", "អធិការដ្ឋាន", "បញ្ជាការដ្ឋាន", "អគ្គស្នងការដ្ឋាន")
_ACCOUNT: Final = re.compile(
    r"(?:គណនី|ទំព័រ|ផេក|បណ្តាញ)(?:ហ្វេសប៊ុក|តេឡេក្រាម|បណ្តាញសង្គម)?(?:ឈ្មោះ)? ?[«“\"]([^«»“”\"\n]{2,40})[»”\"]"
)
_BRACKET: Final = re.compile(r"\s{0,2}\(([\u1780-\u17d3.]{2,14}|[A-Z][A-Za-z-]{1,9})\)")


@dataclass(frozen=True, slots=True)
class _Bodies:
    known: Mapping[str, str]
    table: re.Pattern[str]
    heads: re.Pattern[str]
    sorts: Mapping[str, str]
    sites: re.Pattern[str]
    site_sorts: Mapping[str, str]
    names: NameWords


@once_per
def _bodies(lexicon: Lexicon) -> _Bodies:
    words = khmer_words(lexicon)
    known = {folded(b.name): b.key for b in lexicon.organisations if KHMER.match(b.name)}
    known |= words.labels.get("organisations", {})
    known = {name: key for name, key in known.items() if key != "Provincial Hall"}
    sorts = words.labels.get("body_heads", {})
    return _Bodies(
        known,
        re.compile(f"{START}{any_of(known)}{END}"),
        re.compile(f"{START}{any_of(sorts)}{END}"),
        sorts,
        re.compile(f"{START}{any_of(words.labels['sites'])}{END}"),
        words.labels["sites"],
        name_words(lexicon),
    )


def find_khmer_bodies(
    document: Document, lexicon: Lexicon, places: Sequence[KhmerPlace]
) -> list[Mention]:
    """Every body and named site in Khmer. The value is the pack's key, or the name in full."""
    sentences = khmer_sentences(document)
    if not sentences:
        return []
    text, bodies = khmer_text(document.text).folded, _bodies(lexicon)
    starts = {place.start: place for place in places}
    found = [
        mention
        for sentence in sentences
        for mention in _in_sentence(text, sentence, bodies, starts)
    ]
    return longest([*found, *_abbreviations(text, found), *_short(text, found, bodies.sorts)])


def longest(found: Sequence[Mention]) -> list[Mention]:
    """Mentions without those that overlap a longer one that begins no later."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _in_sentence(
    text: str, sentence: KhmerSentence, bodies: _Bodies, places: Mapping[int, KhmerPlace]
) -> Iterator[Mention]:
    yield from _known(text, sentence, bodies, places)
    for match in bodies.heads.finditer(text, sentence.start, sentence.end):
        stop = _body_end(text, match, bodies, places, sentence.end)
        if stop > match.end():
            reason = "The word before it begins the name of a body."
            span = (match.start(), stop)
            yield _body(FactKind.ORGANISATION, span, text, "organisations.opening", reason)
    for match in _ACCOUNT.finditer(text, sentence.start, sentence.end):
        reason = "It is the name of an account or a page."
        yield _body(FactKind.ORGANISATION, match.span(1), text, "organisations.opening", reason)
    for match in bodies.sites.finditer(text, sentence.start, sentence.end):
        stop = _site_end(text, match, bodies, sentence.end)
        if stop > match.end():
            reason = "A word for a sort of premises and a name."
            yield _body(FactKind.SITE, (match.start(), stop), text, "sites.noun", reason)


def _known(
    text: str, sentence: KhmerSentence, bodies: _Bodies, places: Mapping[int, KhmerPlace]
) -> Iterator[Mention]:
    """Bodies of the pack's table, and their branches in a place."""
    for match in bodies.table.finditer(text, sentence.start, sentence.end):
        if _OFFICE_BEFORE.search(text, max(sentence.start, match.start() - 10), match.start()):
            continue
        tail, _ = bodies.names.office_tail(text, match.end(), sentence.end, places)
        reason = "It is in the pack's table."
        span = (match.start(), tail)
        found = _body(FactKind.ORGANISATION, span, text, "organisations.table", reason)
        is_whole = tail == match.end()
        yield found._replace(value=bodies.known[match.group()]) if is_whole else found


def _site_end(text: str, match: re.Match[str], bodies: _Bodies, limit: int) -> int:
    """Where the name of premises ends; the end of the noun if it has none."""
    stop = bodies.names.number_tail(text, match.end(), limit)
    written_on = bodies.site_sorts[match.group()] in _NAMED_PREMISES
    if stop == match.end() and (written_on or text[stop : stop + 1] in _BEFORE_NAMES):
        return bodies.names.free_tail(text, match.end(), limit, strict=True)
    return stop


def _body_end(
    text: str,
    match: re.Match[str],
    bodies: _Bodies,
    places: Mapping[int, KhmerPlace],
    limit: int,
) -> int:
    sort = bodies.sorts[match.group()]
    if _OFFICE_BEFORE.search(text, max(0, match.start() - 10), match.start()):
        return match.end()
    if sort in _FREE:
        blank = text[match.end() : match.end() + 1] in _BEFORE_NAMES
        if blank or sort in _ATTACHED:
            end = bodies.names.free_tail(text, match.end(), limit)
            if end > match.end():
                return max(end, bodies.names.office_tail(text, end, limit, places)[0])
    end, named = bodies.names.office_tail(text, match.end(), limit, places)
    if not named and match.group().startswith(_POST):
        return bodies.names.free_tail(text, match.end(), limit)
    return end if named else match.end()


def _body(kind: FactKind, span: tuple[int, int], text: str, rule: str, reason: str) -> Mention:
    return Mention(kind, *span, " ".join(text[slice(*span)].split()), rule, reason)


def _short(text: str, found: Sequence[Mention], sorts: Mapping[str, str]) -> Iterator[Mention]:
    """ "The commissariat" for the one that the text names in full."""
    full: dict[str, Mention] = {}
    for mention in found:
        for head in _ALSO_ALONE:
            if text.startswith(head, mention.start) and sorts.get(head):
                full.setdefault(head, mention)
    if not full:
        return
    for match in re.compile(f"{START}{any_of(full)}{END}").finditer(text):
        known = full[match.group()]
        if match.start() >= known.end:
            reason = "The text names it in full elsewhere."
            rule = "organisations.short"
            yield Mention(FactKind.ORGANISATION, *match.span(), known.value, rule, reason)


def _abbreviations(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions of the short names that the text gives in brackets after a body's name."""
    explained: dict[str, Mention] = {}
    for mention in found:
        bracket = _BRACKET.match(text, mention.end)
        if mention.kind is FactKind.ORGANISATION and bracket:
            explained.setdefault(bracket.group(1), mention)
    if not explained:
        return
    pattern = re.compile(f"{START}(?<![A-Za-z]){any_of(explained)}{END}(?![A-Za-z])")
    for match in pattern.finditer(text):
        full = explained[match.group()]
        if match.start() >= full.end:
            reason = "The text gives it in brackets after the name of a body."
            rule = "organisations.bracket"
            yield Mention(FactKind.ORGANISATION, *match.span(), full.value, rule, reason)
