"""Asking for the authority to use a covert technique, and deciding it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal import services as journal
from ponleu.response.operations import sealed
from ponleu.response.operations.models import CovertRequest
from ponleu.response.operations.rules.covert import Covert, flaw, is_due
from ponleu.response.operations.rules.kinds import Decision
from ponleu.response.operations.services import ordering
from ponleu.response.operations.services.signing import OwnOrder
from ponleu.response.operations.words import FLAWS

LONGEST = 1000
MOST = 50


@dataclass(frozen=True, slots=True)
class Read:
    """A request as it was opened.

    Attributes:
        words, court: what was decided, and the number of the court's decision; empty until then.
        is_due: it was allowed, and the day of review has come.
    """

    row: CovertRequest
    asked: Covert
    words: str = ""
    court: str = ""
    is_due: bool = False


@transaction.atomic
def ask(actor: User, asked: Covert, username: str, *, at: datetime) -> CovertRequest:
    """Ask a prosecutor for the authority to use a covert technique.

    Raises:
        NotPermitted: the actor orders no operations.
        OwnOrder: one cannot allow it to oneself.
        InvalidInput: days that do not fit, words too long, nobody who may sign.
    """
    access.require(actor, Action.OPERATION_ORDER, actor, seen_by=Action.HOME)
    authority = ordering.person_of(username)
    if authority == actor:
        raise OwnOrder(_("Who asks for it cannot allow it. Choose a prosecutor."))
    if not access.may(authority, Action.OPERATION_SIGN, actor):
        raise InvalidInput(_("This person may not sign operations here."))
    fault = flaw(asked, localdate(at))
    if fault is not None:
        raise InvalidInput(str(FLAWS[fault]))
    if not asked.scope.strip() or max(len(asked.scope), len(asked.budget)) > LONGEST:
        raise InvalidInput(_("Say what it is confined to, in at most a thousand characters."))
    row = CovertRequest(asked_by=actor, asked_at=at, authority=authority)
    row.envelope = sealed.sealed_words(
        asdict(asked), sealed.covert_context(row.pk), [actor, authority]
    )
    row.save()
    journal.record(at=at, actor=actor, action="covert.asked", target=row)
    return row


@transaction.atomic
def decide(
    actor: User,
    key: UUID,
    *,
    is_allowed: bool,
    words: str,
    court: str,
    pair: KeyPair | None,
    at: datetime,
) -> CovertRequest:
    """Allow or refuse what was asked, with the reason; once.

    Raises:
        NotFound, Shut: as for ``open_one``.
        NotPermitted: the actor is not the one who was asked, or may not sign.
        ChangedMeanwhile: it was decided or taken back.
        InvalidInput: no reason.
    """
    row = _row(actor, key, is_locked=True)
    may_sign = access.may(actor, Action.OPERATION_SIGN, row.asked_by)
    if row.authority_id != actor.pk or not may_sign:
        raise NotPermitted(_("You may read this record but not do this."))
    _refuse_unless_waits(row)
    read(row, pair)
    said = {"words": " ".join(words.split()), "court": " ".join(court.split())}
    if not said["words"] or len(said["words"]) > LONGEST or len(said["court"]) > LONGEST:
        raise InvalidInput(_("Say why, in a sentence or two."))
    people = [actor, *([row.asked_by] if row.asked_by.is_active else [])]
    row.answer = sealed.sealed_words(said, sealed.covert_answer_context(row.pk), people)
    row.decision = Decision.SIGNED if is_allowed else Decision.REFUSED
    row.decided_at = at
    row.save(update_fields=["answer", "decision", "decided_at"])
    journal.record(at=at, actor=actor, action=f"covert.{row.decision}", target=row)
    return row


@transaction.atomic
def take_back(actor: User, key: UUID, *, at: datetime) -> CovertRequest:
    """Take back what one asked and nobody decided. Twice is once.

    Raises:
        NotFound: no such request for the actor.
        NotPermitted: somebody else asked.
        ChangedMeanwhile: it was decided.
    """
    row = _row(actor, key, is_locked=True)
    if row.asked_by_id != actor.pk:
        raise NotPermitted(_("You may read this record but not do this."))
    if row.decision == Decision.TAKEN_BACK:
        return row
    _refuse_unless_waits(row)
    row.decision, row.decided_at = Decision.TAKEN_BACK, at
    row.save(update_fields=["decision", "decided_at"])
    journal.record(at=at, actor=actor, action="covert.taken_back", target=row)
    return row


@transaction.atomic
def open_requests(actor: User, pair: KeyPair | None, *, at: datetime) -> list[Read]:
    """The newest requests that the actor made or has to decide; that they were read is journaled.

    Raises:
        Shut: their key is not open.
    """
    rows = CovertRequest.objects.visible_to(actor).select_related(
        "asked_by__unit", "authority__unit"
    )
    found = [read(row, pair) for row in rows[:MOST]]
    for each in found:
        journal.record(at=at, actor=actor, action="covert.opened", target=each.row)
    today = localdate(at)
    return [
        replace(each, is_due=each.row.decision == Decision.SIGNED and is_due(each.asked, today))
        for each in found
    ]


@transaction.atomic
def open_one(actor: User, key: UUID, pair: KeyPair | None, *, at: datetime) -> Read:
    """One of them.

    Raises:
        NotFound: no such request for the actor.
        Shut: their key is not open.
    """
    found = read(_row(actor, key), pair)
    journal.record(at=at, actor=actor, action="covert.opened", target=found.row)
    return found


def read(row: CovertRequest, pair: KeyPair | None) -> Read:
    """What lies in a request.

    Raises:
        Shut: the key is not open, or it is not sealed to it.
    """
    asked = sealed.opened_words(bytes(row.envelope), pair, sealed.covert_context(row.pk))
    said = {"words": "", "court": ""}
    if row.answer:
        context = sealed.covert_answer_context(row.pk)
        said = sealed.opened_words(bytes(row.answer), pair, context)
    return Read(row, Covert(**asked), said["words"], said["court"])


def _row(actor: User, key: UUID, *, is_locked: bool = False) -> CovertRequest:
    rows = CovertRequest.objects.visible_to(actor).select_related("asked_by__unit", "authority")
    if is_locked and connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotFound(_("There is no such record."))
    return row


def _refuse_unless_waits(row: CovertRequest) -> None:
    if row.decision != Decision.ASKED:
        raise ChangedMeanwhile(_("This request was decided or taken back meanwhile."))
