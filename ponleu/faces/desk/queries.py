"""What a person's first page shows: what is late, what waits, what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse

from ponleu.faces.desk.by_reference import OPENS, by_reference
from ponleu.faces.desk.waits import Wait, waits
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.keyrings import queries as keyrings
from ponleu.foundation.search import queries as search
from ponleu.foundation.search.queries import Hit
from ponleu.knowledge.claims import queries as claims
from ponleu.knowledge.claims.models import Commitment
from ponleu.knowledge.register import queries as register
from ponleu.knowledge.register.queries import identity
from ponleu.knowledge.sources import queries as sources
from ponleu.knowledge.sources.models import Judgement, Source
from ponleu.knowledge.sources.rules import SourceKind
from ponleu.response.complaints import queries as complaints

SHOWN = 8
LOOKED_BACK = 3000
"""How many judgements of all units "changed last" looks through."""

PAGES = {
    "sources.source": "sources:page",
    "register.entry": "register:entry",
    "claims.claim": "claims:claim",
    "claims.commitment": "claims:commitment",
    **OPENS,
}
"""Where a hit of each type opens."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's first page.

    Attributes:
        pairs_count: pairs of records that the person sees and may judge to be one or not.
        complaints: how many wait, are late, and wait with "now"; nothing if they may not read any.
        keys: what was done with keys that they hold, and who waits to be let in.
        waits: what of findings, answers, tasks and incidents waits, a line each.
    """

    late: Sequence[Commitment]
    late_count: int
    due: Sequence[Commitment]
    waiting: Sequence[Source]
    waiting_count: int
    newest: Sequence[Source]
    changes: Sequence[Judgement]
    register_count: int
    pairs_count: int
    claims_count: int
    complaints: Mapping[str, int]
    keys: keyrings.Waiting
    waits: tuple[Wait, ...]

    @property
    def has_waiting(self) -> bool:
        """Whether anything waits for the person."""
        mine = (self.waiting, self.pairs_count, self.complaints.get("waiting"), self.keys.is_any)
        return any(mine) or bool(self.waits)


@dataclass(frozen=True, slots=True)
class Found:
    """A hit and where it opens."""

    hit: Hit
    address: str


def desk(actor: User, *, today: date, now: datetime) -> Desk:
    """All that a first page needs; every list is bounded."""
    reads_claims = actor.may(Action.CLAIM_READ)
    reviews = actor.may(Action.REVIEW)
    reads_complaints = actor.may(Action.COMPLAINT_READ)
    late = list(claims.late_commitments(actor, today, limit=SHOWN)) if reads_claims else []
    waiting = list(sources.waiting(actor)[:SHOWN]) if reviews else []
    return Desk(
        late=late,
        late_count=claims.late_count(actor, today) if len(late) == SHOWN else len(late),
        due=list(claims.due_commitments(actor, today, limit=SHOWN)) if reads_claims else [],
        waiting=waiting,
        waiting_count=sources.waiting_count(actor) if len(waiting) == SHOWN else len(waiting),
        newest=list(sources.sources(actor).exclude(kind=SourceKind.MESSAGE)[:SHOWN]),
        changes=changes(actor),
        register_count=register.entry_count(actor),
        pairs_count=identity.waiting_count(actor) if actor.may(Action.REGISTER_EDIT) else 0,
        claims_count=claims.claim_count(actor) if reads_claims else 0,
        complaints=complaints.counts(actor, at=now) if reads_complaints else {},
        keys=keyrings.waiting(actor),
        waits=waits(actor, today=today),
    )


def changes(actor: User) -> list[Judgement]:
    """The newest judgements on documents that the actor may see, out of the last few thousand."""
    seen = Source.objects.visible_to(actor).filter(pk=OuterRef("proposal__source"))
    last = Judgement.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return list(
        Judgement.objects.filter(Exists(seen), pk__gt=last - LOOKED_BACK)
        .exclude(verdict="")
        .select_related("proposal", "by")
        .order_by("-pk")[:SHOWN]
    )


def find(actor: User, text: str) -> list[Found]:
    """Whatever the actor may find, each with the page that it opens."""
    exact = by_reference(actor, text)
    hits = [exact] if exact else search.find(actor, text, limit=50)
    return [
        Found(hit, reverse(PAGES[hit.target_type], args=[hit.target]))
        for hit in hits
        if hit.target_type in PAGES
    ]
