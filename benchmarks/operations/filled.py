"""A year of operations of a country, all invented, and what followed from them.

200 operations with 2,000 sites, 1,500 outcomes, 1,000 measures, 3,000 exhibits, 400 minutes, 60
visits, and what gives rise to some 300 alerts. Operations and the register are written as rows, as
sealing 200 orders adds nothing to what is measured; what follows is entered through the services.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from benchmarks.complaints import queue
from benchmarks.operations import followed
from benchmarks.operations.rows import AT, kept

OPERATIONS, SITES_EACH, TEAMS_EACH, MEMBERS_EACH = 200, 10, 3, 5
SITES, ORGANISATIONS, OFFICERS = 1_400, 300, 40
OF_NAMES = [
    "Golden",
    "Silver",
    "Red",
    "Blue",
    "Jade",
    "Lotus",
    "Dragon",
    "River",
    "Lucky",
    "New",
    "Grand",
    "Royal",
    "Green",
    "Sun",
    "Moon",
    "Star",
    "Pearl",
    "Ocean",
    "Palm",
    "Crystal",
]
OF_KINDS = [
    "House",
    "Hotel",
    "Garden",
    "Tower",
    "Palace",
    "Kiln",
    "Factory",
    "Office",
    "Plaza",
    "Inn",
    "Centre",
    "Resort",
]
SEED = 11


def fill() -> None:
    """Put operations on top of the complaints; does nothing if there are some."""
    from ponleu.foundation.accounts.models import Role, Unit, User
    from ponleu.foundation.accounts.rules import Action
    from ponleu.response.operations.models import Operation

    if Operation.objects.exists():
        return
    Role.objects.update(actions=list(Action))
    draw = random.Random(SEED)
    units = {unit.territory: unit for unit in Unit.objects.all()}
    first = User.objects.get(username="country")
    second = _second(first)
    officers = _officers(units, draw)
    entries = _entries(units, first, draw)
    sites = _operations(units, entries[:SITES], (first, second), officers, draw)
    followed.outcomes(sites, first)
    followed.measures(sites, first, second)
    followed.exhibits(sites, first, second, draw)
    followed.minutes(sites, first)
    followed.judged(followed.grounds(sites, entries, first), first)


def _second(first: Any) -> Any:
    """Somebody who decides what the first one proposes."""
    from ponleu.foundation.accounts.models import Grant, User

    user = User.objects.create(
        username="second", name="Second", unit=first.unit, joined_at=AT, is_demonstration=True
    )
    role = first.grants.get().role
    Grant.objects.create(user=user, role=role, unit=first.unit, granted_at=AT)
    return user


def _officers(units: dict[str, Any], draw: random.Random) -> list[Any]:
    from ponleu.foundation.accounts.models import User

    codes = [draw.choice(queue.PROVINCES) for _number in range(OFFICERS)]
    return kept(
        User(
            username=f"officer.{number}",
            name=f"Officer {number}",
            unit=units[code],
            joined_at=AT,
            is_demonstration=True,
        )
        for number, code in enumerate(codes)
    )


def _entries(units: dict[str, Any], writer: Any, draw: random.Random) -> list[Any]:
    """Sites, then organisations, with names of a few words that many share."""
    from ponleu.knowledge.register.models import Entry
    from ponleu.knowledge.register.rules import EntryKind, EntryStatus

    def made() -> Iterator[Any]:
        for number in range(SITES + ORGANISATIONS):
            is_site = number < SITES
            code = draw.choice(queue.PROVINCES)
            first, last = draw.choice(OF_NAMES), draw.choice(OF_NAMES)
            yield Entry(
                unit=units[code],
                territory=code,
                place=f"{code}01" if is_site else "",
                reference=f"{'S' if is_site else 'O'}-2025-{number:06}-X",
                kind=EntryKind.SITE if is_site else EntryKind.ORGANISATION,
                name=f"{first} {last} {draw.choice(OF_KINDS)} {number}",
                status=EntryStatus.CONFIRMED,
                entered_by=writer,
                entered_at=AT - timedelta(days=400),
            )

    return kept(made())


def _operations(
    units: dict[str, Any],
    entries: Sequence[Any],
    people: tuple[Any, Any],
    officers: Sequence[Any],
    draw: random.Random,
) -> list[Any]:
    """Ended ones over a year with their sites, teams and sign-offs; the sites, oldest first."""
    from ponleu.response.operations.models import Operation, OperationSite, SignOff

    first, second = people
    spread = timedelta(days=360) / OPERATIONS

    def made() -> Iterator[Any]:
        for number in range(OPERATIONS):
            started = AT - timedelta(days=364) + spread * number
            yield Operation(
                unit=units[draw.choice(queue.PROVINCES)],
                reference=f"U-2025-{number:06}-X",
                code_name=f"Bird {number}",
                state="ended",
                ordered_by=first,
                planning_began_at=started - timedelta(days=3),
                started_by=first,
                started_at=started,
                ended_at=started + timedelta(hours=20),
                allowed=["search", "cameras", "phones"],
            )

    operations = kept(made())
    for operation in operations:
        operation.territory = operation.unit.territory
    Operation.objects.bulk_update(operations, ["territory"])
    kept(
        SignOff(
            operation=each,
            number=1,
            prosecutor=second,
            envelope=b"",
            asked_by=first,
            asked_at=each.planning_began_at,
            decision="signed",
            decided_at=each.started_at,
            expires_at=each.ended_at,
        )
        for each in operations
    )
    sites = kept(
        OperationSite(
            operation=each,
            entry=entry,
            number=number,
            planned_at=each.started_at,
            level=2,
        )
        for each in operations
        for number, entry in enumerate(draw.sample(entries, SITES_EACH), start=1)
    )
    _teams(operations, sites, officers, draw)
    return sites


def _teams(
    operations: Sequence[Any], sites: Sequence[Any], officers: Sequence[Any], draw: random.Random
) -> None:
    from ponleu.response.operations.models import OperationTeam, TeamMember

    teams = kept(
        OperationTeam(operation=each, number=number, vehicles=["2A-0001"])
        for each in operations
        for number in range(1, TEAMS_EACH + 1)
    )
    of_operation: dict[Any, list[Any]] = {}
    for team in teams:
        of_operation.setdefault(team.operation_id, []).append(team)
    through = OperationTeam.sites.through
    kept(
        through(operationteam=draw.choice(of_operation[site.operation_id]), operationsite=site)
        for site in sites
    )
    kept(
        TeamMember(
            operation=team.operation,
            team=team,
            user=officer,
            name=officer.name,
            role="labour_inspector" if number else "minutes",
            is_lead=number == 0,
            was_present=True,
        )
        for team in teams
        for number, officer in enumerate(draw.sample(list(officers), MEMBERS_EACH))
    )
