"""Which complaints are offered together, of those that one person may see; nothing is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils.timezone import get_current_timezone

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.register.models import Entry
from ponleu.response.cases import rules
from ponleu.response.cases.models import Allegation, Gathering, Side
from ponleu.response.cases.rules import Apart, Group, Report
from ponleu.response.complaints.abouts import head_of
from ponleu.response.complaints.models import About, Complaint
from ponleu.response.complaints.rules import STANDING, State

MOST_LINKS = 3_000
"""Links of complaints with entries that are looked through, those made last first."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What is offered to one person.

    Attributes:
        groups: complaints that may be one matter, of which nobody opened an allegation yet.
        to: complaints that may belong to a standing allegation, by its key.
        is_cut: there are more links than are looked through.
    """

    groups: list[Group]
    to: dict[UUID, list[Report]]
    is_cut: bool


@dataclass(slots=True)
class _Standing:
    """What was decided about the complaints of one entry, as far as the actor may see."""

    allegations: list[UUID] = field(default_factory=list)
    gathered: dict[UUID, list[Report]] = field(default_factory=lambda: defaultdict(list))


def offered(actor: User) -> Offered:
    """What waits for a person to say whether it is one matter.

    It follows from complaints and entries that the actor may see, and from nothing else: a
    complaint that is kept from them neither joins others nor counts.
    """
    rows = _links(actor)
    reports = [_report(row) for row in rows[:MOST_LINKS]]
    standing = _standing(actor, reports)
    apart, refused = apart_from(), _refused()
    to: dict[UUID, list[Report]] = defaultdict(list)
    free: list[Report] = []
    for report in reports:
        its = standing.get(report.about, _Standing())
        if any(report in its.gathered[key] for key in its.allegations):
            continue
        against = apart.get(report.key, set())
        fitting = [
            key
            for key in its.allegations
            if key not in refused.get(report.key, set())
            and rules.near(report, its.gathered[key])
            and not any(other.key in against for other in its.gathered[key])
        ]
        for key in fitting:
            to[key].append(report)
        if not fitting:
            free.append(report)
    groups = rules.waiting(rules.groups(free, apart))
    return Offered(groups, dict(to), is_cut=len(rows) > MOST_LINKS)


def group_of(actor: User, about: UUID, key: UUID) -> Group | None:
    """The group that waits, about an entry, in which a complaint is."""
    return next(
        (
            group
            for group in offered(actor).groups
            if group.about == about and any(report.key == key for report in group.reports)
        ),
        None,
    )


def apart_from() -> Apart:
    """Which complaints were judged not to be together, by whomever."""
    sides: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    standing = Side.objects.filter(kept_apart__withdrawn_at=None).order_by()
    for judgement, complaint, number in standing.values_list("kept_apart", "complaint", "number"):
        sides[judgement][complaint] = number
    return rules.pairs_apart(sides.values())


def heads_of(entries: Iterable[Entry]) -> list[UUID]:
    """The keys under which some entries are shown, each once."""
    return list(dict.fromkeys(head_of(entry) for entry in entries))


def reports_of(actor: User, keys: Iterable[UUID]) -> list[Report]:
    """Complaints that the actor may see, as far as grouping goes; their entry is not asked."""
    rows = Complaint.objects.visible_to(actor).filter(pk__in=list(keys))
    return [_report((*row, row[0])) for row in rows.values_list(*_FIELDS)]


_FIELDS = ("pk", "arrived_at", "channel", "urgency", "state")
_Row = tuple[UUID, datetime, str, int, str, UUID]


def _links(actor: User) -> list[_Row]:
    """Standing links that the actor may see, one more than is looked through."""
    complaints = Complaint.objects.visible_to(actor).filter(pk=OuterRef("complaint"))
    complaints = complaints.filter(is_junk=False).exclude(state=State.WITHDRAWN)
    entries = Entry.objects.visible_to(actor).standing().filter(pk=OuterRef("entry"))
    found = About.objects.filter(Exists(complaints), Exists(entries), ended_at=None)
    fields = (f"complaint__{name}" for name in _FIELDS)
    rows = found.order_by("-pk").values_list(*fields, Coalesce("entry__head", "entry"))
    return list(dict.fromkeys(rows[: MOST_LINKS + 1]))


def _report(row: _Row) -> Report:
    key, at, channel, urgency, state, about = row
    day = at.astimezone(get_current_timezone()).date()
    return Report(key, about, at, day, channel, urgency, is_waiting=state in STANDING)


def _standing(actor: User, reports: Collection[Report]) -> dict[UUID, _Standing]:
    """By entry, its allegations and what of the visible complaints is gathered in them.

    Only entries that some of the reports are about: nothing is asked of others.
    """
    found: dict[UUID, _Standing] = defaultdict(_Standing)
    heads = {report.about for report in reports}
    if not heads:
        return found
    allegations = Allegation.objects.visible_to(actor).standing().order_by("opened_at", "pk")
    of_these = allegations.annotate(head=Coalesce("entry__head", "entry")).filter(head__in=heads)
    about = {}
    for key, head in of_these.values_list("pk", "head"):
        about[key] = head
        found[head].allegations.append(key)
    rows = Gathering.objects.visible_to(actor).standing().filter(allegation__in=list(about))
    gathered = list(rows.order_by().values_list("allegation", "complaint"))
    by_key = {(report.key, report.about): report for report in reports}
    missing = {
        key for head, key in ((about[a], c) for a, c in gathered) if (key, head) not in by_key
    }
    others = {report.key: report for report in reports_of(actor, missing)}
    for allegation, complaint in gathered:
        head = about[allegation]
        report = by_key.get((complaint, head)) or others.get(complaint)
        if report is not None:
            found[head].gathered[allegation].append(report)
    return found


def _refused() -> dict[UUID, set[UUID]]:
    """By complaint, the allegations that it was judged not to belong to."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Side.objects.filter(
        kept_apart__withdrawn_at=None, kept_apart__allegation__isnull=False, number=0
    )
    for complaint, allegation in rows.order_by().values_list("complaint", "kept_apart__allegation"):
        found[complaint].add(allegation)
    return found


def refused_by(allegation: UUID) -> set[UUID]:
    """Complaints that were judged not to belong to an allegation."""
    rows = Side.objects.filter(
        kept_apart__withdrawn_at=None, kept_apart__allegation=allegation, number=0
    )
    return set(rows.order_by().values_list("complaint", flat=True))
