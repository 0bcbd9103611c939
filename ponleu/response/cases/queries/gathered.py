"""Reads of allegations: actor first, ordered, bounded; only what the actor may see counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.knowledge.register.models import Entry
from ponleu.response.cases import proposing, rules
from ponleu.response.cases.models import Allegation, Gathering, KeptApart
from ponleu.response.cases.offences import NOT_KNOWN, speaking_for
from ponleu.response.cases.rules import Group, Reason
from ponleu.response.complaints import queries as complaints
from ponleu.response.complaints.models import Complaint, Message
from ponleu.response.complaints.queries import Waiting
from ponleu.response.complaints.rules import STANDING

PAGE = 25
SHOWN_GROUPS = 20
SHOWN_JUDGEMENTS = 10
SHOWN_OFFERS = 25


class Answering(StrEnum):
    """Whether a reporter heard from us."""

    ANSWERED = "answered"
    NOT_YET = "not_yet"
    LATE = "late"
    NO_WAY_BACK = "no_way_back"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A group that waits, with what it is about and why it is offered."""

    group: Group
    entry: Entry
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """An allegation of the list; counts are of complaints that the reader may see."""

    allegation: Allegation
    complaints: int
    offered: int


@dataclass(frozen=True, slots=True)
class Allegations:
    """The list: groups that wait, the most valuable first, then allegations.

    Attributes:
        groups_count: how many wait, of which the first are shown.
        is_cut: there are more links than were looked through.
    """

    groups: tuple[Proposed, ...]
    groups_count: int
    is_cut: bool
    rows: tuple[Listed, ...]
    apart: tuple[KeptApart, ...]
    page: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A complaint gathered in an allegation, as the queue shows it, and whether it is answered.

    Attributes:
        answered_at: when we last wrote to its reporter, or decided.
    """

    gathering: Gathering
    row: Waiting
    answering: Answering
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """All of an allegation for one person."""

    allegation: Allegation
    members: tuple[Member, ...]
    count: int
    answered: int
    next_to_answer: UUID | None
    offers: tuple[Waiting, ...]
    apart: tuple[KeptApart, ...]
    page: int
    has_more: bool
    is_shut: bool


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A group that waits, with its complaints as the queue shows them.

    Attributes:
        likely_offence: for which most of what reporters say fits speaks, if it could be opened.
    """

    proposed: Proposed
    rows: tuple[Waiting, ...]
    likely_offence: str
    is_shut: bool


@dataclass(frozen=True, slots=True)
class In:
    """That a complaint is in an allegation, and which one of it to answer next."""

    allegation: Allegation
    complaints: int
    next_to_answer: Complaint | None


def allegations(actor: User, *, page: int) -> Allegations:
    """What waits, and what is open, for one person."""
    found = proposing.offered(actor)
    page = max(page, 1)
    start = (page - 1) * PAGE
    rows = _listed(actor, start)
    shown = rows[:PAGE]
    counts = _counts(actor, shown)
    return Allegations(
        _proposed(actor, found.groups[:SHOWN_GROUPS]),
        len(found.groups),
        found.is_cut,
        tuple(
            Listed(each, counts.get(each.pk, 0), len(found.to.get(each.pk, ()))) for each in shown
        ),
        tuple(_apart(actor).filter(allegation=None)[:SHOWN_JUDGEMENTS]),
        page,
        len(rows) > PAGE,
    )


def groups_waiting(actor: User) -> int:
    """How many groups wait for a person, for first pages."""
    return len(proposing.offered(actor).groups)


def group_page(
    actor: User, opened: KeyPair | None, about: UUID, key: UUID, *, at: datetime
) -> GroupPage | None:
    """A group that waits; None if none does, for the actor."""
    group = proposing.group_of(actor, about, key)
    if group is None:
        return None
    (proposed,) = _proposed(actor, [group])
    found = complaints.rows_of(actor, opened, group.keys, at=at)
    rows = tuple(found[key] for key in group.keys if key in found)
    return GroupPage(proposed, rows, _likely_offence(rows), is_shut=_is_shut(rows))


def page_of(
    actor: User, opened: KeyPair | None, allegation: Allegation, *, page: int, at: datetime
) -> Page:
    """What an allegation holds for someone who may see it."""
    gathered = Gathering.objects.visible_to(actor).standing().filter(allegation=allegation)
    page = max(page, 1)
    start = (page - 1) * PAGE
    shown = list(gathered.select_related("by")[start : start + PAGE + 1])
    to = [] if allegation.withdrawn_at else proposing.offered(actor).to.get(allegation.pk, [])
    offers = [report.key for report in to[:SHOWN_OFFERS]]
    keys = [each.complaint_id for each in shown[:PAGE]]
    rows = complaints.rows_of(actor, opened, [*keys, *offers], at=at)
    members = _members([each for each in shown[:PAGE] if each.complaint_id in rows], rows)
    following = _unanswered(gathered).first()
    count = gathered.count()
    return Page(
        allegation,
        members,
        count,
        _answered(gathered).count(),
        following.pk if following else None,
        tuple(rows[key] for key in offers if key in rows),
        tuple(_apart(actor).filter(allegation=allegation)[:SHOWN_JUDGEMENTS]),
        page,
        len(shown) > PAGE,
        is_shut=_is_shut(rows.values()),
    )


def allegations_of(actor: User, complaint: UUID) -> list[In]:
    """The standing allegations in which a complaint is, for someone who may see both."""
    rows = Gathering.objects.visible_to(actor).standing().filter(complaint=complaint)
    allegations = list(
        Allegation.objects.visible_to(actor)
        .standing()
        .filter(pk__in=rows.values("allegation"))
        .select_related("entry")
        .order_by("opened_at", "pk")[:PAGE]
    )
    counts = _counts(actor, allegations)
    return [
        In(each, counts.get(each.pk, 0), _after(actor, each, complaint)) for each in allegations
    ]


def _listed(actor: User, start: int) -> list[Allegation]:
    """A page of allegations and one more: the latest first, and those withdrawn after all others.

    Each half is asked for itself, so that it walks its own index and stops.
    """
    seen = Allegation.objects.visible_to(actor).select_related("entry")
    seen = seen.order_by("-opened_at", "pk")
    rows = list(seen.standing()[start : start + PAGE + 1])
    if len(rows) <= PAGE:
        first = 0 if rows else max(0, start - seen.standing().count())
        withdrawn = seen.filter(withdrawn_at__isnull=False)
        rows += withdrawn[first : first + PAGE + 1 - len(rows)]
    return rows


def _after(actor: User, allegation: Allegation, complaint: UUID) -> Complaint | None:
    gathered = Gathering.objects.visible_to(actor).standing().filter(allegation=allegation)
    return _unanswered(gathered).exclude(pk=complaint).first()


def _answered(gathered: QuerySet[Gathering]) -> QuerySet[Complaint]:
    """Complaints to whose reporters we wrote, or on which someone decided."""
    written = Message.objects.filter(complaint=OuterRef("pk"), is_from_us=True)
    rows = Complaint.objects.filter(pk__in=gathered.order_by().values("complaint"))
    return rows.filter(Q(decided_at__isnull=False) | Exists(written))


def _unanswered(gathered: QuerySet[Gathering]) -> QuerySet[Complaint]:
    """Complaints whose reporters can hear from us and did not, the most urgent first."""
    written = Message.objects.filter(complaint=OuterRef("pk"), is_from_us=True)
    rows = Complaint.objects.filter(pk__in=gathered.order_by().values("complaint"))
    rows = rows.filter(state__in=STANDING, decided_at=None, reporter_key__isnull=False)
    return (
        rows.exclude(Exists(written))
        .only("pk", "reference")
        .order_by("-urgency", "arrived_at", "pk")
    )


def _members(shown: list[Gathering], rows: dict[UUID, Waiting]) -> tuple[Member, ...]:
    written = Message.objects.filter(
        complaint__in=[each.complaint_id for each in shown], is_from_us=True
    )
    last = dict(written.order_by().values_list("complaint").annotate(at=Max("sent_at")))
    return tuple(
        _member(each, rows[each.complaint_id], last.get(each.complaint_id)) for each in shown
    )


def _member(gathering: Gathering, row: Waiting, written_at: datetime | None) -> Member:
    complaint = row.complaint
    at = written_at or complaint.decided_at
    if at is not None:
        answering = Answering.ANSWERED
    elif complaint.state not in STANDING:
        answering = Answering.TAKEN_BACK
    elif complaint.reporter_key is None:
        answering = Answering.NO_WAY_BACK
    elif row.is_late:
        answering = Answering.LATE
    else:
        answering = Answering.NOT_YET
    return Member(gathering, row, answering, at)


def _proposed(actor: User, groups: Collection[Group]) -> tuple[Proposed, ...]:
    keys = [group.about for group in groups]
    entries = {each.pk: each for each in Entry.objects.visible_to(actor).of_keys(keys)}
    return tuple(
        Proposed(group, entries[group.about], rules.reasons(group))
        for group in groups
        if group.about in entries
    )


def _counts(actor: User, shown: Collection[Allegation]) -> dict[UUID, int]:
    rows = Gathering.objects.visible_to(actor).standing().filter(allegation__in=shown)
    counted = rows.order_by().values("allegation").annotate(number=Count("pk"))
    return dict(counted.values_list("allegation", "number"))


def _apart(actor: User) -> QuerySet[KeptApart]:
    rows = KeptApart.objects.visible_to(actor).standing().select_related("entry", "by")
    return rows.prefetch_related("sides__complaint")


def _likely_offence(rows: Iterable[Waiting]) -> str:
    signs = [sign for row in rows if row.summary for sign in row.summary.signs]
    return rules.likely_offence(signs, speaking_for()) or NOT_KNOWN


def _is_shut(rows: Iterable[Waiting]) -> bool:
    return any(row.summary is None for row in rows)
