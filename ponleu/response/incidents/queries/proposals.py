"""Tellings that may be of one incident: each reader is shown what theirs alone make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from ponleu.engines import incidents as engine
from ponleu.engines.reasons import Reason
from ponleu.foundation.accounts.models import User
from ponleu.knowledge.sources.models import Source, SourceQuerySet
from ponleu.response.incidents import kinship
from ponleu.response.incidents.models import (
    Incident,
    KeptApart,
    KeptSide,
    Looked,
    Member,
    Proposed,
    Telling,
)
from ponleu.response.incidents.queries.shown import MOST_MEMBERS, PAGE, Told, places_of
from ponleu.response.incidents.rules import SMALLEST
from ponleu.response.incidents.titles import Title, titles

SHOWN_PROPOSALS = 10
LOOKED_THROUGH = 40
"""Proposals looked through for those that wait for one reader."""
SHOWN_JUDGEMENTS = 10
MOST_COUNTED = 100

TOLD = ("first", "last", "kinds", "provinces", "values", "proposed", "gone_at")
OF_SOURCE = tuple(
    f"source__{name}" for name in ("reference", "title", "published", "origin", "language")
)
"""Of tellings and their documents what pages show."""


@dataclass(frozen=True, slots=True)
class Group:
    """Tellings that the engine takes for one incident, of those that the reader may see.

    Attributes:
        key: of the first telling, by which the group is asked for.
        incident: the one in which some of them stand already; None if none.
    """

    key: UUID
    title: Title
    rows: tuple[Told, ...]
    score: float
    reasons: tuple[Reason, ...]
    incident: Incident | None


def proposals(actor: User) -> tuple[Group, ...]:
    """What waits for a person to say whether it is one incident, the likeliest first."""
    visible = Telling.objects.visible_to(actor).current()
    seen = visible.filter(proposed=OuterRef("pk"))
    rows = Proposed.objects.filter(Exists(seen), is_open=True).order_by("-score", "pk")
    keys = list(rows.values_list("pk", flat=True)[:LOOKED_THROUGH])
    found = _groups(actor, _tellings(visible.filter(proposed__in=keys)))
    return _titled(sorted(found, key=lambda each: -each.score)[:SHOWN_PROPOSALS])


def not_looked_through() -> SourceQuerySet:
    """Documents not looked through since they came or what was read in them was judged."""
    looked = Looked.objects.filter(source=OuterRef("pk"))
    return Source.objects.filter(~Exists(looked)).order_by("pk")


def documents_waiting(actor: User) -> int:
    """How many of these the actor may see."""
    if Looked.objects.count() == Source.objects.count():
        return 0
    looked = Looked.objects.filter(source=OuterRef("pk"))
    return Source.objects.visible_to(actor).filter(~Exists(looked)).count()


def group_of(actor: User, key: UUID) -> Group | None:
    """The group in which a telling waits for the actor; None if it waits in none."""
    visible = Telling.objects.visible_to(actor).current()
    row = visible.filter(pk=key, proposed__isnull=False).first()
    if row is None:
        return None
    rows = _tellings(visible.filter(proposed=row.proposed_id))
    found = [
        each for each in _groups(actor, rows) if key in {told.telling.pk for told in each.rows}
    ]
    return next(iter(_titled(found)), None)


def offers(actor: User, incident: Incident, inside: Sequence[Telling]) -> list[Telling]:
    """Tellings that the engine puts with those inside, less those judged or of their documents."""
    proposed = {row.proposed_id for row in inside if row.proposed_id}
    if not proposed:
        return []
    refused = KeptSide.objects.filter(
        kept_apart__incident=incident, kept_apart__withdrawn_at=None, number=0
    )
    rows = (
        Telling.objects.visible_to(actor)
        .current()
        .filter(proposed__in=proposed)
        .exclude(source__in=[row.source_id for row in inside])
        .exclude(pk__in=refused.values("telling"))
        .exclude(pk__in=Member.objects.standing().values("telling"))
    )
    found = _tellings(rows)[:PAGE]
    mine = {str(row.pk) for row in inside}
    near = {
        key
        for one in kinship.grouped([*inside, *found])
        if mine & set(one.tellings)
        for key in one.tellings
    }
    return [row for row in found if str(row.pk) in near]


def kept_apart(actor: User, incident: Incident | None = None) -> tuple[KeptApart, ...]:
    """Judgements that nobody has taken back, on an incident or on proposals, the newest first."""
    rows = KeptApart.objects.visible_to(actor).standing().filter(incident=incident)
    found = rows.select_related("by").prefetch_related("sides__telling__source")
    return tuple(found[:SHOWN_JUDGEMENTS])


def _tellings(rows: QuerySet[Telling]) -> list[Telling]:
    found = rows.select_related("source").only(*TOLD, *OF_SOURCE).order_by("pk")
    return list(found[: LOOKED_THROUGH * MOST_MEMBERS])


def _groups(actor: User, rows: Sequence[Telling]) -> list[Group]:
    """What the engine makes of the tellings of each proposal, less what is judged already."""
    of_key = {str(row.pk): row for row in rows}
    members = Member.objects.visible_to(actor).standing().filter(telling__in=list(rows))
    standing = {str(each.telling_id): each for each in members.select_related("incident")}
    together: dict[UUID | None, list[engine.Telling]] = {}
    for telling in kinship.plain(rows):
        together.setdefault(of_key[telling.key].proposed_id, []).append(telling)
    found = (
        _group(one, of_key, standing)
        for each in together.values()
        for one in kinship.grouped_plain(each[:MOST_MEMBERS])
        if len(one.documents) >= SMALLEST
    )
    return [group for group in found if group]


def _group(
    one: engine.Incident, of_key: dict[str, Telling], standing: dict[str, Member]
) -> Group | None:
    inside = [standing[key] for key in one.tellings if key in standing]
    if len(inside) == len(one.tellings) and len({each.incident_id for each in inside}) == 1:
        return None
    rows = tuple(Told(of_key[key], standing.get(key), "") for key in one.tellings)
    held = inside[0].incident if inside else None
    nameless = Title("", "", None)
    return Group(rows[0].telling.pk, nameless, rows, one.score, one.reasons, held)


def _titled(groups: Iterable[Group]) -> tuple[Group, ...]:
    """With what each is called, and the places in words."""
    shown = list(groups)
    named = titles((each.key, [told.telling for told in each.rows]) for each in shown)
    placed = places_of([told.telling for each in shown for told in each.rows])
    return tuple(
        Group(
            each.key,
            named[each.key],
            tuple(Told(t.telling, t.member, placed[t.telling.pk]) for t in each.rows),
            each.score,
            each.reasons,
            each.incident,
        )
        for each in shown
    )


def waiting_count(actor: User) -> int:
    """About how many groups wait, for first pages: those with two documents of the actor's.

    No more than ``MOST_COUNTED`` are counted.
    """
    visible = Telling.objects.visible_to(actor).current().filter(proposed__is_open=True)
    counted = visible.order_by().values("proposed")
    counted = counted.annotate(documents=Count("source", distinct=True))
    return counted.filter(documents__gte=SMALLEST)[:MOST_COUNTED].count()
