"""Leaving a share of an order to the draw: plans are mixed in memory; a person keeps them."""

from __future__ import annotations

import base64
import json
import secrets
import time
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.engines import planning as engine
from ponleu.engines.errors import EngineError
from ponleu.engines.planning.unannounced import documents, leaving, mix_digest, walks
from ponleu.engines.planning.unannounced.leaving import Nothing
from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput
from ponleu.foundation.journal import services as journal
from ponleu.response.operations import sealed
from ponleu.response.operations.models import Draw, DrawPart, DrawReveal, Operation
from ponleu.response.operations.rules import draw as rules
from ponleu.response.operations.rules.draw import Stage, Stated
from ponleu.response.operations.services import opening, planning
from ponleu.response.operations.services.opening import Version
from ponleu.response.operations.words import NOTHING_TO_DRAW

SECONDS = 6.0
"""CPU seconds that plans are mixed while somebody waits."""
KEPT_WITHIN_SECONDS = 3600
SALT_BYTES = 32
_PURPOSE = "ponleu.operations.mix"


@dataclass(frozen=True, slots=True)
class Mixed:
    """Plans mixed for one version of an order; stored nowhere.

    Attributes:
        content: the document as it would be kept, every byte of it.
        unplaced: sites and teams of which no exact position is known, so that ways are guessed.
    """

    version: Version
    content: bytes
    stated: Stated
    unplaced: int

    def as_token(self, actor: User) -> str:
        """As a page carries it until somebody keeps it: signed, so that none but ours is kept."""
        said = {
            "by": str(actor.pk),
            "operation": str(self.version.operation.pk),
            "mark": rules.mark_of(self.version.order),
            "mix": self.content.decode(),
        }
        return signing.dumps(said, salt=_PURPOSE, compress=True)


@dataclass(frozen=True, slots=True)
class OpenedMix:
    """A kept mixed plan, as one of the readers opened it.

    Attributes:
        mark: of what it was made of, see ``rules.draw.mark_of``.
    """

    content: bytes
    mark: str

    @property
    def stated(self) -> Stated:
        """What it promises."""
        return rules.stated(self.content)


def propose(
    actor: User,
    key: UUID,
    pair: KeyPair | None,
    *,
    share: float,
    seed: int,
    seconds: float | None = None,
    at: datetime,
) -> Mixed:
    """Mix plans of a standing order. That it was opened is kept; nothing else is.

    Args:
        share: of the time of all teams that is drawn, 0.1 to 1.
        seed: another one, another search.
        seconds: of CPU of this thread; ``SECONDS`` if none.

    Raises:
        NotFound, Shut, NotPermitted, ChangedMeanwhile: as for ``planning.propose``.
        InvalidInput: a share out of range; sites, teams or times with which nothing can be drawn.
    """
    if not rules.LEAST_SHARE <= share <= rules.MOST_SHARE:
        raise InvalidInput(_("Leave from 10 to 100 per cent to the draw."))
    version, asked = planning.to_plan(actor, key, pair, at=at)
    if not rules.has_sites_to_draw(version.order):
        raise InvalidInput(
            _("At each site somebody is in danger now: whether teams go is not left to chance.")
        )
    engine.make_ready()
    walks.make_ready()
    began = time.thread_time()
    try:
        left = leaving.leave(
            asked,
            share,
            seed=seed,
            spent=lambda: time.thread_time() - began,
            seconds=seconds or SECONDS,
        )
    except EngineError:
        raise InvalidInput(
            _("A team has no time: its shift ends as it begins. Mend it first.")
        ) from None
    if isinstance(left, Nothing):
        raise InvalidInput(str(NOTHING_TO_DRAW[left]))
    marks = {"salt": secrets.token_hex(SALT_BYTES)}
    content = documents.written(leaving.document(left, seed, marks))
    return Mixed(version, content, rules.stated(content), planning.unplaced(version.order))


@transaction.atomic
def keep(actor: User, key: UUID, token: str, pair: KeyPair | None, *, at: datetime) -> Draw:
    """Keep mixed plans, sealed to the readers: a new draw begins, to which people may commit.

    Args:
        token: what ``Mixed.as_token`` gave to the actor, within an hour.

    Raises:
        NotFound, NotPermitted, Shut: as for ``opening.change``.
        InvalidInput: these are not plans that were mixed here, or too long ago.
        ChangedMeanwhile: the order has changed, or was drawn for already.
    """
    said = _signed(token, actor, key)
    operation = opening.locked(actor, key, *opening.CHANGEABLE)
    version = opening.newest(operation, actor, pair)
    if rules.mark_of(version.order) != said["mark"]:
        raise ChangedMeanwhile(_("The order has changed since. Mix plans again."))
    newest = newest_of(operation)
    is_done = newest is not None and stage_of(newest) in {Stage.DRAWN, Stage.TAKEN}
    if newest and is_done and opened_mix(newest, pair).mark == said["mark"]:
        raise ChangedMeanwhile(
            _("This order was drawn for. It is drawn again only when it changes.")
        )
    return _begin(actor, version, OpenedMix(said["mix"].encode(), said["mark"]), at)


@transaction.atomic
def again(actor: User, key: UUID, pair: KeyPair | None, *, at: datetime) -> Draw:
    """Begin a new round with the same plans: somebody does not reveal, or has to be left out.

    The round before stays on record, with who committed and who did not reveal.

    Raises:
        NotFound, NotPermitted, Shut: as for ``opening.change``.
        ChangedMeanwhile: there is no draw, all have revealed, or the order has changed.
    """
    operation = opening.locked(actor, key, *opening.CHANGEABLE)
    version = opening.newest(operation, actor, pair)
    newest = newest_of(operation)
    if newest is None or stage_of(newest) not in {Stage.COMMITTING, Stage.REVEALING}:
        raise ChangedMeanwhile(
            _("This order was drawn for. It is drawn again only when it changes.")
        )
    mixed = opened_mix(newest, pair)
    if rules.mark_of(version.order) != mixed.mark:
        raise ChangedMeanwhile(_("The order has changed since. Mix plans again."))
    document = {**json.loads(mixed.content), "salt": secrets.token_hex(SALT_BYTES)}
    return _begin(actor, version, OpenedMix(documents.written(document), mixed.mark), at)


def newest_of(operation: Operation) -> Draw | None:
    """The draw of an operation that goes on or went on last."""
    return Draw.objects.filter(operation=operation).order_by("-number").first()


def stage_of(draw: Draw) -> Stage:
    """How far a draw has come."""
    parts = DrawPart.objects.filter(draw=draw).count()
    return draw.stage(parts, DrawReveal.objects.filter(part__draw=draw).count())


def opened_mix(draw: Draw, pair: KeyPair | None) -> OpenedMix:
    """The mixed plan of a draw.

    Raises:
        Shut: the key is not open, or it is not sealed to it.
    """
    said = sealed.opened_words(bytes(draw.envelope), pair, sealed.mix_context(draw.pk))
    return OpenedMix(zlib.decompress(base64.b64decode(said["mix"])), said["mark"])


def _begin(actor: User, version: Version, mixed: OpenedMix, at: datetime) -> Draw:
    operation = version.operation
    newest = newest_of(operation)
    draw = Draw(
        operation=operation,
        number=newest.number + 1 if newest else 1,
        version=version.number,
        digest=mix_digest(mixed.content),
        by=actor,
        at=at,
    )
    packed = base64.b64encode(zlib.compress(mixed.content, 9)).decode()
    draw.envelope = sealed.sealed_words(
        {"mix": packed, "mark": mixed.mark},
        sealed.mix_context(draw.pk),
        opening.readers_of(operation),
        block=sealed.MIX_BLOCK_BYTES,
    )
    draw.save()
    journal.record(
        at=at,
        actor=actor,
        action="operation.draw_begun",
        target=operation,
        reason=f"draw {draw.number} mix {bytes(draw.digest).hex()}",
    )
    return draw


def _signed(token: str, actor: User, key: UUID) -> dict[str, Any]:
    try:
        said: dict[str, Any] = signing.loads(token, salt=_PURPOSE, max_age=KEPT_WITHIN_SECONDS)
    except signing.BadSignature:
        said = {}
    if said.get("by") != str(actor.pk) or said.get("operation") != str(key):
        raise InvalidInput(_("These plans were not mixed here within the hour. Mix them again."))
    return said
