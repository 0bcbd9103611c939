"""What may be accepted in bulk, which facts are the same, how far two readers agree. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

T = TypeVar("T")

EXACT_RULES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "place": frozenset({"places.gazetteer", "places.level", "places.country"}),
        "date": frozenset({"dates.full"}),
    }
)
"""Rules of the engine whose finding is written out in the text: a name that one place has, a
day with its month and year. Nothing else may be accepted in bulk."""

DOUBTS = ("shares the name",)
"""Words in a reason which say that the rule had to choose among several places."""

LEAST_EXACT = 0.8
"""Confidence below which nothing is exact, whatever its rule."""

EXACT_VALUE: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "place": re.compile(r"(\d\d){1,4}|[A-Z]{2}", re.ASCII),
        "date": re.compile(r"\d{4}-\d\d-\d\d", re.ASCII),
    }
)

VALUED_KINDS = frozenset({"place", "date"})
"""Kinds that are the same in any document if their value is."""

NAMED_KINDS = frozenset({"person", "organisation", "site"})
"""Kinds that are the same if their name is, and what else is said of them agrees."""

STATED_KINDS = frozenset({"claim", "denial", "request", "commitment"})
"""Kinds that are the same only in copies of one text."""

_SENTENCE_END = re.compile(r"[.!?។៕…]['\"”’»)]*\s|\n")


class Sort(StrEnum):
    """Why proposals were judged in one go."""

    SAME_FACT = "same_fact"
    EXACT = "exact"


def is_exact(
    *,
    kind: str,
    rule: str,
    zone: str,
    confidence: float,
    value: object,
    reason: str,
    translated: bool,
) -> bool:
    """Whether a proposal may be accepted without being looked at one by one.

    Args:
        rule: of the engine, such as "places.gazetteer".
        zone: only what stands in the article may; never a page's furniture.
        reason: the engine's sentence, which says if it had to choose.
        translated: whether the document reads like a machine translation.
    """
    return (
        rule in EXACT_RULES.get(kind, ())
        and zone == "article"
        and not translated
        and confidence >= LEAST_EXACT
        and isinstance(value, str)
        and EXACT_VALUE[kind].fullmatch(value) is not None
        and not any(doubt in reason for doubt in DOUBTS)
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document says of a name besides the name; "" where it says nothing.

    Attributes:
        office: title of an office, folded.
        office_place, place: government codes.
        body: the organisation, folded.
    """

    office: str = ""
    office_place: str = ""
    body: str = ""
    place: str = ""


def setting_of(parts: Mapping[str, Any], fold: Callable[[str], str]) -> Setting:
    """The setting that the parts of a proposal tell."""

    def words(name: str) -> str:
        return fold(str(parts.get(name, {}).get("text", "")))

    def code(name: str) -> str:
        value = parts.get(name, {}).get("value", "")
        return value if isinstance(value, str) else ""

    return Setting(words("office"), code("office_place"), words("organisation"), code("place"))


def are_compatible(one: Setting, other: Setting) -> bool:
    """Whether two settings may be those of one person, body or site.

    What only one of them tells stands against nothing; a place agrees with one inside it.
    """
    titles = ((one.office, other.office), (one.body, other.body))
    codes = ((one.office_place, other.office_place), (one.place, other.place))
    return all(not a or not b or a == b for a, b in titles) and all(
        a.startswith(b) or b.startswith(a) for a, b in codes
    )


def alike(asked: Setting, others: Sequence[tuple[T, Setting]]) -> list[T]:
    """Those that may be judged together with the one asked about, in their order.

    Two that cannot be one another stay out both, though each alone might be the one asked
    about: a name without an office does not join a governor and a minister.
    """
    near = [(item, setting) for item, setting in others if are_compatible(asked, setting)]
    kinds = {setting for _item, setting in near}
    return [item for item, mine in near if all(are_compatible(mine, other) for other in kinds)]


def sentence_around(before: str, after: str) -> tuple[str, str]:
    """Of the words before and after a fact, those of its own sentence."""
    starts = [end.end() for end in _SENTENCE_END.finditer(before)]
    stop = _SENTENCE_END.search(after)
    return before[starts[-1] :] if starts else before, after[: stop.end()] if stop else after


def answer_of(verdict: str) -> str:
    """What a verdict says to the question "is this in the document?": edited counts as accepted."""
    return "accepted" if verdict == "edited" else verdict


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree on the same questions.

    Attributes:
        asked: questions that both answered.
        agreed: questions that both answered alike.
        observed: share of them, None without a question.
        expected: share on which readers with these habits would agree by chance.
        kappa: None where it is not defined: no question, or both gave one and the same answer
            to everything, so that nothing but agreement could be expected.
    """

    asked: int
    agreed: int
    observed: float | None
    expected: float | None
    kappa: float | None


def agreement(answers: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    """Observed agreement and Cohen's kappa of (first, second) answers.

    kappa = (p_o - p_e) / (1 - p_e), where p_o is the share answered alike and p_e the sum
    over the answers of the product of both readers' shares of it.

    Source: J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and
    Psychological Measurement 20(1), 1960, pages 37-46, formula 1.
    """
    asked, agreed = len(answers), sum(first == second for first, second in answers)
    if not asked:
        return Agreement(0, 0, None, None, None)
    firsts = Counter(first for first, _second in answers)
    seconds = Counter(second for _first, second in answers)
    by_chance = sum(count * seconds[answer] for answer, count in firsts.items())
    observed, expected = agreed / asked, by_chance / asked**2
    if by_chance == asked**2:
        return Agreement(asked, agreed, observed, expected, None)
    return Agreement(asked, agreed, observed, expected, (observed - expected) / (1 - expected))
