"""What those present do about closed minutes: sign, with a reservation, refuse, or on paper."""

from __future__ import annotations

import io
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, DomainError, InvalidInput, NotPermitted
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.journal import heads
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.evidence import queries as evidence_queries
from ponleu.knowledge.evidence import services as evidence
from ponleu.knowledge.evidence.models import Content
from ponleu.response.findings.rules.exhibits import HEAD_BYTES, media_type_of
from ponleu.response.minutes.models import Minutes, Signature, Version
from ponleu.response.minutes.queries.holding import text_of
from ponleu.response.minutes.queries.writers import may_write
from ponleu.response.minutes.rules import content as contents
from ponleu.response.minutes.rules.kinds import NEED_WORDS, Manner
from ponleu.response.minutes.services import drafting
from ponleu.response.operations.models import TeamMember

LONGEST, LONGEST_NAME = 1000, 200
MOST_SCAN_BYTES = 20_000_000
SCANS = frozenset({"image/jpeg", "image/png", "image/tiff", "image/webp", "application/pdf"})


class KeyIsShut(DomainError):
    """Whoever signs has to open their key first."""

    code = "key_is_shut"
    http_status = 403


@transaction.atomic
def sign(
    actor: User,
    key: UUID,
    sha256: str,
    manner: Manner,
    words: str,
    pair: KeyPair | None,
    *,
    at: datetime,
) -> Signature:
    """Sign the newest version, sign it with a reservation, or refuse to.

    Args:
        key: of the minutes.
        sha256: of the content that the actor read.
        words: the reservation or the reason; none if they simply sign.
        pair: the actor's key pair, open in this session.

    Raises:
        NotFound: no such minutes for the actor.
        NotPermitted: they were not present, so that they have nothing to sign.
        KeyIsShut: the key is not open.
        ChangedMeanwhile: this is not what is closed for signing now, or they have answered it.
        InvalidInput: no words where some are needed, or on paper.
    """
    if pair is None:
        raise KeyIsShut(_("Your key is not open in this session. Open it with your passphrase."))
    if manner is Manner.PAPER:
        raise InvalidInput(_("A sheet signed on paper is entered by the minute-taker."))
    row, version = _closed(actor, key, sha256)
    member = _present(version, actor)
    if member is None:
        raise NotPermitted(_("Only those who were present sign these minutes."))
    needs = manner in NEED_WORDS
    said = one_line(words, most=LONGEST, is_needed=needs) if needs else ""
    made = _made(row, version, member, str(member.name), manner, said, at)
    made.user, made.entered_by = actor, actor
    made.save()
    journal.record(at=at, actor=actor, action=f"minutes.{manner}", target=row)
    return made


@transaction.atomic
def on_paper(
    actor: User,
    key: UUID,
    sha256: str,
    member: UUID | None,
    name: str,
    scan: BinaryIO,
    *,
    at: datetime,
) -> Signature:
    """Enter that somebody signed the printed sheet, with its scan.

    Args:
        member: their place in a team; none for somebody else who was there, who is named.

    Raises:
        NotFound: no such minutes for the actor.
        NotPermitted: they do not take them.
        ChangedMeanwhile: as for ``sign``.
        InvalidInput: nobody is named, or they sign with an account; the scan is no picture or PDF.
    """
    drafting.locked(actor, key, None)
    row, version = _closed(actor, key, sha256)
    who = _on_paper(version, member)
    if who is None:
        name = one_line(name, most=LONGEST_NAME)
    kept = _kept_scan(scan, at)
    made = _made(row, version, who, who.name if who else name, Manner.PAPER, "", at, kept)
    made.entered_by = actor
    made.save()
    journal.record(at=at, actor=actor, action="minutes.paper", target=row)
    return made


@transaction.atomic
def take_back(actor: User, key: UUID, *, at: datetime) -> Signature:
    """Take one's own answer back, or a sheet that one entered by mistake. It stays on record.

    Raises:
        NotFound: there is none for the actor.
        NotPermitted: it is somebody else's.
    """
    rows = Signature.objects.select_related("version__minutes")
    row = rows.get_for(actor, key, lock=True)
    minutes = row.version.minutes
    takes = row.manner == Manner.PAPER and may_write(actor, minutes.operation)
    if row.user_id != actor.pk and not takes:
        raise NotPermitted(_("You may read this record but not do this."))
    if row.withdrawn_at is None:
        row.withdrawn_by, row.withdrawn_at = actor, at
        row.save(update_fields=["withdrawn_by", "withdrawn_at"])
        journal.record(at=at, actor=actor, action="minutes.answer_taken_back", target=minutes)
    return row


@transaction.atomic
def open_scan(actor: User, key: UUID, *, at: datetime) -> tuple[Signature, BinaryIO]:
    """The scan of a sheet, checked against its hash; that it was opened is journaled.

    Raises:
        NotFound: there is none for the actor.
        Damaged: what is kept has another hash.
    """
    rows = Signature.objects.exclude(scan=None).select_related("version__minutes", "scan")
    row = rows.get_for(actor, key)
    minutes = row.version.minutes
    journal.record(at=at, actor=actor, action="minutes.scan_opened", target=minutes)
    return row, evidence_queries.content_file(str(row.scan_id))


def _closed(actor: User, key: UUID, sha256: str) -> tuple[Minutes, Version]:
    """Minutes, locked, whose newest version is closed and has this hash."""
    rows = Minutes.objects.standing().select_related("operation__unit")
    row = rows.get_for(actor, key, lock=True)
    version = Version.objects.filter(minutes=row).order_by("-number").first()
    if version is None or version.closed_at is None or version.sha256 != sha256:
        raise ChangedMeanwhile(
            _("These minutes were changed after you opened them. Read them again, then sign.")
        )
    return row, version


def _present(version: Version, actor: User) -> TeamMember | None:
    """The actor's place in a team, if the version says that they were present."""
    keys = contents.present_keys(contents.from_bytes(version.content.encode()))
    return TeamMember.objects.filter(pk__in=keys, user=actor).order_by("pk").first()


def _on_paper(version: Version, member: UUID | None) -> TeamMember | None:
    if member is None:
        return None
    keys = contents.present_keys(contents.from_bytes(version.content.encode()))
    row = TeamMember.objects.filter(pk__in=keys, pk=member).select_related("user").first()
    if row is None:
        raise InvalidInput(_("Choose somebody who was present."))
    if row.user is not None and row.user.is_active:
        raise InvalidInput(_("Who has an account signs with it."))
    return row


def _kept_scan(scan: BinaryIO, at: datetime) -> Content:
    media_type = media_type_of(scan.read(HEAD_BYTES))
    if media_type not in SCANS:
        raise InvalidInput(_("Choose a picture or PDF of the sheet that was signed."))
    scan.seek(0, io.SEEK_SET)
    return evidence.keep_content(scan, media_type=str(media_type), at=at, limit=MOST_SCAN_BYTES)


def _made(
    row: Minutes,
    version: Version,
    member: TeamMember | None,
    name: str,
    manner: Manner,
    words: str,
    at: datetime,
    scan: Content | None = None,
) -> Signature:
    """An answer with the mark of the installation, not saved yet."""
    standing = Signature.objects.standing().filter(version=version)
    of_whom = standing.filter(member=member) if member else standing.filter(member=None, name=name)
    if of_whom.exists():
        raise ChangedMeanwhile(_("This is answered already. Take that back first."))
    made = Signature(
        version=version, member=member, name=name, manner=manner, words=words, at=at, scan=scan
    )
    signing = heads.signing_key(settings.PONLEU_KEYS)
    made.proof = signing.sign(text_of(made, row.reference)).hex()
    made.key = heads.public_hex(signing)
    return made
