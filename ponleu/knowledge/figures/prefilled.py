"""What a form for a figure can be filled with before a person looks: nothing is kept by it."""

from __future__ import annotations

from collections.abc import Mapping

from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.figures import comparing
from ponleu.knowledge.figures.models import Figure
from ponleu.knowledge.figures.parts import written
from ponleu.knowledge.figures.rules import Bound


def from_claim(claim: Claim) -> Mapping[str, object]:
    """What an accepted claim says already; the person fills in the rest."""
    return {
        "value": _number_of(claim),
        "body": claim.speaker or claim.source.origin,
        "published_on": claim.source.published,
        "words": claim.content,
        "bound": _bound_of(claim),
    }


def from_earlier(figure: Figure) -> Mapping[str, object]:
    """What a correction shares with the figure that it corrects."""
    lines = [written(parts) for parts in comparing.breakdowns(figure)]
    shared = ("measure", "population", "body", "definition", "bound")
    period = f"{figure.period} ({figure.period_note})" if figure.period_note else figure.period
    return {
        **{name: getattr(figure, name) for name in shared},
        "period": period,
        "breakdown": "\n".join(lines),
    }


def _number_of(claim: Claim) -> int | None:
    number = claim.value.get("number") if isinstance(claim.value, Mapping) else None
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    return int(number) if number >= 0 else None


def _bound_of(claim: Claim) -> Bound:
    part = claim.parts.get("bound")
    said = str(part.get("value") or part.get("text")) if isinstance(part, Mapping) else ""
    known = {"at_least": Bound.AT_LEAST, "at least": Bound.AT_LEAST, "about": Bound.ABOUT}
    return known.get(said.casefold(), Bound.EXACT)
