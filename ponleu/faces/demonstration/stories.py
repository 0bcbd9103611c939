"""The cast of a story: which people, sites and numbers its documents speak of."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from ponleu.faces.demonstration.dates import khmer_digits
from ponleu.faces.demonstration.places import places
from ponleu.faces.demonstration.tables import Row
from ponleu.faces.demonstration.types import Organisation, Person, Place, Site

OFFICE_SLOTS = {
    "governor": "governor",
    "deputy": "deputy governor",
    "deputy2": "second deputy governor",
    "police": "police commissioner",
    "labour": "labour department director",
    "spokes": "spokesperson",
    "prosecutor": "court prosecutor",
    "social": "social affairs director",
    "district": "district governor",
}

MANAGER_SLOTS = {
    "manager": ("manager", "CN", "m"),
    "manager_vi": ("manager", "VN", "f"),
    "manager_th": ("manager", "TH", "m"),
}

N_SITES = 6
"""Sites of a story, its own among them."""

FINES = (800_000, 1_600_000, 2_400_000, 3_200_000, 4_500_000, 6_000_000)


@dataclass(frozen=True, slots=True)
class Cast:
    """What the slots of a story's texts stand for.

    Attributes:
        words: slot -> text, "governor.km" or "site2.commune".
        sites: slots that name a site, "site" or "site2.km" -> key of the site.
    """

    province_code: str
    words: dict[str, str]
    sites: dict[str, str]


def make_cast(
    story: Row,
    rng: Random,
    persons: tuple[Person, ...],
    organisations: tuple[Organisation, ...],
    sites: tuple[Site, ...],
) -> Cast:
    """The cast of one story; the same for all its documents, so that they can disagree."""
    main = next(site for site in sites if site.key == story["site"])
    code = main.place_code[:2]
    chosen = _sites(main, rng, sites)
    bodies = {name.text: body for body in organisations for name in body.names}
    by_key = {body.key: body for body in organisations}
    operator = by_key.get(main.operator, bodies["Slow River Entertainment"])
    landlord = by_key.get(main.landlord, bodies["North Dyke Estates"])
    words = {"province_code": code, **_numbers(rng)}
    named: dict[str, str] = {}
    for slot, site in chosen.items():
        names = _site_names(slot, site)
        named |= dict.fromkeys(names, site.key)
        words |= names | _site_facts(slot, site)
    parties = {"operator": operator, "landlord": landlord, "ngo": bodies[story["ngo"]]}
    for slot, body in parties.items():
        words |= _organisation_words(slot, body)
    for slot, person in _people(code, bodies[story["ngo"]], rng, persons).items():
        words |= _person_words(slot, person)
    return Cast(code, words, named)


def _sites(main: Site, rng: Random, sites: tuple[Site, ...]) -> dict[str, Site]:
    """The story's own site; then one of the same kind, if any; then others near by."""
    others = [site for site in sites if site is not main]
    rng.shuffle(others)

    def is_far(site: Site) -> bool:
        return site.place_code[:2] != main.place_code[:2]

    twin = min(others, key=lambda site: (site.kind != main.kind, is_far(site)))
    near = sorted((site for site in others if site is not twin), key=is_far)
    return {"site": main, "site2": twin} | {
        f"site{number}": site for number, site in enumerate(near[: N_SITES - 2], start=3)
    }


def _people(
    code: str, ngo: Organisation, rng: Random, persons: tuple[Person, ...]
) -> dict[str, Person]:
    """The officials of the province, the coordinator of the association, and others drawn."""
    here = {person.office: person for person in persons if person.place_code == code}
    found = {slot: here[office] for slot, office in OFFICE_SLOTS.items()}
    found["ngo_head"] = next(person for person in persons if person.organisation == ngo.key)
    found["reporter"] = rng.choice([p for p in persons if p.office == "reporter"])
    for slot, who in MANAGER_SLOTS.items():
        found[slot] = rng.choice([p for p in persons if (p.office, p.nationality, p.sex) == who])
    return found


def _site_names(slot: str, site: Site) -> dict[str, str]:
    """The ways to name a site: slots with these count as naming it."""
    english = [name.text for name in site.names if name.language == "en"]
    sounds = [name.text for name in site.names if name.language == "km-Latn"]
    return {
        slot: site.name,
        f"{slot}.short": english[1],
        f"{slot}.typo": english[2],
        f"{slot}.nickname": english[-1],
        f"{slot}.latin": sounds[0],
        f"{slot}.latin2": sounds[-1],
        f"{slot}.pinyin": site.named("zh-Latn"),
        f"{slot}.km": site.named("km"),
        f"{slot}.zh": site.named("zh"),
        f"{slot}.vi": site.named("vi"),
    }


def _site_facts(slot: str, site: Site) -> dict[str, str]:
    place = next(place for place in places() if place.code == site.place_code)
    facts = {
        "kind": site.kind.replace("_", " "),
        "licence": site.licence or "none found",
        "landmark": site.landmark,
        **_place_words(place),
    }
    return {f"{slot}.{key}": text for key, text in facts.items()}


def _place_words(place: Place) -> dict[str, str]:
    return {
        "commune": place.commune,
        "commune_km": place.commune_km,
        "district": place.district,
        "district_km": place.district_km,
        "province": place.province,
        "province_km": place.province_km,
    }


def _organisation_words(slot: str, body: Organisation) -> dict[str, str]:
    by_language = {name.language: name.text for name in reversed(body.names)}
    return {
        slot: body.name,
        f"{slot}.short": body.name.split(" Co.")[0],
        f"{slot}.abbr": body.abbreviation or body.name.split(" Co.")[0],
        f"{slot}.km": by_language["km"],
        f"{slot}.zh": by_language.get("zh", body.name),
    }


def _person_words(slot: str, person: Person) -> dict[str, str]:
    return {
        slot: person.name,
        f"{slot}.short": person.short,
        f"{slot}.typo": person.names[2].text,
        f"{slot}.own": person.name_own,
        f"{slot}.own_short": person.short_own,
    }


def _numbers(rng: Random) -> dict[str, str]:
    """Counts and sums of the story; under ``.vi`` with dots, under ``.km`` in Khmer digits too."""
    found = rng.randint(14, 30)
    fine = rng.choice(FINES)
    numbers = {
        "found": found,
        "claimed": found + rng.randint(6, 30),
        "complaints": rng.randint(12, 48),
        "screened": found - rng.randint(1, 4),
        "possible": rng.randint(2, 6),
        "passports": rng.randint(5, found),
        "phones": rng.randint(20, 90),
        "kilos": rng.randint(12, 90),
        "fine": fine,
        "fine2": rng.choice([amount for amount in FINES if amount != fine]),
        "wages": rng.randrange(2_000_000, 9_000_000, 250_000),
    }
    words = {key: f"{number:,}" for key, number in numbers.items()}
    dotted = {f"{key}.vi": text.replace(",", ".") for key, text in words.items()}
    khmer = {f"{key}.km": khmer_digits(dotted[f"{key}.vi"]) for key in numbers}
    return words | dotted | khmer
