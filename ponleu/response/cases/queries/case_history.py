"""What happened to a case, one line each, the latest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ponleu.foundation.accounts.models import User
from ponleu.response.cases.models import CaseAllegation, Membership
from ponleu.response.cases.queries.case_files import CasePage
from ponleu.response.cases.rules import Regrouped

MOST_LINES = 100


class Happened(StrEnum):
    """Kinds of lines."""

    OPENED = "opened"
    TAKEN_IN = "taken_in"
    TAKEN_OUT = "taken_out"
    LET_IN = "let_in"
    LET_OUT = "let_out"
    CONFLICT = "conflict"
    LIFTED = "lifted"
    CLOSED = "closed"
    REOPENED = "reopened"
    MERGED = "merged"
    MERGED_AWAY = "merged_away"
    SPLIT = "split"
    SPLIT_FROM = "split_from"
    MERGE_UNDONE = "merge_undone"
    SPLIT_UNDONE = "split_undone"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened: when, by whom, to whom or what, and why."""

    at: datetime
    by: User | None
    kind: Happened
    what: str = ""
    why: str = ""


def history(found: CasePage) -> list[Line]:
    """All that the reader of a case's page may see of what happened."""
    case = found.case
    lines = [Line(case.opened_at, case.opened_by, Happened.OPENED, case.reference)]
    for taken in (*found.held, *found.once_held):
        lines += _of_taking(taken)
    for member in (*found.members, *found.once_members):
        lines += _of_member(member)
    lines += _of_conflicts(found)
    for closing in found.closings:
        lines.append(Line(closing.at, closing.by, Happened.CLOSED, why=closing.why))
        if closing.withdrawn_at:
            lines.append(Line(closing.withdrawn_at, closing.withdrawn_by, Happened.REOPENED))
    lines += _of_regroupings(found)
    order = list(Happened)
    lines.sort(key=lambda line: (line.at, order.index(line.kind)), reverse=True)
    return lines[:MOST_LINES]


def _of_taking(taken: CaseAllegation) -> Iterator[Line]:
    reference = taken.allegation.reference
    yield Line(taken.at, taken.by, Happened.TAKEN_IN, reference, taken.why)
    if taken.withdrawn_at:
        yield Line(taken.withdrawn_at, taken.withdrawn_by, Happened.TAKEN_OUT, reference)


def _of_member(member: Membership) -> Iterator[Line]:
    yield Line(member.at, member.by, Happened.LET_IN, str(member.user))
    if member.withdrawn_at:
        yield Line(member.withdrawn_at, member.withdrawn_by, Happened.LET_OUT, str(member.user))


def _of_conflicts(found: CasePage) -> Iterator[Line]:
    for each in found.conflicts:
        whose = str(each.user or each.unit)
        yield Line(each.at, each.by, Happened.CONFLICT, whose, each.why)
        if each.withdrawn_at:
            yield Line(
                each.withdrawn_at, each.withdrawn_by, Happened.LIFTED, whose, each.withdrawn_why
            )


def _of_regroupings(found: CasePage) -> Iterator[Line]:
    for each in found.regroupings:
        is_given = each.source_id == found.case.pk
        other = (each.target if is_given else each.source).reference
        if each.kind == Regrouped.MERGE:
            done, undone = Happened.MERGED, Happened.MERGE_UNDONE
            done = Happened.MERGED_AWAY if is_given else done
        else:
            done, undone = Happened.SPLIT_FROM, Happened.SPLIT_UNDONE
            done = Happened.SPLIT if is_given else done
        yield Line(each.at, each.by, done, other, each.why)
        if each.withdrawn_at:
            yield Line(each.withdrawn_at, each.withdrawn_by, undone, other)
