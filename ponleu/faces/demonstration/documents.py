"""Documents: the hand-written texts of ``texts/documents`` with people and places filled in.

How to add one is told in ``texts/README.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from ponleu.faces.demonstration.dates import khmer_digits, written
from ponleu.faces.demonstration.stories import Cast, make_cast
from ponleu.faces.demonstration.tables import FOLDER, Row, table
from ponleu.faces.demonstration.types import (
    Document,
    DocumentStyle,
    Organisation,
    Person,
    Site,
)

SLOT = re.compile(r"\{([^{}]+)\}")
EITHER = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
DAY = re.compile(r"(date|day|us|weekday|month|iso|km|zh|vi)([+-]\d+)")
RANGE = re.compile(r"(\d+)\.\.(\d+)(\.km)?")


@dataclass(frozen=True, slots=True)
class Template:
    """A hand-written text with slots, and what its head says.

    Attributes:
        stories: one document is made for each.
        day: days after the day of the story.
    """

    name: str
    title: str
    stories: tuple[str, ...]
    day: int
    publisher: str
    style: DocumentStyle
    language: str
    text: str


@cache
def templates() -> tuple[Template, ...]:
    """All texts of the folder, by name."""
    return tuple(
        _template(path.stem, path.read_text(encoding="utf-8"))
        for path in sorted((FOLDER / "documents").glob("*/*.txt"))
    )


def make_documents(
    seed: int,
    persons: tuple[Person, ...],
    organisations: tuple[Organisation, ...],
    sites: tuple[Site, ...],
) -> tuple[Document, ...]:
    """One document for each text and story, in order of publication."""
    casts = {
        row["story"]: (
            make_cast(row, Random(f"{seed}/{row['story']}"), persons, organisations, sites),
            _story_day(row, Random(f"{seed}/{row['story']}/day")),
        )
        for row in table("stories")
    }
    made = [
        _document(template, story, *casts[story], seed)
        for template in templates()
        for story in template.stories
    ]
    return tuple(sorted(made, key=lambda document: (document.published, document.key)))


def _template(name: str, whole: str) -> Template:
    head, text = whole.split("\n\n", 1)
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return Template(
        name=name,
        title=fields["title"],
        stories=tuple(fields["story"].split()),
        day=int(fields["day"]),
        publisher=fields["publisher"],
        style=DocumentStyle(fields["style"]),
        language=fields["language"],
        text=text.strip() + "\n",
    )


def _story_day(row: Row, rng: Random) -> date:
    return date.fromisoformat(row["date"]) + timedelta(days=rng.randint(0, int(row["jitter"])))


def _document(template: Template, story: str, cast: Cast, start: date, seed: int) -> Document:
    many = len(template.stories) > 1
    key = f"{template.name}-{story}" if many else template.name
    published = start + timedelta(days=template.day)
    rng = Random(f"{seed}/{key}")
    title, publisher, text = (
        _filled(part, cast, published, rng)
        for part in (template.title, template.publisher, template.text)
    )
    slots = SLOT.findall(f"{template.title}\n{template.text}")
    sites = dict.fromkeys(cast.sites[slot] for slot in slots if slot in cast.sites)
    return Document(
        key=key,
        story=story,
        title=title,
        text=text,
        publisher=publisher,
        style=template.style,
        language=template.language,
        published=published,
        territory=cast.province_code,
        sites=tuple(sites),
    )


def _filled(text: str, cast: Cast, published: date, rng: Random) -> str:
    text = EITHER.sub(lambda found: rng.choice(found[1].split("|")), text)
    return SLOT.sub(lambda found: _slot(found[1], cast, published, rng), text)


def _slot(slot: str, cast: Cast, published: date, rng: Random) -> str:
    """What stands for one slot: a day, a number drawn here, or a word of the story.

    Raises:
        KeyError: the story has no such slot.
    """
    if day := DAY.fullmatch(slot):
        return written(published + timedelta(days=int(day[2])), day[1])
    if span := RANGE.fullmatch(slot):
        number = str(rng.randint(int(span[1]), int(span[2])))
        return khmer_digits(number) if span[3] else number
    return cast.words[slot]
