"""Entering sites and parties that come from a body's own list, not out of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotPermitted
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.journal import services as journal
from ponleu.foundation.search.rules import fold
from ponleu.knowledge.register import findable
from ponleu.knowledge.register.models import Entry, Name
from ponleu.knowledge.register.rules import (
    LONGEST_NAME,
    EntryKind,
    EntryStatus,
    script_of,
)
from ponleu.knowledge.register.services.matching import match_when_kept


@dataclass(frozen=True, slots=True)
class Known:
    """A site or party as a list gives it.

    Attributes:
        spellings: further names, in any script.
        territory: government code of where its record belongs.
        place: government code of where a site is.
        sort: hotel, company...; a word of the country's tables.
    """

    kind: EntryKind
    name: str
    spellings: Sequence[str] = ()
    territory: str = ""
    place: str = ""
    sort: str = ""
    about: str = ""


@transaction.atomic
def enter_known(actor: User, known: Known, *, unit: Unit, at: datetime) -> Entry:
    """Put a confirmed entry into the register.

    Raises:
        NotPermitted: the actor may not review for this unit and territory.
        InvalidInput: no name, or too long a one.
    """
    reaches = actor.reaches(Action.REGISTER_EDIT)
    if not any(reach.covers(Action.REGISTER_EDIT, unit.path, known.territory) for reach in reaches):
        raise NotPermitted(_("You may not enter anything for this area. Choose one of yours."))
    names = list(dict.fromkeys(" ".join(n.split()) for n in (known.name, *known.spellings)))
    if not names[0] or any(len(name) > LONGEST_NAME for name in names):
        raise InvalidInput(_("A name is missing or too long: write it in 200 characters."))
    entry = Entry.objects.create(
        unit=unit,
        territory=known.territory,
        reference=next_reference(known.kind.prefix, at.year),
        kind=known.kind,
        name=names[0],
        status=EntryStatus.CONFIRMED,
        sort=known.sort,
        place=known.place,
        about=known.about,
        entered_by=actor,
        entered_at=at,
    )
    Name.objects.bulk_create([_name(entry, text) for text in names if text])
    findable.refresh(entry, at=at)
    journal.record(at=at, actor=actor, action="register.entered", target=entry)
    match_when_kept(at=at)
    return entry


def _name(entry: Entry, text: str) -> Name:
    return Name(entry=entry, text=text, folded=fold(text), script=script_of(text))
