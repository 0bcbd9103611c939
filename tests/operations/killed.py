"""Writes and starts operations in processes that are killed at any moment; run by ``test_kill.py``.

Prints as JSON how much was acknowledged, and what is wrong with what is kept.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from datetime import UTC, datetime

import django

django.setup()

from django.db import connections  # noqa: E402

from ponleu.foundation.accounts.models import Grant, Organisation, Role, Unit, User  # noqa: E402
from ponleu.foundation.accounts.rules import Action  # noqa: E402
from ponleu.foundation.accounts.services import begin_key_pair  # noqa: E402
from ponleu.foundation.journal.verification import verify  # noqa: E402
from ponleu.knowledge.register.rules import EntryKind  # noqa: E402
from ponleu.knowledge.register.services import by_hand  # noqa: E402
from ponleu.response.operations.models import Operation  # noqa: E402
from ponleu.response.operations.rules.kinds import State  # noqa: E402
from ponleu.response.operations.rules.order import (  # noqa: E402
    Member,
    Order,
    Scope,
    SiteWork,
    Team,
)
from ponleu.response.operations.services import opening, ordering, signing, starting  # noqa: E402

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ACTIONS = [
    *(Action.HOME, Action.REGISTER_READ, Action.REGISTER_EDIT),
    *(Action.OPERATION_READ, Action.OPERATION_ORDER, Action.OPERATION_SIGN),
]
LONGEST_SECONDS, PATIENCE_SECONDS = 0.3, 30


def prepare():
    """Who orders and who signs, with their keys; the site that is inspected."""
    body = Organisation.objects.create(code="T", name="T", sort="committee")
    unit = Unit.objects.create(code="KH", organisation=body, path="KH/", name="KH")
    role = Role.objects.create(code="all", name="all", about="-", actions=ACTIONS)
    people = []
    for name in ("vibol", "pov"):
        user = User.objects.create(username=name, name=name.title(), unit=unit, joined_at=AT)
        Grant.objects.create(user=user, role=role, unit=unit, granted_at=AT)
        people.append((user, begin_key_pair(user, "only for this test", at=AT)))
    known = by_hand.Known(kind=EntryKind.SITE, name="A site", spellings=[], territory="")
    entry = by_hand.enter_known(people[0][0], known, unit=unit, at=AT)
    return people, str(entry.pk)


def work_until_killed(out, people, entry):
    """Order, write, have it signed and start, again and again; each step is acknowledged."""
    (vibol, pair), (pov, other) = people

    def kept(key, what):
        os.write(out, f"{key} {what}\n".encode())

    while True:
        made = ordering.order_one(vibol, Order(decided_by="D", basis="B"), at=AT)
        key = made.operation.pk
        kept(key, 1)
        scope = Scope((entry,), "2026-11-22T00:00:00+00:00", "2026-11-23T00:00:00+00:00")
        made = ordering.edit(
            vibol,
            key,
            pair,
            1,
            sites=(SiteWork(entry, "A site"),),
            teams=(Team(1, (Member("Somebody", "minutes"),)),),
            scope=scope,
            at=AT,
        )
        kept(key, 2)
        row = signing.ask(vibol, key, "pov", "", pair, seen=2, at=AT)
        signing.sign(pov, row.pk, other, at=AT)
        starting.start(vibol, key, pair, seen=made.number, at=AT)
        kept(key, "started")


def one_kill(chance, work, *, steps):
    """Acknowledgements of one process until it is killed; it is first let do so many steps.

    ``work`` is given the descriptor on which it acknowledges, a line for each step.
    """
    read, write = os.pipe()
    connections.close_all()
    child = os.fork()
    if child == 0:
        connections.close_all()
        work(write)
    os.close(write)
    told = b""
    while told.count(b"\n") < steps and select.select([read], [], [], PATIENCE_SECONDS)[0]:
        told += os.read(read, 65536)
    time.sleep(chance.uniform(0, LONGEST_SECONDS))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while piece := os.read(read, 65536):
        told += piece
    os.close(read)
    return [line.split() for line in told.decode().split("\n")[:-1]]


def faults(acknowledged, people):
    """What is missing or half kept."""
    (vibol, pair), _pov = people
    rows = {str(operation.pk): operation for operation in Operation.objects.all()}
    wrong = [f"{key} is gone" for key, _what in acknowledged if key not in rows]
    for key, what in acknowledged:
        if what == "started":
            if rows[key].state != State.STARTED:
                wrong.append(f"{key} is not started")
        elif opening.newest(rows[key], vibol, pair).number < int(what):
            wrong.append(f"{key} lost a version")
    wrong += [f"{key} is half kept" for key, row in rows.items() if is_half_kept(row)]
    if verify().problems:
        wrong.append("the journal is broken")
    return wrong


def is_half_kept(row):
    """Whether rows came without a start, a start without its rows, or a version is missing."""
    parts = (row.sites.count(), row.teams.count(), row.members.count())
    numbers = sorted(row.versions.values_list("number", flat=True))
    whole = (1, 1, 1) if row.state == State.STARTED else (0, 0, 0)
    return parts != whole or numbers != list(range(1, len(numbers) + 1))


if __name__ == "__main__":
    (people, entry), chance = prepare(), random.Random(11)  # when to kill, no secret
    acknowledged = [
        one
        for nth in range(int(sys.argv[1]))
        for one in one_kill(
            chance, lambda out: work_until_killed(out, people, entry), steps=nth % 5
        )
    ]
    started = sum(what == "started" for _key, what in acknowledged)
    found = {"acknowledged": len(acknowledged), "started": started}
    json.dump({**found, "faults": faults(acknowledged, people)}, sys.stdout)
