"""Complaints as people write them: short, hurried, in many spellings of one place."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from random import Random
from typing import TypeVar

from ponleu.faces.demonstration.dates import khmer_digits
from ponleu.faces.demonstration.misspell import hurried, misspelt, misspelt_khmer
from ponleu.faces.demonstration.tables import sections
from ponleu.faces.demonstration.types import (
    Channel,
    Complaint,
    ComplaintStatus,
    Site,
    SiteKind,
)

Choice = TypeVar("Choice")

CAMBODIA = timezone(timedelta(hours=7))
FIRST_DAY = datetime(2025, 6, 1, tzinfo=CAMBODIA)
LAST_DAY = datetime(2026, 11, 20, tzinfo=CAMBODIA)

OFTEN_NAMED = {
    "paper-lantern": 40,
    "little-bell": 34,
    "glass-kite": 31,
    "red-drum": 28,
    "white-rooster": 24,
    "wooden-turtle": 22,
    "stone-mortar": 21,
    "silver-mirror": 20,
}
"""Complaints about the sites that many people name."""

N_OTHERS = 212
"""Complaints about all other sites together."""

TOPICS = {
    SiteKind.HOTEL: ("confinement", "confinement", "passport", "recruitment", "wages"),
    SiteKind.CASINO: ("passport", "confinement", "debt", "recruitment", "wages"),
    SiteKind.COMPOUND: ("confinement", "confinement", "passport", "recruitment", "debt"),
    SiteKind.GUESTHOUSE: ("confinement", "recruitment", "passport"),
    SiteKind.FACTORY: ("wages", "wages", "debt"),
    SiteKind.BRICK_KILN: ("debt", "debt", "children", "wages"),
    SiteKind.ENTERTAINMENT_VENUE: ("debt", "wages", "recruitment", "passport"),
    SiteKind.FARM: ("wages", "debt", "children", "recruitment"),
    SiteKind.FISHING_PIER: ("wages", "confinement", "debt"),
}

LOCAL_LANGUAGES = {"km": 82, "en": 10, "vi": 6, "th": 2}
FOREIGN_LANGUAGES = {"km": 44, "en": 27, "zh": 14, "vi": 10, "th": 5}
"""Languages of complaints in per cent: where local people work, and where foreigners do."""

FOREIGN_KINDS = (SiteKind.HOTEL, SiteKind.CASINO, SiteKind.COMPOUND, SiteKind.GUESTHOUSE)

NATIONALITIES = {
    "km": ("KH", "KH", "KH", "KH", "CN", "VN", ""),
    "en": ("IN", "BD", "PH", "NP", "KE", "MY", "KH", "ID", ""),
    "zh": ("CN", "CN", "MY", ""),
    "vi": ("VN",),
    "th": ("TH",),
}

SPELLING_LANGUAGES = {
    "km": ("km", "km", "km", "en"),
    "en": ("en", "en", "km-Latn", "zh-Latn"),
    "zh": ("zh", "zh", "en", "zh-Latn"),
    "vi": ("vi", "vi", "en", "km-Latn"),
    "th": ("th", "th", "en"),
}
"""In which languages people who write in one language call a place."""

CHANNELS = {
    Channel.HOTLINE: 42,
    Channel.FACEBOOK: 30,
    Channel.WALK_IN: 10,
    Channel.LETTER: 10,
    Channel.EMBASSY: 8,
}

PAST_STATUSES = {
    ComplaintStatus.READ: 30,
    ComplaintStatus.JOINED: 35,
    ComplaintStatus.ANSWERED: 20,
    ComplaintStatus.CLOSED: 15,
}

UNREAD_DAYS = 9
"""Complaints of the last days wait to be read."""


def make_complaints(rng: Random, sites: tuple[Site, ...]) -> tuple[Complaint, ...]:
    """Some 430 complaints in the order in which they came in."""
    drawn = [_complaint(site, rng) for site in _subjects(rng, sites)]
    drawn.sort(key=lambda complaint: (complaint.received_at, complaint.text))
    return tuple(
        replace(complaint, key=f"complaint-{number:04d}")
        for number, complaint in enumerate(drawn, start=1)
    )


def _subjects(rng: Random, sites: tuple[Site, ...]) -> list[Site]:
    """One site for each complaint: a few are named often, most once or never."""
    often = [site for site in sites for _ in range(OFTEN_NAMED.get(site.key, 0))]
    others = [site for site in sites if site.key not in OFTEN_NAMED]
    weights = [1 / (1 + rank % 40) for rank in range(len(others))]
    return often + rng.choices(others, weights, k=N_OTHERS)


def _complaint(site: Site, rng: Random) -> Complaint:
    language = _weighted(FOREIGN_LANGUAGES if site.kind in FOREIGN_KINDS else LOCAL_LANGUAGES, rng)
    topic = rng.choice(TOPICS[site.kind])
    spelling = _spelling(site, language, rng)
    count = rng.choice((None, 1, 1, 2, 3, 4, 5, 7, 8, 11, 12, 15, 20, 30))
    received = _moment(rng)
    return Complaint(
        key="",
        received_at=received,
        channel=_weighted(CHANNELS, rng),
        language=language,
        text=_text(language, topic, {"site": spelling, "place": _area(site, language)}, count, rng),
        site=site.key,
        spelling=spelling,
        topic=topic,
        persons_count=count,
        nationality=rng.choice(NATIONALITIES[language]),
        status=_status(received, rng),
    )


def _text(language: str, topic: str, slots: dict[str, str], count: int | None, rng: Random) -> str:
    """A first line, what is alleged, how many people, perhaps a detail and a last line."""
    lines = sections(f"complaints/{language}")
    number = f"{count}" if language != "km" or rng.random() < 0.4 else khmer_digits(f"{count}")
    parts = [rng.choice(lines["opening"]) if rng.random() < 0.6 else ""]
    parts.append(rng.choice(lines[topic]))
    if count is not None:
        parts.append(rng.choice(lines["one" if count == 1 else "many"]))
    parts.append(rng.choice(lines["detail"]) if rng.random() < 0.55 else "")
    parts.append(rng.choice(lines["closing"]) if rng.random() < 0.7 else "")
    joiner = "" if language == "zh" else " "
    text = joiner.join(part for part in parts if part)
    if language in ("en", "vi"):
        text = hurried(text, rng)
    return text.format(**slots, count=number, phone=_phone(rng))


def _spelling(site: Site, language: str, rng: Random) -> str:
    """How this caller writes the place; at times with one more slip."""
    wanted = rng.choice(SPELLING_LANGUAGES[language])
    name = rng.choice([name.text for name in site.names if name.language == wanted])
    if rng.random() > 0.2:
        return name
    if wanted == "km":
        return misspelt_khmer(name, rng)
    return misspelt(name, rng) if wanted in ("en", "km-Latn", "zh-Latn") else name


def _area(site: Site, language: str) -> str:
    """The province as the caller calls it."""
    return sections(f"complaints/{language}")[f"place {site.place_code[:2]}"][0]


def _phone(rng: Random) -> str:
    """A number of a form that nobody is given."""
    if rng.random() < 0.2:
        return f"+855 00 000 0{rng.randrange(100):02d}"
    return f"0{rng.choice((10, 12, 15, 16, 70, 77, 81, 93, 96))} 000 0{rng.randrange(100):02d}"


def _moment(rng: Random) -> datetime:
    """A minute between the first and the last day, more of them by day and of late."""
    share = rng.random() ** 0.7
    days = int(share * ((LAST_DAY - FIRST_DAY).days + 1))
    hour = rng.choices(range(24), [2] * 6 + [4] * 2 + [8] * 10 + [7] * 4 + [4] * 2)[0]
    return FIRST_DAY + timedelta(days=days, hours=hour, minutes=rng.randrange(60))


def _status(received: datetime, rng: Random) -> ComplaintStatus:
    if (LAST_DAY - received).days < UNREAD_DAYS:
        return ComplaintStatus.RECEIVED
    return _weighted(PAST_STATUSES, rng)


def _weighted(weights: dict[Choice, int], rng: Random) -> Choice:
    return rng.choices(list(weights), list(weights.values()))[0]
