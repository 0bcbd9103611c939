"""Invented hotels, casinos, kilns and piers, each with all the ways people write its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from random import Random

from ponleu.faces.demonstration.misspell import misspelt, misspelt_khmer
from ponleu.faces.demonstration.places import places
from ponleu.faces.demonstration.tables import Row, choices, table
from ponleu.faces.demonstration.types import (
    LegalStatus,
    Name,
    NameOrigin,
    Organisation,
    Place,
    Site,
    SiteKind,
)

N_SITES = 128

STATUS_WEIGHTS = {
    LegalStatus.LICENSED: 5,
    LegalStatus.UNLICENSED: 3,
    LegalStatus.EXPIRED: 2,
    LegalStatus.UNKNOWN: 2,
}


def make_sites(rng: Random, organisations: tuple[Organisation, ...]) -> tuple[Site, ...]:
    """The sites that texts count on, keyed by their own names, then others up to 128."""
    pinned = [_pinned(row, rng, organisations) for row in table("pinned_sites")]
    drawn = _drawn(rng, organisations)
    return tuple(pinned + [next(drawn) for _ in range(N_SITES - len(pinned))])


def _pinned(row: Row, rng: Random, organisations: tuple[Organisation, ...]) -> Site:
    place = next(place for place in places() if place.code == row["place"])
    words = (_word("site_qualifiers", row["qualifier"]), _word("site_nouns", row["noun"]))
    by_name = {n.text: body.key for body in organisations for n in body.names}
    build = partial(_site, rng, row["key"], place, SiteKind(row["kind"]), words)
    return build(
        label=row["label"],
        landmark=next(mark for mark in table("landmarks") if mark["key"] == row["landmark"]),
        status=LegalStatus(row["status"]),
        parties=(by_name.get(row["operator"], ""), by_name.get(row["landlord"], "")),
        note=row["note"],
    )


def _drawn(rng: Random, organisations: tuple[Organisation, ...]) -> Iterator[Site]:
    taken = {(row["qualifier"], row["noun"]) for row in table("pinned_sites")}
    every = list(product(table("site_qualifiers"), table("site_nouns")))
    words = [pair for pair in every if (pair[0]["en"], pair[1]["en"]) not in taken]
    rng.shuffle(words)
    weights = [place.weight for place in places()]
    for number, pair in enumerate(words, start=len(taken) + 1):
        place = rng.choices(places(), weights)[0]
        kind = _kind_at(place, rng)
        build = partial(_site, rng, f"site-{number:03d}", place, SiteKind(kind["kind"]), pair)
        yield build(
            label=rng.choice(choices(kind["en"])),
            landmark=rng.choice(_landmarks_at(place)),
            status=rng.choices(list(STATUS_WEIGHTS), list(STATUS_WEIGHTS.values()))[0],
            parties=_parties(kind["kind"], place, rng, organisations),
            note=rng.choice([r["note"] for r in table("site_notes") if r["kind"] == kind["kind"]]),
        )


def _kind_at(place: Place, rng: Random) -> Row:
    """A kind that is found in this place: the table says where, by the start of the code."""
    kinds = table("site_kinds")
    weights = []
    for row in kinds:
        areas = [area.split(":") for area in row["where"].split()]
        weights.append(sum(int(n) for start, n in areas if place.code.startswith(start)))
    return rng.choices(kinds, weights)[0]


def _landmarks_at(place: Place) -> list[Row]:
    """Landmarks that may stand here; one without areas may stand anywhere."""
    return [
        row
        for row in table("landmarks")
        if not row["where"] or place.code.startswith(tuple(row["where"].split()))
    ]


def _parties(
    kind: str, place: Place, rng: Random, organisations: tuple[Organisation, ...]
) -> tuple[str, str]:
    """Operator and landlord: sometimes not known, from the same province where there is one."""

    def choose(what: str, unknown: float) -> str:
        fit = [body for body in organisations if body.runs == what]
        near = [body for body in fit if body.place_code == place.province_code]
        return "" if rng.random() < unknown else rng.choice(near or fit).key

    return choose(kind, 0.25), choose("landlord", 0.55)


def _site(
    rng: Random,
    key: str,
    place: Place,
    kind: SiteKind,
    words: tuple[Row, Row],
    *,
    label: str,
    landmark: Row,
    status: LegalStatus,
    parties: tuple[str, str],
    note: str,
) -> Site:
    licensed = status in (LegalStatus.LICENSED, LegalStatus.EXPIRED)
    names = _names(words, _word("site_kinds", kind, "kind"), label, landmark, rng)
    return Site(
        key=key,
        name=names[0].text,
        names=names,
        kind=kind,
        place_code=place.code,
        landmark=landmark["en"],
        legal_status=status,
        licence=f"{place.province_code}-{rng.randint(100, 9999):05d}" if licensed else "",
        operator=parties[0],
        landlord=parties[1],
        note=note,
        latitude=round(place.latitude + rng.uniform(-0.02, 0.02), 5),
        longitude=round(place.longitude + rng.uniform(-0.02, 0.02), 5),
    )


def _names(
    words: tuple[Row, Row], kind: Row, label: str, landmark: Row, rng: Random
) -> tuple[Name, ...]:
    quality, noun = words
    english = f"{quality['en']} {noun['en']}"
    khmer = f"{kind['km']}{noun['km']}{quality['km']}"
    sound, other = (_sounds(noun, quality, rng.choice) for _ in range(2))
    wrong = misspelt(f"{english} {label}", rng)
    named = [
        (f"{english} {label}", "en", NameOrigin.REFERENCE),
        (khmer, "km", NameOrigin.LICENCE),
        (f"{quality['zh']}{noun['zh']}{kind['zh']}", "zh", NameOrigin.SIGN),
        (f"{kind['vi']} {noun['vi']} {quality['vi']}", "vi", NameOrigin.CALLER),
        (f"{kind['th']}{noun['th']}{quality['th']}", "th", NameOrigin.CALLER),
        (_sounds(noun, quality, lambda sounds: sounds[0]), "km-Latn", NameOrigin.NOTICE),
        (sound, "km-Latn", NameOrigin.CALLER),
        (f"{kind['km_latin']} {other}", "km-Latn", NameOrigin.CALLER),
        (f"{quality['zh_latin']} {noun['zh_latin']}", "zh-Latn", NameOrigin.CALLER),
        (english, "en", NameOrigin.CALLER),
        (wrong, "en", NameOrigin.CALLER),
        (f"{noun['km']}{quality['km']}", "km", NameOrigin.CALLER),
        (misspelt_khmer(khmer, rng), "km", NameOrigin.CALLER),
        *_nicknames(kind, label, landmark),
    ]
    return tuple(dict.fromkeys(Name(*parts) for parts in named))


def _sounds(noun: Row, quality: Row, pick: Callable[[list[str]], str]) -> str:
    return f"{pick(choices(noun['km_latin']))} {pick(choices(quality['km_latin']))}"


def _nicknames(kind: Row, label: str, landmark: Row) -> list[tuple[str, str, NameOrigin]]:
    return [
        (f"the {label.lower()} {landmark['en']}", "en", NameOrigin.CALLER),
        (f"{kind['km']}{landmark['km']}", "km", NameOrigin.CALLER),
        (f"{landmark['zh']}的{kind['zh']}", "zh", NameOrigin.CALLER),
        (f"{kind['vi'].lower()} {landmark['vi']}", "vi", NameOrigin.CALLER),
        (f"{kind['th']}{landmark['th']}", "th", NameOrigin.CALLER),
    ]


def _word(name: str, value: str, column: str = "en") -> Row:
    return next(row for row in table(name) if row[column] == value)
