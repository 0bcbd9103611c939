"""What was said: claims, denials, figures, and commitments with the day they are due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.faces.desk.timeline.moments import Given, Kind, Moment, Precision, shortened, span
from ponleu.faces.desk.timeline.providers.addresses import pages
from ponleu.faces.desk.timeline.subject import Subject
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.knowledge.claims.models import Claim, Commitment
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.knowledge.figures.models import Figure
from ponleu.knowledge.register.models import Mention

S = TypeVar("S", Claim, Commitment)

KINDS = {ClaimKind.DENIAL: Kind.DENIAL, ClaimKind.FIGURE: Kind.FIGURE}


@dataclass(frozen=True, slots=True)
class _Said:
    """What a timeline needs of a claim or commitment; whole records would be slow to read."""

    key: UUID
    content: str
    speaker: str
    published: date | None
    recorded_at: datetime
    more: str

    @property
    def day(self) -> date:
        """Of publication; if that is not recorded, of entry."""
        return self.published or localdate(self.recorded_at)


def claims(actor: User, subject: Subject, *, most: int) -> Given:
    """Claims by or about the entries, on the day their document was published."""
    rows = _newest(Claim.objects.visible_to(actor), Claim, subject, "kind", most)
    page = pages("claims:claim")
    return Given([_claim(row, page(row.key)) for row in rows[:most]], len(rows) > most)


def commitments(actor: User, subject: Subject, *, most: int) -> Given:
    """Commitments by or about the entries: when they were made, and when they are due."""
    rows = _newest(Commitment.objects.visible_to(actor), Commitment, subject, "due", most)
    return Given(list(_promises(rows[:most])), len(rows) > most)


def figures(actor: User, subject: Subject, *, most: int) -> Given:
    """Figures that the entries published."""
    found = Figure.objects.visible_to(actor).standing().filter(body_entry__in=subject.entries)
    found = found.order_by(F("published_on").desc(nulls_last=True), "-entered_at", "-pk")
    rows = list(found[: most + 1])
    return Given([_figure(row) for row in rows[:most]], len(rows) > most)


def _newest(
    rows: ScopedQuerySet[S], model: type[S], subject: Subject, more: str, most: int
) -> list[_Said]:
    """Standing rows that an entry says or that name one in their words, the newest first."""
    mentions = Mention.objects.filter(entry__in=subject.entries, withdrawn_at=None)
    within = mentions.filter(
        source=OuterRef("source"), start__gte=OuterRef("start"), end__lte=OuterRef("end")
    )
    keys = model._default_manager.order_by().values("pk")
    naming = keys.filter(Exists(within), source__in=mentions.values("source"))
    about = Q(pk__in=keys.filter(speaker_entry__in=subject.entries).union(naming))
    published = F("source__published").desc(nulls_last=True)
    found = rows.filter(about, withdrawn_at=None).order_by(published, "-recorded_at", "-pk")
    names = ("pk", "content", "speaker", "source__published", "recorded_at", more)
    return [_Said(*row) for row in found.values_list(*names)[: most + 1]]


def _claim(row: _Said, address: str) -> Moment:
    return Moment(
        KINDS.get(ClaimKind(row.more), Kind.CLAIM),
        row.day,
        row.day,
        Precision.DAY,
        shortened(row.content),
        address,
        who=row.speaker,
        is_dated_by_entry=row.published is None,
    )


def _promises(rows: Iterable[_Said]) -> Iterator[Moment]:
    page = pages("claims:commitment")
    for row in rows:
        on, words, address = row.day, shortened(row.content), page(row.key)
        made = Moment(Kind.COMMITMENT, on, on, Precision.DAY, words, address, row.speaker)
        yield replace(made, is_dated_by_entry=row.published is None)
        if due := span(row.more):
            told = _("Due: %(words)s") % {"words": words}
            yield Moment(Kind.COMMITMENT, *due, told, address, row.speaker)


def _figure(row: Figure) -> Moment:
    on = row.published_on or localdate(row.entered_at)
    words = _("%(number)d, %(population)s, for %(period)s") % {
        "number": row.value,
        "population": row.population or row.measure,
        "period": row.period,
    }
    return Moment(
        Kind.FIGURE,
        on,
        on,
        Precision.DAY,
        words,
        reverse("figures:figure", args=[row.pk]),
        who=row.body,
        is_dated_by_entry=row.published_on is None,
    )
