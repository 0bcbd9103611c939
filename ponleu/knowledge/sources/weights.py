"""Which weights documents are read with, and which were ever learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from ponleu.engines.reading.learning import Weights, from_json
from ponleu.foundation.packs.reading_weights import load_weights
from ponleu.knowledge.sources.models import LearnedWeights, WeightsAdoption

MOST_VERSIONS = 100


@dataclass(frozen=True, slots=True)
class Version:
    """One version for a list.

    Attributes:
        trained_at: None for the table of the country's pack.
    """

    version: str
    judged: int
    trained_at: datetime | None
    improves: bool
    is_in_use: bool


def pack_weights() -> Weights:
    """The weights that Ponleu comes with for its country."""
    return load_weights(settings.PONLEU_COUNTRY)


def weights_in_use() -> Weights:
    """Those adopted last, or the pack's."""
    newest = WeightsAdoption.objects.select_related("learned").order_by("-pk").first()
    if newest is None or newest.learned is None:
        return pack_weights()
    return from_json(newest.learned.weights)


def versions() -> Sequence[Version]:
    """The pack's weights and what was learned since, newest first."""
    used = weights_in_use().version
    pack = pack_weights()
    learned = LearnedWeights.objects.order_by("-pk")[:MOST_VERSIONS]
    return [
        *(
            Version(one.version, one.judged, one.trained_at, one.improves, one.version == used)
            for one in learned
        ),
        Version(pack.version, pack.total, None, True, pack.version == used),
    ]
