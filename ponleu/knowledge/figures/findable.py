"""What of a published figure can be found by searching."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.packs.measures import load_measures
from ponleu.foundation.search import services as search
from ponleu.knowledge.figures.models import WHOLE_COUNTRY, Figure

TARGET_TYPE = "figures.figure"


def refresh(figure: Figure, *, at: datetime) -> None:
    """Bring the index to what is recorded now; what is withdrawn is found no longer.

    A figure of the whole country is found by whoever reads claims anywhere, as it is read.
    """
    if figure.withdrawn_at:
        search.forget(TARGET_TYPE, figure.pk)
        return
    measure = load_measures(settings.PONLEU_COUNTRY).get(figure.measure)
    names = (measure.name, measure.name_km) if measure else (figure.measure,)
    told = (figure.population, figure.definition, figure.body, figure.published_in, figure.words)
    is_national = figure.territory == WHOLE_COUNTRY
    search.index(
        target_type=TARGET_TYPE,
        target=figure.pk,
        kind="published",
        reference=figure.reference,
        title=f"{figure.value:,} · {names[0]} · {figure.period}",
        body="\n".join(text for text in (*names, str(figure.value), *told) if text),
        read_action=Action.CLAIM_READ,
        unit_path=search.ANYWHERE if is_national else figure.unit.path,
        territory=figure.territory,
        at=at,
    )
