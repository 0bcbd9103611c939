"""Taking a complaint down for someone else: by telephone, from a letter, in person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotPermitted
from ponleu.foundation.packs.receipt_words import LANGUAGES
from ponleu.response.complaints.intake import Told
from ponleu.response.complaints.models import Complaint
from ponleu.response.complaints.receipts import Receipt
from ponleu.response.complaints.rules import Channel, holding
from ponleu.response.complaints.services.files import Kept
from ponleu.response.complaints.services.filing import Filed, file_report, unit_for
from ponleu.response.complaints.services.linking import link_found
from ponleu.response.complaints.words import BY_HAND


@dataclass(frozen=True, slots=True)
class Taken:
    """What an officer tells whoever reported; printing it shows no receipt.

    Attributes:
        words: of the receipt, in the language of whoever reported; none without a receipt.
        unit: which answers for it.
    """

    filed: Filed
    words: tuple[str, ...] = field(repr=False)
    unit: Unit


@transaction.atomic
def take_down(
    actor: User,
    told: Told,
    channel: Channel,
    receipt: Receipt | None,
    *,
    files: Sequence[Kept] = (),
    about: UUID | None = None,
    at: datetime,
) -> Taken:
    """Seal and keep what an officer took down; it goes to the unit that answers for its place.

    The same receipt files once, however often it is sent.

    Args:
        receipt: to be handed to the reporter; None if nobody is there to take it.
        files: that were handed over with it and are kept already.
        about: the entry of the register that the officer says it is about.

    Raises:
        NotPermitted: the actor may not take complaints down.
        InvalidInput: nothing was told, it cannot be taken this way, or a file is gone.
        NobodyCanOpen: nothing was kept.
        NotFound: no such entry for the actor; nothing was kept.
    """
    if not actor.may(Action.COMPLAINT_TAKE):
        raise NotPermitted(_("You do not have access to this page."))
    _refuse(told, channel)
    filed = file_report(told, files, receipt, at=at, channel=channel, taken_by=actor)
    if about is not None:
        complaint = Complaint.objects.get(reference=filed.reference)
        link_found(actor, complaint, about, at=at)
    words = receipt.words(told.language) if receipt else ()
    codes = holding(told.is_safe, told.for_whom, told.signs)
    return Taken(filed, words, unit_for(told.province, codes))


def _refuse(told: Told, channel: Channel) -> None:
    if channel not in BY_HAND:
        raise InvalidInput(_("Choose how it came."))
    if told.language not in LANGUAGES:
        raise InvalidInput(_("Choose the language of whoever reported."))
    if not (told.what.strip() or told.near.strip() or told.is_safe is False or told.signs):
        raise InvalidInput(_("Write down what is happening, or where."))
