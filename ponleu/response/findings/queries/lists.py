"""Findings that wait, that stand, that came late, and that rest on withdrawn evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.response.cases.models import Allegation
from ponleu.response.findings.models import Cited, Finding, allegations_open_to, inside
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
        waiting: that they may review, not their own.
        late: first findings, approved, that came late.
        withdrawn: standing ones that rest on something withdrawn.
        overdue: allegations open for longer than a first finding may take, without one.
    """

    waiting: int
    standing: int
    late: int
    withdrawn: int
    overdue: int


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
    found = _of_view(actor, view).select_related("allegation__entry", "author", "reviewer")
    rows = listed_with_holding(found.order_by("-reviewed_at", "pk")[start : start + PAGE + 1])
    return Findings(
        counts(actor, at=at),
        tuple(waiting(actor)),
        tuple(_mine(actor)),
        tuple(_overdue(actor, at).select_related("entry").order_by("opened_at")[:SHOWN_OVERDUE]),
        view,
        tuple(rows[:PAGE]),
        page,
        len(rows) > PAGE,
    )


def waiting(actor: User) -> Sequence[Finding]:
    """Findings that wait for this person's review, the oldest first."""
    rows = _to_review(actor).select_related("allegation__entry", "author")
    return list(rows.order_by("written_at", "pk")[:SHOWN_WAITING])


def waiting_count(actor: User) -> int:
    """How many findings wait for this person's review, for first pages."""
    return _to_review(actor).count()


def counts(actor: User, *, at: datetime) -> Counts:
    """How many findings there are of each sort."""
    return Counts(
        waiting=waiting_count(actor),
        standing=_of_view(actor, View.STANDING).count(),
        late=_of_view(actor, View.LATE).count(),
        withdrawn=_of_view(actor, View.WITHDRAWN).count(),
        overdue=_overdue(actor, at).count(),
    )


def _of_view(actor: User, view: View) -> QuerySet[Finding]:
    rows = Finding.objects.visible_to(actor)
    if view is View.LATE:
        return rows.filter(is_late=True, decision=Decision.APPROVED)
    if view is View.WITHDRAWN:
        gone = Cited.objects.filter(finding=OuterRef("pk")).filter(
            Q(piece__withdrawn_at__isnull=False) | Q(piece__claim__withdrawn_at__isnull=False)
        )
        return rows.standing().filter(Exists(gone))
    return rows.standing()


def _to_review(actor: User) -> QuerySet[Finding]:
    rows = Finding.objects.visible_to(actor).waiting().exclude(author=actor)
    return rows.filter(inside(actor, Action.FINDING_REVIEW), allegation__withdrawn_at=None)


def _mine(actor: User) -> QuerySet[Finding]:
    """A refused one counts until its author wrote again on the allegation."""
    rows = Finding.objects.visible_to(actor).filter(author=actor, taken_back_at=None)
    at_once = Q(written_at=OuterRef("written_at"), pk__gt=OuterRef("pk"))
    again = Finding.objects.filter(
        Q(written_at__gt=OuterRef("written_at")) | at_once,
        allegation=OuterRef("allegation"),
        author=actor,
    )
    refused = Q(decision=Decision.REFUSED) & ~Exists(again)
    rows = rows.filter(Q(decision="") | refused, allegation__withdrawn_at=None)
    return rows.select_related("allegation__entry", "reviewer")[:SHOWN_WAITING]


def _overdue(actor: User, at: datetime) -> QuerySet[Allegation]:
    approved = Finding.objects.filter(allegation=OuterRef("pk"), decision=Decision.APPROVED)
    rows = allegations_open_to(actor, Action.FINDING_WRITE, Action.FINDING_REVIEW)
    rows = rows.filter(opened_at__lt=at - LATE_AFTER, withdrawn_at=None)
    return rows.filter(~Exists(approved))
