"""Asking people to hold something ready, and their answers. They learn a code name, no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotFound, NotPermitted
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.journal import services as journal
from ponleu.foundation.packs.operations import load_operation_roles
from ponleu.response.operations import sealed
from ponleu.response.operations.models import Ask, Operation
from ponleu.response.operations.rules.kinds import Opened
from ponleu.response.operations.services import opening, ordering

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Said:
    """An ask as it was opened: what is asked, and what was answered in words."""

    row: Ask
    words: str
    answer: str


@transaction.atomic
def ask(
    actor: User,
    key: UUID,
    username: str,
    role: str,
    words: str,
    pair: KeyPair | None,
    *,
    at: datetime,
) -> Ask:
    """Ask somebody, of whatever unit, to hold ready who fills a role.

    Raises:
        NotFound, NotPermitted, Shut, ChangedMeanwhile: as for ``opening.change``.
        InvalidInput: nobody of this name, without a key, whom the record keeps out; no such role.
    """
    operation = opening.locked(actor, key, *opening.CHANGEABLE)
    version = opening.newest(operation, actor, pair)
    person = ordering.person_of(username)
    ordering.refuse_kept_out(version.order, person)
    if role not in load_operation_roles(settings.PONLEU_COUNTRY):
        raise InvalidInput(_("Choose a role from the list."))
    row = Ask(operation=operation, to=person, role=role, by=actor, at=at)
    row.envelope = sealed.sealed_words(
        {"words": one_line(words, most=LONGEST)},
        sealed.ask_context(row.pk),
        _people(operation, person),
    )
    row.save()
    journal.record(at=at, actor=actor, action="operation.asked", target=operation)
    return row


@transaction.atomic
def open_asks(
    actor: User, operation: Operation, pair: KeyPair | None, *, at: datetime
) -> list[Said]:
    """What is asked for an operation, as far as the actor may see it; an own one is kept as opened.

    Raises:
        Shut: their key is not open.
    """
    rows = list(
        Ask.objects.visible_to(actor)
        .filter(operation=operation, withdrawn_at=None)
        .select_related("to__unit", "by__unit")
    )
    if any(row.to_id == actor.pk for row in rows):
        opening.note_opening(operation, actor, Opened.ASK, at=at)
    return [_said(row, pair) for row in rows]


@transaction.atomic
def answer(
    actor: User, key: UUID, *, can: bool, words: str, pair: KeyPair | None, at: datetime
) -> Ask:
    """Say yes or no to what one is asked; the last answer holds, until the operation starts.

    Raises:
        NotFound: nothing of this is asked of the actor.
        ChangedMeanwhile: the operation has moved on.
    """
    row = _own(actor, key)
    opening.refuse_unless(row.operation, *opening.CHANGEABLE)
    text = one_line(words, most=LONGEST, is_needed=False)
    row.answer = Ask.YES if can else Ask.NO
    row.answered_at = at
    people = _people(row.operation, actor)
    row.answer_words = sealed.sealed_words({"words": text}, sealed.answer_context(row.pk), people)
    row.save(update_fields=["answer", "answered_at", "answer_words"])
    journal.record(at=at, actor=actor, action="operation.ask_answered", target=row.operation)
    return row


@transaction.atomic
def take_back(actor: User, key: UUID, *, at: datetime) -> Ask:
    """Ask for it no longer; whoever was asked then knows of the operation no more. Twice is once.

    Raises:
        NotFound, NotPermitted: the actor does not order this operation.
    """
    row = Ask.objects.visible_to(actor).select_related("operation__unit").filter(pk=key).first()
    if row is None:
        raise NotFound(_("There is no such record."))
    if not actor.may(Action.OPERATION_ORDER, row.operation):
        raise NotPermitted(_("You may read this record but not do this."))
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = at, actor
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        journal.record(at=at, actor=actor, action="operation.ask_taken_back", target=row.operation)
    return row


def _own(actor: User, key: UUID) -> Ask:
    rows = Ask.objects.visible_to(actor).select_related("operation__unit")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(pk=key, to=actor, withdrawn_at=None).first()
    if row is None:
        raise NotFound(_("There is no such record."))
    return row


def _said(row: Ask, pair: KeyPair | None) -> Said:
    words = sealed.opened_words(bytes(row.envelope), pair, sealed.ask_context(row.pk))["words"]
    answered = ""
    if row.answer_words:
        context = sealed.answer_context(row.pk)
        answered = sealed.opened_words(bytes(row.answer_words), pair, context)["words"]
    return Said(row, words, answered)


def _people(operation: Operation, person: User) -> Sequence[User]:
    readers = opening.readers_of(operation)
    return [person, *(one for one in readers if one != person)]
