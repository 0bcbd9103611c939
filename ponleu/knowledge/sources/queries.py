"""Reads about sources for screens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from ponleu.engines.reading import Slip
from ponleu.engines.reading.slips import known_slips
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.packs.lexicon import load_lexicon
from ponleu.knowledge.sources import independence, likeness
from ponleu.knowledge.sources.independence import Independence
from ponleu.knowledge.sources.layout import Highlight
from ponleu.knowledge.sources.likeness import Alike
from ponleu.knowledge.sources.models import Judgement, Proposal, Source
from ponleu.knowledge.sources.rules import Family, Verdict

PAGE = 30


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review of a source is."""

    decided: int
    total: int

    @property
    def is_done(self) -> bool:
        """Whether every question was answered."""
        return self.decided == self.total


def sources(actor: User, *, text: str = "", kind: str = "") -> QuerySet[Source]:
    """Documents that the actor may see, newest first; slice it."""
    found = Source.objects.visible_to(actor).select_related("unit")
    if kind:
        found = found.filter(kind=kind)
    if text:
        found = found.filter(Q(title__icontains=text) | Q(reference__iexact=text))
    return found.defer("text").order_by("-added_at", "-id")


def waiting(actor: User) -> QuerySet[Source]:
    """Documents with undecided questions that the actor may review, oldest first; slice it."""
    asked = Proposal.objects.filter(source=OuterRef("pk"), zone="article")
    return (
        reviewable(actor)
        .filter(Exists(asked.filter(verdict="")))
        .annotate(total=count_of(asked), decided=count_of(asked.exclude(verdict="")))
        .select_related("unit")
        .defer("text")
        .order_by("added_at", "id")
    )


def count_of(asked: QuerySet[Proposal]) -> Coalesce:
    """How many of a source's questions, counted for the rows that are shown and no others."""
    counted = asked.order_by().values("source").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def find_proposal(actor: User, source: UUID, pk: UUID) -> Proposal:
    """One question of a source that the actor may review.

    Raises:
        NotFound: no such question, or not one that the actor may review.
    """
    found = Proposal.objects.select_related("source__unit", "against", "decided_by").get_for(
        actor, pk
    )
    if found.source_id != source or not actor.may(Action.REVIEW, found.source):
        raise NotFound(_("There is no such record."))
    return found


def waiting_count(actor: User) -> int:
    """How many documents wait for the actor."""
    open_questions = Proposal.objects.filter(source=OuterRef("pk"), verdict="", zone="article")
    return reviewable(actor).filter(Exists(open_questions)).count()


def reviewable(actor: User) -> QuerySet[Source]:
    """Documents in which the actor may judge what was read."""
    inside = Q(pk__in=[])
    for reach in actor.reaches(Action.REVIEW):
        inside |= Q(unit__path__startswith=reach.unit_path, territory__startswith=reach.territory)
    return Source.objects.visible_to(actor).filter(inside)


def proposals(source: Source) -> list[Proposal]:
    """All questions about a source in text order, with who decided them."""
    return list(
        source.proposals.select_related("decided_by", "against").order_by("start", "end", "id")
    )


def progress(source: Source) -> Progress:
    """How many of the article's questions are answered."""
    asked = source.proposals.filter(zone="article")
    return Progress(decided=asked.exclude(verdict="").count(), total=asked.count())


def also_reviewing(source: Source, actor: User, *, at: datetime) -> list[str]:
    """Names of others who judged in this source in the last half hour."""
    recent = Judgement.objects.filter(
        proposal__source=source, at__gte=at - timedelta(minutes=30)
    ).exclude(by=actor)
    return sorted({str(judgement.by) for judgement in recent.select_related("by")[:200]})


def zones(source: Source) -> list[tuple[str, int, int]]:
    """The zones of the newest reading, in text order."""
    reading = source.readings.order_by("-pk").first()
    return [(kind, start, end) for kind, start, end in reading.zones] if reading else []


def slips(source: Source) -> list[Slip]:
    """Words that a machine's translation put for others, each once; none if none translated."""
    if not source.machine_translated:
        return []
    found = known_slips(source.text, load_lexicon(settings.PONLEU_COUNTRY))
    return list({slip.text.casefold(): slip for slip in reversed(found)}.values())[::-1]


def highlights(asked: Iterable[Proposal]) -> list[Highlight]:
    """The words of questions and facts, to be marked in the text."""
    return [
        Highlight(start, end, str(one.pk), one.family, is_settled=bool(one.verdict))
        for one in asked
        for start, end in one.mentions
    ]


def by_reference(actor: User, reference: str) -> Source:
    """The source of a reference, without its text.

    Raises:
        NotFound: no such source that the actor may see.
    """
    visible = Source.objects.visible_to(actor).select_related("unit").defer("text")
    if found := visible.filter(reference=reference.strip().upper()).first():
        return found
    raise NotFound(_("There is no such record."))


def alike_to(actor: User, source: Source) -> list[Alike]:
    """Sources like one that the actor may see, also those said not to be its copies."""
    return likeness.alike_to(actor, source)


def copies_of(actor: User, source: Source) -> list[Alike]:
    """Sources with the words of one that the actor may see, in order of publication.

    The same words, lightly edited words, or one text in the other, and what a person
    called a copy; without what a person said is none.
    """
    return [each for each in alike_to(actor, source) if each.is_copy]


def independent_sources(actor: User, sources: Iterable[Source]) -> Independence:
    """How many of some documents are sources of their own: copies of one text count once."""
    return independence.independence(actor, sources)


def outer_of(actor: User, source: Source) -> Source | None:
    """The document in which one came, if the actor may see it."""
    if source.part_of_id is None:
        return None
    return Source.objects.visible_to(actor).filter(pk=source.part_of_id).defer("text").first()


def inner_of(actor: User, source: Source) -> list[Source]:
    """The documents that came inside one, as far as the actor may see them; the first few."""
    inner = Source.objects.visible_to(actor).filter(part_of=source)
    return list(inner.defer("text").order_by("added_at", "id")[:PAGE])


def accepted(source: Source) -> list[Proposal]:
    """What of this source entered the record."""
    entered = [Verdict.ACCEPTED, Verdict.EDITED]
    return list(source.proposals.filter(verdict__in=entered).select_related("decided_by"))


def last_judged(source: Source, actor: User) -> UUID | None:
    """The question that the actor answered last in this source and has not taken back."""
    newest = (
        source.proposals.filter(decided_by=actor).exclude(verdict="").order_by("-decided_at", "-id")
    )
    return newest.values_list("pk", flat=True).first()


def family_label(family: Family) -> str:
    """How a group of questions is headed."""
    return {
        Family.SAID: _("claim, denial, request, promise"),
        Family.WHERE: _("site, place"),
        Family.WHO: _("person, organisation"),
        Family.WHEN: _("date, amount"),
        Family.DONE: _("event, penalty"),
    }[family]
