"""The real communes on which the invented country stands."""

from __future__ import annotations

from functools import cache

from ponleu.faces.demonstration.tables import Row, table
from ponleu.faces.demonstration.types import Place


@cache
def places() -> tuple[Place, ...]:
    """Every commune that may hold a site, in the order of the table."""
    return tuple(_place(row) for row in table("places"))


@cache
def provinces() -> tuple[Place, ...]:
    """One commune of each province, the provinces with most sites first."""
    weights: dict[str, int] = {}
    first: dict[str, Place] = {}
    for place in places():
        code = place.province_code
        weights[code] = weights.get(code, 0) + place.weight
        first.setdefault(code, place)
    return tuple(first[code] for code in sorted(weights, key=lambda c: (-weights[c], c)))


def _place(row: Row) -> Place:
    return Place(
        code=row["code"],
        commune=row["commune"],
        commune_km=row["commune_km"],
        district=row["district"],
        district_km=row["district_km"],
        province=row["province"],
        province_km=row["province_km"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        weight=int(row["weight"]),
    )
