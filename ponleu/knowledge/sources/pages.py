"""Writes about pages: one taken as a picture, and those made out after the upload."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.engines.reading import Reading
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.documents import Opened, Reader, Refusal, opened, page_picture
from ponleu.foundation.documents.formats.recognition import installed_languages
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.evidence import queries as evidence_queries
from ponleu.knowledge.sources import copies, opening, storing
from ponleu.knowledge.sources.drafts import Draft, drafts
from ponleu.knowledge.sources.models import Proposal, Source, SourcePage
from ponleu.knowledge.sources.rules import GROUPED_KINDS, PICTURED, SHOWN_WIDTH

SCANNED_WIDTH = 2_480
"""Pixels across of a page that is made out: A4 at 300 dots an inch."""
GAP = "\n\n"


def take_page(actor: User, pk: UUID, number: int, *, at: datetime) -> bytes:
    """A page of the original, drawn anew as WebP; journaled as taking the original is.

    Raises:
        NotFound: no such source that the actor may see, or no such page.
        InvalidInput: the page cannot be drawn.
        Damaged: the kept bytes no longer match their hash.
    """
    source = Source.objects.get_for(actor, pk)
    if source.format not in PICTURED or not source.pages.filter(number=number).exists():
        raise NotFound(_("There is no such record."))
    journal.record(at=at, actor=actor, action="source.page_taken", target=source)
    data = evidence_queries.content_bytes(source.content_id)
    picture = page_picture(data, source.reference, page=number, width=SHOWN_WIDTH)
    if isinstance(picture, Refusal):
        raise InvalidInput(str(picture))
    return picture


def read_next_pages(
    actor: User | None, pk: UUID, *, at: datetime, most: int = opening.PAGES_AT_ONCE
) -> int:
    """Make out the next scanned pages that wait, and ask for the review of what is in them.

    Their words are added at the end of the text, so that all that points into it, and every
    judgement, stands.

    Args:
        actor: None is Ponleu itself, at the machine.

    Returns:
        How many pages still wait.

    Raises:
        NotFound: no such source that the actor may see.
        NotPermitted: the actor may not add documents there.
        InvalidInput: there is no tesseract on this machine.
        ChangedMeanwhile: none waits, or someone else read them at the same moment.
    """
    source = _source(actor, pk)
    if not installed_languages():
        raise InvalidInput(_("This machine cannot make out words: tesseract is not installed."))
    waiting = list(source.pages.filter(waits=True)[:most])
    if not waiting:
        raise ChangedMeanwhile(_("Every page of this document was read."))
    before = len(source.text)
    _make_out(source, waiting)  # before the lock: it takes seconds
    reads = len(source.text) > before and source.readings.exists()
    found = storing.read_text(source) if reads else None
    with transaction.atomic():
        _require_unchanged(source, waiting, before)
        _store(source, waiting, found, before, at=at)
        journal.record(at=at, actor=actor, action="source.pages_read", target=source)
    return waiting_pages(source)


def of_reference(reference: str) -> Source:
    """The source of a reference, for Ponleu itself at the machine.

    Raises:
        NotFound: there is none.
    """
    if found := Source.objects.filter(reference=reference.strip().upper()).first():
        return found
    raise NotFound(_("There is no such record."))


def waiting_pages(source: Source) -> int:
    """How many scanned pages of a source wait to be made out."""
    return source.pages.filter(waits=True).count()


def _source(actor: User | None, pk: UUID) -> Source:
    every = Source.objects.select_related("unit")
    if actor is None:
        return every.get(pk=pk)
    source = every.get_for(actor, pk)
    if not actor.may(Action.SOURCE_ADD, source):
        raise NotPermitted(_("You may not add documents for this area. Choose one of yours."))
    return source


def _make_out(source: Source, waiting: list[SourcePage]) -> None:
    """Put the words of pages at the end of the text, and on each page where they stand."""
    data = evidence_queries.content_bytes(source.content_id)
    with Reader() as reader:
        for page in waiting:
            picture = page_picture(data, source.reference, page=page.number, width=SCANNED_WIDTH)
            if isinstance(picture, Refusal):
                _append(source, page, picture)
            else:
                _append(source, page, opened(picture, "page.webp", reader=reader))


def _append(source: Source, page: SourcePage, content: Opened | Refusal) -> None:
    page.waits = False
    if isinstance(content, Refusal):
        page.start = page.end = len(source.text)
        page.trouble = str(content)[:500]
        return
    source.text += GAP
    shift = len(source.text)
    source.text += content.text
    source.hints = [*source.hints, *opening.stored_hints(content.hints, shift=shift)]
    page.start, page.end = shift, len(source.text)
    page.boxes = [
        [box.start + shift, box.end + shift, box.x0, box.y0, box.x1, box.y1]
        for box in content.boxes
    ]
    for seen in content.pages:
        page.words, page.unsure_words = seen.words, seen.unsure_words
        page.recognised_as = seen.recognised_as


def _require_unchanged(source: Source, waiting: list[SourcePage], before: int) -> None:
    stands = Source.objects.select_for_update().get(pk=source.pk)
    still = stands.pages.filter(pk__in=[page.pk for page in waiting], waits=True).count()
    if len(stands.text) != before or still != len(waiting):
        raise ChangedMeanwhile(_("A colleague read these pages at the same moment."))


def _store(
    source: Source, waiting: list[SourcePage], found: Reading | None, before: int, *, at: datetime
) -> None:
    fields = ["start", "end", "trouble", "waits", "words", "unsure_words", "recognised_as", "boxes"]
    SourcePage.objects.bulk_update(waiting, fields)
    source.save(update_fields=["text", "hints"])
    if found:
        storing.store_reading(source, found, at=at, asked=_new_questions(source, found, before))
    zones = found.zones if found else None
    copies.keep_fingerprint(source, copies.fingerprint_of(source.text, zones))
    storing.make_findable(source, at=at)


def _new_questions(source: Source, found: Reading, before: int) -> list[Draft]:
    """The questions about the words from ``before`` on that were not asked yet.

    One about somebody or something that waits already is asked once, with the new mentions.
    """
    every = drafts(found)
    stand = {_group(row): row for row in source.proposals.all() if _group(row)}
    asked: dict[int, Draft] = {}
    longer = []
    for number, draft in enumerate(every):
        known = stand.get(_group(draft))
        if known is None and draft.start >= before:
            asked[number] = draft
        elif known and not known.verdict:
            mentions = {*map(tuple, known.mentions), *draft.mentions}
            known.mentions = sorted(map(list, mentions))
            longer.append(known)
    source.proposals.bulk_update(longer, ["mentions"])
    place = {number: at for at, number in enumerate(asked)}
    return [
        replace(
            draft,
            against_draft=None if draft.against_draft is None else place.get(draft.against_draft),
        )
        for draft in asked.values()
    ]


def _group(one: Draft | Proposal) -> tuple[str, str, str] | None:
    """By what mentions of one person, body, site, place or day are asked about once."""
    if one.kind not in GROUPED_KINDS or not one.value:
        return None
    return one.kind, str(one.value), one.zone
