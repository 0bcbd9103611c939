"""Minutes of the operation of the invented country that is over: closed, one signature missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from ponleu.foundation.accounts.demonstration import PASSPHRASE
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.services.keys import unlocked
from ponleu.response.minutes.rules.kinds import Manner
from ponleu.response.minutes.services import drafting, signing
from ponleu.response.operations.models import Operation
from ponleu.response.operations.rules.kinds import State

COMMANDER, TAKER = "commander", "field"
WORDS = {
    "where": "Preah Sihanouk",
    "order": "Decision 41 of the governor, article 24.",
    "present": "The owner stayed away. Two neighbours, not of the police, watched the search.",
    "remarks": "One neighbour asked that the broken lock of room 12 be written down.",
}


def write_minutes(people: Sequence[User]) -> int:
    """Minutes by the one who takes them, signed by them with a reservation; how many.

    The commander's signature waits, so that there is something to try.
    """
    known = {one.username: one for one in people}
    taker = known.get(TAKER)
    if taker is None or COMMANDER not in known:
        return 0
    over = Operation.objects.open_to(taker).filter(state=State.ENDED).first()
    pair = unlocked(taker, PASSPHRASE)
    if over is None or over.ended_at is None or pair is None:
        return 0
    at = over.ended_at + timedelta(hours=1)
    row = drafting.begin(taker, over.pk, None, at=at)
    version = drafting.write(taker, row.pk, WORDS, was=1, at=at + timedelta(minutes=40))
    later = at + timedelta(hours=1)
    closed = drafting.close(taker, row.pk, was=version.number, at=later)
    words = "My watch ran two minutes ahead."
    signing.sign(taker, row.pk, closed.sha256, Manner.RESERVED, words, pair, at=later)
    return 1
