"""Files of exhibits: kept byte for byte under their hash, and opened again."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.evidence import queries as evidence_queries
from ponleu.knowledge.evidence import services as evidence
from ponleu.knowledge.evidence.models import Content
from ponleu.response.findings.models import Piece
from ponleu.response.findings.rules.exhibits import (
    ENDINGS,
    HEAD_BYTES,
    MOST_BYTES,
    media_type_of,
)
from ponleu.response.findings.services.opening import checked

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A thing or file held as evidence, and where it comes from.

    Attributes:
        file: as it came; none if the thing itself is all there is.
        taken_by, taken_date: who took the thing or the picture, and on which day.
        kept_where: where the original lies.
    """

    file: BinaryIO | None = None
    taken_by: str = ""
    taken_date: date | None = None
    kept_where: str = ""


def require_custody(exhibit: Exhibit, *, at: datetime) -> None:
    """Refuse words that are too long, and a day to come.

    Raises:
        InvalidInput: that is so.
    """
    for words in (exhibit.taken_by, exhibit.kept_where):
        checked(words, LONGEST)
    if exhibit.taken_date is not None and exhibit.taken_date > localdate(at):
        raise InvalidInput(_("The day on which it was taken is still to come."))


def keep_file(file: BinaryIO, *, at: datetime) -> Content:
    """Keep the file of an exhibit as it came.

    Raises:
        InvalidInput: it is empty, or of no kind that is taken; ``TooLarge`` over ``MOST_BYTES``.
    """
    head = file.read(HEAD_BYTES)
    if not head:
        raise InvalidInput(_("The file is empty. Choose it again, or another."))
    media_type = media_type_of(head)
    if media_type is None:
        raise InvalidInput(
            _(
                "This kind of file is not taken. Choose a picture, PDF, sound, video, text, or an "
                "archive (.zip) of what it is."
            )
        )
    file.seek(0, io.SEEK_SET)
    return evidence.keep_content(file, media_type=media_type, at=at, limit=MOST_BYTES)


@transaction.atomic
def open_file(actor: User, key: UUID, *, at: datetime) -> tuple[Piece, BinaryIO]:
    """An exhibit and its file, checked against its hash; the opening is journaled.

    Raises:
        NotFound: no such piece for the actor, or it has no file.
        NotPermitted: they read that there is one, and may not open it.
        Damaged: what is kept has another hash.
    """
    piece = Piece.objects.select_related("content", "allegation", "unit").get_for(actor, key)
    if piece.content is None:
        raise NotFound(_("There is no such file."))
    access.require(actor, Action.EXHIBIT_OPEN, piece, seen_by=Action.FINDING_READ)
    journal.record(at=at, actor=actor, action="piece.file_opened", target=piece)
    return piece, evidence_queries.content_file(piece.content.sha256)


def name_of(piece: Piece) -> str:
    """Under which name a file is handed out: the allegation, the hash, what it is; no words."""
    content = piece.content
    if content is None:
        return ""
    ending = ENDINGS.get(content.media_type, "bin")
    return f"{piece.allegation.reference}-{content.sha256[:8]}.{ending}"
