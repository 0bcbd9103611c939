"""What a device is given: the work of its user, and nothing else."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from ponleu.foundation.accounts.models import User
from ponleu.foundation.keyrings import queries as keyrings
from ponleu.foundation.packs.checklists import Question, questions_for
from ponleu.foundation.places import queries as places
from ponleu.knowledge.register.models import Detail, Entry, Name, Position
from ponleu.knowledge.register.queries.known import seen
from ponleu.knowledge.register.rules import DetailSort
from ponleu.response.field import words
from ponleu.response.field.queries.folding import folded
from ponleu.response.field.words import in_language
from ponleu.response.operations.models import (
    Operation,
    OperationSite,
    OperationTeam,
    TeamMember,
)
from ponleu.response.operations.words import code_name_words

FORMAT = 1
KEPT_AFTER_END = timedelta(days=7)

Table = Sequence[Sequence[str]]


def operations_of(actor: User) -> QuerySet[Operation]:
    """Operations that have started and in which the actor goes along."""
    along = TeamMember.objects.order_by().filter(user=actor).values("operation")
    return Operation.objects.open_to(actor).filter(pk__in=along)


def work(actor: User, *, at: datetime, is_wiped: bool) -> dict[str, Any]:
    """All that a device of the actor may hold now.

    Args:
        is_wiped: the device is to wipe itself: it is given no operation.
    """
    current = operations_of(actor).filter(Q(ended_at=None) | Q(ended_at__gte=at - KEPT_AFTER_END))
    rows = [] if is_wiped else list(current.select_related("unit").order_by("started_at", "pk"))
    return {
        "format": FORMAT,
        "made_at": at.isoformat(),
        "wipe": is_wiped,
        "operations": [_operation(actor, row) for row in rows],
        "lists": {
            "languages": _table(words.LANGUAGES),
            "age_bands": _table(words.AGE_BANDS),
            "needs": _table(words.NEEDS),
            "note_kinds": _table(words.NOTE_KINDS),
            "exhibit_kinds": _table(words.EXHIBIT_KINDS),
        },
    }


def _operation(actor: User, row: Operation) -> dict[str, Any]:
    members = TeamMember.objects.order_by("-is_lead", "pk")
    teams = list(
        OperationTeam.objects.visible_to(actor)
        .filter(operation=row, members__user=actor)
        .distinct()
        .order_by("number")
        .prefetch_related(Prefetch("members", members))
    )
    sites = list(_sites(actor, row, teams))
    recipients = keyrings.recipients(row.unit.path)
    return {
        "key": str(row.pk),
        "reference": row.reference,
        "code_name": code_name_words(row.code_name),
        "state": row.state,
        "started_at": row.started_at.isoformat() if row.started_at else None,
        "recipients": [base64.b64encode(each).decode() for each in recipients],
        "teams": [
            {
                "number": team.number,
                "members": [{"name": one.name, "role": one.role} for one in team.members.all()],
            }
            for team in teams
        ],
        "sites": _site_lines(actor, sites),
        "standing": _standing(row.pk, {site.pk for site in sites}),
    }


def _sites(actor: User, row: Operation, teams: Sequence[OperationTeam]) -> QuerySet[OperationSite]:
    """Sites of the actor's own teams; all if the plan gave them none."""
    rows = OperationSite.objects.visible_to(actor).filter(operation=row)
    own = rows.filter(teams__in=teams).distinct()
    found = own if own.exists() else rows
    return found.select_related("entry").order_by("number")


def _site_lines(actor: User, sites: Sequence[OperationSite]) -> list[dict[str, Any]]:
    entries = [site.entry for site in sites]
    positions = _positions(entries)
    addresses = _addresses(entries)
    names = _names(actor, entries)
    return [
        {
            "key": str(site.pk),
            "number": site.number,
            "name": site.entry.name,
            "other_names": names[site.entry_id],
            "type": site.entry.sort,
            "address": "; ".join(
                part
                for part in (addresses.get(site.entry_id, ""), _place(site.entry.place))
                if part
            ),
            "latitude": positions.get(site.entry_id, (None, None))[0],
            "longitude": positions.get(site.entry_id, (None, None))[1],
            "planned_at": site.planned_at.isoformat() if site.planned_at else None,
            "needs": list(site.needs),
            "checklist": [_question(each) for each in _asked_at(site.entry)],
        }
        for site in sites
    ]


def _asked_at(entry: Entry) -> Sequence[Question]:
    return questions_for(settings.PONLEU_COUNTRY, entry.sort)


def _question(each: Question) -> dict[str, Any]:
    return {
        "code": each.code,
        "section": in_language(each.section, each.section_km),
        "question": in_language(each.question, each.question_km),
        "answer": each.answer,
        "choices": [[one.code, in_language(one.name, one.name_km)] for one in each.choices],
    }


def _positions(entries: Collection[Entry]) -> dict[UUID, tuple[float, float]]:
    """Where the sites exactly are: whoever is sent there has to find them."""
    rows = Position.objects.filter(entry__in=entries, withdrawn_at=None).order_by(
        "entered_at", "pk"
    )
    return {row.entry_id: (float(row.latitude), float(row.longitude)) for row in rows}


def _addresses(entries: Collection[Entry]) -> dict[UUID, str]:
    rows = Detail.objects.filter(entry__in=entries, withdrawn_at=None, sort=DetailSort.ADDRESS)
    return {row.entry_id: row.text for row in rows.order_by("entered_at", "pk")}


def _names(actor: User, entries: Collection[Entry]) -> Mapping[UUID, list[str]]:
    """Other names of sites, of those that the actor may read."""
    found: dict[UUID, list[str]] = defaultdict(list)
    shown = {entry.pk: entry.name for entry in entries}
    rows = Name.objects.filter(seen(actor), entry__in=entries, withdrawn_at=None)
    for row in rows.order_by("text", "pk"):
        if row.text != shown[row.entry_id] and row.text not in found[row.entry_id]:
            found[row.entry_id].append(row.text)
    return found


def _place(code: str) -> str:
    return places.written(code) if code else ""


def _standing(operation: UUID, sites: Collection[UUID]) -> dict[str, Any]:
    """What stands already at some sites, and which entry a change has to name."""
    found = folded(operation)
    return {
        "answers": [
            {"site": str(site), "code": code, "answer": told.open["answer"], "entry": str(told.id)}
            for (site, code), heads in found.answers.items()
            if site in sites
            for told in heads
        ],
        "persons": [
            {
                "person": str(key),
                "site": str(person.site) if person.site else None,
                "wristband": person.wristband,
                "language": person.language,
                "age_band": person.age_band,
                "needs": list(person.needs),
                "last": {name: str(entry) for name, entry in person.last.items()},
            }
            for key, person in found.persons.items()
            if person.same_as is None and (person.site is None or person.site in sites)
        ],
    }


def _table(known: Mapping[str, Any]) -> Table:
    return [[code, str(word)] for code, word in known.items()]
