"""Incidents as people judged them: the list, one of them, those of a document or a site."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from ponleu.engines.reasons import Reason
from ponleu.foundation.accounts.models import User
from ponleu.foundation.search.rules import fold
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.register.models import Entry, Mention, Name
from ponleu.knowledge.register.rules import EntryKind
from ponleu.response.incidents import kinship
from ponleu.response.incidents.models import Incident, KeptApart, Link, Member, Telling
from ponleu.response.incidents.queries import contradictions
from ponleu.response.incidents.queries.contradictions import MOST_CLAIMS, Doubt
from ponleu.response.incidents.queries.proposals import Group, group_of, kept_apart, offers
from ponleu.response.incidents.queries.shown import (
    MOST_MEMBERS,
    PAGE,
    Listed,
    Told,
    listed,
    places_of,
)
from ponleu.response.incidents.rules import stands_within
from ponleu.response.incidents.titles import Title, titles

MOST_MENTIONS = 200
MOST_GROUPS = 3


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of incidents."""

    rows: tuple[Listed, ...]
    page: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class Page:
    """All of an incident for one person.

    Attributes:
        rows: tellings in it, by the day on which their documents came out.
        taken_out: tellings that were in it.
        offers: tellings that may be of it.
        reasons: what the engine says for and against those in it being one.
        entries: sites of the register that these documents name.
    """

    incident: Incident
    title: Title
    rows: tuple[Told, ...]
    taken_out: tuple[Told, ...]
    offers: tuple[Told, ...]
    reasons: tuple[Reason, ...]
    contradictions: tuple[Doubt, ...]
    entries: tuple[Entry, ...]
    links: tuple[Link, ...]
    apart: tuple[KeptApart, ...]


@dataclass(frozen=True, slots=True)
class OfSource:
    """What one document has to do with incidents."""

    incidents: tuple[Listed, ...]
    groups: tuple[Group, ...]
    contradictions: tuple[Doubt, ...]


def incidents(actor: User, *, kind: str = "", province: str = "", page: int = 1) -> Listing:
    """Incidents that hold a document which the actor may see, those opened last first.

    Args:
        kind: of event, as tellings give it: "raid".
        province: its code, "18".
    """
    inside = Member.objects.visible_to(actor).standing().filter(incident=OuterRef("pk"))
    if kind:
        inside = inside.filter(telling__kinds__contains=f"|{kind}|")
    if province:
        inside = inside.filter(telling__provinces__contains=f"|{province}|")
    rows = Incident.objects.filter(Exists(inside)).order_by("-opened_at", "-pk")
    start = (max(page, 1) - 1) * PAGE
    found = list(rows[start : start + PAGE + 1])
    return Listing(listed(actor, found[:PAGE]), max(page, 1), len(found) > PAGE)


def page_of(actor: User, incident: Incident) -> Page:
    """What an incident holds for someone who may see it."""
    members = _members(actor, incident)
    standing = [each for each in members if each.withdrawn_at is None][:MOST_MEMBERS]
    inside = [each.telling for each in standing]
    out = {each.telling_id: each for each in members if each.telling not in inside}
    offered = offers(actor, incident, inside)
    named = places_of([*inside, *(each.telling for each in out.values()), *offered])
    claims = _claims(actor, inside)
    links = Link.objects.visible_to(actor).standing().filter(incident=incident)
    called = titles([(incident.pk, inside or [each.telling for each in members])])
    return Page(
        incident,
        called[incident.pk],
        tuple(Told(t.telling, t, named[t.telling_id], claims[t.telling_id]) for t in standing),
        tuple(Told(each.telling, each, named[key]) for key, each in out.items()),
        tuple(Told(each, None, named[each.pk]) for each in offered),
        _reasons(inside),
        contradictions.of_incident(actor, incident),
        _entries(actor, inside),
        tuple(links.select_related("allegation__entry", "by")[:PAGE]),
        kept_apart(actor, incident),
    )


def of_source(actor: User, source: UUID) -> OfSource:
    """Of one document: its incidents, what waits with it, contradictions it has a side in."""
    visible = Telling.objects.visible_to(actor).filter(source=source)
    members = Member.objects.visible_to(actor).standing().filter(telling__in=visible)
    rows = Incident.objects.filter(pk__in=members.values("incident")).order_by("-opened_at", "-pk")
    waiting = visible.current().filter(proposed__is_open=True).values_list("pk", flat=True)
    groups = [group_of(actor, key) for key in waiting[:MOST_GROUPS]]
    return OfSource(
        listed(actor, list(rows[:PAGE])),
        tuple(group for group in groups if group),
        contradictions.of_source(actor, source),
    )


def of_entry(actor: User, entry: UUID) -> tuple[Listed, ...]:
    """Incidents whose tellings name a site of the register, or one judged the same."""
    seen = Entry.objects.visible_to(actor).filter(pk=entry).first()
    if seen is None:
        return ()
    head = seen.head_id or seen.pk
    same = Entry.objects.visible_to(actor).filter(Q(pk=head) | Q(head=head)).values("pk")
    mentions = Mention.objects.filter(entry__in=same, withdrawn_at=None)
    names = Name.objects.filter(entry__in=same, withdrawn_at=None)
    folded = set(names.values_list("folded", flat=True)[:MOST_MENTIONS])
    members = Member.objects.visible_to(actor).standing().select_related("telling")
    near = members.filter(telling__source__in=mentions.values("source"))[:MOST_MENTIONS]
    keys = {each.incident_id for each in near if _names_one(each.telling, folded)}
    rows = Incident.objects.filter(pk__in=keys).order_by("-opened_at", "-pk")
    return listed(actor, list(rows[:PAGE]))


def _members(actor: User, incident: Incident) -> list[Member]:
    """All that were ever in it, by the day on which their documents came out."""
    rows = Member.objects.visible_to(actor).filter(incident=incident)
    rows = rows.select_related("telling__source", "by", "withdrawn_by")
    found = rows.defer("telling__source__text").order_by("telling__source__published", "at", "pk")
    return list(found[: 2 * MOST_MEMBERS])


def _reasons(inside: Sequence[Telling]) -> tuple[Reason, ...]:
    """What speaks for and against the largest part of them that the engine takes for one."""
    said = kinship.grouped(inside)
    largest = max(said, key=lambda each: len(each.tellings), default=None)
    return largest.reasons if largest else ()


def _claims(actor: User, inside: Sequence[Telling]) -> dict[UUID, tuple[Claim, ...]]:
    """Standing claims within each telling: all of its document if that tells of one incident."""
    sources = [each.source_id for each in inside]
    rows = Claim.objects.visible_to(actor).standing().filter(source__in=sources)
    said = list(rows.order_by("source", "start", "pk")[:MOST_CLAIMS])
    several = set(
        Telling.objects.current()
        .filter(source__in=sources)
        .order_by()
        .values_list("source", flat=True)
        .annotate(tellings=Count("pk"))
        .filter(tellings__gt=1)
    )
    return {
        row.pk: tuple(
            each
            for each in said
            if each.source_id == row.source_id
            and (
                row.source_id not in several
                or stands_within((each.start, each.end), row.values["statements"])
            )
        )
        for row in inside
    }


def _entries(actor: User, inside: Sequence[Telling]) -> tuple[Entry, ...]:
    folded = {fold(name) for row in inside for name in row.values["sites"]}
    names = Name.objects.filter(
        folded__in=folded, source__in={row.source_id for row in inside}, withdrawn_at=None
    )
    rows = Entry.objects.visible_to(actor).standing().filter(kind=EntryKind.SITE)
    return tuple(rows.filter(pk__in=names.values("entry")).order_by("name", "pk")[:PAGE])


def _names_one(telling: Telling, folded: Collection[str]) -> bool:
    return any(fold(name) in folded for name in telling.values["sites"])
