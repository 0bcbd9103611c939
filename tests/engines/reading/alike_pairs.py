"""Pairs of texts of which it is known whether one is a copy of the other.

Copies are made from the demonstration's texts as editors make them. What is no copy is made from
the same hand-written text filled in for another story: other people, sites, days and numbers
in the same sentences, which is harder than two reports by two writers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from ponleu.faces.demonstration.documents import _document, templates
from ponleu.faces.demonstration.generate import generate
from ponleu.faces.demonstration.stories import make_cast
from ponleu.faces.demonstration.tables import table

SEED = 7


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, the hand-written text they are from, and what was done to them."""

    made: str
    name: str
    language: str
    one: str
    other: str
    is_copy: bool


def pairs() -> Iterator[Pair]:
    """All pairs, in the same order every time."""
    filled = _filled()
    spare = _spare_paragraphs(filled)
    for name, language, texts in filled:
        rng = Random(name)
        for text in texts[:2]:
            for edit in EDITS:
                one, other = edit(text, rng, spare[language])
                yield Pair(edit.__name__.strip("_"), name, language, one, other, True)
        for text in texts[1:8]:
            yield Pair("filled in anew", name, language, texts[0], text, False)
        for text in texts[1:4]:
            cut = text[: int(len(text) * 0.7)]
            one, other = _outlet(texts[0], 0), _outlet(cut, 1)
            yield Pair("filled in anew, cut", name, language, one, other, False)


def _filled() -> list[tuple[str, str, list[str]]]:
    """Each hand-written text, filled in for every story that has its slots."""
    country = generate(SEED)
    casts = {
        row["story"]: make_cast(
            row, Random(row["story"]), country.persons, country.organisations, country.sites
        )
        for row in table("stories")
    }
    days = (date(2026, 5, 14), date(2025, 1, 1))
    made = []
    for template in templates():
        texts = []
        for number, (story, cast) in enumerate(casts.items()):
            try:
                document = _document(template, story, cast, days[number % 2], number)
            except KeyError:  # the story lacks one of the text's slots
                continue
            texts.append(document.text)
        made.append((template.name, template.language, texts))
    return made


def _spare_paragraphs(filled: list[tuple[str, str, list[str]]]) -> dict[str, list[str]]:
    spare = defaultdict(list)
    for _name, language, texts in filled:
        spare[language] += [part for part in _paragraphs(texts[-1]) if len(part) > 60]
    return spare


def _paragraphs(text: str) -> list[str]:
    return [part for part in text.split("\n\n") if part.strip()]


def _outlet(text: str, number: int) -> str:
    """As one of two newspapers prints it: headline, byline, dateline and foot of its own."""
    if number:
        return (
            "Workers speak of locked doors\n\nRos Pisey, Correspondent | Updated on 13 March 2026"
            f"\n\n{text}\n\nAdditional reporting came from Ros Pisey. "
            "All rights belong to Harbour Morning Group, 2026"
        )
    return (
        "Police say more to come after visit\n\nBy Chan Vuthy\n\n"
        f"LOTUS COURIER, 12 March 2026 - {text}\n\n(c) Lotus Courier 2026. "
        "Write to Chan Vuthy at the Lotus Courier desk."
    )


def _headline(text: str, rng: Random, spare: list[str]) -> tuple[str, str]:
    return f"Another headline of the day altogether\n\n{text}", text


def _two_outlets(text: str, rng: Random, spare: list[str]) -> tuple[str, str]:
    return _outlet(text, 0), _outlet(text, 1)


def _cut_tail(text: str, rng: Random, spare: list[str]) -> tuple[str, str]:
    return text[: int(len(text) * rng.uniform(0.45, 0.9))], text


def _first_third(text: str, rng: Random, spare: list[str]) -> tuple[str, str]:
    return text[: int(len(text) * 0.34)], text


def _two_outlets_one_cut(text: str, rng: Random, spare: list[str]) -> tuple[str, str]:
    return _outlet(text[: int(len(text) * rng.uniform(0.5, 0.9))], 0), _outlet(text, 1)


def _three_paragraphs_more(text: str, rng: Random, spare: list[str]) -> tuple[str, str]:
    parts = _paragraphs(text)
    for added in rng.sample(spare, 3):
        parts.insert(rng.randrange(len(parts) + 1), added)
    return "\n\n".join(parts), text


def _words_changed(text: str, rng: Random, spare: list[str]) -> tuple[str, str]:
    """One small word in 33 changed; where words are not spaced, one sign in 120 lost."""
    if text.count(" ") < len(text) / 12:
        return "".join(sign for at, sign in enumerate(text) if at % 120), text
    words = re.split(r"( )", text)
    return "".join("indeed" if w.islower() and rng.random() < 0.03 else w for w in words), text


def _menus_in_another_language(text: str, rng: Random, spare: list[str]) -> tuple[str, str]:
    return f"Home\nNews\nSport\n\n{text}", f"ទំព័រដើម | ព័ត៌មាន\n\n{text}\n\nTin liên quan\nXem thêm"


def _typed_in_capitals(text: str, rng: Random, spare: list[str]) -> tuple[str, str]:
    return text.upper(), text.replace("\n", " \r\n")


EDITS: tuple[Callable[[str, Random, list[str]], tuple[str, str]], ...] = (
    _headline,
    _two_outlets,
    _cut_tail,
    _first_third,
    _two_outlets_one_cut,
    _three_paragraphs_more,
    _words_changed,
    _menus_in_another_language,
    _typed_in_capitals,
)
