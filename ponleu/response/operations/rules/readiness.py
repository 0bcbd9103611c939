"""Whether those whom a plan needs are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ponleu.response.operations.rules.order import Order


@dataclass(frozen=True, slots=True)
class Need:
    """One role that the sites of an order need.

    Attributes:
        sites: how many sites need it.
        members: how many of the teams fill it.
        confirmed: how many people who were asked for it said yes.
        refused: how many said no.
        present: how many of the members answered at roll call.
    """

    role: str
    sites: int
    members: int
    confirmed: int
    refused: int
    present: int

    @property
    def is_filled(self) -> bool:
        """Whether anybody of the teams fills it."""
        return self.members > 0


def needs(order: Order, answers: Iterable[tuple[str, str]]) -> Sequence[Need]:
    """Every role that a site needs or a team has or was asked for, and who fills it.

    Args:
        answers: role and "yes", "no" or "" of each ask.
    """
    wanted = Counter(role for site in order.sites for role in set(site.needs))
    said = Counter(answers)
    members: Counter[str] = Counter()
    present: Counter[str] = Counter()
    for team in order.teams:
        for place, member in enumerate(team.members):
            members[member.role] += 1
            present[member.role] += f"{team.number}/{place}" in order.present
    roles = sorted({*wanted, *members, *(role for role, _answer in said)})
    return [
        Need(
            role,
            wanted[role],
            members[role],
            said[role, "yes"],
            said[role, "no"],
            present[role],
        )
        for role in roles
    ]
