"""What the pages of minutes show: one of them, those of an operation, what waits for somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import NotFound
from ponleu.response.minutes.models import Minutes, Signature, Version
from ponleu.response.minutes.queries import record
from ponleu.response.minutes.queries.holding import content_holds, holds
from ponleu.response.minutes.queries.seam import MinutesLine, minutes_of, state_of
from ponleu.response.minutes.queries.writers import may_write
from ponleu.response.minutes.rules import content as contents
from ponleu.response.minutes.rules.content import Content, Difference
from ponleu.response.minutes.rules.generating import rows_of
from ponleu.response.minutes.rules.kinds import State
from ponleu.response.operations.models import Operation, OperationSite, TeamMember
from ponleu.response.operations.queries import started

MOST_VERSIONS = 100


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who was present, and what they did about the version that is shown.

    Attributes:
        answer: none while they have not.
        holds: whether the mark of their answer is right.
    """

    member: TeamMember | None
    name: str
    answer: Signature | None
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """One version of minutes with all that stands around it.

    Attributes:
        is_newest: whether it is the one that can be changed, closed and signed.
        is_whole: whether the content has the hash that was kept with it.
        differences: what the record says otherwise now; of the newest alone, if it was asked.
        mine: the actor's own place among those present.
    """

    minutes: Minutes
    version: Version
    content: Content
    state: State
    is_newest: bool
    is_whole: bool
    present: Sequence[Present]
    taken_back: Sequence[Signature]
    versions: Sequence[Version]
    differences: Sequence[Difference]
    may_write: bool
    mine: Present | None


@dataclass(frozen=True, slots=True)
class OfOperation:
    """Minutes of one operation, and of what of it they could be begun.

    Attributes:
        may_begin_whole: whether the actor may begin those of the whole operation.
        free_sites: sites of which they may begin some.
    """

    operation: Operation
    lines: Sequence[MinutesLine]
    may_begin_whole: bool
    free_sites: Sequence[OperationSite]


def shown(actor: User, key: UUID, number: int | None = None, *, is_compared: bool = True) -> Shown:
    """The newest version, or the one with a number.

    Args:
        is_compared: whether the newest is held beside what the record says now.

    Raises:
        NotFound: there is none for the actor.
    """
    rows = Minutes.objects.select_related(
        "operation__unit", "operation__ordered_by", "operation__started_by", "site__entry"
    )
    row = rows.get_for(actor, key)
    versions = list(
        Version.objects.filter(minutes=row)
        .select_related("by", "closed_by")
        .order_by("-number")[:MOST_VERSIONS]
    )
    version = next((each for each in versions if number in (None, each.number)), None)
    if version is None:
        raise NotFound(_("There is no such record."))
    said = contents.from_bytes(version.content.encode())
    is_newest = version is versions[0]
    answers = list(
        Signature.objects.filter(version=version)
        .select_related("version", "member", "user", "entered_by", "withdrawn_by", "scan")
        .order_by("at", "pk")
    )
    standing = [each for each in answers if each.withdrawn_at is None]
    present = _present(said, standing, row.reference)
    writes = row.withdrawn_at is None and may_write(actor, row.operation)
    return Shown(
        minutes=row,
        version=version,
        content=said,
        state=state_of(version, standing),
        is_newest=is_newest,
        is_whole=content_holds(version),
        present=present,
        taken_back=[each for each in answers if each.withdrawn_at is not None],
        versions=versions,
        differences=_differences(actor, row, said) if is_newest and is_compared else [],
        may_write=writes,
        mine=next((each for each in present if _is(each, actor)), None),
    )


def of_operation(actor: User, key: UUID) -> OfOperation:
    """Minutes of an operation that is open to the actor.

    Raises:
        NotFound: there is none for them.
    """
    operation = Operation.objects.open_to(actor).filter(pk=key).first()
    if operation is None:
        raise NotFound(_("There is no such record."))
    writes = may_write(actor, operation)
    taken = list(
        Minutes.objects.standing()
        .filter(operation=operation)
        .order_by("pk")
        .values_list("site", flat=True)
    )
    sites = started.sites_of(actor, operation) if writes else []
    return OfOperation(
        operation=operation,
        lines=minutes_of(actor, operation),
        may_begin_whole=writes and None not in taken,
        free_sites=[site for site in sites if site.pk not in taken],
    )


def _present(said: Content, standing: Sequence[Signature], reference: str) -> list[Present]:
    """Those of the teams who were present, then who else signed on paper."""
    keys = contents.present_keys(said)
    rows = TeamMember.objects.filter(pk__in=keys).select_related("user", "team").order_by("pk")
    members = {str(row.pk): row for row in rows}
    answers = {str(each.member_id): each for each in standing if each.member_id}
    found = []
    for key in keys:
        member, answer = members[key], answers.get(key)
        right = answer is None or holds(answer, reference)
        found.append(Present(member, member.name, answer, right))
    others = [each for each in standing if each.member_id is None]
    return [
        *found,
        *(Present(None, each.name, each, holds(each, reference)) for each in others),
    ]


def _differences(actor: User, row: Minutes, said: Content) -> list[Difference]:
    now = rows_of(record.facts_of(actor, row.operation, row.site))
    return contents.differences(said.rows, now)


def _is(each: Present, actor: User) -> bool:
    return each.member is not None and each.member.user_id == actor.pk
