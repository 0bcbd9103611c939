"""How often people agreed with what was read: by rule, kind, month, version and confidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Floor, Least, TruncMonth

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.sources.models import Proposal
from ponleu.knowledge.sources.rules import Verdict

MOST_ROWS = 200
"""Rows of one table; the engine has about sixty rules."""
STEPS = 10
"""Steps of confidence, each a tenth wide."""
ROUNDING = 1e-9
"""0.3 * 10 is a little less than 3."""


@dataclass(frozen=True, slots=True)
class Share:
    """What people said of one group of questions.

    Attributes:
        name: the rule, the kind, the month as "2026-11", the version of the weights ("" before
            there were any), or the step of confidence as "0.8"; "" of all together.
        unsure: left open by someone; no answer, so counted in none of the shares.
        confidence: mean of what the machine had said, 0..1.
    """

    name: str
    accepted: int
    edited: int
    rejected: int
    not_in_article: int
    unsure: int
    confidence: float

    @property
    def judged(self) -> int:
        """How many questions were answered."""
        return self.accepted + self.edited + self.rejected + self.not_in_article

    @property
    def accepted_share(self) -> float | None:
        """Share of the answers that accepted the fact as it stood, 0..1; None without answers."""
        return self.accepted / self.judged if self.judged else None

    @property
    def entered_share(self) -> float | None:
        """Share of the answers that let the fact in, as it stood or edited, 0..1."""
        return (self.accepted + self.edited) / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Quality:
    """All tables of the quality page. Questions that wait or were taken back count nowhere.

    Attributes:
        total: all together; None if nothing was judged.
        by_rule, by_kind: most judged first.
        by_month: month of the judgement, newest first.
        by_language: language of the document, most judged first.
        by_engine: version of the engine that read it.
        by_version: version of the weights under which the question was asked.
        by_confidence: steps of a tenth, lowest first; where confidence means something,
            the share accepted is near it.
    """

    total: Share | None
    by_rule: Sequence[Share]
    by_kind: Sequence[Share]
    by_month: Sequence[Share]
    by_language: Sequence[Share]
    by_engine: Sequence[Share]
    by_version: Sequence[Share]
    by_confidence: Sequence[Share]


def quality(
    actor: User, *, since: datetime | None = None, until: datetime | None = None, kind: str = ""
) -> Quality:
    """What people said of the questions of all sources that the actor may see.

    Args:
        since, until: instants of judgement, half-open; None is without limit.
        kind: of fact; "" is every kind.
    """
    judged = Proposal.objects.visible_to(actor).exclude(verdict="")
    if since:
        judged = judged.filter(decided_at__gte=since)
    if until:
        judged = judged.filter(decided_at__lt=until)
    if kind:
        judged = judged.filter(kind=kind)
    by_kind = _shares(judged, F("kind"))
    step = Least(Floor(F("confidence") * STEPS + ROUNDING), Value(STEPS - 1.0))
    return Quality(
        total=_together(by_kind),
        by_rule=_most_first(_shares(judged, F("rule"))),
        by_kind=_most_first(by_kind),
        by_month=_shares(judged, TruncMonth("decided_at"), _month)[::-1],
        by_language=_most_first(_shares(judged, F("source__language"))),
        by_engine=_shares(judged, F("reading__engine_version")),
        by_version=_shares(judged, F("reading__weights_version")),
        by_confidence=_shares(judged, step, _step),
    )


def _shares(
    judged: QuerySet[Proposal],
    group: Combinable | TruncMonth,
    name: Callable[[Any], str] = str,
) -> list[Share]:
    """One row a group, in the order of the groups, at most MOST_ROWS: the last ones."""
    counts = {str(verdict): Count("pk", filter=Q(verdict=verdict)) for verdict in Verdict}
    rows: Any = (  # the names of the columns are those of the verdicts
        judged.order_by()
        .annotate(group=group)
        .values("group")
        .annotate(said=Avg("confidence"), **counts)
        .order_by("-group")[:MOST_ROWS]
    )
    return [
        _share(name(row["group"]), row["said"], {verdict: row[verdict] for verdict in Verdict})
        for row in reversed(rows)
    ]


def _together(shares: Sequence[Share]) -> Share | None:
    if not shares:
        return None
    counts = {v: sum(getattr(share, v) for share in shares) for v in Verdict}
    said = sum(share.confidence * (share.judged + share.unsure) for share in shares)
    return _share("", said / sum(counts.values()), counts)


def _share(name: str, confidence: float, counts: Mapping[Verdict, int]) -> Share:
    return Share(
        name=name,
        accepted=counts[Verdict.ACCEPTED],
        edited=counts[Verdict.EDITED],
        rejected=counts[Verdict.REJECTED],
        not_in_article=counts[Verdict.NOT_IN_ARTICLE],
        unsure=counts[Verdict.UNSURE],
        confidence=confidence,
    )


def _most_first(shares: Sequence[Share]) -> list[Share]:
    return sorted(shares, key=lambda share: (-share.judged, share.name))


def _month(at: datetime) -> str:
    return f"{at:%Y-%m}"


def _step(tenth: float) -> str:
    return f"{tenth / STEPS:.1f}"
