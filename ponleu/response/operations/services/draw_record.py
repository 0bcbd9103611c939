"""A draw as readers of the order see it, and its record for whoever checks it afterwards."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, NotFound
from ponleu.response.operations.models import Draw
from ponleu.response.operations.queries import draws
from ponleu.response.operations.queries.draws import Round
from ponleu.response.operations.rules import draw as rules
from ponleu.response.operations.rules.draw import Stage, Stated
from ponleu.response.operations.rules.kinds import State
from ponleu.response.operations.rules.order import Stop
from ponleu.response.operations.services import drawing, mixing, opening
from ponleu.response.operations.services.opening import Version

READ_ME = """How to check this draw
======================

Each folder is one draw of the order. With Ponleu:

    ponleu plan verify mixed.json drawn.json --commitment commitment-1.json \\
        --commitment commitment-2.json

Without it, with Python alone: docs/examples/verify_draw.py of the source, the same files in order.
A folder without drawn.json: not all who had committed revealed. Compare each commitment with what
its party kept, and with the journal, where all of them were written when they were made.
mixed.json names sites that were not visited and plans that were not drawn: show it to nobody who
does not need it.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """The draws of an order, and what the newest promises and gave.

    Attributes:
        mixed: what the newest promises; none if there is no draw.
        holds: the order is still the one that was mixed for.
        number: that all seeds together make, 0 to below 2 to the 64th; none until all revealed.
        drawn: stops of the drawn plan. differences: empty if the draw verifies.
        departed: keys of sites that were drawn, taken over, and are no longer in the route.
    """

    version: Version
    rounds: Sequence[Round]
    mixed: Stated | None = None
    holds: bool = False
    number: int | None = None
    drawn: Sequence[Stop] = ()
    differences: Sequence[str] = ()
    departed: Sequence[str] = ()


def show(actor: User, key: UUID, pair: KeyPair | None, *, at: datetime) -> Shown:
    """The draws of an order, for one of its readers; that they opened the order is kept.

    Raises:
        NotFound, Shut: as for ``opening.open_order``.
    """
    version = opening.open_order(actor, key, pair, at=at)
    rounds = draws.rounds(actor, version.operation)
    if not rounds:
        return Shown(version, rounds)
    newest = rounds[0]
    mixed = mixing.opened_mix(newest.draw, pair)
    holds = rules.mark_of(version.order) == mixed.mark
    if newest.stage not in {Stage.DRAWN, Stage.TAKEN}:
        return Shown(version, rounds, mixed.stated, holds)
    record = drawing.record_of(mixed, newest.parts)
    drawn = rules.drawn_stops(record)
    is_taken = newest.stage is Stage.TAKEN
    return Shown(
        version,
        rounds,
        mixed.stated,
        holds,
        rules.drawn_number(record),
        drawn,
        drawing.differences(newest.draw, mixed, record, newest.parts),
        rules.departed(version.order, drawn) if is_taken else (),
    )


def packed(actor: User, key: UUID, pair: KeyPair | None, *, at: datetime) -> bytes:
    """A ZIP with the mixed plan, the commitments and the record of each draw, once visits are over.

    Mixed plans name sites that were not visited. So only readers of the order get them, and only
    when the operation has ended.

    Raises:
        NotFound: the actor is no reader, or nothing was drawn.
        Shut: as for ``opening.open_order``.
        ChangedMeanwhile: the operation has not ended.
    """
    version = opening.open_order(actor, key, pair, at=at)
    rounds = draws.rounds(actor, version.operation)
    if not rounds:
        raise NotFound(_("There is no such record."))
    if version.operation.state != State.ENDED:
        raise ChangedMeanwhile(_("The record of the draw is given out once the operation is over."))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("README.txt", READ_ME)
        for each in rounds:
            for name, content in _files(each, pair):
                box.writestr(f"draw-{each.draw.number}/{name}", content)
    return out.getvalue()


def _files(one: Round, pair: KeyPair | None) -> list[tuple[str, bytes]]:
    draw: Draw = one.draw
    mixed = mixing.opened_mix(draw, pair)
    commitments = drawing.commitment_files(draw, one.parts)
    files = [("mixed.json", mixed.content)]
    files += [(f"commitment-{place}.json", each) for place, each in enumerate(commitments, 1)]
    if one.stage in {Stage.DRAWN, Stage.TAKEN}:
        files.append(("drawn.json", drawing.record_of(mixed, one.parts)))
    return files
