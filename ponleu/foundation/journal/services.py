"""Writes to the journal: what happened, who read the journal itself, who checked it."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from ponleu.foundation.core.errors import InvalidInput, NotPermitted
from ponleu.foundation.core.scoping import Actor
from ponleu.foundation.journal import queries, rules, verification
from ponleu.foundation.journal.models import VERIFY, Entry, Reader, reaches_all
from ponleu.foundation.journal.queries import JournalPage, Wanted
from ponleu.foundation.journal.verification import Verification

WRITE_LOCK = 0x706F6E6C6575
"""Key of the PostgreSQL advisory lock that puts writers of the journal in line: "ponleu"."""

RECENT_ROWS = 10_000
"""How many rows a page checks while someone waits: less than a tenth of a second of work."""


def record(
    *,
    at: datetime,
    actor: Actor | None,
    action: str,
    target: models.Model | str,
    reason: str = "",
) -> None:
    """Append what happened, inside the caller's transaction: both are kept or neither is.

    Writers stand in line from here until the caller's transaction ends, so call it last.
    Give codes and keys only: the journal holds no personal data.

    Args:
        actor: who did it; None is Ponleu itself.
        target: the record, or the name of a kind of record when no single one is meant.

    Raises:
        InvalidInput: the reason is longer than 500 characters or cannot be kept as text.
    """
    target_type, key = _named(target)
    if not rules.is_storable(reason, rules.MAX_REASON):
        raise InvalidInput(
            _("Shorten the reason to %(most)d characters of plain text.")
            % {"most": rules.MAX_REASON}
        )
    _refuse_bad_codes(action, target_type, key)
    with transaction.atomic(savepoint=False):
        _stand_in_line()
        _append(rules.instant_text(at), _key_of(actor), action, target_type, key, reason)


def read_journal(actor: Reader, wanted: Wanted, *, at: datetime) -> JournalPage:
    """A page of the journal; that it was read is journaled first."""
    record(at=at, actor=actor, action="journal.read", target="journal.entry")
    return queries.journal_of(actor, wanted)


def verify_recent(actor: Reader, *, at: datetime) -> Verification:
    """Check the newest rows while the person waits; the whole walk is ``ponleu journal verify``.

    Raises:
        NotPermitted: the actor does not answer for the whole record.
    """
    if not reaches_all(actor, VERIFY):
        raise NotPermitted(_("Only those who answer for the whole record may check the journal."))
    newest = queries.head().sequence
    found = verification.verify(after=max(0, newest - RECENT_ROWS))
    record(at=at, actor=actor, action="journal.verified", target="journal.entry")
    return found


def _append(at: str, actor: str, action: str, target_type: str, target: str, reason: str) -> None:
    newest = queries.head()
    sequence = newest.sequence + 1
    Entry.objects.create(
        sequence=sequence,
        at=at,
        actor=actor,
        action=action,
        target_type=target_type,
        target=target,
        reason=reason,
        previous=newest.hash,
        hash=rules.entry_hash(
            sequence, at, actor, action, target_type, target, reason, newest.hash
        ),
    )


def _stand_in_line() -> None:
    """SQLite has one writer from the start of a transaction; PostgreSQL is told to."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITE_LOCK])


def _named(target: models.Model | str) -> tuple[str, str]:
    if isinstance(target, str):
        return target, ""
    if target.pk is None:
        raise ValueError("a record that is not stored yet cannot be journaled")
    return target._meta.label_lower, str(target.pk)


def _key_of(actor: Actor | None) -> str:
    if actor is None:
        return ""
    if actor.pk is None:
        raise ValueError("nobody is signed in; pass None when Ponleu itself acts")
    return str(actor.pk)


def _refuse_bad_codes(*codes: str) -> None:
    if not all(rules.is_storable(code, rules.MAX_CODE) for code in codes):
        raise ValueError(f"codes and keys have at most {rules.MAX_CODE} characters: {codes}")
