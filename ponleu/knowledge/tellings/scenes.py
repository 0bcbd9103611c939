"""Documents cut into scenes: the sentences that tell of one incident."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from ponleu.engines.incidents import Days, Names
from ponleu.engines.incidents.weights import ALIKE, LIMIT_DAYS
from ponleu.engines.reading import Fact, FactKind
from ponleu.knowledge.tellings.counts import Counted, counts_in
from ponleu.knowledge.tellings.days import Dated, dated_in, is_day, weekday_after
from ponleu.knowledge.tellings.places import codes_in, nearest, provinces_in
from ponleu.knowledge.tellings.said import Said
from ponleu.knowledge.tellings.sentences import Piece, lines_of, sentences_of
from ponleu.knowledge.tellings.sites import marks_of
from ponleu.knowledge.tellings.topics import stands_in, states_in
from ponleu.knowledge.tellings.words import Words

__all__ = ["EVENTS", "HAPPENED", "Said", "Scene", "Unit", "scenes_of"]

HAPPENED: Final = frozenset({"raid", "inspection", "rescue", "escape", "death", "search", "visit"})
"""Kinds of events that an incident begins with; arrests and closures follow from them."""
EVENTS: Final = HAPPENED | {"arrest", "closure", "release", "court", "detention", "deportation",
                            "seizure", "charge"}  # fmt: skip
_HARM: Final = frozenset({"confinement", "violence", "forced work", "passports kept"})
"""What a call for help tells of, though nothing has happened yet."""
_LISTED: Final = re.compile(
    r"\s*(?:[\d\u17e0-\u17e9]{1,2}|[A-Z]|One|Two|Three|First|Second|Third)[.):\u17d4]\s"
    r"|\s*[-\u2022*]\s|The second (?:took|was|case|happened|operation|raid)\b|Then on\b"
)
_OVER_TIME: Final = re.compile(
    r"\b(?:since the (?:beginning|start) of|this year|quarter|so far|from 1 |annual|a year earlier"
    r"|statistics|nationwide|this month|in all of|the year before)\b",
    re.I,
)
_ORDINAL: Final = re.compile(
    r"\bthe (first|second) (?:group|raid|search|operation|visit|inspection|building|site|case|time"
    r"|house|place)\b",
    re.I,
)
_WISHED: Final = re.compile(
    r"\b(?:please|kindly|we ask|i ask|i beg|would ask|should be|must be|to be rescued|will be)\b",
    re.I,
)
"""Words of what is asked for or to come."""
_SINCE: Final = re.compile(
    r"\b(?:since|ever since|from|until|till|came|arrived|last heard)\b|តាំងពី", re.I
)
"""Words of how something began that goes on."""
_LONG_AGO: Final = 30
_IN_COURT: Final = re.compile(
    r"\b(?:judge|court hearing|court ordered|provincial court|trial|verdict|sentenced|convicted"
    r"|prosecutor charged|reporters?|journalists?)\b",
    re.I,
)
"""Words of what comes afterwards."""
_CUT: Final = re.compile(r",? (?:and|then)(?: again| then| later)\b")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or a part of one that tells of another day.

    Attributes:
        is_since: it tells how something began.
        is_after: it tells what became of the site afterwards.
        is_first: it begins a line.
    """

    piece: Piece
    facts: Sequence[Fact]
    dates: Sequence[Dated]
    sites: Sequence[str]
    codes: Sequence[str]
    kinds: frozenset[str]
    links: frozenset[str]
    marks: frozenset[str]
    counts: Sequence[Counted]
    is_harm: bool
    is_since: bool
    is_after: bool
    is_first: bool
    published: date | None

    @property
    def happened(self) -> bool:
        """Whether it tells that something happened with which an incident begins."""
        return bool(self.kinds & HAPPENED)

    @property
    def day(self) -> Days | None:
        """The first day in it that is known to the week."""
        return next((one.days for one in self.dates if is_day(one.days)), None)


@dataclass(slots=True)
class Scene:
    """Sentences of a document about one incident.

    Attributes:
        before: an earlier scene at the same site.
        others: sentences that tell of another incident, to keep it apart.
    """

    units: list[Unit] = field(default_factory=list)
    before: Scene | None = None
    others: list[Unit] = field(default_factory=list)

    @property
    def sites(self) -> list[str]:
        """Names of the site, in text order."""
        own = dict.fromkeys(name for unit in self.units for name in unit.sites)
        return list(own) if own or not self.before else self.before.sites

    @property
    def codes(self) -> list[str]:
        """Codes of its places, in text order."""
        own = dict.fromkeys(code for unit in self.units for code in unit.codes)
        return list(own) if own or not self.before else self.before.codes

    @property
    def places(self) -> tuple[str, ...]:
        """The nearest codes where something happened, else the nearest of all."""
        about = [u for u in self.units if u.happened or u.counts or u.sites or u.marks]
        return nearest([code for u in about for code in u.codes]) or nearest(self.codes)

    @property
    def dated(self) -> Dated | None:
        """The words that give its day: best beside what happened, best known to the week."""
        is_harm = any(unit.is_harm for unit in self.units)
        ranked = [
            (_rank(unit, one), number, one)
            for number, unit in enumerate(self.units)
            if not unit.is_after
            for one in unit.dates
            if unit.happened or unit.counts or one.days.first != unit.published
            if not (is_harm and _is_long_ago(unit, one))
        ]
        return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None

    @property
    def is_plea(self) -> bool:
        """Whether it tells of what goes on: of harm or of long ago, and nothing that happened."""
        if any(unit.happened for unit in self.units):
            return False
        if any(self._is_of_its_day(unit) for unit in self.units):
            return False
        dated, published = self.dated, self.units[0].published if self.units else None
        is_old = bool(dated and published and (published - dated.days.last).days > _LONG_AGO)
        return is_old or any(unit.is_harm for unit in self.units)

    def _is_of_its_day(self, unit: Unit) -> bool:
        """Whether a sentence gives the very day together with a number of people or the site."""
        dated = self.dated
        if dated is None or dated.days.width or not (unit.counts or unit.sites):
            return False
        return any(one == dated for one in unit.dates) and not unit.is_since

    @property
    def is_told(self) -> bool:
        """Whether it names a site, or is about people or harm, with a place or a day of it."""
        about = any(unit.happened or unit.is_harm or unit.counts for unit in self.units)
        if not about and not self.sites:
            return False
        dated = self.dated
        is_placed = bool(self.sites or nearest(self.codes))
        return is_placed or bool(dated and is_day(dated.days))


def _is_long_ago(unit: Unit, dated: Dated) -> bool:
    """Whether a plea tells by this day how it began, not what happened lately."""
    if unit.happened or unit.is_harm or not unit.published:
        return False
    return (unit.published - dated.days.last).days > _LONG_AGO


def _rank(unit: Unit, dated: Dated) -> int:
    """The lower the better a date says when the incident was."""
    exact = is_day(dated.days)
    if exact:
        return 0 if unit.happened else 1 if unit.counts or unit.sites else 2
    return 3 if unit.happened else 4


def scenes_of(
    said: Said, sites: Sequence[tuple[int, str]], names: Names, words: Words
) -> list[Scene]:
    """The scenes of a document, one for each incident that it seems to tell of.

    Args:
        sites: where the text names which site.
        names: how alike these are.
        words: of the country.
    """
    scenes = [Scene()]
    at = 0
    for read in _units(said, sites, words):
        unit = _anchored(read, said.text, scenes)
        if "apart" in unit.links:
            scenes[at].others.append(unit)
            continue
        if (back := _looks_back(scenes, at, unit, said.text)) is not None:
            scenes[back].units.append(unit)
            continue
        if _begins_another(scenes[at], unit, names, said.text):
            before = scenes[at] if "again" in unit.links else None
            at = _earlier(scenes, unit, names)
            if at == len(scenes):
                scenes.append(Scene(before=before))
        scenes[at].units.append(unit)
    return [scene for scene in scenes if scene.units]


def _anchored(unit: Unit, text: str, scenes: Sequence[Scene]) -> Unit:
    """Its "on the Thursday" counted from the day of which the text told before."""
    known = next((one.dated for one in reversed(scenes) if one.dated), None)
    days = known.days if known else None
    return replace(unit, dates=[weekday_after(text, one, days) for one in unit.dates])


def _looks_back(scenes: Sequence[Scene], at: int, unit: Unit, text: str) -> int | None:
    """The scene of which a sentence speaks again: "the first raid", or days of that one only."""
    if len(scenes) < 2:
        return None
    if ordinal := _ORDINAL.search(text, *unit.piece):
        return 0 if ordinal[1].casefold() == "first" else 1
    here = scenes[at].dated
    for number, scene in enumerate(scenes[:at]):
        there = scene.dated
        if not here or not there or not unit.dates:
            continue
        days = [one.days for one in unit.dates]
        near = all(one.apart(there.days) == 0 for one in days)
        if near and all(one.apart(here.days) > 0 for one in days):
            return number
    return None


def _earlier(scenes: Sequence[Scene], unit: Unit, names: Names) -> int:
    """The scene that has the unit's site on the unit's day, else a new one."""
    for number, scene in enumerate(scenes):
        dated = scene.dated
        same_day = dated is not None and unit.day is not None and dated.days == unit.day
        if same_day and not _is_other_site(scene, unit, names):
            return number
    return len(scenes)


def _is_other_site(scene: Scene, unit: Unit, names: Names) -> bool:
    both = bool(unit.sites and scene.sites)
    return both and names.best(unit.sites, scene.sites)[0] < ALIKE


def _is_other_place(scene: Scene, unit: Unit) -> bool:
    """Whether no place of the unit may be one of the scene, or hold it, or lie in it."""
    here, there = nearest(unit.codes), nearest(scene.codes)
    if not here or not there:
        return False
    return not any(a.startswith(b) or b.startswith(a) for a in here for b in there)


def _begins_another(scene: Scene, unit: Unit, names: Names, text: str) -> bool:
    dated = scene.dated
    if unit.is_after:
        return False
    is_placed = bool(unit.codes) and any(mark.startswith("site") for mark in unit.marks)
    is_item = unit.is_first and bool(_LISTED.match(text, unit.piece[0]))
    if not scene.is_told or not (unit.happened or unit.counts or is_placed or is_item):
        return False
    apart = dated.days.apart(unit.day) if dated and unit.day and is_day(dated.days) else 0
    if _is_other_site(scene, unit, names):
        return apart > 0 or is_item
    if _is_other_place(scene, unit):
        provinces = [{code[:2] for code in nearest(one.codes)} for one in (scene, unit)]
        is_far = unit.happened and not provinces[0] & provinces[1]
        return is_far or apart > 0 or bool(unit.links)
    if is_item and apart > 1 and not unit.is_after:
        return True
    return apart > LIMIT_DAYS or (apart > 0 and bool(unit.links))


def _units(said: Said, sites: Sequence[tuple[int, str]], words: Words) -> Iterator[Unit]:
    provinces = provinces_in(said.reading.facts)
    for line in lines_of(said.text):
        for sentence in sentences_of(said.text, *line):
            is_long = bool(_OVER_TIME.search(said.text, *sentence))
            for piece in _cut(said, sentence):
                yield _unit(said, piece, sites, words, provinces, is_long=is_long,
                            is_first=piece[0] == line[0])  # fmt: skip


def _cut(said: Said, sentence: Piece) -> list[Piece]:
    """A sentence that tells of two days, "first ... and again ...", in its two parts."""
    start, end = sentence
    facts = [fact for fact in said.reading.facts if start <= fact.start < end]
    dates = dated_in(said.text, facts, said.reading.published)
    for match in _CUT.finditer(said.text, start, end):
        before = [one.days for one in dates if one.end <= match.start()]
        after = [one.days for one in dates if one.start >= match.end()]
        if before and after and before[-1] != after[0]:
            return [(start, match.start()), (match.start() + 1, end)]
    return [sentence]


def _unit(
    said: Said, piece: Piece, sites: Sequence[tuple[int, str]], words: Words,
    provinces: set[str], *, is_long: bool, is_first: bool,
) -> Unit:  # fmt: skip
    start, end = piece
    text = said.text
    facts = [fact for fact in said.reading.facts if start <= fact.start < end]
    dates = dated_in(text, facts, said.reading.published)
    kinds = words.marks.labels(text, start, end)
    kinds |= {str(fact.value) for fact in facts if fact.kind is FactKind.EVENT} & EVENTS
    if _WISHED.search(text, *piece):
        kinds = set()
    harm = {one.topic for one in stands_in(text, [piece], words.topics, words) if one.is_yes}
    return Unit(
        piece=piece,
        facts=facts,
        dates=dates,
        sites=[name for at, name in sites if start <= at < end],
        codes=codes_in(text, facts, provinces, words.codes_of),
        kinds=frozenset() if is_long else frozenset(kinds),
        links=frozenset(words.links.labels(text, start, end)),
        marks=frozenset(marks_of(text, start, end, facts, words)),
        counts=[] if is_long else counts_in(text, facts, [piece], words),
        is_after=bool(_IN_COURT.search(text, *piece))
        or any(
            one.topic == "closure" and not one.is_yes for one in states_in(text, [piece], words)
        ),
        is_harm=bool(harm & _HARM) and not is_long,
        is_since=bool(_SINCE.search(text, *piece)),
        is_first=is_first,
        published=said.reading.published,
    )
