"""Beginning minutes, completing them, taking over what the record says now, closing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.core.instants import in_utc
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.journal import services as journal
from ponleu.response.minutes.models import Minutes, Signature, Version
from ponleu.response.minutes.queries import record
from ponleu.response.minutes.queries.writers import may_write
from ponleu.response.minutes.rules import content as contents
from ponleu.response.minutes.rules.content import PARTS, Content
from ponleu.response.minutes.rules.generating import rows_of
from ponleu.response.minutes.words import code_name_word
from ponleu.response.operations.models import Operation, OperationSite

LETTER = "J"
LONGEST = 10_000
LONGEST_PLACE = 200
WRITTEN = ("where", *PARTS)
"""What the minute-taker writes: the place of writing, and words for each part."""


@transaction.atomic
def begin(actor: User, operation: UUID, site: UUID | None, *, at: datetime) -> Minutes:
    """Begin minutes of a started operation or of one of its sites, with what the record holds.

    Raises:
        NotFound: no such operation or site for the actor.
        NotPermitted: they do not take its minutes.
        ChangedMeanwhile: there are such minutes already.
    """
    about = Operation.objects.open_to(actor).select_related("unit", "ordered_by", "started_by")
    found = about.filter(pk=operation).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    _refuse_others(actor, found)
    place = None
    if site is not None:
        place = OperationSite.objects.visible_to(actor).filter(operation=found, pk=site).first()
        if place is None:
            raise NotFound(_("There is no such record."))
    # whoever begins waits here for a colleague who begins the same
    Operation.objects.select_for_update().get(pk=found.pk)
    if Minutes.objects.standing().filter(operation=found, site=place).exists():
        raise ChangedMeanwhile(_("These minutes have been begun already. Open them."))
    row = Minutes.objects.create(
        reference=next_reference(LETTER, localdate(at).year),
        operation=found,
        site=place,
        begun_by=actor,
        begun_at=at,
    )
    first = Content(
        reference=row.reference,
        version=1,
        about=_about(found, place),
        taken_at=in_utc(at),
        at=in_utc(at),
        rows=rows_of(record.facts_of(actor, found, place)),
        words={},
    )
    _keep(actor, row, first, "begun", at)
    return row


@transaction.atomic
def write(actor: User, key: UUID, words: Mapping[str, str], *, was: int, at: datetime) -> Version:
    """Write the next version with other words of the minute-taker; the rows stay as they are.

    Args:
        words: by the names of ``WRITTEN``; empty ones are left out.
        was: number of the version that the actor saw.

    Raises:
        NotFound, NotPermitted: as for ``begin``.
        ChangedMeanwhile: there is a newer version.
        InvalidInput: words that are too long.
    """
    row, newest = locked(actor, key, was)
    kept = {name: _checked(name, words.get(name, "")) for name in WRITTEN}
    old = contents.from_bytes(newest.content.encode())
    new = {name: text for name, text in kept.items() if text}
    if new == dict(old.words):
        return newest
    said = replace(old, words=new, version=newest.number + 1, at=in_utc(at))
    return _keep(actor, row, said, "written", at)


@transaction.atomic
def take_over(actor: User, key: UUID, *, was: int, at: datetime) -> Version:
    """Write the next version with what the record says now; words of the minute-taker stay.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``write``; the last also if the record
            says nothing else.
    """
    row, newest = locked(actor, key, was)
    old = contents.from_bytes(newest.content.encode())
    rows = rows_of(record.facts_of(actor, row.operation, row.site))
    if not contents.differences(old.rows, rows):
        raise ChangedMeanwhile(_("The record says nothing else. Nothing was taken over."))
    said = replace(old, rows=rows, version=newest.number + 1, at=in_utc(at), taken_at=in_utc(at))
    return _keep(actor, row, said, "taken_over", at)


@transaction.atomic
def close(actor: User, key: UUID, *, was: int, at: datetime) -> Version:
    """Close the newest version, so that those present can sign it. Twice is once.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``write``.
        InvalidInput: nobody was present.
    """
    row, newest = locked(actor, key, was)
    if newest.closed_at is not None:
        return newest
    if not contents.present_keys(contents.from_bytes(newest.content.encode())):
        raise InvalidInput(_("Nobody answered at roll call, so nobody can sign."))
    newest.closed_at, newest.closed_by = at, actor
    newest.save(update_fields=["closed_at", "closed_by"])
    journal.record(at=at, actor=actor, action="minutes.closed", target=row)
    return newest


@transaction.atomic
def give_up(actor: User, key: UUID, *, at: datetime) -> Minutes:
    """Take minutes back that were begun by mistake. They stay on record; new ones can be begun.

    Raises:
        NotFound, NotPermitted: as for ``begin``.
        ChangedMeanwhile: somebody has answered them; they stand.
    """
    row, _newest = locked(actor, key, None)
    if Signature.objects.filter(version__minutes=row).exists():
        raise ChangedMeanwhile(_("Somebody has answered these minutes. Write a new version."))
    row.withdrawn_by, row.withdrawn_at = actor, at
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])
    journal.record(at=at, actor=actor, action="minutes.given_up", target=row)
    return row


def locked(actor: User, key: UUID, was: int | None) -> tuple[Minutes, Version]:
    """Minutes that the actor takes, with their newest version, locked.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``write``.
    """
    rows = Minutes.objects.standing().select_related(
        "operation__unit", "operation__ordered_by", "operation__started_by", "site__entry"
    )
    row = rows.get_for(actor, key, lock=True)
    _refuse_others(actor, row.operation)
    newest = Version.objects.filter(minutes=row).order_by("-number").first()
    if newest is None or was not in (None, newest.number):
        raise ChangedMeanwhile(
            _("A colleague wrote a newer version meanwhile. Look at it, then do it once more.")
        )
    return row, newest


def _refuse_others(actor: User, operation: Operation) -> None:
    if not may_write(actor, operation):
        raise NotPermitted(_("You may read this record but not do this."))


def _keep(actor: User, row: Minutes, said: Content, what: str, at: datetime) -> Version:
    version = Version.objects.create(
        minutes=row,
        number=said.version,
        content=contents.to_bytes(said).decode(),
        sha256=contents.sha256_of(said),
        by=actor,
        at=at,
    )
    journal.record(at=at, actor=actor, action=f"minutes.{what}", target=row)
    return version


def _about(operation: Operation, site: OperationSite | None) -> dict[str, contents.Value]:
    unit, name = operation.unit, code_name_word(operation.code_name)
    return {
        "operation": operation.reference,
        "code_name": {"code": name.code, "en": name.en, "km": name.km},
        "unit": {"code": "", "en": unit.name, "km": unit.name_km or unit.name},
        "site": str(site.pk) if site else "",
    }


def _checked(name: str, text: str) -> str:
    """Words with their lines kept, without blanks at the ends."""
    kept = "\n".join(line.rstrip() for line in text.strip().splitlines())
    most = LONGEST_PLACE if name == "where" else LONGEST
    if len(kept) > most:
        raise InvalidInput(_("Shorten it to %(most)d characters.") % {"most": most})
    return kept
