"""The same fact in other documents: where it waits, and what each document says around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Greatest, Least, Substr

from ponleu.foundation.accounts.models import User
from ponleu.foundation.search.rules import fold
from ponleu.knowledge.review import rules
from ponleu.knowledge.review.queue import waiting
from ponleu.knowledge.sources import queries as sources
from ponleu.knowledge.sources.models import Proposal, Source

AROUND = 240
"""Characters looked at on each side of a fact to find its sentence."""

MOST_TOGETHER = 100
"""Documents judged with one press: as many sentences as a person can look over."""

MOST_LOOKED_AT = 2000
"""Rows read to see on which names the settings agree."""

PAGE = 30

COMPARED = ("kind", "value", "label", "parts", "verdict", "zone", "source")
"""Columns by which questions are told to be the same."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A fact in one document, with the sentence in which it stands there."""

    proposal: Proposal
    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True)
class Together:
    """A fact and every other document in which the same waits, the first of them."""

    asked: Occurrence
    others: Sequence[Occurrence]
    has_more: bool

    @property
    def all(self) -> list[Occurrence]:
        """The one asked about, then the others."""
        return [self.asked, *self.others]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A fact that waits in several documents, by one of its questions."""

    proposal: Proposal
    documents: int


def elsewhere(actor: User, source: Source, asked: Sequence[Proposal]) -> dict[UUID, int]:
    """In how many other documents each question's fact waits as well; no key where in none.

    Args:
        asked: questions of the source.
    """
    open_ones = [p for p in asked if _is_shared(p)]
    if not open_ones:
        return {}
    here = waiting(actor).exclude(source=source)
    valued = [p for p in open_ones if p.kind in rules.VALUED_KINDS]
    named = [p for p in open_ones if p.kind in rules.NAMED_KINDS]
    stated = [p for p in open_ones if p.kind in rules.STATED_KINDS]
    counts = _counted(here, valued)
    counts |= _counted_singly(_of_same_value(here, named), named)
    counts |= _counted_singly(_in_copies(actor, here, source, stated), stated)
    return counts


def _is_shared(proposal: Proposal) -> bool:
    """Whether another document can say the same: what a day without its year means is unknown."""
    if proposal.verdict or proposal.zone != "article":
        return False
    if proposal.kind in rules.STATED_KINDS:
        return True
    value = proposal.value
    return (
        proposal.kind in rules.VALUED_KINDS | rules.NAMED_KINDS
        and isinstance(value, str)
        and bool(value)
        and not value.startswith("--")
    )


def _of_same_value(rows: QuerySet[Proposal], asked: Sequence[Proposal]) -> QuerySet[Proposal]:
    same = Q(pk__in=[])
    for kind in {p.kind for p in asked}:
        same |= Q(kind=kind, value__in=sorted({p.value for p in asked if p.kind == kind}))
    return rows.filter(same)


def _in_copies(
    actor: User, rows: QuerySet[Proposal], source: Source, asked: Sequence[Proposal]
) -> QuerySet[Proposal]:
    """Statements of the same kinds in documents with the words of this one."""
    if not asked:
        return rows.none()
    copies = [each.source.pk for each in sources.copies_of(actor, source)]
    if not copies:
        return rows.none()
    return rows.filter(source__in=copies, kind__in={p.kind for p in asked})


def _counted(rows: QuerySet[Proposal], asked: Sequence[Proposal]) -> dict[UUID, int]:
    if not asked:
        return {}
    counted: Any = (
        _of_same_value(rows, asked)
        .values("kind", "value")
        .annotate(documents=Count("source", distinct=True))
    )
    found = {(row["kind"], row["value"]): row["documents"] for row in counted}
    return {p.pk: found[p.kind, p.value] for p in asked if (p.kind, p.value) in found}


def _counted_singly(rows: QuerySet[Proposal], asked: Sequence[Proposal]) -> dict[UUID, int]:
    if not asked:
        return {}
    wanted = rows.only(*COMPARED)
    found = list(wanted.order_by("kind", "value", "source")[:MOST_LOOKED_AT])
    by_fact: dict[object, list[Proposal]] = {}
    for each in found:
        by_fact.setdefault(_fact(each), []).append(each)
    counts = {p.pk: {each.source_id for each in same(p, by_fact.get(_fact(p), ()))} for p in asked}
    return {key: len(documents) for key, documents in counts.items() if documents}


def same(asked: Proposal, others: Iterable[Proposal]) -> list[Proposal]:
    """Of others, those that say the same fact as the one asked about, in their order.

    Places and days are the same by their value; persons, bodies and sites by their name, if
    what else is said of them agrees; statements by words and speaker, where the caller has
    seen to it that the documents are copies of one text.
    """
    fact = _fact(asked)
    found = [p for p in others if _fact(p) == fact]
    if asked.kind not in rules.NAMED_KINDS:
        return found
    return rules.alike(_setting(asked), [(p, _setting(p)) for p in found])


def _fact(proposal: Proposal) -> tuple[str, ...]:
    """What two questions share if they ask for the same, the setting of a name apart."""
    if proposal.kind in rules.STATED_KINDS:
        speaker = proposal.parts.get("speaker", {})
        said_by = str(speaker.get("value") or speaker.get("text", ""))
        return proposal.kind, fold(proposal.label), fold(said_by)
    return proposal.kind, str(proposal.value)


def same_elsewhere(actor: User, asked: Proposal, others: Sequence[Proposal]) -> list[Proposal]:
    """``same`` among rows that were named from outside: statements count in copies only."""
    if asked.kind in rules.STATED_KINDS:
        copies = {each.source.pk for each in sources.copies_of(actor, asked.source)}
        others = [p for p in others if p.source_id in copies]
    elif not _is_shared(asked):
        return []
    return same(asked, [p for p in others if _is_shared(p)])


def _setting(proposal: Proposal) -> rules.Setting:
    return rules.setting_of(proposal.parts, fold)


def together(actor: User, asked: Proposal) -> Together:
    """The question and those in other documents that may be judged with it.

    An answered question, or one that no other document can share, comes alone.
    """
    found: list[Proposal] = []
    if _is_shared(asked):
        here = waiting(actor).exclude(source=asked.source_id)
        rows = (
            _in_copies(actor, here, asked.source, [asked])
            if asked.kind in rules.STATED_KINDS
            else _of_same_value(here, [asked])
        )
        found = same(asked, _with_words(rows).order_by("source", "id")[:MOST_LOOKED_AT])
    [first] = _with_words(Proposal.objects.filter(pk=asked.pk))
    return Together(
        asked=_occurrence(first),
        others=[_occurrence(p) for p in found[: MOST_TOGETHER - 1]],
        has_more=len(found) >= MOST_TOGETHER,
    )


def _with_words(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """With the words around each fact, which the database cuts out of the texts."""
    return (
        rows.select_related("source__unit", "reading")
        .defer("source__text")
        .annotate(
            before=Substr(
                "source__text", Greatest(F("start") + 1 - AROUND, 1), Least(F("start"), AROUND)
            ),
            match=Substr("source__text", F("start") + 1, F("end") - F("start")),
            after=Substr("source__text", F("end") + 1, AROUND),
        )
    )


def _occurrence(proposal: Proposal) -> Occurrence:
    cut = vars(proposal)
    before, after = rules.sentence_around(cut["before"], cut["after"])
    return Occurrence(proposal, before, cut["match"], after)


def most_waiting(actor: User) -> list[Waiting]:
    """Facts that wait in two documents or more, those of most documents first."""
    groups: Any = (
        waiting(actor)
        .filter(kind__in=rules.VALUED_KINDS | rules.NAMED_KINDS)
        .values("kind", "value")
        .annotate(documents=Count("source", distinct=True))
        .filter(documents__gt=1)
        .order_by("-documents", "kind", "value")[: 2 * PAGE]
    )
    wanted = [(group["kind"], group["value"]) for group in groups]
    if not wanted:
        return []
    is_wanted = Q(pk__in=[])
    for kind in {kind for kind, _value in wanted}:
        is_wanted |= Q(kind=kind, value__in=[value for of, value in wanted if of == kind])
    rows = waiting(actor).filter(is_wanted).only(*COMPARED)
    by_value: dict[tuple[str, Any], list[Proposal]] = {}
    for row in rows.order_by("kind", "value", "source", "id")[:MOST_LOOKED_AT]:
        by_value.setdefault((row.kind, row.value), []).append(row)
    found = [
        _widest(group["documents"], by_value.get(key, []))
        for key, group in zip(wanted, groups, strict=True)
    ]
    shown = [each for each in found if each and each.documents > 1]
    return sorted(shown, key=_most_first)[:PAGE]


def _most_first(fact: Waiting) -> tuple[int, str, str]:
    return -fact.documents, fact.proposal.kind, fact.proposal.label


def _widest(documents: int, rows: Sequence[Proposal]) -> Waiting | None:
    """The question with which the most documents can be judged."""
    open_ones = [row for row in rows if _is_shared(row)]
    if not open_ones:
        return None
    if open_ones[0].kind in rules.VALUED_KINDS:
        return Waiting(open_ones[0], documents)
    reach = {
        setting: (row, len({p.source_id for p in same(row, open_ones)}))
        for row in reversed(open_ones)
        for setting in [_setting(row)]
    }
    row, count = max(reach.values(), key=lambda pair: pair[1])
    return Waiting(row, count)


def is_exact(proposal: Proposal) -> bool:
    """Whether the text itself spells this place or day out."""
    return rules.is_exact(
        kind=proposal.kind,
        rule=proposal.rule,
        zone=proposal.zone,
        confidence=proposal.confidence,
        value=proposal.value,
        reason=proposal.reason,
        translated=proposal.source.machine_translated,
    )
