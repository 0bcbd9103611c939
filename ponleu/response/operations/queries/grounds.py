"""What a request for a sign-off rests on, with the findings that its reader may open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ponleu.foundation.accounts.models import User
from ponleu.response.findings.models import Finding


@dataclass(frozen=True, slots=True)
class Ground:
    """One site with the standing findings about what is alleged there."""

    name: str
    where: str
    level: int
    is_urgent: bool
    findings: Sequence[Finding]


def grounds(actor: User, asked: Sequence[Mapping[str, Any]]) -> list[Ground]:
    """Sites as they stand in a request, each with findings that the actor may read."""
    keys = [key for each in asked for key in each["allegations"]]
    rows = Finding.objects.visible_to(actor).standing().filter(allegation__in=keys)
    found: dict[str, list[Finding]] = {}
    for row in rows.order_by("-level", "pk"):
        found.setdefault(str(row.allegation_id), []).append(row)
    return [
        Ground(
            each["name"],
            each["where"],
            each["level"],
            each["is_urgent"],
            [row for key in each["allegations"] for row in found.get(key, [])],
        )
        for each in asked
    ]
