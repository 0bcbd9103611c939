"""One exhibit as its page shows it: its chain, its files, who may have copies and had them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from ponleu.foundation.accounts.models import User
from ponleu.response.custody.models import CopyGrant, Exhibit, ExhibitFile, HandOver, Link, Viewing
from ponleu.response.custody.rules.kinds import Answer, Kind, may_copy

MOST = 500


@dataclass(frozen=True, slots=True)
class Rung:
    """One link of a chain as it was signed.

    Attributes:
        by: name of who did it, as it was signed.
        said: what happened.
        is_bad: it tells of a broken or a strange seal, or of a file that does not match.
    """

    link: Link
    by: str
    said: dict[str, Any]
    is_bad: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on the page of an exhibit.

    Attributes:
        offered: the hand-over that waits for an answer.
        unanswered: hand-overs that were refused or taken back; they are no links.
        may_copy: whether the sign-off allows copying what is on it.
    """

    rungs: Sequence[Rung]
    files: Sequence[ExhibitFile]
    offered: HandOver | None
    unanswered: Sequence[HandOver]
    may_copy: bool


def shown(actor: User, exhibit: Exhibit) -> Shown:
    """Parts of an exhibit that the actor may see; empty for anybody else."""
    offers = HandOver.objects.visible_to(actor).filter(exhibit=exhibit)
    offers = offers.exclude(answer=Answer.ACCEPTED).select_related("giver", "receiver")
    found = list(offers.order_by("offered_at", "pk")[:MOST])
    return Shown(
        rungs=rungs(actor, exhibit),
        files=files(actor, exhibit),
        offered=next((row for row in found if row.answer == Answer.OFFERED), None),
        unanswered=[row for row in found if row.answer != Answer.OFFERED],
        may_copy=may_copy(Kind(exhibit.kind), exhibit.operation.allowed),
    )


def rungs(actor: User, exhibit: Exhibit) -> Sequence[Rung]:
    """The chain, from the seizure on."""
    rows = Link.objects.visible_to(actor).filter(exhibit=exhibit).order_by("number")
    found = [(row, json.loads(row.body)) for row in rows]
    return [
        Rung(row, body["by"]["name"], body["said"], _is_bad(body["said"])) for row, body in found
    ]


def files(actor: User, exhibit: Exhibit) -> Sequence[ExhibitFile]:
    """Files, each with ``copies`` granted, ``views`` and whether ``is_mine`` to copy."""
    own = CopyGrant.objects.filter(file=OuterRef("pk"), user=actor, withdrawn_at=None)
    rows = ExhibitFile.objects.visible_to(actor).filter(exhibit=exhibit, withdrawn_at=None)
    marked = rows.select_related("stated_by").annotate(
        copies=Count("grants", filter=Q(grants__withdrawn_at=None), distinct=True),
        views=Count("viewings", distinct=True),
        is_mine=Exists(own),
    )
    return list(marked.order_by("number")[:MOST])


def grants(actor: User, file: ExhibitFile) -> Sequence[CopyGrant]:
    """Who may have a copy of a file or might once, the newest first."""
    rows = CopyGrant.objects.visible_to(actor).filter(file=file)
    rows = rows.select_related("user__unit", "by", "withdrawn_by")
    return list(rows.order_by("-at", "pk")[:MOST])


def viewings(actor: User, exhibit: Exhibit) -> Sequence[Viewing]:
    """Who was given a working copy of which file when, the newest first."""
    rows = Viewing.objects.visible_to(actor).filter(file__exhibit=exhibit)
    return list(rows.select_related("user__unit", "file").order_by("-at", "-pk")[:MOST])


def _is_bad(said: dict[str, Any]) -> bool:
    is_strange = "from" in said and said["seal_after"] != said["seal_before"]
    broken = [said.get(name) for name in ("intact_before", "intact_after", "matches")]
    return is_strange or False in broken
