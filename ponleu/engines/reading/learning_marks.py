"""What kind of finding a fact is, in a fixed list of words: what weights are learned for.

A mark never holds a word of a document, so that weights can leave the house.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ponleu.engines.reading.confidences import CONFIDENCES
from ponleu.engines.reading.rule_weights import WEIGHTS
from ponleu.engines.reading.types import Amount, Fact, FactKind, Reading, ZoneKind

NAMES: Final = frozenset(
    {FactKind.PERSON, FactKind.ORGANISATION, FactKind.SITE, FactKind.PLACE},
)
STATEMENTS: Final = frozenset(
    {
        FactKind.CLAIM,
        FactKind.DENIAL,
        FactKind.REQUEST,
        FactKind.COMMITMENT,
        FactKind.PENALTY,
    }
)
EVENT_PARTS: Final = ("who", "where", "when", "how_many")
LONG_NAME, SHORT_STATEMENT, LONG_STATEMENT = 5, 8, 40
"""Words: names of more, statements of fewer and of more, are marked."""

MARKS: Final = (
    "text.khmer",
    "text.other_language",  # neither English nor Khmer, or not known
    "text.machine",  # a machine translated it
    "text.furnished",  # a page with menus and lists of other stories
    "zone.boilerplate",
    "name.repeated",  # the same person, body, site or place stands elsewhere in the document
    "name.unresolved",  # no code, no canonical name
    "name.one_word",
    "name.long",
    "name.small_letters",
    "name.capitals",
    "name.broken",  # over the end of a line
    "person.office",
    "date.unresolved",
    "date.undated",  # the document has no day of publication
    "amount.bare",  # no unit
    "statement.no_speaker",
    "statement.no_content",
    "statement.passed_on",  # reported through someone
    "statement.due",
    "statement.quoted",
    "statement.short",
    "statement.long",
    "statement.overlaps",  # another statement shares some of its words
    *(f"event.{name}" for name in EVENT_PARTS),
)
OTHER: Final = "other"
OUTSIDE: Final = frozenset({"model.spacy", "model.short", "model.language", OTHER})
"""What models offer, and whatever is not known. What was learned of rules does not hold for it."""
RULES: Final = frozenset(CONFIDENCES) | frozenset(WEIGHTS) | OUTSIDE
ALL: Final = "all"
_KINDS: Final = {str(kind): f"kind.{kind}" for kind in FactKind}
_RULES: Final = {rule: f"rule.{rule}" for rule in RULES}
VOCABULARY: Final = frozenset({ALL, *MARKS, *_KINDS.values(), *_RULES.values()})
"""Every name that a weight can have."""


@dataclass(frozen=True, slots=True)
class Case:
    """A finding as weights see it.

    Attributes:
        raw: confidence as the rule has it, 0..1.
        names: from VOCABULARY: "all", its kind, its rule, its marks.
    """

    raw: float
    names: tuple[str, ...]


def case(kind: str, rule: str, raw: float, marks: Iterable[str]) -> Case:
    """A finding from its pieces; what is not in the fixed list is left out.

    What a model offers is weighed by its rule alone: it stays as doubtful as it came until
    people have judged enough of it.
    """
    named = _RULES.get(rule, _RULES[OTHER])
    if rule not in RULES or rule in OUTSIDE:
        return Case(raw, (named,))
    kinds = [_KINDS[kind]] if kind in _KINDS else []
    return Case(raw, (ALL, *kinds, named, *(mark for mark in marks if mark in VOCABULARY)))


def cases(reading: Reading) -> list[Case]:
    """Each fact of a reading as weights see it, in the order of its facts."""
    return [
        case(fact.kind, fact.rule, raw_confidence(fact), marks)
        for fact, marks in zip(reading.facts, marks_of(reading), strict=True)
    ]


def raw_confidence(fact: Fact) -> float:
    """The rule's own confidence in a fact, whether weights have replaced it or not."""
    return fact.confidence if fact.raw_confidence is None else fact.raw_confidence


def marks_of(reading: Reading) -> list[tuple[str, ...]]:
    """The marks of each fact of a reading, in the order of its facts."""
    of_text = tuple(_text_marks(reading))
    furniture = [(z.start, z.end) for z in reading.zones if z.kind is ZoneKind.BOILERPLATE]
    times = Counter((fact.kind, fact.value) for fact in reading.facts if fact.kind in NAMES)
    crossed = _crossed(reading.facts)
    found = []
    for index, fact in enumerate(reading.facts):
        marks = [*of_text, *_own_marks(fact, reading)]
        if furniture and any(start <= fact.start < end for start, end in furniture):
            marks.append("zone.boilerplate")
        if fact.value and times[fact.kind, fact.value] > 1:
            marks.append("name.repeated")
        if index in crossed:
            marks.append("statement.overlaps")
        found.append(tuple(marks))
    return found


def _text_marks(reading: Reading) -> Iterator[str]:
    if reading.language == "km":
        yield "text.khmer"
    elif reading.language != "en":
        yield "text.other_language"
    if reading.machine_translated:
        yield "text.machine"
    if any(zone.kind is ZoneKind.BOILERPLATE for zone in reading.zones):
        yield "text.furnished"


def _own_marks(fact: Fact, reading: Reading) -> Iterator[str]:
    if fact.kind in NAMES:
        return _name_marks(fact)
    if fact.kind in STATEMENTS:
        return _statement_marks(fact)
    if fact.kind is FactKind.EVENT:
        return (f"event.{name}" for name in EVENT_PARTS if name in fact.parts)
    return _figure_marks(fact, reading)


def _name_marks(fact: Fact) -> Iterator[str]:
    text = fact.text
    words = text.count(" ") + 1
    if not fact.value:
        yield "name.unresolved"
    if words == 1:
        yield "name.one_word"
    elif words > LONG_NAME:
        yield "name.long"
    if text.islower():
        yield "name.small_letters"
    elif text.isupper():
        yield "name.capitals"
    if "\n" in text:
        yield "name.broken"
    if "office" in fact.parts:
        yield "person.office"


def _figure_marks(fact: Fact, reading: Reading) -> Iterator[str]:
    if isinstance(fact.value, Amount):
        if not fact.value.unit:
            yield "amount.bare"
    elif fact.kind is FactKind.DATE:
        if not fact.value or fact.value.startswith("--"):
            yield "date.unresolved"
        if reading.published is None:
            yield "date.undated"


def _statement_marks(fact: Fact) -> Iterator[str]:
    parts = fact.parts
    if "speaker" not in parts:
        yield "statement.no_speaker"
    if "content" not in parts:
        yield "statement.no_content"
    if "through" in parts:
        yield "statement.passed_on"
    if "due" in parts:
        yield "statement.due"
    if '"' in fact.text or "“" in fact.text:
        yield "statement.quoted"
    words = fact.text.count(" ") + 1
    if words < SHORT_STATEMENT:
        yield "statement.short"
    elif words > LONG_STATEMENT:
        yield "statement.long"


def _crossed(facts: Sequence[Fact]) -> set[int]:
    """Statements that share words with another one; facts stand in the order of their starts."""
    crossed: set[int] = set()
    furthest, holder = -1, -1
    for index, fact in enumerate(facts):
        if fact.kind not in STATEMENTS:
            continue
        if fact.start < furthest:
            crossed.update((holder, index))
        if fact.end > furthest:
            furthest, holder = fact.end, index
    return crossed
