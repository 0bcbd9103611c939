"""People: names beside a title, an office or a verb of speech, and every later short form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ponleu.engines.reading.chat_names import chat_names
from ponleu.engines.reading.confidences import confidence
from ponleu.engines.reading.hurried import is_hurried
from ponleu.engines.reading.message_names import message_of
from ponleu.engines.reading.offices import office_index, offices_in
from ponleu.engines.reading.person_evidence import Evidence, evidence_for, with_body
from ponleu.engines.reading.person_forms import formal_evidence, letters_for_names
from ponleu.engines.reading.person_mentions import WEAK, KnownPeople
from ponleu.engines.reading.person_names import NameWords, Run, name_words, runs_in
from ponleu.engines.reading.runs import Covered, Words, flat, is_boilerplate, words_of
from ponleu.engines.reading.small_people import echoes, signature, small_runs
from ponleu.engines.reading.small_words import small_words
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon, Part

_NAMED = (FactKind.PLACE, FactKind.ORGANISATION, FactKind.SITE)
_PLACE_WORDS = frozenset({"at", "in", "inside", "outside", "behind", "near", "opposite", "called"})
Sighting = tuple[Words, Run, Evidence | None]


def find_persons(document: Document, lexicon: Lexicon, mentions: Sequence[Fact]) -> list[Fact]:
    """Every person named, each mention a fact of its own.

    The value is the fullest form of the name in the document, also for short forms.

    Args:
        mentions: places, organisations and sites already found; none becomes a person.
    """
    starts = _by_start(mentions)
    sightings = list(_sightings(document, lexicon, mentions, starts))
    sightings = _without_premises(_with_companions(sightings))
    if is_hurried(document.text):
        sightings += _small_sightings(document, lexicon, mentions, sightings)
    known = KnownPeople(
        (_keys(words, run), _name(words, run), rule)
        for words, run, evidence in sightings
        if evidence and (rule := evidence.rule)
    )
    facts: list[Fact] = []
    for words, run, evidence in sightings:
        facts += _facts(words, run, evidence, known)
    return facts + _lettered(document, mentions, facts)


def _lettered(document: Document, mentions: Sequence[Fact], people: Sequence[Fact]) -> list[Fact]:
    """People of whom only letters are given: "victim T.V.H."."""
    covered = Covered([*mentions, *people]).held
    return [
        Fact(
            kind=FactKind.PERSON,
            text=document.text[start:end],
            start=start,
            end=end,
            value=document.text[start:end],
            rule="persons.noun",
            confidence=confidence("persons.noun", boilerplate=is_boilerplate(document, start)),
            reason="Letters stand for a name that the text keeps back.",
        )
        for start, end in letters_for_names(document.text)
        if start not in covered
    ]


def _sightings(
    document: Document,
    lexicon: Lexicon,
    mentions: Sequence[Fact],
    starts: Mapping[int, Sequence[Fact]],
) -> Iterator[Sighting]:
    known: NameWords = name_words(lexicon)
    offices_known = office_index(lexicon)
    covered = Covered(mentions, *_NAMED)
    turns = frozenset(chat_names(document.text))
    message = message_of(document)
    for words in words_of(document):
        if not words.capitals:
            continue
        offices = offices_in(words, offices_known, starts)
        for run in runs_in(words, known, offices, covered):
            found = evidence_for(words, run, known, offices)
            if found is None and words.span(run.first, run.last) in turns:
                found = Evidence("persons.chat", "The name stands before what is said in a chat.")
            found = found or formal_evidence(words, run, known)
            if found is None and message:
                found = message.evidence_for(words, run, known)
            yield words, run, with_body(words, run, found, starts)


def _small_sightings(
    document: Document, lexicon: Lexicon, mentions: Sequence[Fact], large: Sequence[Sighting]
) -> list[Sighting]:
    """Names in small letters in a message, and where any name is met again so."""
    known, covered = small_words(lexicon), Covered(mentions, *_NAMED)
    turns = {start for start, _ in chat_names(document.text)}
    if closing := signature(document.text, known):
        turns.add(closing[0])
    found: list[Sighting] = [
        (words, run, evidence)
        for words in words_of(document)
        for run, evidence in small_runs(words, known, covered, turns)
    ]
    told = (one for one in [*large, *found] if one[2] is not None)
    names = {key for words, run, _ in told for key in _keys(words, run)} - known.plain
    held = {words.tokens[at].start for words, run, _ in found for at in _numbers(run)}
    for words in words_of(document):
        found += [(words, run, None) for run in echoes(words, names, covered, held)]
    return found


def _numbers(run: Run) -> range:
    return range(run.first, run.last + 1)


def _with_companions(sightings: Sequence[Sighting]) -> list[Sighting]:
    """ "Xu Aimin and Dong Lecheng": a name joined to a person's is a person's."""
    made: list[Sighting] = []
    for words, run, evidence in sightings:
        found = evidence
        if evidence is None and made and _is_companion(words, run, made[-1]):
            found = Evidence("persons.joined", "The name is joined to another person's.")
        elif evidence is None and made and _is_other_name(words, run, made[-1]):
            found = Evidence("persons.joined", "In brackets after a person's name, another.")
        made.append((words, run, found))
    return made


def _is_companion(words: Words, run: Run, before: Sighting) -> bool:
    if before[0] is not words or before[2] is None or run.length > 4:
        return False
    if run.length == 1 and (before[1].length > 1 or before[2].rule != "persons.noun"):
        return False
    follows = before[1].last + 2 == run.first and words.keys[run.first - 1] == "and"
    return follows and words.gaps[run.first - 1].isspace()


def _is_other_name(words: Words, run: Run, before: Sighting) -> bool:
    """ "Deng Xituo (Teng Sithorn)"."""
    if before[0] is not words or before[2] is None or not 2 <= run.length <= 3:
        return False
    follows = before[1].last + 1 == run.first and words.gaps[run.first].strip() == "("
    return follows and words.gap(run.last).startswith(")")


def _without_premises(sightings: Sequence[Sighting]) -> list[Sighting]:
    """A name before a verb only is no person if the text is ever at, in or behind it."""
    places = {
        _keys(words, run)
        for words, run, _ in sightings
        if run.first
        and words.touches(run.first - 1)
        and words.tokens[run.first - 1].key in _PLACE_WORDS
    }
    return [
        (words, run, None if _is_doubtful(evidence) and _keys(words, run) in places else evidence)
        for words, run, evidence in sightings
    ]


def _is_doubtful(evidence: Evidence | None) -> bool:
    """Whether nothing but a verb of speech tells of a person."""
    return evidence is not None and evidence.rule == "persons.verb"


def _keys(words: Words, run: Run) -> tuple[str, ...]:
    return tuple(token.key for token in words.tokens[run.first : run.last + 1])


def _by_start(mentions: Sequence[Fact]) -> Mapping[int, Sequence[Fact]]:
    starts: dict[int, list[Fact]] = {}
    for fact in sorted(mentions, key=lambda fact: fact.start - fact.end):
        if fact.kind in {FactKind.PLACE, FactKind.ORGANISATION}:
            starts.setdefault(fact.start, []).append(fact)
    return starts


def _name(words: Words, run: Run) -> str:
    return flat(words.text[slice(*words.span(run.first, run.last))])


def _facts(words: Words, run: Run, evidence: Evidence | None, known: KnownPeople) -> Iterator[Fact]:
    keys = _keys(words, run)
    if evidence and not (evidence.rule in WEAK and known.is_sure_of(keys)):
        yield _fact(words, run, known.full_name(keys) or _name(words, run), evidence)
        return
    for first, last in _parts_of(run):
        if match := known.match(keys[first - run.first : last - run.first + 1]):
            again = Evidence(match.rule, match.reason)
            yield _fact(words, Run(first, last), match.name, again)
            return


def _parts_of(run: Run) -> Iterator[tuple[int, int]]:
    """The run, then the run without a first word that may only begin the sentence."""
    yield run.first, run.last
    if run.first == 0 and run.length > 1:
        yield run.first + 1, run.last


def _fact(words: Words, run: Run, value: str, evidence: Evidence) -> Fact:
    start, end = words.span(run.first, run.last)
    return Fact(
        kind=FactKind.PERSON,
        text=words.text[start:end],
        start=start,
        end=end,
        value=value,
        rule=evidence.rule,
        confidence=confidence(evidence.rule, boilerplate=words.boilerplate),
        parts=_parts(words, evidence),
        reason=evidence.reason,
    )


def _parts(words: Words, evidence: Evidence) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    for prefix, office in zip(("", "second_", "third_"), evidence.offices, strict=False):
        start, end = words.span(office.first, office.last)
        parts[f"{prefix}office"] = Part(words.text[start:end], start, end, office.value)
        if office.place:
            parts[f"{prefix}office_place"] = _part(office.place)
        if office.organisation:
            parts[f"{prefix}organisation"] = _part(office.organisation)
        if office.portfolio:
            start, end, ministry = office.portfolio
            parts[f"{prefix}organisation"] = Part(words.text[start:end], start, end, ministry)
    if evidence.body:
        parts.setdefault("organisation", _part(evidence.body))
    return parts


def _part(fact: Fact) -> Part:
    return Part(fact.text, fact.start, fact.end, fact.value)
