"""What the words of an answer are held against, from the records that it rests on.

Looked for in all of the register, whoever asks: a name is listed only if the words hold it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from ponleu.foundation.places.models import Place
from ponleu.knowledge.figures.rules import Stated
from ponleu.knowledge.figures.stated import stated
from ponleu.knowledge.register.models import Entry, Mention, Name, Tie
from ponleu.knowledge.register.rules import EntryKind
from ponleu.response.findings.models import Cited, Finding, FindingElement
from ponleu.response.findings.rules.elements import Group, Seen
from ponleu.response.findings.rules.kinds import Decision
from ponleu.response.public_answers.models import Answer, Chosen, Excuse, Step, Wording
from ponleu.response.public_answers.rules import checks, drafting
from ponleu.response.public_answers.rules.checks import Checked, Grounds, Sort
from ponleu.response.public_answers.rules.drafting import Both, Facts
from ponleu.response.public_answers.rules.numbers import numbers_in
from ponleu.response.public_answers.rules.states import Act

MOST_NAMES = 2000


@dataclass(frozen=True, slots=True)
class Base:
    """What an answer rests on, whoever may see it: read once for a page.

    Attributes:
        faults: see ``faults_of``.
        khmer_read: see ``khmer_read``.
    """

    cited: tuple[Cited, ...]
    chosen: tuple[Chosen, ...]
    faults: tuple[Sort, ...]
    khmer_read: Step | None


def base_of(answer: Answer, wording: Wording) -> Base:
    """What an answer rests on now."""
    rows = Cited.objects.filter(finding=answer.finding_id).with_pieces()
    cited = tuple(rows.select_related("piece__claim__source", "piece__source"))
    chosen = Chosen.objects.filter(answer=answer).select_related("claim__source")
    return Base(
        cited,
        tuple(chosen.defer("claim__source__text")),
        faults_of(answer.finding, cited),
        khmer_read(answer, wording),
    )


def checked(answer: Answer, wording: Wording, base: Base | None = None) -> tuple[Checked, ...]:
    """Every check on some words of an answer, with what people let stand."""
    rows = Excuse.objects.filter(answer=answer, withdrawn_at=None)
    excused = set(rows.values_list("sort", "found"))
    held = grounds_of(answer, wording, base or base_of(answer, wording))
    return checks.checked(wording.km, wording.en, held, excused=excused)


def grounds_of(answer: Answer, wording: Wording, base: Base) -> Grounds:
    """What some words of an answer are held against now."""
    finding = answer.finding
    return Grounds(
        names=tuple(_names(answer.allegation.entry, base.cited, base.chosen)),
        level=finding.level,
        numbers=_numbers(finding, base.cited, base.chosen),
        figures=tuple(_published(answer, wording)),
        days=tuple(_days(answer, base.cited, base.chosen)),
        faults=base.faults,
        is_khmer_read=base.khmer_read is not None,
    )


def faults_of(finding: Finding, cited: Iterable[Cited] | None = None) -> tuple[Sort, ...]:
    """Why a finding carries no answer now; nothing if it does."""
    if cited is None:
        cited = Cited.objects.filter(finding=finding).with_pieces()
    later = Finding.objects.filter(previous=finding, decision=Decision.APPROVED)
    tests = {
        Sort.NOT_APPROVED: finding.decision != Decision.APPROVED,
        Sort.REPLACED: later.exists(),
        Sort.EVIDENCE_WITHDRAWN: not all(each.piece.stands for each in cited),
        Sort.ALLEGATION_WITHDRAWN: finding.allegation.withdrawn_at is not None,
    }
    return tuple(sort for sort, is_so in tests.items() if is_so)


def khmer_read(answer: Answer, wording: Wording) -> Step | None:
    """Who read these very Khmer words besides whoever wrote them; None if nobody did."""
    acts = (Act.KHMER_READ, Act.KHMER_UNREAD)
    steps = Step.objects.filter(answer=answer, act__in=acts, wording__km=wording.km)
    last = steps.select_related("by").order_by("-at", "-pk").first()
    if last is None or last.act != Act.KHMER_READ or last.by_id == wording.by_id:
        return None
    return last


def facts_of(finding: Finding) -> Facts:
    """A finding in the plain values of which drafts are made: the province, nothing nearer."""
    rows = FindingElement.objects.filter(finding=finding, group=Group.INDICATOR)
    found = list(rows.values_list("code", "result"))
    entry = finding.allegation.entry
    place = Place.objects.filter(code=(entry.place or finding.territory)[:2]).first()
    return Facts(
        outcome=finding.outcome,
        other=finding.other_matter,
        level=finding.level,
        reviewed=_day(finding.reviewed_at) or localdate(finding.written_at),
        about=entry.kind,
        province=Both(place.name_km or place.name, place.name) if place else Both("", ""),
        seen=tuple(code for code, result in found if result == Seen.SEEN),
        not_seen=tuple(code for code, result in found if result == Seen.NOT_SEEN),
    )


def draft_of(finding: Finding, corrects: Answer | None) -> Both:
    """The words that our templates make of a finding."""
    day = _day(corrects.published_at) if corrects else None
    return drafting.draft(facts_of(finding), corrects=day)


def _names(entry: Entry, cited: Iterable[Cited], chosen: Iterable[Chosen]) -> list[str]:
    """Of persons tied to what the answer is about, or named in the documents it rests on."""
    group = _group(entry)
    ties = Tie.objects.filter(withdrawn_at=None).filter(Q(holder__in=group) | Q(held__in=group))
    tied = {key for pair in ties.values_list("holder", "held") for key in pair}
    documents = {piece.source_id for piece in (each.piece for each in cited) if piece.source_id}
    documents |= {each.piece.claim.source_id for each in cited if each.piece.claim}
    documents |= {each.claim.source_id for each in chosen}
    named = Mention.objects.filter(source__in=documents, withdrawn_at=None).values("entry")
    people = Entry.objects.filter(kind=EntryKind.PERSON, withdrawn_at=None)
    people = people.filter(Q(pk__in=tied | group) | Q(pk__in=named)).order_by("pk")
    keys = list(people.values_list("pk", "name")[:MOST_NAMES])
    spelled = Name.objects.filter(entry__in=[key for key, _name in keys], withdrawn_at=None)
    texts = spelled.order_by("pk").values_list("text", flat=True)[:MOST_NAMES]
    return sorted({*(name for _key, name in keys), *texts})


def _group(entry: Entry) -> set[UUID]:
    head = entry.head_id or entry.pk
    members = Entry.objects.filter(Q(head=head) | Q(pk=head)).values_list("pk", flat=True)
    return {entry.pk, *members}


def _numbers(finding: Finding, cited: Iterable[Cited], chosen: Iterable[Chosen]) -> dict[str, str]:
    """Each number that stands in a record, with the record's reference if it has one."""
    found: dict[str, str] = {}
    for text, where in _texts(finding, cited, chosen):
        for number in numbers_in(text):
            found.setdefault(number.value, where)
    return found


def _published(answer: Answer, wording: Wording) -> list[Stated]:
    """Published figures of the country and the answer's province that the words may quote."""
    said = {number.value for text in (wording.km, wording.en) for number in numbers_in(text)}
    return stated(said, territory=answer.territory)


def _texts(
    finding: Finding, cited: Iterable[Cited], chosen: Iterable[Chosen]
) -> Iterator[tuple[str, str]]:
    yield finding.words, finding.reference
    for each in chosen:
        yield each.claim.content, each.claim.reference
    for piece in (each.piece for each in cited):
        yield piece.words, finding.reference
        if piece.claim:
            yield piece.claim.content, piece.claim.reference
        if piece.source and piece.start is not None:
            yield piece.source.text[piece.start : piece.end], piece.source.reference


def _days(answer: Answer, cited: Iterable[Cited], chosen: Iterable[Chosen]) -> Iterator[date]:
    finding, allegation = answer.finding, answer.allegation
    before = answer.corrects.published_at if answer.corrects else None
    instants = (finding.written_at, finding.reviewed_at, before)
    sources = [each.claim.source for each in chosen]
    sources += [each.piece.source for each in cited if each.piece.source]
    sources += [each.piece.claim.source for each in cited if each.piece.claim]
    days = (*(_day(at) for at in instants), allegation.begins_on, allegation.ends_on)
    yield from {day for day in (*days, *(source.published for source in sources)) if day}


def _day(at: datetime | None) -> date | None:
    return localdate(at) if at else None
