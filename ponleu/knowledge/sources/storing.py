"""What is stored with a source: its reading, its questions, its pages, its words to find."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings

from ponleu import __version__
from ponleu.engines import reading as engine
from ponleu.engines.reading.learning_weighing import apply_weights
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.documents import Opened
from ponleu.foundation.packs.lexicon import load_lexicon
from ponleu.foundation.search import services as search
from ponleu.foundation.suggesters.reading import read_with
from ponleu.knowledge.sources import opening
from ponleu.knowledge.sources.drafts import Draft, drafts
from ponleu.knowledge.sources.models import Proposal, Reading, Source, SourcePage
from ponleu.knowledge.sources.weights import weights_in_use

log = logging.getLogger(__name__)


def read_text(source: Source) -> engine.Reading:
    """What the engine reads in a source's text, as sure as judgements have taught it.

    Models that the installation uses suggest; one that cannot takes no part, and that is logged.
    """
    found = read_with(
        source.text,
        load_lexicon(settings.PONLEU_COUNTRY),
        settings.PONLEU_SUGGESTERS,
        published=source.published,
        sealed=False,  # nothing that a source holds is under seal
        hints=opening.engine_hints(source.hints),
    )
    for refusal in found.refused:
        log.warning("a model took no part in a reading: %s", refusal)
    return apply_weights(weights_in_use(), found.reading)


def store_pages(source: Source, found: Opened) -> None:
    """Store where the words of a document with pages stand."""
    boxes: dict[int, list[list[float]]] = {}
    for box in found.boxes:
        place = [box.start, box.end, box.x0, box.y0, box.x1, box.y1]
        boxes.setdefault(box.page, []).append(place)
    SourcePage.objects.bulk_create(
        SourcePage(
            source=source,
            number=page.number,
            start=page.start,
            end=page.end,
            width=page.width,
            height=page.height,
            recognised_as=page.recognised_as,
            words=page.words,
            unsure_words=page.unsure_words,
            trouble="" if page.waits else str(page.trouble or "")[:500],
            waits=page.waits,
            boxes=boxes.get(page.number, []),
        )
        for page in found.pages
    )


def store_reading(
    source: Source, found: engine.Reading, *, at: datetime, asked: list[Draft] | None = None
) -> None:
    """Store what the engine read and the questions that it raises; nothing enters the record.

    Args:
        asked: the questions, if they are not all that the reading raises.
    """
    reading = Reading.objects.create(
        source=source,
        engine_version=__version__,
        read_at=at,
        zones=[[str(zone.kind), zone.start, zone.end] for zone in found.zones],
        weights_version=found.weights,
    )
    _store(source, reading, drafts(found) if asked is None else asked)
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


def make_findable(source: Source, *, at: datetime) -> None:
    """Let a source be found by its words, or by those that it has now."""
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
