"""What was read in documents as tellings of incidents: scenes, each with its facts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from ponleu.engines.incidents import Days, Names, Telling
from ponleu.engines.incidents.evidence import is_single
from ponleu.engines.incidents.weights import ALIKE, LIMIT_DAYS
from ponleu.engines.reading import Fact, FactKind, Reading
from ponleu.knowledge.tellings.counts import counts_in, nationalities_in
from ponleu.knowledge.tellings.statements import statements_of

EVENTS: Final = frozenset(
    {"raid", "rescue", "inspection", "arrest", "escape", "death", "closure", "release", "visit",
     "court", "detention", "deportation", "seizure", "search"}
)  # fmt: skip
_UNDATED_DAYS: Final = 14
"""A text that gives no day is taken to tell of the two weeks before it came out."""
_DATELINE: Final = re.compile(r"(?:[A-Z][\w']+ ?){1,3}(?:, \d{1,2} \w+ \d{4})?")
"""A line that says where and when a letter was written."""
_AGAIN: Final = re.compile(r"\b(?:second|third) (?:time|visit|raid|inspection)\b")
CodesOf = Mapping[str, frozenset[str]]
"""Name of a place in small letters -> the codes of all that have it."""
_LINE: Final = re.compile(r"[^\n]+")
_LISTED: Final = re.compile(r"\s*(?:\d{1,2}|[A-Z])[.)]\s")
_CALLED: Final = re.compile(
    r"\b(?:known (?:to [a-z ]{1,30})?as|call(?:ed|s)?|nicknamed|formerly)\s+(?:the\s+)?[\"\u201c(]?"
    r"([A-Z][\w']+(?:\s[A-Z][\w']+){1,3})"
)
_LOOK_BACK: Final = 40
_NO_SITE: Final = re.compile(r"\b(?:firm|company|man|woman|men|boss|who|he|she)\b[^.]*\Z", re.I)
"""Words before a name that make it a firm's or a person's."""
_OWNED: Final = re.compile(r"\b([A-Z]\w+(?:\s[A-Z]\w+){0,2}['\u2019]s kiln)")
_NUMBERED: Final = re.compile(
    r"\A(?:Building|Block|Tower|House)\s+(?:No\.?\s*)?\w+,?\s+(?:of\s+)?(?:the\s+)?", re.I
)
_ASIDE: Final = re.compile(
    r"\b(?:another|different|not connected|no link|sounds? alike|nothing to do)\b"
    r"|\u1781\u17bb\u179f\u1796\u17b8"
)
"""Words by which a sentence says that the site it names is another."""
_ISO_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d\Z")


@dataclass(frozen=True, slots=True)
class Words:
    """What of the country's words is needed.

    Attributes:
        peoples: words for nationalities -> the word that they are compared by.
    """

    peoples: Mapping[str, str]
    codes_of: CodesOf


@dataclass(slots=True)
class _Scene:
    """Lines of a document about one incident."""

    days: Days | None = None
    loose: Days | None = None
    is_told: bool = False
    sites: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Said:
    """A document as it was read.

    Attributes:
        key: its name, another for each document.
        source: digest of its words: copies have one.
    """

    key: str
    text: str
    reading: Reading
    source: str = ""


def site_names(said: Sequence[Said], nouns: Collection[str]) -> list[list[tuple[int, str]]]:
    """For each document where it names sites: those read in it, and those that others name.

    Args:
        nouns: words such as "hotel", that may be left off a name.
    """
    own = [sorted(_own_sites(one)) for one in said]
    known = {bare_name(name, nouns) for sites in own for _, name in sites}
    found = []
    for one, sites in zip(said, own, strict=True):
        more = {
            (match.start(), name)
            for name in sorted(known - {""})
            for match in re.finditer(rf"\b{re.escape(name)}\b", one.text)
            if not any(at <= match.start() < at + len(read) for at, read in sites)
        }
        found.append(sorted({*sites, *more}))
    return found


def bare_name(name: str, nouns: Collection[str]) -> str:
    """A name without its noun and number, "Blue Lagoon"; "" unless two words are left of it."""
    words = _NUMBERED.sub("", name).split()
    while words and words[-1].casefold() in nouns:
        words.pop()
    is_name = len(words) > 1 and all(word[0].isupper() for word in words)
    return " ".join(words) if is_name else ""


def _own_sites(said: Said) -> Iterator[tuple[int, str]]:
    for fact in _of_kind(said.reading.facts, FactKind.SITE):
        if _NUMBERED.fullmatch(f"{fact.value} "):
            continue  # "Block 7" is in many places
        if " " in str(fact.value) or not str(fact.value).isascii():
            yield fact.start, str(fact.value)
    for pattern in (_CALLED, _OWNED):
        for match in pattern.finditer(said.text):
            before = said.text[max(0, match.start() - _LOOK_BACK) : match.start(1)]
            if not _is_person(match[1], said.reading) and not _NO_SITE.search(before):
                yield match.start(1), match[1]


def _is_person(name: str, reading: Reading) -> bool:
    return any(name in str(fact.value) for fact in _of_kind(reading.facts, FactKind.PERSON))


def tellings_of(
    said: Said, sites: Sequence[tuple[int, str]], names: Names, words: Words
) -> list[Telling]:
    """The tellings of one document, one for each incident that it seems to tell of.

    A line that names other sites and has a day of its own, or begins an item of a list, begins
    another incident; so does an event more than a week from the day so far, at the same site.

    Args:
        sites: where the text names which site.
        words: of the country.
    """
    scenes = list(_scenes(said, sites, names))
    told = [one for one in scenes if one.is_told and (one.sites or _is_dated(one))]
    keys = [f"{said.key}#{number}" for number in range(1, len(told) + 1)]
    return [
        _telling(said, scene, key, words, frozenset(keys) - {key})
        for key, scene in zip(keys, told, strict=True)
    ]


def _is_dated(scene: _Scene) -> bool:
    return scene.days is not None and is_single(scene.days)


def _scenes(said: Said, sites: Sequence[tuple[int, str]], names: Names) -> Iterator[_Scene]:
    scene = _Scene()
    for line in _LINE.finditer(said.text):
        start, end = line.span()
        facts = [fact for fact in said.reading.facts if start <= fact.start < end]
        named = [name for at, name in sites if start <= at < end and not _is_aside(said.text, at)]
        named_days = _named_days(facts, said.reading.published)
        days = _days(facts, named_days, said.reading.published, has_site=bool(named))
        if _begins_another(scene, line[0], named, days, names):
            yield scene
            scene = _Scene()
        elif _is_later(scene, facts, days, line[0]):
            yield scene
            scene = _Scene(sites=list(scene.sites))
        scene.spans.append((start, end))
        scene.sites += [name for name in named if name not in scene.sites]
        scene.days = scene.days or days
        scene.loose = _around([*named_days, *([scene.loose] if scene.loose else [])])
        scene.is_told = scene.is_told or bool(named) or _has_event(facts)
    yield scene


def _begins_another(
    scene: _Scene, line: str, named: Sequence[str], days: Days | None, names: Names
) -> bool:
    if not named or not scene.sites:
        return False
    if names.best(named, scene.sites)[0] >= ALIKE:
        return False
    return bool(_LISTED.match(line)) or bool(days and scene.days and days != scene.days)


def _is_later(scene: _Scene, facts: Sequence[Fact], days: Days | None, line: str) -> bool:
    """Whether the line tells of another event at the same site, on another day."""
    if not (days and scene.sites and is_single(days) and _has_event(facts)):
        return False
    is_apart = scene.days is not None and days.apart(scene.days) > LIMIT_DAYS
    return is_apart or bool(_AGAIN.search(line))


def _has_event(facts: Sequence[Fact]) -> bool:
    return any(str(fact.value) in EVENTS for fact in _of_kind(facts, FactKind.EVENT))


def _around(days: Sequence[Days]) -> Days | None:
    """From the first to the last of these days: something that went on or was told of there."""
    if not days:
        return None
    return Days(min(one.first for one in days), max(one.last for one in days), is_span=True)


def _named_days(facts: Sequence[Fact], published: date | None) -> list[Days]:
    """The days that a line names, but that of publication."""
    named = (str(fact.value) for fact in _of_kind(facts, FactKind.DATE))
    found = (days_of(one, published) for one in named if not published or one != str(published))
    return [days for days in found if days]


def _days(
    facts: Sequence[Fact], named: Sequence[Days], published: date | None, *, has_site: bool
) -> Days | None:
    """The day of a line's event, else the only one that it names beside a site."""
    for event in _of_kind(facts, FactKind.EVENT):
        when = event.parts.get("when")
        if when and str(event.value) in EVENTS and (days := days_of(str(when.value), published)):
            return days
    is_told = has_site or _has_event(facts)
    return named[0] if is_told and len(set(named)) == 1 else None


def days_of(value: str, published: date | None) -> Days | None:
    """The days of a date as it is read; None for a year, and for days after publication."""
    first, _, last = value.partition("/")
    try:
        if _ISO_DAY.match(first):
            days = Days(date.fromisoformat(first), date.fromisoformat(last or first))
        else:
            begin = date.fromisoformat(f"{first}-01")
            days = Days(begin, (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    except ValueError:
        return None
    return None if published and days.first > published else days


def _telling(said: Said, scene: _Scene, key: str, words: Words, apart: frozenset[str]) -> Telling:
    facts = [
        fact
        for fact in said.reading.facts
        if any(start <= fact.start < end for start, end in scene.spans)
    ]
    published = said.reading.published
    days = scene.days or scene.loose
    if published and not scene.days:
        first = days.first if days else published - timedelta(days=_UNDATED_DAYS)
        days = Days(first, published, is_span=True)
    counts = counts_in(said.text, facts, words.peoples)
    events = {str(fact.value) for fact in _of_kind(facts, FactKind.EVENT)}
    people = {str(fact.value) for fact in _of_kind(facts, FactKind.PERSON)}
    return Telling(
        key=key,
        document=said.key,
        days=days,
        places=_places(said, facts, words.codes_of)
        or _places(said, said.reading.facts, words.codes_of),
        sites=tuple(scene.sites),
        counts=tuple(sorted({one.count for one in counts}, key=str)),
        nationalities=frozenset(nationalities_in(said.text, scene.spans, words.peoples)),
        people=tuple(sorted(name for name in people if " " in name)),
        kinds=frozenset(events & EVENTS),
        source=said.source,
        apart=apart,
        statements=tuple(
            statements_of(said.key, said.text, facts, scene.spans, counts, scene.days)
        ),
    )


def _places(said: Said, facts: Sequence[Fact], codes_of: CodesOf) -> tuple[str, ...]:
    """Codes in the country, the nearest only; those of a dateline are passed over.

    Of a name that several places have, those in a province that the document names, else all.
    """
    here = [one for one in _of_kind(facts, FactKind.PLACE) if not _in_dateline(said.text, one)]
    named = {str(fact.value) for fact in _of_kind(said.reading.facts, FactKind.PLACE)}
    provinces = {code for code in named if code.isdecimal() and len(code) == len("18")}
    codes: set[str] = set()
    for fact in here:
        code = str(fact.value)
        several = codes_of.get(fact.text.casefold(), frozenset()) | {code}
        inside = {one for one in several if one[:2] in provinces}
        if not code or (code.isdecimal() and inside and code[:2] not in provinces):
            codes |= {one for one in inside or several if len(one) > len("18")}
        elif code.isdecimal():
            codes.add(code)
    return tuple(
        sorted(one for one in codes if not any(o != one and o.startswith(one) for o in codes))
    )


def _in_dateline(text: str, fact: Fact) -> bool:
    start = text.rfind("\n", 0, fact.start) + 1
    end = text.find("\n", fact.end)
    line = text[start : end if end >= 0 else len(text)]
    return start > 0 and bool(_DATELINE.fullmatch(line.strip()))


def _is_aside(text: str, at: int) -> bool:
    start = max(text.rfind(end, 0, at) for end in (".", "\n", "។")) + 1
    ends = [found for end in (".", "\n", "។") if (found := text.find(end, at)) >= 0]
    return bool(_ASIDE.search(text[start : min(ends, default=len(text))]))


def _of_kind(facts: Sequence[Fact], kind: FactKind) -> Iterator[Fact]:
    return (fact for fact in facts if fact.kind is kind)
