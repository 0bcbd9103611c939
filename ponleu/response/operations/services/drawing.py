"""Drawing one of the mixed plans: people commit, reveal, and the drawn plan becomes the route."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ponleu.engines.planning.unannounced import Revealed, commitment, documents, is_kept, mix_digest
from ponleu.engines.planning.unannounced.drawing import LENGTH
from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, DomainError, InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.response.operations import sealed
from ponleu.response.operations.models import Draw, DrawPart, DrawReveal, Operation, SignOff
from ponleu.response.operations.models.draw import STANDING
from ponleu.response.operations.rules import draw as rules
from ponleu.response.operations.rules.draw import Stage
from ponleu.response.operations.services import mixing, opening, scopes
from ponleu.response.operations.services.mixing import OpenedMix
from ponleu.response.operations.services.opening import Version
from ponleu.response.operations.words import left_words


class NotAsCommitted(DomainError):
    """Something of a draw is not what was committed to."""

    code = "draw_not_as_committed"
    http_status = HTTPStatus.CONFLICT


@transaction.atomic
def commit(actor: User, key: UUID, pair: KeyPair | None, *, at: datetime) -> DrawPart:
    """Commit to a number that a secure generator gives; it is sealed to the actor alone.

    Twice is once: a commitment is never replaced.

    Raises:
        NotFound: no draw of such an operation, or the actor takes no part in it.
        Shut: their key is not open.
        ChangedMeanwhile: commitments are closed, or the operation has moved on.
    """
    draw = _draw_of(_party(actor, key, pair))
    if draw.closed_at is not None:
        raise ChangedMeanwhile(_("Commitments are closed. Whoever committed reveals now."))
    made = DrawPart.objects.filter(draw=draw, party=actor).first()
    if made is not None:
        return made
    seed = secrets.token_bytes(LENGTH)
    part = DrawPart(draw=draw, party=actor, at=at)
    part.commitment = commitment(bytes(draw.digest), seed)
    part.envelope = sealed.sealed_words({"seed": seed.hex()}, sealed.seed_context(part.pk), [actor])
    part.save()
    _note(draw, actor, "committed", f"commitment {part.commitment.hex()}", at)
    return part


@transaction.atomic
def close(actor: User, key: UUID, *, at: datetime) -> Draw:
    """Close commitments: nobody commits any more, whoever did reveals. Twice is once.

    Raises:
        NotFound, NotPermitted: as for ``opening.change``; or there is no draw.
        ChangedMeanwhile: the operation has moved on.
        InvalidInput: fewer than two people have committed.
    """
    operation = opening.locked(actor, key, *opening.CHANGEABLE)
    draw = _draw_of(operation)
    if draw.closed_at is not None:
        return draw
    if DrawPart.objects.filter(draw=draw).count() < rules.LEAST_PARTIES:
        raise InvalidInput(_("At least two different people commit first."))
    draw.closed_at, draw.closed_by = at, actor
    draw.save(update_fields=["closed_at", "closed_by"])
    _note(draw, actor, "closed", "", at)
    return draw


@transaction.atomic
def reveal(actor: User, key: UUID, pair: KeyPair | None, *, at: datetime) -> DrawReveal:
    """Open the number that the actor committed to, for all. Twice is once.

    Raises:
        NotFound: as for ``commit``; or they did not commit.
        Shut: their key is not open, or is another than when they committed.
        ChangedMeanwhile: commitments are not closed, or the operation has moved on.
        NotAsCommitted: the number is not the one that was committed to.
    """
    draw = _draw_of(_party(actor, key, pair))
    part = DrawPart.objects.filter(draw=draw, party=actor).first()
    if part is None:
        raise NotFound(_("There is no such record."))
    if draw.closed_at is None:
        raise ChangedMeanwhile(_("Reveal once commitments are closed."))
    made = DrawReveal.objects.filter(part=part).first()
    if made is not None:
        return made
    said = sealed.opened_words(bytes(part.envelope), pair, sealed.seed_context(part.pk))
    seed = bytes.fromhex(said["seed"])
    if not is_kept(bytes(draw.digest), Revealed(bytes(part.commitment), seed)):
        raise NotAsCommitted(_("This is not the number that was committed to. Begin a new round."))
    revealed = DrawReveal.objects.create(part=part, seed=seed, at=at)
    _note(draw, actor, "revealed", f"seed {seed.hex()}", at)
    return revealed


@transaction.atomic
def take_over(actor: User, key: UUID, pair: KeyPair | None, *, seen: int, at: datetime) -> Version:
    """Make the drawn plan the route of the order, once the draw verifies and the checker passes.

    Args:
        seen: the version of the order that the actor saw.

    Raises:
        NotFound, NotPermitted, Shut, ChangedMeanwhile: as for ``opening.change``; the last also if
            not all have revealed, or the order is no longer the one that was drawn for.
        NotAsCommitted: the draw does not verify.
    """
    operation = opening.locked(actor, key, *opening.CHANGEABLE)
    version = opening.newest(operation, actor, pair)
    opening.refuse_newer(version, seen)
    draw = _draw_of(operation)
    if mixing.stage_of(draw) is not Stage.DRAWN:
        raise ChangedMeanwhile(_("Not all have revealed, or it was taken over. Look again."))
    mixed = mixing.opened_mix(draw, pair)
    parts = parts_of(draw)
    record = record_of(mixed, parts)
    if differences(draw, mixed, record, parts):
        raise NotAsCommitted(_("This draw does not verify. Begin a new round."))
    order = None
    if rules.mark_of(version.order) == mixed.mark:
        drawn = rules.drawn_stops(record)
        order = rules.drawn_order(version.order, mixed.stated, drawn, left_words())
    if order is None:
        raise ChangedMeanwhile(_("The order has changed since. Mix plans again."))
    draw.taken_at, draw.taken_by, draw.taken_version = at, actor, version.number + 1
    draw.drawn_digest = mix_digest(record)
    draw.save(update_fields=["taken_at", "taken_by", "taken_version", "drawn_digest"])
    codes = f"draw {draw.number} verified, record {draw.drawn_digest.hex()}"
    return opening.write(actor, operation, order, what="draw_taken", codes=codes, at=at)


def parts_of(draw: Draw) -> Sequence[DrawPart]:
    """Who committed, each with what they revealed, in the order in which they did."""
    return list(DrawPart.objects.filter(draw=draw).select_related("party", "reveal"))


def record_of(mixed: OpenedMix, parts: Sequence[DrawPart]) -> bytes:
    """The record of a draw in which all have revealed: ``drawn.json``, every byte of it."""
    seeds = [bytes(part.reveal.seed) for part in parts]
    return documents.draw_file(documents.read_mix(mixed.content), seeds)


def commitment_files(draw: Draw, parts: Sequence[DrawPart]) -> list[bytes]:
    """What each party gave out, as the files that ``ponleu plan verify`` takes."""
    form = {"format": documents.COMMITMENT, "mix_sha256": bytes(draw.digest).hex()}
    return [
        documents.written({**form, "commitment": bytes(part.commitment).hex()}) for part in parts
    ]


def differences(
    draw: Draw, mixed: OpenedMix, record: bytes, parts: Sequence[DrawPart]
) -> tuple[str, ...]:
    """What of a draw is not as it was committed to; empty if all is."""
    return documents.differences(mixed.content, record, commitment_files(draw, parts))


def _party(actor: User, key: UUID, pair: KeyPair | None) -> Operation:
    """The operation, locked, of somebody who takes part in its draws: a reader of the order, or
    the prosecutor who is asked to sign it."""
    rows = Operation.objects.visible_to(actor)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    operation = rows.filter(pk=key).first()
    if operation is None:
        raise NotFound(_("There is no such record."))
    if Operation.objects.named(actor).filter(pk=key).exists():
        opening.newest(operation, actor, pair)
    else:
        asked = SignOff.objects.visible_to(actor).filter(
            operation=operation, prosecutor=actor, decision__in=STANDING
        )
        row = asked.order_by("-asked_at").first()
        if row is None:
            raise NotFound(_("There is no such record."))
        scopes.read(row, actor, pair)
    opening.refuse_unless(operation, *opening.CHANGEABLE)
    return operation


def _draw_of(operation: Operation) -> Draw:
    draw = mixing.newest_of(operation)
    if draw is None:
        raise NotFound(_("There is no such record."))
    return draw


def _note(draw: Draw, actor: User, what: str, codes: str, at: datetime) -> None:
    journal.record(
        at=at,
        actor=actor,
        action=f"operation.draw_{what}",
        target=draw.operation,
        reason=f"draw {draw.number} {codes}".strip(),
    )
