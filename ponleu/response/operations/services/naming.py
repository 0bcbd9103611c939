"""Saying who may read a whole order: letting people in, and out again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import InvalidInput, NotFound
from ponleu.response.operations import sealed
from ponleu.response.operations.models import Ask, Draw, Operation, Reader, SignOff
from ponleu.response.operations.services import opening, ordering
from ponleu.response.operations.services.opening import Version


@transaction.atomic
def let_in(actor: User, key: UUID, username: str, pair: KeyPair | None, *, at: datetime) -> Reader:
    """Let somebody read the whole order, with what was asked and answered so far.

    Who is let in already is sealed to anew, in case they have another key since.

    Raises:
        NotFound, NotPermitted, Shut, ChangedMeanwhile: as for ``opening.change``.
        InvalidInput: nobody of this name, without a key, or whom the record keeps from it.
    """
    operation = opening.locked(actor, key, *opening.CHANGEABLE)
    version = opening.newest(operation, actor, pair)
    person = ordering.person_of(username)
    ordering.refuse_kept_out(version.order, person)
    reader = operation.readers.filter(user=person, ended_at=None).first()
    if reader is None:
        reader = ordering.enter_reader(actor, operation, person, at)
    elif bytes(reader.key_id) == sealed.key_id_of(person):
        return reader
    else:
        reader.key_id = sealed.key_id_of(person)
        reader.save(update_fields=["key_id"])
    _seal_what_was_said(operation, pair, opening.readers_of(operation))
    opening.write(actor, operation, version.order, what="reader_let_in", at=at)
    return reader


@transaction.atomic
def let_out(actor: User, key: UUID, reader: UUID, pair: KeyPair | None, *, at: datetime) -> Version:
    """Let a reader out: the order is sealed anew without them. What they read, they know.

    Raises:
        NotFound, NotPermitted, Shut, ChangedMeanwhile: as for ``opening.change``.
        InvalidInput: oneself.
    """
    operation = opening.locked(actor, key, *opening.CHANGEABLE)
    version = opening.newest(operation, actor, pair)
    found = operation.readers.filter(pk=reader, ended_at=None).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    if found.user_id == actor.pk:
        raise InvalidInput(_("Ask another reader to let you out."))
    found.ended_at, found.ended_by = at, actor
    found.save(update_fields=["ended_at", "ended_by"])
    return opening.write(actor, operation, version.order, what="reader_let_out", at=at)


def _seal_what_was_said(
    operation: Operation, pair: KeyPair | None, readers: Sequence[User]
) -> None:
    """Seal requests, asks, their answers and mixed plans to the readers as well, and to nobody
    who left."""
    for row in SignOff.objects.filter(operation=operation).select_related("prosecutor"):
        people = [one for one in (row.prosecutor, *readers) if one.is_active]
        row.envelope = sealed.resealed(
            bytes(row.envelope), pair, sealed.scope_context(row.pk), people
        )
        if row.answer:
            row.answer = sealed.resealed(
                bytes(row.answer), pair, sealed.decision_context(row.pk), people
            )
        row.save(update_fields=["envelope", "answer"])
    for ask in Ask.objects.filter(operation=operation).select_related("to"):
        people = [one for one in (ask.to, *readers) if one.is_active]
        ask.envelope = sealed.resealed(
            bytes(ask.envelope), pair, sealed.ask_context(ask.pk), people
        )
        if ask.answer_words:
            ask.answer_words = sealed.resealed(
                bytes(ask.answer_words), pair, sealed.answer_context(ask.pk), people
            )
        ask.save(update_fields=["envelope", "answer_words"])
    for draw in Draw.objects.filter(operation=operation):
        draw.envelope = sealed.resealed(
            bytes(draw.envelope), pair, sealed.mix_context(draw.pk), readers
        )
        draw.save(update_fields=["envelope"])
