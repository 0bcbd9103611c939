"""Invented companies, associations and papers, and the public bodies of each province."""

from __future__ import annotations

from ponleu.faces.demonstration.places import provinces
from ponleu.faces.demonstration.tables import Row, table
from ponleu.faces.demonstration.types import (
    Name,
    NameOrigin,
    Organisation,
    OrganisationSort,
    Place,
)

LABOUR_PROVINCES = 8
"""Provinces, the busiest first, that have a labour department of their own here."""


def make_organisations() -> tuple[Organisation, ...]:
    """All organisations; the same for every seed, so that texts may count on their names."""
    companies = [_from_row(row, OrganisationSort.COMPANY) for row in table("companies")]
    others = [_from_row(row, OrganisationSort(row["sort"])) for row in table("associations")]
    halls = [_hall(place) for place in provinces()]
    labour = [_labour(place) for place in provinces()[:LABOUR_PROVINCES]]
    return tuple(companies + others + halls + labour)


def _from_row(row: Row, sort: OrganisationSort) -> Organisation:
    form = row["legal_form"]
    name = f"{row['name']} {form}" if form.startswith("Co.") else row["name"]
    names = [
        Name(name, "en", NameOrigin.REFERENCE),
        Name(row["name"], "en", NameOrigin.NOTICE),
        Name(row["km"], "km", NameOrigin.LICENCE),
        Name(row.get("zh", ""), "zh", NameOrigin.SIGN),
        Name(row["abbreviation"], "en", NameOrigin.NOTICE),
    ]
    return Organisation(
        key=f"{sort}-{_slug(row['name'])}",
        name=name,
        names=tuple(dict.fromkeys(n for n in names if n.text)),
        sort=sort,
        legal_form=form,
        abbreviation=row["abbreviation"],
        runs=row.get("runs", ""),
        place_code=row["place"],
    )


def _hall(place: Place) -> Organisation:
    if place.province_code == "12":
        return _body(f"{place.province} Municipal Hall", "សាលារាជធានីភ្នំពេញ", "hall", place)
    return _body(f"{place.province} Provincial Hall", f"សាលាខេត្ត{place.province_km}", "hall", place)


def _labour(place: Place) -> Organisation:
    level = "រាជធានី" if place.province_code == "12" else "ខេត្ត"
    name_km = f"មន្ទីរការងារ{level}{place.province_km}"
    return _body(f"{place.province} Labour Department", name_km, "labour", place)


def _body(name: str, name_km: str, part: str, place: Place) -> Organisation:
    return Organisation(
        key=f"{part}-{place.province_code}",
        name=name,
        names=(
            Name(name, "en", NameOrigin.REFERENCE),
            Name(name_km, "km", NameOrigin.NOTICE),
        ),
        sort=OrganisationSort.PUBLIC_BODY,
        legal_form="",
        abbreviation="",
        runs="",
        place_code=place.province_code,
    )


def _slug(name: str) -> str:
    return "-".join("".join(c for c in name.lower() if c.isalnum() or c == " ").split())
