"""Writes about sources: keeping one, opening one, reading one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ponleu import __version__
from ponleu.engines import reading as engine
from ponleu.engines.reading.learning_weighing import apply_weights
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotPermitted
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.journal import services as journal
from ponleu.foundation.packs.lexicon import load_lexicon
from ponleu.foundation.search import services as search
from ponleu.knowledge.evidence import queries as evidence_queries
from ponleu.knowledge.evidence import services as evidence
from ponleu.knowledge.sources import copies
from ponleu.knowledge.sources.drafts import Draft, drafts
from ponleu.knowledge.sources.models import Proposal, Reading, Source
from ponleu.knowledge.sources.rules import SourceKind, clean_title
from ponleu.knowledge.sources.weights import weights_in_use

MAX_BYTES = 50 * 1024 * 1024
"""The largest document that is kept; a book of 500 pages as text is 1 MB."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a document besides its words."""

    title: str
    kind: SourceKind
    origin: str = ""
    published: date | None = None
    territory: str = ""


def add_source(
    actor: User,
    file: BinaryIO,
    about: About,
    *,
    at: datetime,
    unit: Unit | None = None,
    read_now: bool = True,
) -> tuple[Source, bool]:
    """Keep a document whole, read it, and ask for review.

    Args:
        unit: who owns it; the actor's own unit if not given.
        read_now: False keeps it without asking for review.

    Returns:
        The source, and whether it is new: the same bytes are kept once for a unit and territory,
        so that nobody learns by adding one what is kept beyond their reach.

    Raises:
        NotPermitted: no grant lets the actor add documents for that unit and territory.
        InvalidInput: the file cannot be read as text; nothing was kept.
    """
    owner = unit or actor.unit
    _require_area(actor, owner, about.territory)
    text = _text_of(file.read(MAX_BYTES + 1))
    file.seek(0)
    found = _read(text, about) if read_now else None  # before the lock: others need not wait
    fingerprint = copies.fingerprint_of(text, found.zones if found else None)
    with transaction.atomic():
        content = evidence.keep_content(file, media_type="text/plain", at=at, limit=MAX_BYTES)
        Unit.objects.select_for_update().get(pk=owner.pk)  # the same file twice at once is once
        alike = Source.objects.filter(unit=owner, territory=about.territory, content=content)
        earlier = alike.first()
        if earlier:
            return earlier, False
        source = _new_source(actor, owner, about, text, at=at)
        source.content = content
        source.save(force_insert=True)
        copies.keep_fingerprint(source, fingerprint)
        if found:
            _store_reading(source, found, at=at)
        _index(source, at=at)
        journal.record(at=at, actor=actor, action="source.added", target=source)
    return source, True


def _require_area(actor: User, unit: Unit, territory: str) -> None:
    reaches = actor.reaches(Action.SOURCE_ADD)
    if not any(reach.covers(Action.SOURCE_ADD, unit.path, territory) for reach in reaches):
        raise NotPermitted(_("You may not add documents for this area. Choose one of yours."))


def _new_source(actor: User, unit: Unit, about: About, text: str, *, at: datetime) -> Source:
    return Source(
        unit=unit,
        territory=about.territory,
        reference=next_reference("D", at.year),
        title=clean_title(about.title)[:300] or _("Without a title"),
        kind=about.kind,
        origin=clean_title(about.origin)[:200],
        published=about.published,
        text=text,
        added_by=actor,
        added_at=at,
    )


def _text_of(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise InvalidInput(_("The file is larger than 50 MB. Cut it into parts and add each."))
    outcome = engine.decode(data)
    if isinstance(outcome, engine.Refusal):
        raise InvalidInput(str(outcome))
    return outcome.text


def _read(text: str, about: About) -> engine.Reading:
    found = engine.read(text, load_lexicon(settings.PONLEU_COUNTRY), published=about.published)
    return apply_weights(weights_in_use(), found)


def _store_reading(source: Source, found: engine.Reading, *, at: datetime) -> None:
    """Store what the engine read and the questions that it raises; nothing enters the record."""
    reading = Reading.objects.create(
        source=source,
        engine_version=__version__,
        read_at=at,
        zones=[[str(zone.kind), zone.start, zone.end] for zone in found.zones],
        weights_version=found.weights,
    )
    _store(source, reading, drafts(found))
    source.language = found.language
    source.machine_translated = found.machine_translated
    source.save(update_fields=["language", "machine_translated"])


def _store(source: Source, reading: Reading, made: list[Draft]) -> None:
    rows = [
        Proposal(
            source=source,
            reading=reading,
            kind=draft.kind,
            start=draft.start,
            end=draft.end,
            label=draft.label,
            value=draft.value,
            parts=draft.parts,
            mentions=[list(span) for span in draft.mentions],
            rule=draft.rule,
            confidence=draft.confidence,
            raw_confidence=draft.raw_confidence,
            marks=list(draft.marks),
            reason=draft.reason,
            zone=draft.zone,
        )
        for draft in made
    ]
    Proposal.objects.bulk_create(rows)
    denials = []
    for row, draft in zip(rows, made, strict=True):
        if draft.against_draft is not None:
            row.against = rows[draft.against_draft]
            denials.append(row)
    Proposal.objects.bulk_update(denials, ["against"])


def _index(source: Source, *, at: datetime) -> None:
    search.index(
        target_type="sources.source",
        target=source.pk,
        kind="document",
        reference=source.reference,
        title=source.title,
        body=source.text,
        read_action=Action.SOURCE_READ,
        unit_path=source.unit.path,
        territory=source.territory,
        at=at,
    )


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
