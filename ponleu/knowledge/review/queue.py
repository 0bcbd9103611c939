"""What waits for a person: questions, documents, the next one; what they did in one go last."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.review.models import Batch, SecondReading
from ponleu.knowledge.sources import queries as sources
from ponleu.knowledge.sources.models import Judgement, Proposal, Source
from ponleu.knowledge.sources.rules import Verdict


def waiting(actor: User) -> QuerySet[Proposal]:
    """Questions of articles that the actor may answer, without those that they read blind."""
    blind = _blind(actor).values("source")
    return Proposal.objects.filter(
        verdict="", zone="article", source__in=sources.reviewable(actor).exclude(pk__in=blind)
    ).order_by()


def _blind(actor: User) -> QuerySet[SecondReading]:
    """Second readings of the actor's own, open or closed: nobody is both readers of a document."""
    return SecondReading.objects.filter(reader=actor)


def read_blind(actor: User, keys: Iterable[UUID]) -> set[UUID]:
    """Those of the sources that the actor reads a second time, without the first answers."""
    return set(_blind(actor).filter(source__in=list(keys)).values_list("source", flat=True))


def last_batch(actor: User) -> Batch | None:
    """What the actor judged in one go, if it stands and was the last thing that they judged."""
    batches = Batch.objects.visible_to(actor).annotate(size=Count("members"))
    newest = batches.order_by("-at", "-id").first()
    if newest is None or newest.taken_back_at:
        return None
    last = Judgement.objects.filter(by=actor).order_by("-pk").values_list("at", flat=True).first()
    return newest if last == newest.at else None


def next_source(actor: User, after: str) -> UUID | None:
    """The document that waits after another in the queue, else the first that waits.

    Args:
        after: key of a document; what is no key of one that the actor may see counts as none.
    """
    queue = waiting_sources(actor)
    here = _source_or_none(actor, after)
    if here:
        later = Q(added_at__gt=here.added_at) | Q(added_at=here.added_at, pk__gt=here.pk)
        if found := queue.filter(later).first():
            return found.pk
        queue = queue.exclude(pk=here.pk)
    first = queue.first()
    return first.pk if first else None


def _source_or_none(actor: User, key: str) -> Source | None:
    try:
        return Source.objects.visible_to(actor).defer("text").filter(pk=UUID(key)).first()
    except ValueError:
        return None


def waiting_sources(actor: User) -> QuerySet[Source]:
    """Documents that wait for the actor, oldest first, without those that they read blind."""
    return sources.waiting(actor).exclude(pk__in=_blind(actor).values("source"))


def unsure_sources(actor: User) -> QuerySet[Source]:
    """Documents with questions that someone left open as unsure, oldest first."""
    asked = Proposal.objects.filter(source=OuterRef("pk"), zone="article")
    return (
        sources.reviewable(actor)
        .exclude(pk__in=_blind(actor).values("source"))
        .filter(Exists(asked.filter(verdict=Verdict.UNSURE)))
        .annotate(
            total=sources.count_of(asked), decided=sources.count_of(asked.exclude(verdict=""))
        )
        .select_related("unit")
        .defer("text")
        .order_by("added_at", "id")
    )
