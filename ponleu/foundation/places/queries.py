"""Names of places for screens."""

from __future__ import annotations

from collections.abc import Iterable

from ponleu.foundation.places.models import Place

LEVELS = {2: "province", 4: "district", 6: "commune", 8: "village"}


def chain(code: str) -> list[Place]:
    """The place and those that hold it, smallest first: commune, district, province."""
    codes = [code[:length] for length in LEVELS if length <= len(code)]
    return sorted(Place.objects.filter(code__in=codes), key=lambda place: -len(place.code))


def written(code: str) -> str:
    """A place as people write it, "Buon, Preah Sihanouk"; the code itself if it is unknown."""
    return ", ".join(str(place) for place in chain(code)) or code


def names(codes: Iterable[str]) -> dict[str, str]:
    """Short names of many codes in one query; unknown codes keep their code."""
    wanted = set(codes)
    found = {place.code: str(place) for place in Place.objects.filter(code__in=wanted)}
    return {code: found.get(code, code) for code in wanted}


def provinces() -> list[Place]:
    """All provinces in the order of their codes."""
    return list(Place.objects.filter(level="province"))


def inside(code: str) -> list[Place]:
    """The places one level below a province or district, in the order of their codes."""
    level = LEVELS.get(len(code) + 2, "")
    return list(Place.objects.filter(code__startswith=code, level=level))


def districts_and_communes() -> list[Place]:
    """All districts and communes in the order of their codes: each district before its own."""
    return list(Place.objects.filter(level__in=["district", "commune"]))
