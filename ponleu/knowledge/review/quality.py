"""The questions behind each figure of the quality page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.review.models import SecondReading
from ponleu.knowledge.sources import quality as figures
from ponleu.knowledge.sources.models import Proposal
from ponleu.knowledge.sources.quality import Quality, Share
from ponleu.knowledge.sources.rules import Verdict

PAGE = 30
LONGEST_NAME = 64


class Table(StrEnum):
    """By what the quality page counts."""

    KIND = "kind"
    RULE = "rule"
    LANGUAGE = "language"
    MONTH = "month"
    ENGINE = "engine"
    WEIGHTS = "weights"
    CONFIDENCE = "confidence"


@dataclass(frozen=True, slots=True)
class Counted:
    """One table of the page: its key, its heading, its rows."""

    table: Table
    heading: str
    shares: Sequence[Share]


def tables(found: Quality) -> list[Counted]:
    """The tables in the order in which they are shown, without empty ones."""
    return [
        counted
        for counted in (
            Counted(Table.KIND, _("By kind of fact"), found.by_kind),
            Counted(Table.RULE, _("By rule"), found.by_rule),
            Counted(Table.LANGUAGE, _("By language of the document"), found.by_language),
            Counted(Table.MONTH, _("By month of the judgement"), found.by_month),
            Counted(Table.ENGINE, _("By version of the engine"), found.by_engine),
            Counted(Table.WEIGHTS, _("By version of the weights"), found.by_version),
            Counted(Table.CONFIDENCE, _("By confidence"), found.by_confidence),
        )
        if counted.shares
    ]


def quality(actor: User) -> Quality:
    """What people said of the questions of all documents that the actor may see."""
    return figures.quality(actor)


def records(
    actor: User, table: Table | None, name: str, *, verdict: str = ""
) -> QuerySet[Proposal]:
    """The judged questions behind a row, newest judgement first; slice it.

    Those of documents that the actor is reading blind are left out: they would show the
    first answers.

    Args:
        table: None for all questions together.
        name: of the row, as the page has it; one that no row has finds nothing.
        verdict: only those with this answer; "" for all.
    """
    judged = Proposal.objects.visible_to(actor).exclude(verdict="")
    blind = SecondReading.objects.filter(reader=actor, closed_at=None)
    judged = judged.exclude(source__in=blind.values("source"))
    if verdict:
        judged = judged.filter(verdict=verdict if verdict in set(Verdict) else None)
    if table is not None:
        judged = judged.filter(_in_row(table, name))
    return (
        judged.select_related("source__unit", "decided_by", "reading")
        .defer("source__text")
        .order_by("-decided_at", "-id")
    )


def _in_row(table: Table, name: str) -> Q:
    if table is Table.MONTH:
        return _in_month(name)
    if table is Table.CONFIDENCE:
        return _in_step(name)
    column = {
        Table.KIND: "kind",
        Table.RULE: "rule",
        Table.LANGUAGE: "source__language",
        Table.ENGINE: "reading__engine_version",
        Table.WEIGHTS: "reading__weights_version",
    }[table]
    return Q(**{column: name})


def _in_month(name: str) -> Q:
    try:
        month = datetime.strptime(name, "%Y-%m").replace(tzinfo=UTC)
    except ValueError:
        return Q(pk__in=[])
    return Q(decided_at__year=month.year, decided_at__month=month.month)


def _in_step(name: str) -> Q:
    steps = {f"{step / figures.STEPS:.1f}": step for step in range(figures.STEPS)}
    if name not in steps:
        return Q(pk__in=[])
    low, high = (
        (steps[name] + by) / figures.STEPS - figures.ROUNDING / figures.STEPS for by in (0, 1)
    )
    is_last = steps[name] == figures.STEPS - 1
    return Q(confidence__gte=low) if is_last else Q(confidence__gte=low, confidence__lt=high)
