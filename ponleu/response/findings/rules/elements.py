"""Elements of trafficking and indicators of forced labour, and what follows from them. Pure.

Source: Palermo Protocol (2000), article 3; ILO indicators of forced labour (2012).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """What an element belongs to."""

    ACT = "act"
    MEANS = "means"
    PURPOSE = "purpose"
    INDICATOR = "indicator"


class Seen(StrEnum):
    """Whether an element was found. Not knowing is an answer."""

    SEEN = "seen"
    NOT_SEEN = "not_seen"
    NOT_KNOWN = "not_known"


CODES: Mapping[Group, tuple[str, ...]] = {
    Group.ACT: ("recruitment", "transportation", "transfer", "harbouring", "receipt"),
    Group.MEANS: (
        "force",
        "coercion",
        "abduction",
        "fraud",
        "deception",
        "abuse_of_power",
        "abuse_of_vulnerability",
        "payments_for_consent",
    ),
    Group.PURPOSE: (
        "prostitution_of_others",
        "sexual_exploitation",
        "forced_labour",
        "slavery",
        "practices_like_slavery",
        "servitude",
        "removal_of_organs",
        "other_exploitation",
    ),
    Group.INDICATOR: (
        "abuse_of_vulnerability",
        "deception",
        "restriction_of_movement",
        "isolation",
        "physical_and_sexual_violence",
        "intimidation_and_threats",
        "retention_of_identity_documents",
        "withholding_of_wages",
        "debt_bondage",
        "abusive_working_and_living_conditions",
        "excessive_overtime",
    ),
}

Element = tuple[Group, str]
Results = Mapping[Element, Seen]
"""What was found of each element; one that is left out is not known."""


class Reach(StrEnum):
    """How far the elements of article 3 were found together. It says nothing of who did it,
    and no finding follows from it by itself.
    """

    ALL = "all"
    ONLY_IF_CHILD = "only_if_child"
    NOT_ALL = "not_all"


@dataclass(frozen=True, slots=True)
class Palermo:
    """The three elements of article 3 as they were found.

    Attributes:
        concerns_child: whether someone concerned was under 18; None if not known.
        lacking: groups of which nothing was found and that are needed.
        consent_counts: consent of the person could matter; never where any means was used,
            and never of a child.
    """

    act: Seen
    means: Seen
    purpose: Seen
    concerns_child: bool | None
    lacking: tuple[Group, ...]
    reach: Reach
    consent_counts: bool


def needed(*, concerns_child: bool | None) -> tuple[Group, ...]:
    """The groups that have to be found; for a child no means is needed (article 3 (c))."""
    if concerns_child:
        return (Group.ACT, Group.PURPOSE)
    return (Group.ACT, Group.MEANS, Group.PURPOSE)


def palermo(results: Results, *, concerns_child: bool | None) -> Palermo:
    """How far the elements of trafficking were found."""
    groups = {group: of_group(results, group) for group in needed(concerns_child=False)}
    lacking = tuple(
        group for group in needed(concerns_child=concerns_child) if groups[group] is not Seen.SEEN
    )
    return Palermo(
        groups[Group.ACT],
        groups[Group.MEANS],
        groups[Group.PURPOSE],
        concerns_child,
        lacking,
        _reach(lacking, concerns_child),
        consent_counts=not concerns_child and groups[Group.MEANS] is not Seen.SEEN,
    )


def of_group(results: Results, group: Group) -> Seen:
    """Seen if any of a group was; not seen only if none of it was."""
    found = [results.get((group, code), Seen.NOT_KNOWN) for code in CODES[group]]
    if Seen.SEEN in found:
        return Seen.SEEN
    return Seen.NOT_SEEN if all(each is Seen.NOT_SEEN for each in found) else Seen.NOT_KNOWN


def is_element(group: str, code: str) -> bool:
    """Whether a code is one of a group's."""
    return group in set(Group) and code in CODES[Group(group)]


def _reach(lacking: tuple[Group, ...], concerns_child: bool | None) -> Reach:
    if not lacking:
        return Reach.ALL
    if concerns_child is None and lacking == (Group.MEANS,):
        return Reach.ONLY_IF_CHILD
    return Reach.NOT_ALL
