"""Saying what came of a site, correcting it, taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.journal import services as journal
from ponleu.response.operations.models import OperationSite
from ponleu.response.outcomes.models import NotedCode, OutcomeNote
from ponleu.response.outcomes.rules import kinds
from ponleu.response.outcomes.rules.kinds import MOST_PEOPLE, Code
from ponleu.response.outcomes.services.reaching import refuse_unless_seen, site_for
from ponleu.response.outcomes.services.settling import settle
from ponleu.response.outcomes.words import FLAWS

MOST_WORDS, MOST_WHY = 1000, 500
SLACK = timedelta(minutes=5)
"""So far into the future a clock may be wrong."""


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a site.

    Attributes:
        codes: of ``kinds.Code``.
        arrived_at: when the first team was there; none if not known.
        arrested, to_care, to_justice: numbers of people from 0; none if nobody counted.
        why: what was wrong before; needed for a correction.
    """

    codes: tuple[str, ...]
    arrived_at: datetime | None = None
    arrested: int | None = None
    to_care: int | None = None
    to_justice: int | None = None
    words: str = ""
    why: str = ""


@transaction.atomic
def note(actor: User, site_key: UUID, came: Came, *, seen: int, at: datetime) -> OutcomeNote:
    """Note what came of a site; the note before stays as history.

    Args:
        seen: number of the note that the actor saw; 0 if there was none.

    Raises:
        NotFound, NotPermitted: as for ``site_for``.
        ChangedMeanwhile: somebody noted another outcome since.
        InvalidInput: what is said does not go together; the sentence says what.
    """
    site = site_for(actor, site_key)
    holding = OutcomeNote.objects.filter(site=site).holding().first()
    refuse_unless_seen(holding.number if holding else 0, seen)
    codes = _checked(came, site, at)
    number = _numbered(site) + 1
    row = OutcomeNote.objects.create(
        site=site,
        number=number,
        arrived_at=came.arrived_at,
        arrested=came.arrested,
        to_care=came.to_care,
        to_justice=came.to_justice,
        words=one_line(came.words, most=MOST_WORDS, is_needed=False),
        why=one_line(came.why, most=MOST_WHY, is_needed=number > 1),
        by=actor,
        at=at,
    )
    NotedCode.objects.bulk_create(NotedCode(note=row, code=code) for code in codes)
    settle(actor, site, at=at)
    journal.record(at=at, actor=actor, action="outcome.noted", target=row)
    return row


@transaction.atomic
def take_back(actor: User, key: UUID, *, at: datetime) -> OutcomeNote:
    """Take back the newest note of a site: the one before holds again. Twice is once.

    Raises:
        NotFound, NotPermitted: as for ``site_for``.
        ChangedMeanwhile: a newer one holds.
    """
    row = OutcomeNote.objects.get_for(actor, key)
    site = site_for(actor, row.site_id)
    row = OutcomeNote.objects.get(pk=key)
    if row.withdrawn_at is not None:
        return row
    if not OutcomeNote.objects.filter(pk=key).holding().exists():
        raise ChangedMeanwhile(_("A newer note stands in its place. Take that one back first."))
    row.withdrawn_at, row.withdrawn_by = at, actor
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    settle(actor, site, at=at)
    journal.record(at=at, actor=actor, action="outcome.taken_back", target=row)
    return row


def _checked(came: Came, site: OperationSite, at: datetime) -> list[Code]:
    """The codes, once everything goes together."""
    if not set(came.codes) <= set(Code):
        raise InvalidInput(_("There is no such outcome."))
    codes = [code for code in Code if code in came.codes]
    numbers = (came.arrested, came.to_care, came.to_justice)
    if any(number is not None and not 0 <= number <= MOST_PEOPLE for number in numbers):
        raise InvalidInput(_("A number of people lies between 0 and 10,000."))
    flaw = kinds.flaw(codes, *numbers)
    if flaw is not None:
        raise InvalidInput(str(FLAWS[flaw]))
    started = site.operation.started_at
    if came.arrived_at and started and not started <= came.arrived_at <= at + SLACK:
        raise InvalidInput(
            _("The team arrived after the operation started, and not in the future.")
        )
    return codes


def _numbered(site: OperationSite) -> int:
    """The highest number given to a note of a site, taken back or not."""
    return OutcomeNote.objects.filter(site=site).aggregate(most=Max("number"))["most"] or 0
