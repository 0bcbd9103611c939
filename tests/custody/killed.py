"""Brings files of an exhibit in processes that are killed at any moment; run by ``test_kill.py``.

Prints as JSON how much was acknowledged, and what is wrong with what is kept.
"""

from __future__ import annotations

import hashlib
import io
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
from ponleu.foundation.keyrings import services as keyrings  # noqa: E402
from ponleu.response.custody.models import Exhibit, ExhibitFile  # noqa: E402
from ponleu.response.custody.rules import chain, pieces  # noqa: E402
from ponleu.response.custody.rules.kinds import FileState, Kind  # noqa: E402
from ponleu.response.custody.services import (  # noqa: E402
    announcing,
    copies,
    reporting,
    seizing,
    uploading,
)
from ponleu.response.operations.models import Operation  # noqa: E402
from ponleu.response.operations.rules.kinds import State  # noqa: E402

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ACTIONS = [
    *(Action.HOME, Action.OPERATION_READ, Action.COMPLAINT_READ),
    *(Action.CUSTODY_READ, Action.CUSTODY_KEEP),
]
LONGEST_SECONDS, PATIENCE_SECONDS = 0.2, 30
pieces.PIECE_BYTES = 64 * 1024


def data_of(name):
    """The bytes of a file by its name: three pieces and a bit."""
    return random.Random(name).randbytes(200_000)


def prepare():
    """Who seizes, with their key; an operation that has started, and an exhibit of it."""
    body = Organisation.objects.create(code="T", name="T", sort="committee")
    unit = Unit.objects.create(code="KH", organisation=body, path="KH/", name="KH")
    role = Role.objects.create(code="all", name="all", about="-", actions=ACTIONS)
    sok = User.objects.create(username="sok", name="Sok", unit=unit, joined_at=AT)
    Grant.objects.create(user=sok, role=role, unit=unit, granted_at=AT)
    pair = begin_key_pair(sok, "only for this test", at=AT)
    keyrings.begin_ring(unit, [sok], actor=None, at=AT)
    operation = Operation.objects.create(
        unit=unit,
        reference="U-2026-000001-T",
        code_name="Test",
        state=State.STARTED,
        ordered_by=sok,
        planning_began_at=AT,
        started_by=sok,
        started_at=AT,
        allowed=["cameras"],
    )
    given = seizing.Seizure(Kind.RECORDER, "A recorder", "KM 1", AT)
    return sok, pair, seizing.seize(sok, operation.pk, given, at=AT)


def work_until_killed(out, sok, pair, exhibit, nth):
    """Announce a file, bring it by pieces, have it compared, again and again."""
    connections.close_all()
    for number in range(1000):
        name = f"{nth}-{number}"
        data = data_of(name)
        file = announcing.begin(
            sok,
            exhibit.pk,
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            at=AT,
        )
        held = 0
        while held < len(data):
            piece = data[held : held + pieces.PIECE_BYTES]
            held = uploading.take_piece(sok, file.pk, pair, piece, begins_at=held)
            os.write(out, f"{file.pk} {held}\n".encode())
        uploading.finish(sok, file.pk, pair, at=AT)
        os.write(out, f"{file.pk} done\n".encode())


def one_kill(chance, nth, *prepared):
    """Acknowledgements of one process until it is killed; it is first let do some steps."""
    read, write = os.pipe()
    connections.close_all()
    child = os.fork()
    if child == 0:
        work_until_killed(write, *prepared, nth)
    os.close(write)
    told = b""
    while told.count(b"\n") < nth % 6 and select.select([read], [], [], PATIENCE_SECONDS)[0]:
        told += os.read(read, 65536)
    time.sleep(chance.uniform(0, LONGEST_SECONDS))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(read, 65536):
        told += more
    os.close(read)
    return [line.split() for line in told.decode().split("\n")[:-1]]


def is_lost(row, what):
    """Whether a file no longer has what was acknowledged of it."""
    return row.state != FileState.ORIGINAL if what == "done" else row.held < int(what)


def faults(acknowledged, sok, pair, exhibit):
    """What is missing of what was acknowledged, and what cannot be gone on with."""
    rows = {str(row.pk): row for row in ExhibitFile.objects.all()}
    wrong = [f"{key} lost {what}" for key, what in acknowledged if is_lost(rows[key], what)]
    for row in rows.values():
        data = data_of(row.name)
        uploading.take_rest(sok, row.pk, pair, io.BytesIO(data))
        done = uploading.finish(sok, row.pk, pair, at=AT)
        copy = copies.hand_out(sok, row.pk, pair, at=AT)
        if done.state != FileState.ORIGINAL or b"".join(copy.pieces) != data:
            wrong.append(f"{row.pk} has other bytes")
    report = chain.read_report(reporting.report(sok, exhibit.pk, at=AT))
    wrong += chain.faults(report)
    if Exhibit.objects.get().links.filter(kind="file").count() != len(rows):
        wrong.append("a file has no link, or two")
    if verify().problems:
        wrong.append("the journal is broken")
    return wrong


if __name__ == "__main__":
    prepared, chance = prepare(), random.Random(7)  # when to kill, no secret
    acknowledged = [
        one for nth in range(int(sys.argv[1])) for one in one_kill(chance, nth, *prepared)
    ]
    done = sum(what == "done" for _key, what in acknowledged)
    cut = ExhibitFile.objects.filter(state=FileState.COMING, held__gt=0).count()
    found = {"acknowledged": len(acknowledged), "done": done, "cut": cut}
    json.dump({**found, "faults": faults(acknowledged, *prepared)}, sys.stdout)
