"""Minutes that wait for somebody: to be signed, to be closed, to be begun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from ponleu.foundation.accounts.models import User
from ponleu.response.minutes.models import Minutes, Signature, Version
from ponleu.response.minutes.rules.kinds import MINUTE_TAKER
from ponleu.response.operations.models import Operation, TeamMember
from ponleu.response.operations.rules.kinds import State

MOST = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one person.

    Attributes:
        to_sign: minutes that were closed and that they have not answered.
        to_close: drafts that they take.
        to_begin: operations that are over, whose minutes they take, without any.
    """

    to_sign: Sequence[Minutes]
    to_close: Sequence[Minutes]
    to_begin: Sequence[Operation]

    def __len__(self) -> int:
        return len(self.to_sign) + len(self.to_close) + len(self.to_begin)


def waiting(actor: User) -> Waiting:
    """What waits for the actor, oldest first; each list has a limit."""
    if not TeamMember.objects.filter(user=actor).exists():
        return Waiting([], [], [])
    rows = Minutes.objects.visible_to(actor).standing().select_related("operation")
    return Waiting(
        to_sign=list(_to_sign(actor, rows).order_by("begun_at", "pk")[:MOST]),
        to_close=list(_to_close(actor, rows).order_by("begun_at", "pk")[:MOST]),
        to_begin=list(_to_begin(actor).order_by("started_at", "pk")[:MOST]),
    )


def _to_sign(actor: User, rows: QuerySet[Minutes]) -> QuerySet[Minutes]:
    """Those in whose newest version, which is closed, the actor was present without an answer."""
    newer = Version.objects.filter(minutes=OuterRef("minutes"), number__gt=OuterRef("number"))
    answered = Signature.objects.filter(
        version=OuterRef("pk"), user=actor, withdrawn_at=None
    ).order_by()
    closed = Version.objects.exclude(closed_at=None).filter(~Exists(newer), ~Exists(answered))
    of_actor = (
        Q(site__teams__members__in=_places(actor))
        | Q(site=None)
        | Q(operation__in=_places(actor).filter(team__sites=None).values("operation"))
    )
    went = rows.filter(operation__in=_places(actor).values("operation")).filter(of_actor)
    return went.filter(pk__in=closed.order_by().values("minutes")).distinct()


def _to_close(actor: User, rows: QuerySet[Minutes]) -> QuerySet[Minutes]:
    newer = Version.objects.filter(minutes=OuterRef("minutes"), number__gt=OuterRef("number"))
    drafts = Version.objects.filter(~Exists(newer), closed_at=None)
    takes = _taken(actor)
    return rows.filter(operation__in=takes, pk__in=drafts.order_by().values("minutes"))


def _to_begin(actor: User) -> QuerySet[Operation]:
    begun = Minutes.objects.standing().filter(operation=OuterRef("pk")).order_by()
    over = Operation.objects.open_to(actor).filter(state=State.ENDED, pk__in=_taken(actor))
    return over.filter(~Exists(begun))


def _places(actor: User) -> QuerySet[TeamMember]:
    """The actor's places in teams at which they were present."""
    return TeamMember.objects.filter(user=actor, was_present=True).order_by()


def _taken(actor: User) -> QuerySet[TeamMember]:
    """Operations of which the actor is a minute-taker."""
    takes = TeamMember.objects.filter(user=actor, role=MINUTE_TAKER)
    return takes.order_by().values("operation")  # type: ignore[return-value]  # keys of them
