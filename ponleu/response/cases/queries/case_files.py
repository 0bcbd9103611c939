"""Reads of cases: actor first, ordered, bounded; what the actor may not see is not counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet

from ponleu.foundation.accounts.models import Grant, Role, Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.response.cases.models import (
    Allegation,
    Case,
    CaseAllegation,
    CaseExclusion,
    Closing,
    Membership,
    Regrouping,
    Related,
    known_to,
)

M = TypeVar("M", bound=Model)

PAGE = 25
MOST_SHOWN = 100
"""Rows of each part of a case's page, and cases to choose from."""

MOST_PEOPLE = 300


class Shown(StrEnum):
    """Which cases a list shows."""

    MINE = "mine"
    UNIT = "unit"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A case of the list; counts are of what the reader may see."""

    case: Case
    allegations: int
    members: int


@dataclass(frozen=True, slots=True)
class Cases:
    """A page of the list."""

    rows: tuple[ListedCase, ...]
    shown: Shown
    page: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """That another case has to do with this one: under which it is worked now, and why."""

    related: Related
    case: Case


@dataclass(frozen=True, slots=True)
class CasePage:
    """All of a case for one person.

    Attributes:
        into: the case under which it is worked, if it was merged and they may see that.
        merged: the cases that are worked under it.
        held: allegations that it holds now; ``once_held`` were taken out again.
        members: those who are let in now; ``once_members`` were let out.
    """

    case: Case
    into: Case | None
    merged: tuple[Case, ...]
    closings: tuple[Closing, ...]
    held: tuple[CaseAllegation, ...]
    once_held: tuple[CaseAllegation, ...]
    members: tuple[Membership, ...]
    once_members: tuple[Membership, ...]
    conflicts: tuple[CaseExclusion, ...]
    related: tuple[RelatedCase, ...]
    regroupings: tuple[Regrouping, ...]

    @property
    def closing(self) -> Closing | None:
        """Why it is closed, if it is."""
        return next((each for each in self.closings if each.withdrawn_at is None), None)

    @property
    def standing_conflicts(self) -> tuple[CaseExclusion, ...]:
        """From whom it is kept now."""
        return tuple(each for each in self.conflicts if each.withdrawn_at is None)


def cases(actor: User, shown: Shown, *, page: int) -> Cases:
    """Cases that the actor may see, the latest first."""
    page = max(page, 1)
    let_in = Membership.objects.standing().filter(user=actor, case__head=OuterRef("pk"))
    found = Case.objects.visible_to(actor).heads().select_related("lead")
    if shown is Shown.CLOSED:
        found = found.closed()
    else:
        is_let_in = Exists(let_in)
        found = found.still_open().filter(is_let_in if shown is Shown.MINE else ~is_let_in)
    start = (page - 1) * PAGE
    rows = list(found.order_by("-opened_at", "-pk")[start : start + PAGE + 1])
    listed = _listed(actor, rows[:PAGE])
    return Cases(listed, shown, page, has_more=len(rows) > PAGE)


def case_page(actor: User, case: Case) -> CasePage:
    """A case that the actor may see, with what in it they may see."""
    related, regroupings = _related_to(case), _regroupings_of(case)
    merged = list(Case.objects.filter(head=case).exclude(pk=case.pk).order_by("opened_at", "pk"))
    seen = _seen(actor, case, merged, related, regroupings)
    taken = list(_taken(actor, case))
    held = tuple(each for each in taken if each.withdrawn_at is None)
    allegations = {each.allegation_id for each in held}
    members = _bounded(
        Membership.objects.filter(case__head=case.head_id).select_related(
            "user__unit", "by", "withdrawn_by"
        )
    )
    return CasePage(
        case,
        seen.get(case.head_id) if case.is_merged else None,
        tuple(each for each in merged if each.pk in seen)[:MOST_SHOWN],
        _bounded(Closing.objects.filter(case=case).select_related("by", "withdrawn_by")),
        tuple({each.allegation_id: each for each in reversed(held)}.values())[::-1],
        tuple(
            each
            for each in taken
            if each.withdrawn_at is not None and each.allegation_id not in allegations
        ),
        tuple(each for each in members if each.withdrawn_at is None),
        tuple(each for each in members if each.withdrawn_at is not None),
        _bounded(
            CaseExclusion.objects.filter(case__head=case.head_id).select_related(
                "user", "unit", "by", "withdrawn_by"
            )
        ),
        _related(case, related, seen),
        tuple(each for each in regroupings if seen.keys() >= {each.source_id, each.target_id})[
            :MOST_SHOWN
        ],
    )


def cases_of(actor: User, allegation: UUID) -> list[Case]:
    """The cases that hold an allegation now, of those that the actor may see."""
    if not Allegation.objects.visible_to(actor).filter(pk=allegation).exists():
        return []
    inside = CaseAllegation.objects.standing().filter(allegation=allegation, where=OuterRef("pk"))
    rows = Case.objects.visible_to(actor).filter(Exists(inside)).select_related("lead")
    return list(rows.order_by("opened_at", "pk")[:MOST_SHOWN])


def choosable(actor: User, *, besides: UUID | None = None) -> list[Case]:
    """Open cases on which the actor may work, the latest first."""
    rows = Case.objects.visible_to(actor).heads().still_open().select_related("unit")
    if besides is not None:
        rows = rows.exclude(pk=besides)
    found = rows.order_by("-opened_at", "-pk")[:MOST_SHOWN]
    return [case for case in found if actor.may(Action.CASE_EDIT, case)]


def openable_for(actor: User, allegation: UUID) -> Allegation | None:
    """A standing allegation that the actor may see, to open a case with it."""
    rows = Allegation.objects.visible_to(actor).standing().select_related("entry", "unit")
    return rows.filter(pk=allegation).first()


def may_join(case: Case) -> list[User]:
    """The people who are granted to read cases where this one lies, by unit and name."""
    roles = [role.pk for role in Role.objects.order_by("pk") if Action.CASE_READ in role.actions]
    grants = Grant.objects.filter(
        user=OuterRef("pk"),
        role__in=roles,
        ended_at=None,
        unit__path__in=_beginnings(f"{part}/" for part in case.unit.path.strip("/").split("/")),
        territory__in=["", *_beginnings(_pairs(case.territory))],
    )
    found = User.objects.filter(Exists(grants), is_active=True).select_related("unit")
    return list(found.order_by("unit__path", "name", "pk")[:MOST_PEOPLE])


def lead_bodies() -> list[Unit]:
    """The units that may lead a case, from the root down; a country has hundreds."""
    return list(Unit.objects.order_by("path"))


def _beginnings(parts: Iterable[str]) -> list[str]:
    """Every beginning of a path or code, part by part."""
    return list(accumulate(parts))


def _pairs(code: str) -> list[str]:
    return [code[start : start + 2] for start in range(0, len(code), 2)]


def _listed(actor: User, shown: list[Case]) -> tuple[ListedCase, ...]:
    held = CaseAllegation.objects.standing().filter(_of_seen(actor), where__in=shown)
    members = Membership.objects.standing().filter(case__head__in=shown)
    allegations = dict(
        held.order_by()
        .values("where")
        .annotate(number=Count("allegation", distinct=True))
        .values_list("where", "number")
    )
    people = dict(
        members.order_by()
        .values("case__head")
        .annotate(number=Count("user", distinct=True))
        .values_list("case__head", "number")
    )
    return tuple(
        ListedCase(case, allegations.get(case.pk, 0), people.get(case.pk, 0)) for case in shown
    )


def _of_seen(actor: User) -> Q:
    """What is of an allegation that the actor may see; asked of each row, not of all there are."""
    return Q(Exists(known_to(actor).filter(pk=OuterRef("allegation"))))


def _taken(actor: User, case: Case) -> QuerySet[CaseAllegation]:
    rows = CaseAllegation.objects.filter(_of_seen(actor), where=case)
    rows = rows.select_related("allegation__entry", "by", "withdrawn_by")
    return rows.order_by("at", "pk")[:MOST_SHOWN]


def _related_to(case: Case) -> list[Related]:
    """What relates a case, or one worked under it, to another; whether both are seen is not
    asked here.
    """
    rows = Related.objects.standing().filter(Q(one__head=case) | Q(other__head=case))
    return list(rows.select_related("one", "other", "by").order_by("at", "pk"))


def _regroupings_of(case: Case) -> list[Regrouping]:
    """Merges and splits of it and of what is worked under it; whether both cases are seen is
    not asked here.
    """
    rows = Regrouping.objects.filter(
        Q(source__head=case) | Q(target__head=case) | Q(source=case) | Q(target=case)
    )
    rows = rows.select_related("source", "target", "by", "withdrawn_by")
    return list(rows.order_by("at", "pk"))


def _seen(
    actor: User,
    case: Case,
    merged: Iterable[Case],
    related: Iterable[Related],
    regroupings: Iterable[Regrouping],
) -> dict[UUID, Case]:
    """Of all cases near a case those that the actor may see, asked once for all of them."""
    near = {case.head_id, *(each.pk for each in merged)}
    for link in related:
        near |= {end for one in (link.one, link.other) for end in (one.pk, one.head_id)}
    near |= {key for each in regroupings for key in (each.source_id, each.target_id)}
    return {each.pk: each for each in Case.objects.visible_to(actor).filter(pk__in=near)}


def _related(
    case: Case, related: Iterable[Related], seen: Mapping[UUID, Case]
) -> tuple[RelatedCase, ...]:
    """Of what relates cases that of which both are seen, and those under which they are worked."""
    shown = [
        each
        for each in related
        if seen.keys() >= {each.one_id, each.other_id, each.one.head_id, each.other.head_id}
    ]
    return tuple(
        RelatedCase(each, seen[end])
        for each in shown[:MOST_SHOWN]
        for end in (each.one.head_id, each.other.head_id)
        if end != case.pk
    )


def _bounded(rows: QuerySet[M]) -> tuple[M, ...]:
    return tuple(rows[:MOST_SHOWN])
