"""Findings that wait, that stand, that came late, and that rest on withdrawn evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from ponleu.foundation.accounts.models import User, inside
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import counting
from ponleu.foundation.core.counting import Count, counted
from ponleu.knowledge.claims.models import Claim
from ponleu.response.cases.models import Allegation
from ponleu.response.complaints.models import Complaint
from ponleu.response.complaints.rules import State
from ponleu.response.findings.models import Cited, Finding, FindingQuerySet, Piece, open_to
from ponleu.response.findings.queries.findings import Listed, listed_with_holding
from ponleu.response.findings.rules.kinds import LATE_AFTER, Decision

PAGE = 25
SHOWN_WAITING = 20
SHOWN_OVERDUE = 10


class View(StrEnum):
    """Which findings are listed."""

    STANDING = "standing"
    LATE = "late"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings there are of each sort, for one person.

    Attributes:
        late: first findings, approved, that came late.
        withdrawn: standing ones that rest on something withdrawn.
        overdue: allegations open for longer than a first finding may take, without one.
    """

    standing: Count
    late: Count
    withdrawn: Count
    overdue: Count


@dataclass(frozen=True, slots=True)
class Findings:
    """The list: what waits for this person first, then a page of one sort.

    Attributes:
        mine: their own that wait for somebody else, or were refused and not written anew.
        overdue: allegations without a finding, the oldest first; for those who write.
    """

    counts: Counts
    waiting: tuple[Finding, ...]
    mine: tuple[Finding, ...]
    overdue: tuple[Allegation, ...]
    view: View
    rows: tuple[Listed, ...]
    page: int
    has_more: bool


def listed(actor: User, view: View, *, page: int, at: datetime) -> Findings:
    """What waits for a person, and findings of one sort."""
    page = max(page, 1)
    start = (page - 1) * PAGE
    seen = Finding.objects.visible_to(actor)
    found = _shown(_of_view(seen, view)).order_by("-reviewed_at", "pk")
    rows = listed_with_holding(found[start : start + PAGE + 1])
    late = _overdue_keys(actor, at)
    return Findings(
        _counts(seen, late),
        tuple(_first(_to_review(seen, actor))),
        tuple(_mine(seen, actor)),
        tuple(_overdue(late[:SHOWN_OVERDUE])),
        view,
        tuple(rows[:PAGE]),
        page,
        len(rows) > PAGE,
    )


def waiting(actor: User) -> Sequence[Finding]:
    """Findings that wait for this person's review, the oldest first."""
    return list(_first(_to_review(Finding.objects.visible_to(actor), actor)))


def waiting_count(actor: User) -> int:
    """How many findings wait for this person's review, for first pages."""
    return _to_review(Finding.objects.visible_to(actor), actor).count()


def counts(actor: User, *, at: datetime) -> Counts:
    """How many findings there are of each sort."""
    return _counts(Finding.objects.visible_to(actor), _overdue_keys(actor, at))


def _counts(seen: FindingQuerySet, overdue: Sequence[UUID]) -> Counts:
    return Counts(
        standing=counted(_of_view(seen, View.STANDING)),
        late=counted(_of_view(seen, View.LATE)),
        withdrawn=counted(_of_view(seen, View.WITHDRAWN)),
        overdue=Count(min(len(overdue), counting.MOST), len(overdue) > counting.MOST),
    )


def _of_view(seen: FindingQuerySet, view: View) -> QuerySet[Finding]:
    if view is View.LATE:
        return seen.filter(is_late=True, decision=Decision.APPROVED)
    if view is View.WITHDRAWN:
        return seen.standing().filter(pk__in=_resting_on_what_is_gone())
    return seen.standing()


def _resting_on_what_is_gone() -> QuerySet[Cited, Any]:
    """Findings, whoever may see them, that cite a piece which does not stand; see ``gone``.

    Found from what was withdrawn, which is little: each part walks an index of such alone.
    """
    claims = Claim.objects.filter(withdrawn_at__isnull=False).order_by().values("pk")
    complaints = Complaint.objects.filter(state=State.WITHDRAWN).order_by().values("pk")
    pieces = Piece.objects.order_by().values("pk")
    gone = pieces.filter(withdrawn_at__isnull=False).union(
        pieces.filter(claim__in=claims), pieces.filter(complaint__in=complaints)
    )
    return Cited.objects.filter(piece__in=gone).order_by().values("finding")


def _to_review(seen: FindingQuerySet, actor: User) -> QuerySet[Finding]:
    rows = seen.waiting().exclude(author=actor)
    return rows.filter(inside(actor, Action.FINDING_REVIEW), allegation__withdrawn_at=None)


def _first(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    return _shown(rows).order_by("written_at", "pk")[:SHOWN_WAITING]


def _shown(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    """With what a line of a list shows, and nothing else."""
    return rows.select_related("allegation__entry", "author").only(
        *("reference", "outcome", "other_matter", "level", "is_late", "written_at"),
        *("decision", "taken_back_at", "why", "allegation__offence", "allegation__entry__name"),
        *("author__name", "author__name_km"),
    )


def _mine(seen: FindingQuerySet, actor: User) -> QuerySet[Finding]:
    """A refused one counts until its author wrote again on the allegation."""
    rows = seen.filter(author=actor, taken_back_at=None)
    rows = rows.filter(decision__in=["", Decision.REFUSED])
    at_once = Q(written_at=OuterRef("written_at"), pk__gt=OuterRef("pk"))
    again = Finding.objects.filter(
        Q(written_at__gt=OuterRef("written_at")) | at_once,
        allegation=OuterRef("allegation"),
        author=actor,
    )
    refused = Q(decision=Decision.REFUSED) & ~Exists(again)
    rows = rows.filter(Q(decision="") | refused, allegation__withdrawn_at=None)
    return _shown(rows)[:SHOWN_WAITING]


def _overdue_keys(actor: User, at: datetime) -> Sequence[UUID]:
    """Keys of those without a finding for too long, the oldest first; one more than are counted."""
    approved = Finding.objects.filter(decision=Decision.APPROVED).order_by().values("allegation")
    rows = Allegation.objects.standing().filter(opened_at__lt=at - LATE_AFTER)
    rows = rows.exclude(pk__in=approved)  # asked before sight: it costs less and leaves few
    may = inside(actor, Action.FINDING_WRITE, Action.FINDING_REVIEW)
    rows = rows.filter(may, open_to(actor, "pk")).order_by("opened_at", "pk")
    return list(rows.values_list("pk", flat=True)[: counting.MOST + 1])


def _overdue(keys: Sequence[UUID]) -> QuerySet[Allegation]:
    rows = Allegation.objects.filter(pk__in=keys).select_related("entry")
    return rows.order_by("opened_at", "pk")
