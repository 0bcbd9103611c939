"""Events told of as having happened: meetings, raids, arrests, seizures, verdicts."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Final

from ponleu.engines.reading.clauses import Clause, clause_around
from ponleu.engines.reading.event_conditions import is_fit, sort_of
from ponleu.engines.reading.event_nominals import nominals_in
from ponleu.engines.reading.narration import Line, Narration, narrate
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.rule_weights import weight
from ponleu.engines.reading.speaker_memory import Memory
from ponleu.engines.reading.speaker_nouns import holder_of
from ponleu.engines.reading.speakers import subject_before
from ponleu.engines.reading.types import Amount, Document, Fact, FactKind, Lexicon, Part
from ponleu.engines.reading.word_sets import word_set

_NOT_HAPPENED: Final = word_set(
    "will would shall should must may might could can to if unless not never no nobody cannot"
)
_LOOK_BACK: Final = 4
"""Tokens before a verb in which "will", "to", "not" make it no event."""
_DATED: Final = frozenset({"meeting", "meetings", "talks", "session"})
_JOINING: Final = frozenset({"and", "while", ";", "but", "then"})
_STILL_TO: Final = frozenset({"be", "been", "have", "immediately", "also", "then", "again"})
_PHRASES: Final = frozenset({"events.dated", "events.named"})
_LIGHT_REACH: Final = 8
"""Tokens between "held" and "meeting", either way round."""
_DETERMINERS: Final = frozenset({"a", "an", "the", "its", "their", "his", "her", "campaign", "’s"})
_COUNTED_RULES: Final = frozenset({"amounts.count", "amounts.measure", "amounts.plural"})
_TRIGGERS: Final = frozenset({"event_verbs", "event_conditions", "event_nouns", "event_nominals"})
_JOINT_EVENT_SORTS: Final = frozenset({"meeting", "visit", "order", "establishment"})


def find_events(document: Document, lexicon: Lexicon, mentions: Sequence[Fact]) -> list[Fact]:
    """Every event of the article, in text order; boilerplate gives none.

    The value is the sort ("raid", "seizure"); the text is the clause. Parts ``who``,
    ``with``, ``where``, ``when``, ``how_many`` are given where the words name them.

    Args:
        mentions: facts found before: persons, organisations, places, sites, dates, amounts.
    """
    narration = narrate(document, lexicon, mentions)
    kept: dict[tuple[int, int], Fact] = {}
    for line in narration.lines:
        if narration.cues_on(line).isdisjoint(_TRIGGERS):
            continue
        here = list(_events_in(narration, line))
        for fact in here:
            if not any(_repeats(fact, other) for other in here):
                kept.setdefault((fact.start, fact.end), fact)
    return sorted(kept.values(), key=lambda fact: (fact.start, fact.end))


def _repeats(fact: Fact, other: Fact) -> bool:
    """ "Talks on 3 May" inside "he met her for talks on 3 May" is the same event."""
    return (
        fact.rule in _PHRASES
        and fact is not other
        and fact.value == other.value
        and other.start <= fact.start
        and fact.end <= other.end
    )


def _events_in(narration: Narration, line: Line) -> Iterator[Fact]:
    seen: set[tuple[int, int, str]] = set()
    triggers = _triggers(narration, line)
    joints = _joints(narration, line, [hit for hit, _ in triggers])
    for number, (hit, rule) in enumerate(triggers):
        if _has_not_happened(narration, line, hit) or _is_denied(narration, line, hit):
            continue
        if rule == "events.dated":
            clause = _noun_to_date(narration, line, hit)
        else:
            clause = clause_around(narration, line, hit, joints[number], joints[number + 1])
        key = (clause.start, clause.end, hit.label)
        if key not in seen:
            seen.add(key)
            yield _event(narration, line, hit, clause, rule)
    for hit, clause in nominals_in(narration, line):
        if not _is_denied(narration, line, hit):
            yield _event(narration, line, hit, clause, "events.named")


def _joints(narration: Narration, line: Line, hits: Sequence[Hit]) -> list[int]:
    """The token after the "and" between each two verbs, where there is one; ends at the ends."""
    joints = [line.first]
    for before, after in itertools.pairwise(hits):
        found = 0
        for at in range(before.last, after.first):
            if narration.tokens[at].word in _JOINING:
                found = at
        joints.append(found)
    return [*joints, line.last]


def _triggers(narration: Narration, line: Line) -> list[tuple[Hit, str]]:
    """Verbs that name the event, and nouns beside a verb such as "held"."""
    found = [
        (hit, "events.verb")
        for hit in narration.hits("event_verbs", line.first, line.last)
        if is_fit(narration, line, hit)
    ]
    known = {hit.first for hit, _ in found}
    for hit in narration.hits("event_conditions", line.first, line.last):
        sort = "" if hit.first in known else sort_of(narration, line, hit)
        if sort:
            found.append((hit._replace(label=sort), "events.verb"))
    found += _by_noun(narration, line)
    return sorted(found, key=lambda pair: pair[0].first)


def _by_noun(narration: Narration, line: Line) -> Iterator[tuple[Hit, str]]:
    nouns = narration.hits("event_nouns", line.first, line.last)
    light = narration.hits("event_light_verbs", line.first, line.last) if nouns else []
    for noun in nouns:
        for verb in light:
            if _carries(narration, noun, verb):
                first = noun.first if verb.label == "happen" else verb.first
                yield Hit(noun.label, first, verb.last), "events.noun"
                break
        else:
            is_meeting = narration.tokens[noun.first].word in _DATED
            if is_meeting and _is_dated(narration, line, noun):
                yield noun, "events.dated"


def _carries(narration: Narration, noun: Hit, verb: Hit) -> bool:
    """Whether the verb says that what the noun names took place."""
    if verb.label == "happen":
        gap = verb.first - noun.last
        return 0 <= gap <= 2 * _LIGHT_REACH and not _parts_clauses(narration, noun, verb)
    gap = max(noun.first - verb.last, verb.first - noun.last)
    if not 0 <= gap <= _LIGHT_REACH or not _is_one_clause(narration, noun, verb):
        return False
    return verb.first < noun.first or _is_passive(narration, verb)


def _parts_clauses(narration: Narration, noun: Hit, verb: Hit) -> bool:
    """ "The search of the resort, in the town, began": commas divide nothing here."""
    words = {token.word for token in narration.tokens[noun.last : verb.first]}
    return bool(words & {";", ".", "that", "who", "which", "before", "to", "and", "after"})


def _is_dated(narration: Narration, line: Line, noun: Hit) -> bool:
    """A noun with its day, not a day to come: "a hearing of the court on 3 May"."""
    start = narration.tokens[noun.last - 1].end
    stop = min(noun.last + _LIGHT_REACH, line.last)
    for fact in narration.within(FactKind.DATE, start, narration.tokens[stop - 1].end):
        at = narration.token(fact.start)
        between = [token.word for token in narration.tokens[noun.last : at]]
        if between[-1:] in (["on"], ["in"], ["of"]) and not set(between) & {",", "to", ";", "that"}:
            published = narration.published.isoformat() if narration.published else "9"
            return str(fact.value).rpartition("/")[2] <= published
    return False


def _is_passive(narration: Narration, verb: Hit) -> bool:
    before = narration.tokens[verb.first - 1].word if verb.first else ""
    return narration.tokens[verb.first].word in {"was", "were", "took"} or before in {
        "was", "were", "been",
    }  # fmt: skip


def _is_one_clause(narration: Narration, noun: Hit, verb: Hit) -> bool:
    first, last = min(noun.last, verb.last), max(noun.first, verb.first)
    return not any(
        narration.tokens[at].word in {",", ";", ".", "to", "that", "who", "which", "before"}
        for at in range(first, last)
    )


def _is_denied(narration: Narration, line: Line, hit: Hit) -> bool:
    """Whether the sentence denies before it tells: "denied that anyone was arrested"."""
    return bool(narration.hits("denial_verbs", line.first, hit.first))


def _has_not_happened(narration: Narration, line: Line, hit: Hit) -> bool:
    tokens = narration.tokens
    for at in range(hit.first - 1, max(line.first, hit.first - _LOOK_BACK) - 1, -1):
        word = tokens[at].word
        if word in {",", ";", ":"}:
            break
        if word == "may" and narration.text[tokens[at].start] == "M" and at > line.first:
            continue  # the month
        if word == "to" and not all(
            tokens[step].word in _STILL_TO for step in range(at + 1, hit.first)
        ):
            continue
        if (
            (at == hit.first - 1 and word == "be")
            or word in _NOT_HAPPENED
            or word.endswith(("n't", "n’t"))
        ):
            return True
    if hit.label == "closure" and "case" in {
        token.word for token in tokens[hit.first - 3 : hit.first]
    }:
        return True
    clause_first = hit.first
    while clause_first > line.first and tokens[clause_first - 1].word not in {",", ";", ":", "“"}:
        clause_first -= 1
    return tokens[clause_first].word in {"if", "unless", "whether", "no"}


def _event(narration: Narration, line: Line, hit: Hit, clause: Clause, rule: str) -> Fact:
    tokens = narration.tokens
    trigger = narration.text[tokens[hit.first].start : tokens[hit.last - 1].end]
    start, end = clause.start, clause.end
    return Fact(
        kind=FactKind.EVENT,
        text=narration.text[start:end],
        start=start,
        end=end,
        value=hit.label,
        rule=rule,
        confidence=weight(rule),
        parts=_parts(narration, line, hit, clause, rule),
        reason=f'"{trigger}" tells of the event: {hit.label}.',
    )


def _noun_to_date(narration: Narration, line: Line, noun: Hit) -> Clause:
    first = noun.first
    while first > line.first and narration.tokens[first - 1].word in _DETERMINERS:
        owner = narration.named_ending(narration.tokens[first - 2].end)
        is_owned = narration.tokens[first - 1].word == "’s" and owner is not None
        first = narration.token(owner.start) if owner and is_owned else first - 1
    end = narration.tokens[noun.last - 1].end
    dated = narration.within(FactKind.DATE, end, line.end)
    return Clause(narration.tokens[first].start, dated[0].end if dated else end)


def _parts(
    narration: Narration, line: Line, hit: Hit, clause: Clause, rule: str
) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    who = None if rule in _PHRASES else _who(narration, line, hit)
    if who is not None:
        parts["who"] = who
    other = None if rule in _PHRASES else _with(narration, hit, clause, who)
    if other is not None:
        parts["with"] = other
    for name, kinds in (("where", (FactKind.SITE, FactKind.PLACE)), ("when", (FactKind.DATE,))):
        fact = _nearest(narration, kinds, hit, clause) or _nearest(
            narration, kinds, hit, Clause(line.start, clause.end)
        )
        if fact is not None:
            parts[name] = _copied(fact)
    count = _how_many(narration, hit, clause)
    if count is not None:
        parts["how_many"] = _copied(count)
    return parts


def _who(narration: Narration, line: Line, hit: Hit) -> Part | None:
    """The verb's subject; for "seizing ..." and "..., and arrested" the one before."""
    first = hit.first
    if narration.tokens[first].word in {"was", "were"}:
        return None
    if first > line.first and narration.tokens[first - 1].word in {"was", "were", "been"}:
        return None
    subject = subject_before(narration, line, first, Memory())
    if subject is not None:
        part = subject.part(narration.text)
        return part if subject.sort != "pronoun" else None
    return _first_actor(narration, line, first)


def _first_actor(narration: Narration, line: Line, until: int) -> Part | None:
    """The first person, body or authority of the sentence before the verb."""
    end = narration.tokens[until].start
    named = sorted(narration.named_within(line.start, end), key=lambda fact: fact.start)
    nouns = [
        hit
        for hit in narration.hits("speaker_nouns", line.first, until)
        if hit.label in {"authority", "person"}
    ]
    noun_start = narration.tokens[nouns[0].first].start if nouns else end
    if named and named[0].start <= noun_start and not _is_office_of(narration, named[0], nouns):
        return _copied(named[0])
    if nouns:
        last = narration.tokens[nouns[0].last - 1]
        value = holder_of(narration, last.word, noun_start) if nouns[0].label == "person" else ""
        return Part(narration.text[noun_start : last.end], noun_start, last.end, value)
    return None


def _is_office_of(narration: Narration, body: Fact, nouns: Sequence[Hit]) -> bool:
    """ "UN Special Rapporteur": the one who acts is the office, not the body before it."""
    if not nouns or nouns[0].label != "person" or body.kind is FactKind.PERSON:
        return False
    return narration.tokens[nouns[0].first - 1].end == body.end


def _with(narration: Narration, hit: Hit, clause: Clause, who: Part | None) -> Part | None:
    """Whom someone met: the first person after the verb."""
    if hit.label not in _JOINT_EVENT_SORTS or hit.label == "order":
        return None
    start = narration.tokens[hit.last - 1].end
    for fact in narration.within(FactKind.PERSON, start, clause.end):
        if who is None or fact.value != who.value:
            return _copied(fact)
    return None


def _nearest(
    narration: Narration, kinds: Sequence[FactKind], hit: Hit, clause: Clause
) -> Fact | None:
    """The mention nearest to the verb, of the first kind that there is."""
    at = narration.tokens[hit.first].start
    for kind in kinds:
        found = [
            fact
            for fact in narration.within(kind, clause.start, clause.end)
            if kind is not FactKind.PLACE or _is_where(narration, fact)
        ]
        if found:
            return min(found, key=lambda fact: (_is_year(fact), abs(fact.start - at), fact.start))
    return None


def _is_year(fact: Fact) -> bool:
    """A bare year says less of when than any other date beside it."""
    return fact.kind is FactKind.DATE and len(str(fact.value)) == len("2020")


def _is_where(narration: Narration, place: Fact) -> bool:
    """A country is where it happened only after "in", "to" or "from"."""
    at = narration.token(place.start)
    before = {token.word for token in narration.tokens[max(0, at - 2) : at]}
    if str(place.value).isalpha():
        return bool(before & {"in", "to", "from", "into"})
    return "by" not in before


def _how_many(narration: Narration, hit: Hit, clause: Clause) -> Fact | None:
    """What was counted or weighed, the first after the verb before others."""
    at = narration.tokens[hit.first].start
    found = [
        fact
        for fact in narration.within(FactKind.AMOUNT, clause.start, clause.end)
        if fact.rule in _COUNTED_RULES or _is_seized_money(fact, hit)
    ]
    return min(found, key=lambda fact: (fact.start < at, abs(fact.start - at)), default=None)


def _is_seized_money(fact: Fact, hit: Hit) -> bool:
    return hit.label == "seizure" and isinstance(fact.value, Amount)


def _copied(fact: Fact) -> Part:
    return Part(fact.text, fact.start, fact.end, fact.value)
