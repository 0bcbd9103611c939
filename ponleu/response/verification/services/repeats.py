"""Comparing a witness with those of other plans, before asking somebody once more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.foundation.journal import services as journal
from ponleu.response.verification.models import Witness
from ponleu.response.verification.queries import repeats
from ponleu.response.verification.queries.repeats import Repeats


@transaction.atomic
def compare(actor: User, opened: KeyPair | None, witness: Witness, *, at: datetime) -> Repeats:
    """Who else in the plans that the actor may see seems to be a witness of a plan they see.

    That they were told of another witness is journaled on that one.
    """
    found = repeats.repeats_of(actor, opened, witness)
    for each in found.found:
        journal.record(
            at=at, actor=actor, action="verification.witness_matched", target=each.witness
        )
    return found
