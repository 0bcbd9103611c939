"""Scenes of documents made into tellings, as the engine of incidents takes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from ponleu.engines.incidents import Days, Names, Telling
from ponleu.engines.reading import Fact, FactKind
from ponleu.knowledge.tellings.counts import victims_nationalities
from ponleu.knowledge.tellings.days import AHEAD_DAYS, UNDATED_DAYS, Dated, around, is_day
from ponleu.knowledge.tellings.places import codes_in, nearest, provinces_in
from ponleu.knowledge.tellings.said import Said
from ponleu.knowledge.tellings.scenes import Scene, scenes_of
from ponleu.knowledge.tellings.statements import Told, statements_of
from ponleu.knowledge.tellings.words import Words

_RANK: Final = re.compile(
    r"\b(?:Gen|Lt|Col|Maj|Major|General|Colonel|Captain|Capt|Governor|Commissioner|Inspector"
    r"|H\.E|Excellency|Chief|spokes\w+)\.?\s+\Z"
)
_OFFICES_OF_SITES: Final = frozenset({"manager", "owner", "director", "boss", "chairman"})
_LOOK_BACK: Final = 16


def tellings_of(
    said: Said, sites: Sequence[tuple[int, str]], names: Names, words: Words
) -> list[Telling]:
    """The tellings of one document, one for each incident that it seems to tell of.

    Args:
        sites: where the text names which site.
        names: how alike these are.
        words: of the country.
    """
    told = [scene for scene in scenes_of(said, sites, names, words) if scene.is_told]
    everywhere = _everywhere(said, words)
    if len(told) > 1:
        provinces = {code[:2] for code in everywhere}
        everywhere = tuple(provinces) if len(provinces) == 1 else ()
    keys = [f"{said.key}#{number}" for number in range(1, len(told) + 1)]
    return [
        _telling(said, scene, key, words, frozenset(keys) - {key}, everywhere)
        for key, scene in zip(keys, told, strict=True)
    ]


def _telling(
    said: Said, scene: Scene, key: str, words: Words, apart: frozenset[str],
    everywhere: tuple[str, ...],
) -> Telling:  # fmt: skip
    pieces = [unit.piece for unit in scene.units]
    facts = [fact for unit in scene.units for fact in unit.facts]
    dated = scene.dated
    day = dated if dated and is_day(dated.days) and not scene.is_plea else None
    counts = [one for unit in scene.units for one in unit.counts]
    told = Told(said.key, said.text, facts, pieces, counts, day, said.reading.published)
    return Telling(
        key=key,
        document=said.key,
        days=_days(scene, dated, said.reading.published),
        places=scene.places or everywhere,
        sites=tuple(scene.sites),
        counts=tuple(sorted({one.count for one in counts}, key=str)),
        nationalities=frozenset(victims_nationalities(said.text, pieces, words)),
        people=_people(said.text, facts),
        kinds=frozenset(kind for unit in scene.units for kind in unit.kinds),
        source=said.source,
        apart=apart,
        statements=tuple(statements_of(told, words)),
        marks=_marks(scene),
    )


def _marks(scene: Scene) -> frozenset[str]:
    """By what its site is told from others, and children and dead, who are seldom found."""
    sorts = {one.count.what for unit in scene.units for one in unit.counts}
    who = {f"who: {sort}" for sort in sorts & {"children", "dead"}}
    own = {mark for unit in scene.units for mark in unit.marks} | who
    days = {
        f"on: {one.days.first.isoformat()}"
        for unit in scene.units
        if not unit.is_after
        for one in unit.dates
        if one.days.width == 0 and one.days.first != unit.published
    }
    return frozenset(own | days | _not_these(scene))


def _not_these(scene: Scene) -> set[str]:
    """Days, and what sites stand by, of incidents that the text keeps apart from its own."""
    found: set[str] = set()
    for unit in scene.others:
        found |= {f"not {mark}" for mark in unit.marks if mark.startswith("by: ")}
        found |= {f"not site: {name}" for name in unit.sites}
        found |= {
            f"not on: {one.days.first.isoformat()}"
            for one in unit.dates
            if one.days.width == 0 and one.days.first != unit.published
        }
    return found


def _days(scene: Scene, dated: Dated | None, published: date | None) -> Days | None:
    """The day of a scene; without one, from the first that it names to its publication."""
    if dated and is_day(dated.days) and not scene.is_plea:
        return dated.days
    loose = around([one.days for unit in scene.units for one in unit.dates])
    if not published:
        return loose
    first = loose.first if loose else published - timedelta(days=UNDATED_DAYS)
    last = published + timedelta(days=AHEAD_DAYS if scene.is_plea else 0)
    return Days(min(first, last), last, is_span=True)


def _everywhere(said: Said, words: Words) -> tuple[str, ...]:
    facts = said.reading.facts
    return nearest(codes_in(said.text, facts, provinces_in(facts), words.codes_of))


def _people(text: str, facts: Sequence[Fact]) -> tuple[str, ...]:
    """Persons by their full names, but those who speak or act for an office."""
    found = {str(fact.value) for fact in facts if fact.kind is FactKind.PERSON}
    officers = {
        str(fact.value)
        for fact in facts
        if fact.kind is FactKind.PERSON and _is_officer(text, fact)
    }
    return tuple(sorted(name for name in found - officers if " " in name))


def _is_officer(text: str, fact: Fact) -> bool:
    office = fact.parts.get("office")
    if office and str(office.value) not in _OFFICES_OF_SITES:
        return True
    return bool(_RANK.search(text[max(0, fact.start - _LOOK_BACK) : fact.start]))
