"""Opening an incident, taking tellings in and out, and linking it with an allegation."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.journal import services as journal
from ponleu.response.cases.models import Allegation
from ponleu.response.incidents import kinship
from ponleu.response.incidents.models import Incident, KeptSide, Link, Member, Telling
from ponleu.response.incidents.rules import SMALLEST
from ponleu.response.incidents.services import comparing, grouping

LETTER = "N"
LONGEST_WHY = 500
MOST_AT_ONCE = 200
MOST_REASONS = 8


@transaction.atomic
def open_incident(
    actor: User, tellings: Collection[UUID], *, why: str = "", at: datetime
) -> Incident:
    """Say that tellings are of one incident; their documents stay as they are.

    Raises:
        NotFound: one of them is not there for the actor.
        NotPermitted: they may not judge incidents of one of the documents.
        InvalidInput: fewer than two documents, two tellings of one document, or too many.
        ChangedMeanwhile: one of them stands in an incident by now.
    """
    text, found = checked_why(why), locked_tellings(actor, tellings)
    sources = {row.source_id for row in found}
    if len(sources) < SMALLEST:
        raise InvalidInput(_("Choose at least two documents that tell of it."))
    if len(sources) < len(found):
        raise InvalidInput(_("Two passages of one document tell of two incidents: choose one."))
    if Member.objects.standing().filter(telling__in=found).exists():
        raise ChangedMeanwhile(_("One of these is in an incident by now. Look at the list again."))
    incident = Incident.objects.create(
        reference=next_reference(LETTER, at.year), opened_by=actor, opened_at=at
    )
    _join(incident, found, actor, text, at)
    _bring_up([row.pk for row in found], incident, at)
    journal.record(at=at, actor=actor, action="incident.opened", target=incident)
    return incident


@transaction.atomic
def see(actor: User, key: UUID, *, at: datetime) -> Incident:
    """An incident for someone who reads it; that is journaled.

    Raises:
        NotFound: no such incident for the actor.
    """
    incident = Incident.objects.select_related("opened_by").get_for(actor, key)
    journal.record(at=at, actor=actor, action="incident.read", target=incident)
    return incident


@transaction.atomic
def take_in(actor: User, key: UUID, telling: UUID, *, why: str = "", at: datetime) -> Member:
    """Say that one more telling is of an incident; twice is once.

    Raises:
        NotFound, NotPermitted: the actor may not see or judge one of them.
        InvalidInput: too long a reason, or another passage of the same document is in it.
        ChangedMeanwhile: it stands in another incident, or was judged not to be of this one.
    """
    incident, text = locked(actor, key), checked_why(why)
    found = locked_tellings(actor, [telling])[0]
    known = Member.objects.standing().filter(telling=found).first()
    if known is not None and known.incident_id == incident.pk:
        return known
    if known is not None:
        raise ChangedMeanwhile(_("It is in another incident. Take it out of that one first."))
    if found.pk in refused_by(incident):
        raise ChangedMeanwhile(
            _("It was judged not to be of this incident. Undo that first, then take it in.")
        )
    inside = Member.objects.standing().filter(incident=incident)
    if inside.filter(telling__source=found.source_id).exists():
        raise InvalidInput(_("Another passage of the same document is in this incident already."))
    member = _join(incident, [found], actor, text, at)[0]
    _bring_up([found.pk], incident, at)
    journal.record(at=at, actor=actor, action="incident.taken_in", target=member)
    return member


@transaction.atomic
def take_out(actor: User, key: UUID, member: UUID, *, at: datetime) -> Member:
    """Undo that a telling was taken in: it is offered again where it fits. Twice is once.

    Raises:
        NotFound, NotPermitted: the actor may not see or judge it.
    """
    incident = locked(actor, key)
    found = Member.objects.visible_to(actor).filter(incident=incident, pk=member).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    locked_tellings(actor, [found.telling_id])
    if found.withdrawn_at is None:
        end(found, actor, at)
        _bring_up([found.telling_id], incident, at)
        journal.record(at=at, actor=actor, action="incident.taken_out", target=found)
    return found


@transaction.atomic
def link(actor: User, key: UUID, reference: str, *, at: datetime) -> Link:
    """Say that an allegation is about this incident; twice is once.

    Raises:
        NotFound: the actor sees no such incident, or no allegation of that reference.
        NotPermitted: they may not judge the incident.
    """
    incident = locked(actor, key)
    require_all(actor, incident)
    wanted = " ".join(reference.split()).upper()
    allegation = Allegation.objects.visible_to(actor).filter(reference=wanted).first()
    if allegation is None:
        raise NotFound(
            _("There is no allegation of that reference. Look at its page and try again.")
        )
    made, is_new = Link.objects.get_or_create(
        incident=incident,
        allegation=allegation,
        withdrawn_at=None,
        defaults={"by": actor, "at": at},
    )
    if is_new:
        journal.record(at=at, actor=actor, action="incident.linked", target=made)
    return made


@transaction.atomic
def unlink(actor: User, key: UUID, pk: UUID, *, at: datetime) -> Link:
    """Take such a link back; it stays on record.

    Raises:
        NotFound, NotPermitted: the actor may not see or judge it.
    """
    incident = locked(actor, key)
    require_all(actor, incident)
    found = Link.objects.visible_to(actor).filter(incident=incident, pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    if found.withdrawn_at is None:
        found.withdrawn_at, found.withdrawn_by = at, actor
        found.save(update_fields=["withdrawn_at", "withdrawn_by"])
        journal.record(at=at, actor=actor, action="incident.unlinked", target=found)
    return found


def locked(actor: User, key: UUID) -> Incident:
    """An incident that the actor sees, locked until the transaction ends.

    Raises:
        NotFound: no such incident for the actor.
    """
    return Incident.objects.get_for(actor, key, lock=True)


def require_all(actor: User, incident: Incident) -> None:
    """Refuse whoever may judge none of the documents of an incident that they see.

    Raises:
        NotPermitted: they read it and may not judge it.
    """
    rows = Member.objects.visible_to(actor).filter(incident=incident)
    member = rows.select_related("telling__source__unit").first()
    if member is None:
        raise NotFound(_("There is no such record."))
    access.require(actor, Action.INCIDENT_JUDGE, member.telling.source, seen_by=Action.SOURCE_READ)


def locked_tellings(actor: User, keys: Collection[UUID]) -> list[Telling]:
    """Tellings of documents whose incidents the actor may judge, locked in one order.

    Raises:
        NotFound: one of them is not there for the actor.
        NotPermitted: they read one of the documents and may not judge it.
        InvalidInput: more than ``MOST_AT_ONCE``.
    """
    wanted = set(keys)
    if len(wanted) > MOST_AT_ONCE:
        raise InvalidInput(_("These are too many at once."))
    rows = Telling.objects.visible_to(actor).filter(pk__in=wanted)
    rows = rows.select_related("source__unit").defer("source__text").order_by("pk")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    found = list(rows)
    if len(found) < len(wanted):
        raise NotFound(_("There is no such record."))
    for row in found:
        access.require(actor, Action.INCIDENT_JUDGE, row.source, seen_by=Action.SOURCE_READ)
    return found


def refused_by(incident: Incident) -> set[UUID]:
    """Tellings that someone said are not of this incident."""
    rows = KeptSide.objects.filter(
        kept_apart__incident=incident, kept_apart__withdrawn_at=None, number=0
    )
    return set(rows.values_list("telling", flat=True))


def checked_why(why: str) -> str:
    """A reason as it is kept.

    Raises:
        InvalidInput: it is too long.
    """
    text = " ".join(why.split())
    if len(text) > LONGEST_WHY:
        raise InvalidInput(_("Shorten the reason to %(most)d characters.") % {"most": LONGEST_WHY})
    return text


def end(member: Member, actor: User, at: datetime) -> None:
    """Take a telling out; the caller journals it."""
    member.withdrawn_at, member.withdrawn_by = at, actor
    member.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _join(
    incident: Incident, found: Collection[Telling], actor: User, why: str, at: datetime
) -> list[Member]:
    """Take tellings in, with what the engine says of them together with those inside."""
    inside = Member.objects.visible_to(actor).standing().filter(incident=incident)
    others = Telling.objects.filter(pk__in=inside.values("telling"))[:MOST_AT_ONCE]
    said = kinship.grouped([*found, *others])
    of_key = {key: one for one in said for key in one.tellings if len(one.tellings) > 1}
    rows = []
    for row in found:
        one = of_key.get(str(row.pk))
        reasons = [kinship.kept(reason) for reason in one.reasons[:MOST_REASONS]] if one else []
        rows.append(
            Member(
                incident=incident,
                telling=row,
                why=why,
                score=one.score if one else None,
                reasons=reasons,
                by=actor,
                at=at,
            )
        )
    return Member.objects.bulk_create(rows)


def _bring_up(tellings: Collection[UUID], incident: Incident, at: datetime) -> None:
    """Bring contradictions and proposals to what stands now."""
    comparing.compare(incident.pk, at=at)
    proposals = Telling.objects.filter(pk__in=tellings, proposed__isnull=False)
    grouping.close_judged(set(proposals.values_list("proposed", flat=True)))
