"""Which complaints may tell of one matter, why, and what comes first. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from math import log2
from uuid import UUID

GAP = timedelta(days=14)
"""Complaints about one place belong together while the next comes no later than this."""

SMALLEST = 2


class Verdict(StrEnum):
    """Why complaints are kept apart; neither is asked again."""

    DIFFERENT = "different"
    UNSURE = "unsure"


class Precision(StrEnum):
    """How exactly a day is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Part(StrEnum):
    """What a member does in a case."""

    LEADS = "leads"
    INVESTIGATES = "investigates"
    VERIFIES = "verifies"
    ADVISES = "advises"
    FOLLOWS = "follows"


class Regrouped(StrEnum):
    """What a person did with whole cases."""

    MERGE = "merge"
    SPLIT = "split"


class Why(StrEnum):
    """Kinds of reasons for and against a group."""

    SAME_PLACE = "same_place"
    NEAR_IN_TIME = "near_in_time"
    SEVERAL_WAYS = "several_ways"
    ONE_WAY = "one_way"
    URGENT = "urgent"
    ALL_DECIDED = "all_decided"


@dataclass(frozen=True, slots=True)
class Report:
    """A complaint as far as grouping goes: nothing of it was sealed.

    Attributes:
        about: the entry of the register that an officer linked it with.
        on: the day on which it came, in the country's own time.
        is_waiting: nobody has decided on it yet.
    """

    key: UUID
    about: UUID
    at: datetime
    on: date
    channel: str = ""
    urgency: int = 0
    is_waiting: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a group, or against it: its kind and plain values for the sentence."""

    kind: Why
    number: int = 0
    of: int = 0
    word: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def is_against(self) -> bool:
        """Whether it speaks against the group."""
        return self.kind is Why.ONE_WAY


@dataclass(frozen=True, slots=True)
class Group:
    """Complaints that may tell of one matter, in the order in which they came."""

    reports: tuple[Report, ...]

    @property
    def about(self) -> UUID:
        """The entry that they are about."""
        return self.reports[0].about

    @property
    def key(self) -> UUID:
        """Of its first complaint, by which the group is asked for."""
        return self.reports[0].key

    @property
    def keys(self) -> tuple[UUID, ...]:
        """Of its complaints."""
        return tuple(report.key for report in self.reports)


Apart = Mapping[UUID, Collection[UUID]]
"""Which complaints may not be together with which; told from both sides."""


def groups(reports: Iterable[Report], apart: Apart, *, gap: timedelta = GAP) -> list[Group]:
    """Complaints about one entry of which each came at most ``gap`` after the one before.

    Two that a person kept apart are never in one group: the later goes with the first group
    that has room for it. The order in which complaints are given does not matter.
    """
    grown: dict[UUID, list[list[Report]]] = defaultdict(list)
    for report in sorted(set(reports), key=lambda each: (each.at, each.key, each.about)):
        against = apart.get(report.key, ())
        for group in grown[report.about]:
            is_near = report.at - group[-1].at <= gap
            if is_near and not (against and any(other.key in against for other in group)):
                group.append(report)
                break
        else:
            grown[report.about].append([report])
    return [Group(tuple(group)) for each in grown.values() for group in each]


def waiting(found: Iterable[Group]) -> list[Group]:
    """Groups worth asking about, the most valuable first; a complaint alone is none."""
    asked = [group for group in found if len(group.reports) >= SMALLEST]
    return sorted(asked, key=lambda group: (-worth(group), group.reports[0].at, group.key))


def worth(group: Group) -> float:
    """How much an answer is worth: urgent and many first, the tenth tells less than the second.

    (1 + urgency of the most urgent that nobody decided yet) × log2(number of complaints); half
    if all of them are decided.
    """
    levels = [report.urgency for report in group.reports if report.is_waiting]
    return (1 + max(levels) if levels else 0.5) * log2(len(group.reports))


def near(report: Report, gathered: Iterable[Report], *, gap: timedelta = GAP) -> bool:
    """Whether a complaint came within ``gap`` before or after one that is gathered already."""
    return any(abs(report.at - other.at) <= gap for other in gathered)


def reasons(group: Group) -> tuple[Reason, ...]:
    """Why these may be one matter, and what speaks against it."""
    reports = group.reports
    days = [report.on for report in reports]
    channels = Counter(report.channel for report in reports)
    found = [
        Reason(Why.SAME_PLACE, number=len(reports)),
        Reason(Why.NEAR_IN_TIME, widest_days(days), first=days[0], last=days[-1]),
    ]
    if len(channels) > 1:
        found.append(Reason(Why.SEVERAL_WAYS, number=len(channels), of=len(reports)))
    else:
        found.append(Reason(Why.ONE_WAY, number=len(reports), word=reports[0].channel))
    levels = [report.urgency for report in reports if report.is_waiting]
    if levels:
        most = max(levels)
        found.append(Reason(Why.URGENT, levels.count(most), len(reports), word=str(most)))
    else:
        found.append(Reason(Why.ALL_DECIDED, number=len(reports)))
    return tuple(found)


def widest_days(days: Sequence[date]) -> int:
    """The most days between one and the next, 0 for a single one."""
    ordered = sorted(days)
    return max(((later - earlier).days for earlier, later in pairwise(ordered)), default=0)


def pairs_apart(sides: Iterable[Mapping[UUID, int]]) -> dict[UUID, set[UUID]]:
    """Which complaints may not be together, from judgements that put each on a side."""
    apart: dict[UUID, set[UUID]] = defaultdict(set)
    for side_of in sides:
        for key, side in side_of.items():
            apart[key] |= {other for other, its in side_of.items() if its != side}
    return dict(apart)


def likely_offence(signs: Iterable[str], offences: Mapping[str, Collection[str]]) -> str:
    """The offence for which most of what reporters say fits speaks; "" if nothing does.

    Args:
        signs: of all complaints, each as often as it was said.
        offences: by code, the signs that speak for each; the first wins a tie.
    """
    said = Counter(signs)
    scores = {code: sum(said[sign] for sign in speaks) for code, speaks in offences.items()}
    best = max(scores, key=lambda code: scores[code], default="")
    return best if best and scores[best] else ""


def shared(parts: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The beginning that all sequences have in common, part by part."""
    together: list[str] = []
    for each in zip(*parts, strict=False):
        if len(set(each)) > 1:
            break
        together.append(each[0])
    return tuple(together)
