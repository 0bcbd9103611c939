"""Reading an exhibit, and its custody report: all links, who had copies, signed as a whole."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.instants import in_utc
from ponleu.foundation.journal import heads
from ponleu.foundation.journal import services as journal
from ponleu.response.custody.models import Exhibit
from ponleu.response.custody.rules import chain
from ponleu.response.custody.services import linking


@transaction.atomic
def see(actor: User, key: UUID, *, at: datetime) -> Exhibit:
    """An exhibit, for whoever may see it; that they read it is journaled.

    Raises:
        NotFound: there is none for them.
    """
    rows = Exhibit.objects.select_related(
        "operation__unit", "site__entry", "seized_by__unit", "holder__unit", "withdrawn_by"
    )
    exhibit = rows.get_for(actor, key)
    journal.record(at=at, actor=actor, action="exhibit.read", target=exhibit)
    return exhibit


@transaction.atomic
def report(actor: User, key: UUID, *, at: datetime, with_owner: bool = True) -> bytes:
    """The custody report of an exhibit, as signed bytes.

    Args:
        with_owner: whether it says whose the thing was said to be; without it the chain holds too.

    Raises:
        NotFound: there is none for the actor.
    """
    exhibit = Exhibit.objects.get_for(actor, key)
    links = [
        {"body": json.loads(link.body), "hash": link.hash, "signature": link.signature}
        for link in exhibit.links.order_by("number")
    ]
    opened = {}
    if with_owner and exhibit.owner_salt:
        opened["owner"] = {"said": exhibit.owner_said, "salt": bytes(exhibit.owner_salt).hex()}
    said = {
        "version": chain.VERSION,
        "reference": exhibit.reference,
        "made_at": in_utc(at),
        "made_by": linking.person(actor),
        "links": links,
        "opened": opened,
        "copies": _copies(exhibit),
    }
    made = chain.signed_report(said, heads.signing_key(settings.PONLEU_KEYS))
    journal.record(at=at, actor=actor, action="exhibit.report_made", target=exhibit)
    return made


def public_key() -> str:
    """The public key of the record, by which reports are checked, in hex."""
    return heads.public_hex(heads.signing_key(settings.PONLEU_KEYS))


def _copies(exhibit: Exhibit) -> list[dict[str, object]]:
    """Each time that somebody was given a working copy."""
    found = []
    for file in exhibit.files.order_by("number"):
        rows = file.viewings.select_related("user__unit").order_by("at", "pk")
        found += [
            {"file": file.number, "at": in_utc(row.at), "by": linking.person(row.user)}
            for row in rows
        ]
    return found
