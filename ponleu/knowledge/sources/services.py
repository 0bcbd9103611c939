"""Writes about sources: keeping one, opening one, reading one."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotPermitted
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.documents import Opened, Refusal
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.evidence import queries as evidence_queries
from ponleu.knowledge.evidence import services as evidence
from ponleu.knowledge.evidence.models import Content
from ponleu.knowledge.sources import copies, opening, storing
from ponleu.knowledge.sources.models import Source
from ponleu.knowledge.sources.rules import PICTURED, SourceKind, clean_title


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a document besides its words."""

    title: str
    kind: SourceKind
    origin: str = ""
    published: date | None = None
    territory: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document that was added, or of one inside it.

    Attributes:
        name: of the file, or its path inside.
        source: None if it was refused.
        is_new: False for the same bytes kept before.
        why: it was refused.
    """

    name: str
    source: Source | None = None
    is_new: bool = False
    why: str = ""


def add_source(
    actor: User,
    file: BinaryIO,
    about: About,
    *,
    at: datetime,
    unit: Unit | None = None,
    read_now: bool = True,
) -> tuple[Source, bool]:
    """As ``add_documents``, for a document of whose parts nothing need be told.

    Returns:
        The source, and whether it is new.

    Raises:
        NotPermitted, InvalidInput: as for ``add_documents``, or nothing in it was readable.
    """
    outcomes = add_documents(actor, file, about, at=at, unit=unit, read_now=read_now)
    for outcome in outcomes:
        if outcome.source:
            return outcome.source, outcome.is_new
    raise InvalidInput(outcomes[0].why)


def add_documents(
    actor: User,
    file: BinaryIO,
    about: About,
    *,
    at: datetime,
    name: str = "",
    unit: Unit | None = None,
    read_now: bool = True,
    is_alone: bool = True,
) -> list[Outcome]:
    """Keep a document whole with the readable ones inside it, read them, and ask for review.

    Args:
        name: of the file; decides between kinds of plain text, and is a title at need.
        unit: who owns it; the actor's own unit if not given.
        read_now: False keeps it without asking for review.
        is_alone: False if others are added in the same breath: then of each only the first
            scanned page is made out now. What waits is for ``pages.read_next_pages``.

    Returns:
        One for each document, the outer before the inner. An archive is none itself. The same
        bytes are kept once for a unit and territory, so that nobody learns by adding one what
        is kept beyond their reach.

    Raises:
        NotPermitted: no grant lets the actor add documents for that unit and territory.
        InvalidInput: the file cannot be read; nothing was kept.
    """
    owner = unit or actor.unit
    _require_area(actor, owner, about.territory)
    data = file.read(opening.MAX_BYTES + 1)
    if earlier := _kept_pages(owner, about.territory, data):
        return [Outcome(name, earlier)]
    found = opening.open_document(data, name, is_alone=is_alone)
    adding = _Adding(actor, owner, about, at, read_now=read_now)
    return list(adding.kept(name, data, found))


def _kept_pages(unit: Unit, territory: str, data: bytes) -> Source | None:
    """A scan or PDF that was kept before: to make out its words again would take long."""
    same = Source.objects.filter(unit=unit, territory=territory, format__in=PICTURED)
    return same.filter(content=hashlib.sha256(data).hexdigest()).first()


@dataclass(frozen=True, slots=True)
class _Adding:
    """The adding of one document with all inside it, for one unit and territory."""

    actor: User
    owner: Unit
    about: About
    at: datetime
    read_now: bool

    def kept(
        self, name: str, data: bytes, found: Opened, outer: Source | None = None
    ) -> Iterator[Outcome]:
        """Keep a document if it has words of its own, then those inside it."""
        if found.text.strip():
            outcome = self._keep(name, data, found, outer)
            outer = outcome.source
            yield outcome
        inside = replace(self, about=replace(self.about, title=""))
        for part in found.parts:
            if isinstance(part.content, Refusal):
                yield Outcome(part.name, why=str(part.content))
            else:
                yield from inside.kept(part.name, part.data, part.content, outer)

    def _keep(self, name: str, data: bytes, found: Opened, outer: Source | None) -> Outcome:
        source = self._source(name, found)
        source.part_of = outer
        # Read before the lock: others need not wait.
        read = storing.read_text(source) if self.read_now else None
        fingerprint = copies.fingerprint_of(found.text, read.zones if read else None)
        with transaction.atomic():
            source.content = self._content(data, found)
            Unit.objects.select_for_update().get(pk=self.owner.pk)  # twice at once is once
            alike = Source.objects.filter(unit=self.owner, territory=source.territory)
            if earlier := alike.filter(content=source.content).first():
                return Outcome(name, earlier)
            source.reference = next_reference("D", self.at.year)
            source.save(force_insert=True)
            storing.store_pages(source, found)
            copies.keep_fingerprint(source, fingerprint)
            if read:
                storing.store_reading(source, read, at=self.at)
            storing.make_findable(source, at=self.at)
            journal.record(at=self.at, actor=self.actor, action="source.added", target=source)
        return Outcome(name, source, is_new=True)

    def _content(self, data: bytes, found: Opened) -> Content:
        return evidence.keep_content(
            io.BytesIO(data),
            media_type=opening.media_type(data, found.format),
            at=self.at,
            limit=opening.MAX_BYTES,
        )

    def _source(self, name: str, found: Opened) -> Source:
        """Not stored yet. What a person said of it stands before what it says of itself."""
        about = self.about
        titles = (about.title, found.title, PurePosixPath(name).name, _first_line(found.text))
        return Source(
            unit=self.owner,
            territory=about.territory,
            title=next(filter(None, map(clean_title, titles)))[:300],
            kind=about.kind,
            origin=clean_title(about.origin or found.origin)[:200],
            published=about.published or found.published,
            made=found.made,
            format=found.format.value,
            hints=opening.stored_hints(found.hints),
            text=found.text,
            added_by=self.actor,
            added_at=self.at,
        )


def _first_line(words: str) -> str:
    """The first words as a title; some sign, whatever the words are."""
    lines = (clean_title(line)[:120] for line in words.splitlines())
    return next(filter(None, lines), _("Without a title"))


def _require_area(actor: User, unit: Unit, territory: str) -> None:
    reaches = actor.reaches(Action.SOURCE_ADD)
    if not any(reach.covers(Action.SOURCE_ADD, unit.path, territory) for reach in reaches):
        raise NotPermitted(_("You may not add documents for this area. Choose one of yours."))


def open_source(actor: User, pk: UUID, *, at: datetime) -> Source:
    """The source, for a person to read; the reading is journaled.

    Raises:
        NotFound: no such source that the actor may see.
    """
    source = Source.objects.select_related("unit", "content", "added_by").get_for(actor, pk)
    journal.record(at=at, actor=actor, action="source.read", target=source)
    return source


def take_original(actor: User, pk: UUID, *, at: datetime) -> tuple[Source, bytes]:
    """The source and its bytes as they came, checked against their hash; journaled.

    Raises:
        NotFound: no such source that the actor may see.
        Damaged: the kept bytes no longer match their hash.
    """
    source = Source.objects.select_related("content").get_for(actor, pk)
    journal.record(at=at, actor=actor, action="source.original_taken", target=source)
    return source, evidence_queries.content_bytes(source.content_id)
