"""Loading the places of a country."""

from __future__ import annotations

from django.db import transaction

from ponleu.foundation.packs import gazetteer
from ponleu.foundation.places.models import Place


@transaction.atomic
def load_places(country: str) -> int:
    """Bring the table of places to what the country's pack says; safe to run twice.

    Returns:
        How many places there are.
    """
    Place.objects.bulk_create(
        [
            Place(code=place.code, level=place.level, name=place.name, name_km=place.name_km)
            for place in gazetteer.places(country)
        ],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["level", "name", "name_km"],
    )
    return Place.objects.count()
