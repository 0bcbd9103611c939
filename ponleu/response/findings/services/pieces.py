"""Adding evidence to an allegation, withdrawing it, and bringing it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import DomainError, InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.evidence.models import Content
from ponleu.knowledge.sources.models import Source
from ponleu.response.cases.models import Allegation, Gathering
from ponleu.response.complaints.models import Complaint
from ponleu.response.complaints.rules import State
from ponleu.response.findings.models import Piece
from ponleu.response.findings.queries.weighing import origin_key
from ponleu.response.findings.rules.kinds import (
    CREDIBILITIES,
    NOT_JUDGED,
    PieceKind,
    Reliability,
)
from ponleu.response.findings.services.exhibits import Exhibit, keep_file, require_custody
from ponleu.response.findings.services.opening import checked, open_allegation

LONGEST_WORDS = 1000
LONGEST_ORIGIN = 200
LONGEST_WHY = 500
MOST_PIECES = 200
REPORTERS = "reporters of complaints"
"""Origin of a complaint about whose reporter nothing else is said: as nobody knows that two
reporters are two people, all of these count as one."""


class ConsentGone(DomainError):
    """Who spoke does not agree any more that it is evidence."""

    code = "consent_gone"
    http_status = HTTPStatus.CONFLICT


@dataclass(frozen=True, slots=True)
class About:
    """What a piece of evidence is, and how good.

    Attributes:
        words: what it shows; not sealed.
        claim, source, complaint: keys; which of them is needed follows from the kind.
        start, end: the words meant in the document; both or neither.
        exhibit: only of an exhibit: its file and where it comes from.
        origin: whom it comes from. Left out: who says the claim, who published the document;
            complaints without it count as one origin together.
        is_direct: from someone who saw it, or the thing itself.
        is_judgment: the document is the judgment of a court.
        reliability, credibility: Admiralty A-F and 1-6. A piece graded E, or 5 or 6, does not
            count towards level 2 and above.
    """

    kind: PieceKind
    words: str
    claim: UUID | None = None
    source: UUID | None = None
    start: int | None = None
    end: int | None = None
    complaint: UUID | None = None
    exhibit: Exhibit | None = None
    origin: str = ""
    is_direct: bool = False
    is_judgment: bool = False
    reliability: Reliability = Reliability.F
    credibility: int = NOT_JUDGED


@dataclass(frozen=True, slots=True)
class _Parts:
    """The records that a piece is made of."""

    claim: Claim | None
    source: Source | None
    complaint: Complaint | None
    content: Content | None = None


@transaction.atomic
def add_piece(actor: User, allegation_pk: UUID, about: About, *, at: datetime) -> Piece:
    """Add a piece of evidence to an allegation; for or against is said in a finding.

    Raises:
        NotFound: the allegation, claim, document or complaint is not there for the actor.
        NotPermitted: they may not write findings there.
        InvalidInput: something is missing, too long, or there already; a file that is empty, of
            no kind that is taken, or, as ``TooLarge``, too large.
        ChangedMeanwhile: the allegation was withdrawn.
    """
    allegation = open_allegation(actor, allegation_pk, Action.FINDING_WRITE)
    words = checked(about.words, LONGEST_WORDS)
    if not words:
        raise InvalidInput(_("Say in a few words what it shows."))
    _check(about)
    exhibit = about.exhibit or Exhibit()
    require_custody(exhibit, at=at)
    parts = _parts(actor, allegation, about)
    origin = checked(about.origin, LONGEST_ORIGIN) or _known_origin(parts)
    if not origin_key(origin):
        raise InvalidInput(_("Say whom it comes from: one origin is counted once."))
    if exhibit.file is not None:
        parts = replace(parts, content=keep_file(exhibit.file, at=at))
    _refuse_twice(allegation, parts)
    piece = Piece.objects.create(
        unit=allegation.unit,
        territory=allegation.territory,
        allegation=allegation,
        kind=about.kind,
        claim=parts.claim,
        source=parts.source,
        start=about.start,
        end=about.end,
        complaint=parts.complaint,
        content=parts.content,
        taken_by=checked(exhibit.taken_by, LONGEST_ORIGIN),
        taken_date=exhibit.taken_date,
        kept_where=checked(exhibit.kept_where, LONGEST_ORIGIN),
        words=words,
        origin=origin[:LONGEST_ORIGIN],
        origin_key=origin_key(origin)[:LONGEST_ORIGIN],
        is_direct=about.is_direct,
        is_judgment=about.is_judgment,
        reliability=about.reliability,
        credibility=about.credibility,
        added_by=actor,
        added_at=at,
    )
    journal.record(at=at, actor=actor, action="piece.added", target=piece)
    return piece


@transaction.atomic
def see(actor: User, key: UUID, *, at: datetime) -> Piece:
    """A piece for someone who reads it; that is journaled.

    Raises:
        NotFound: no such piece for the actor.
    """
    rows = Piece.objects.select_related(
        "allegation__entry", "unit", "claim__source", "source", "complaint", "added_by"
    )
    piece = rows.defer("source__text", "claim__source__text").get_for(actor, key)
    journal.record(at=at, actor=actor, action="piece.read", target=piece)
    return piece


@transaction.atomic
def withdraw_piece(actor: User, key: UUID, *, why: str, at: datetime) -> Piece:
    """Withdraw a piece: what rests on it is listed, and it can be brought back.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
        InvalidInput: no reason, or too long a one.
    """
    piece = _locked(actor, key)
    text = checked(why, LONGEST_WHY)
    if not text:
        raise InvalidInput(_("Say in a few words why."))
    if piece.withdrawn_at is None:
        piece.withdrawn_at, piece.withdrawn_by, piece.withdrawn_why = at, actor, text
        piece.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        journal.record(at=at, actor=actor, action="piece.withdrawn", target=piece)
    return piece


@transaction.atomic
def restore_piece(actor: User, key: UUID, *, at: datetime) -> Piece:
    """Bring a withdrawn piece back.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
        InvalidInput: the same claim, complaint or file was added anew meanwhile.
        ConsentGone: somebody whose words it is takes back that they may be used.
    """
    piece = _locked(actor, key)
    if piece.withdrawn_at is not None:
        if piece.is_barred:
            raise ConsentGone(
                _(
                    "The person does not agree any more that this is evidence. If they do again, "
                    "make a new piece from the plan."
                )
            )
        _refuse_twice(piece.allegation, _Parts(piece.claim, None, piece.complaint, piece.content))
        piece.withdrawn_at = piece.withdrawn_by = None
        piece.withdrawn_why = ""
        piece.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        journal.record(at=at, actor=actor, action="piece.restored", target=piece)
    return piece


def bar_piece(actor: User, piece: Piece, *, why: str | None, at: datetime) -> None:
    """Keep a piece from being brought back once withdrawn, and withdraw it if a reason is given.

    For a room above, where somebody took back their consent: that counts whoever writes it down,
    so no grant is asked here. The caller has locked the allegation.
    """
    piece.is_barred = True
    is_withdrawn_now = why is not None and piece.withdrawn_at is None
    if is_withdrawn_now:
        piece.withdrawn_at, piece.withdrawn_by, piece.withdrawn_why = at, actor, why or ""
    piece.save(update_fields=["is_barred", "withdrawn_at", "withdrawn_by", "withdrawn_why"])
    if is_withdrawn_now:
        journal.record(at=at, actor=actor, action="piece.withdrawn", target=piece)


def _locked(actor: User, key: UUID) -> Piece:
    piece = Piece.objects.get_for(actor, key)
    open_allegation(actor, piece.allegation_id, Action.FINDING_WRITE)
    rows = Piece.objects.select_related("allegation", "claim", "complaint")
    return rows.get_for(actor, key, lock=True)


def _check(about: About) -> None:
    if about.reliability not in set(Reliability) or about.credibility not in CREDIBILITIES:
        raise InvalidInput(_("Choose a reliability from A to F and a credibility from 1 to 6."))
    if about.exhibit and about.kind is not PieceKind.EXHIBIT:
        raise InvalidInput(_("Only an exhibit has a file, and who took it. Choose “Exhibit”."))
    if about.is_judgment and about.kind is not PieceKind.DOCUMENT:
        raise InvalidInput(_("Only a document can be the judgment of a court."))
    needed = {
        PieceKind.CLAIM: about.claim,
        PieceKind.DOCUMENT: about.source,
        PieceKind.COMPLAINT: about.complaint,
    }
    if about.kind in needed and not needed[about.kind]:
        raise InvalidInput(_("Choose which claim, document or complaint it is."))


def _parts(actor: User, allegation: Allegation, about: About) -> _Parts:
    claim = source = complaint = None
    if about.kind is PieceKind.CLAIM and about.claim:
        visible = Claim.objects.visible_to(actor).standing()
        claim = visible.select_related("source").filter(pk=about.claim).first()
        _require_there(claim)
    elif about.source:
        source = Source.objects.get_for(actor, about.source)
        _check_span(about, source)
    if about.kind is PieceKind.COMPLAINT:
        gathered = Gathering.objects.visible_to(actor).standing().filter(allegation=allegation)
        found = gathered.filter(complaint=about.complaint).select_related("complaint").first()
        _require_there(found)
        complaint = found.complaint if found else None
        if complaint and complaint.state == State.WITHDRAWN:
            raise InvalidInput(_("Its reporter took this complaint back: it is no evidence."))
    return _Parts(claim, source, complaint)


def _require_there(record: object) -> None:
    if record is None:
        raise NotFound(_("There is no such record."))


def _check_span(about: About, source: Source) -> None:
    if about.start is None and about.end is None:
        return
    if about.start is None or about.end is None:
        raise InvalidInput(_("Say where the words begin and where they end."))
    if not 0 <= about.start < about.end <= len(source.text):
        raise InvalidInput(_("These words are not in the document."))


def _refuse_twice(allegation: Allegation, parts: _Parts) -> None:
    mine = Piece.objects.filter(allegation=allegation, withdrawn_at=None)
    if parts.claim and mine.filter(claim=parts.claim).exists():
        raise InvalidInput(_("This claim is among the evidence already."))
    if parts.complaint and mine.filter(complaint=parts.complaint).exists():
        raise InvalidInput(_("This complaint is among the evidence already."))
    if parts.content and mine.filter(content=parts.content).exists():
        raise InvalidInput(_("This very file is among the evidence already."))
    if mine.count() >= MOST_PIECES:
        raise InvalidInput(_("This is too much evidence for one allegation: split it first."))


def _known_origin(parts: _Parts) -> str:
    if parts.claim:
        return parts.claim.speaker or parts.claim.source.origin or parts.claim.source.reference
    if parts.source:
        return parts.source.origin or parts.source.reference
    return REPORTERS if parts.complaint else ""
