"""Whether the score holds: what was found at sites that were drawn, beside what it said before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ponleu.engines.planning.unannounced import Band, Inspection, calibrate
from ponleu.foundation.accounts.models import User
from ponleu.response.operations.models import OperationSite
from ponleu.response.operations.queries.drawn import MOST, drawn_sites
from ponleu.response.operations.rules.draw import RISK
from ponleu.response.operations.rules.worth import MOST_WORTH
from ponleu.response.outcomes.queries.after import codes_by_site
from ponleu.response.outcomes.rules.bands import SCORES
from ponleu.response.outcomes.rules.kinds import FOUND, NOT_LOOKED_AT
from ponleu.response.outcomes.rules.share import Share, share


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """One band of the score, of drawn and inspected sites.

    Attributes:
        low, high: what its sites were worth, from ``low`` to below ``high``.
    """

    low: float
    high: float
    band: Band


@dataclass(frozen=True, slots=True)
class Held:
    """The score against what was found, for one person.

    Attributes:
        whole: all bands as one.
        error: mean distance of score and rate where there are enough; none if there are not.
        chosen: of sites that were chosen and seen from inside, how many had something found.
        drawn: how many sites were drawn.
        waiting: of those, how many nobody noted an outcome of; unseen: nobody saw from inside.
        is_cut: only the latest sites are counted.
    """

    bands: Sequence[ScoreBand]
    whole: Band
    error: float | None
    chosen: Share
    drawn: int
    waiting: int
    unseen: int
    is_cut: bool


def held(actor: User) -> Held:
    """For started operations open to the actor; as many queries for many sites as for one."""
    found = drawn_sites(actor)
    risked = OperationSite.objects.visible_to(actor).filter(chosen=RISK, planned_at__isnull=False)
    chosen = list(
        risked.order_by("-operation__started_at", "pk").values_list("pk", flat=True)[:MOST]
    )
    codes = codes_by_site(actor, [*(each.site.pk for each in found), *chosen])
    inspections = [
        Inspection(
            min(1.0, each.score / MOST_WORTH),
            min(1.0, each.probability),
            bool(codes[each.site.pk] & FOUND),
        )
        for each in found
        if _is_seen(codes, each.site.pk)
    ]
    said = calibrate(inspections, SCORES)
    waiting = sum(each.site.pk not in codes for each in found)
    return Held(
        bands=[ScoreBand(one.low * MOST_WORTH, one.high * MOST_WORTH, one) for one in said.bands],
        whole=calibrate(inspections, (0.0, 1.0)).bands[0],
        error=said.error,
        chosen=_found(codes, [key for key in chosen if _is_seen(codes, key)]),
        drawn=len(found),
        waiting=waiting,
        unseen=len(found) - waiting - len(inspections),
        is_cut=MOST in (len(found), len(chosen)),
    )


def _is_seen(codes: Mapping[UUID, set[str]], key: UUID) -> bool:
    """Whether an outcome is noted and somebody saw the site from inside."""
    return key in codes and not codes[key] <= NOT_LOOKED_AT


def _found(codes: Mapping[UUID, set[str]], keys: Collection[UUID]) -> Share:
    return share(sum(bool(codes[key] & FOUND) for key in keys), len(keys))
