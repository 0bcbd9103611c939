"""People that a model suggests, and further mentions of them in full or in part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ponleu.engines.reading.offices import office_index, offices_in
from ponleu.engines.reading.person_evidence import LONGEST
from ponleu.engines.reading.person_mentions import Keys, KnownPeople
from ponleu.engines.reading.person_names import Run, name_words, runs_in
from ponleu.engines.reading.runs import Covered, Words, flat, words_of
from ponleu.engines.reading.suggested_names import (
    RULE,
    SHORT,
    has_article,
    is_in_menu,
    is_part_of_more,
    stands_at,
    suggested_fact,
)
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon, Suggestion
from ponleu.engines.reading.words import tokenise

Sighting = tuple[Words, Run]


def suggested_people(
    document: Document,
    lexicon: Lexicon,
    mentions: Sequence[Fact],
    offered: Sequence[Suggestion],
) -> Iterator[Fact]:
    """People suggested, and further mentions of them in full or in part.

    A name of one word that stands in the text only once is as often a thing or a place.
    """
    free = list(_free_runs(document, lexicon, mentions))
    starts = {one.end: one.start for one in offered if one.kind is FactKind.PERSON}
    dated, nations = Covered(mentions, FactKind.DATE), lexicon.words.get("nationalities", {})
    times = Counter(_keys(words, run) for words, run in free)
    believed = [
        (words, run)
        for words, run in free
        if (run.length > 1 or times[_keys(words, run)] > 1)
        and _is_believed(words, run, starts, lexicon)
        and not is_part_of_more(words, run, dated, nations)
    ]
    known = KnownPeople(
        [
            *((_keys_of(fact), flat(fact.text), fact.rule) for fact in _persons(mentions)),
            *((_keys(words, run), _name(words, run), RULE) for words, run in believed),
        ]
    )
    suggested = {words.span(run.first, run.last) for words, run in believed}
    full = {_keys(words, run) for words, run in believed if run.length > 1}
    for words, run in free:
        keys = _keys(words, run)
        name = known.full_name(keys) or ""
        if words.span(run.first, run.last) in suggested:
            yield suggested_fact(words, run, FactKind.PERSON, value=name)
        elif name and (run.length > 1 or not full.isdisjoint(known.parts.get(keys, ()))):
            yield suggested_fact(words, run, FactKind.PERSON, value=name, rule=SHORT)


def _free_runs(
    document: Document, lexicon: Lexicon, mentions: Sequence[Fact]
) -> Iterator[Sighting]:
    known, offices = name_words(lexicon), office_index(lexicon)
    covered, starts = Covered(mentions), _by_start(mentions)
    for words in words_of(document):
        for run in runs_in(words, known, offices_in(words, offices, starts), covered):
            yield words, run


def _by_start(mentions: Sequence[Fact]) -> Mapping[int, Sequence[Fact]]:
    starts: dict[int, list[Fact]] = {}
    for fact in sorted(mentions, key=lambda fact: fact.start - fact.end):
        if fact.kind in {FactKind.PLACE, FactKind.ORGANISATION}:
            starts.setdefault(fact.start, []).append(fact)
    return starts


def _is_believed(words: Words, run: Run, starts: Mapping[int, int], lexicon: Lexicon) -> bool:
    """Whether a suggestion ends with the run, and nothing shows it to be something else.

    Args:
        starts: first character of each suggestion by the one after its last. It may begin
            before the run, with a title or an office.
    """
    start, end = words.span(run.first, run.last)
    begun = starts.get(end, starts.get(end + len("'s"), end))
    if run.length > LONGEST or begun > start:
        return False
    if stands_at(words, run) or has_article(words, run) or is_in_menu(words, run):
        return False
    known = name_words(lexicon)
    tokens = words.tokens[run.first : run.last + 1]
    key = " ".join(token.key for token in tokens)
    if key in known.places or all(token.key in known.premises for token in tokens):
        return False
    return not all(token.text.isupper() for token in tokens)


def _persons(mentions: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in mentions if fact.kind is FactKind.PERSON]


def _keys(words: Words, run: Run) -> Keys:
    return tuple(token.key for token in words.tokens[run.first : run.last + 1])


def _keys_of(fact: Fact) -> Keys:
    return tuple(token.key for token in tokenise(fact.text))


def _name(words: Words, run: Run) -> str:
    return flat(words.text[slice(*words.span(run.first, run.last))])
