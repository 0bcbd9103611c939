"""Files reports in processes that are killed at any moment; run by ``test_kill.py``.

Prints as JSON how many reports were acknowledged, and what is wrong with what is kept.
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

from ponleu.engines.sealing import open_sealed  # noqa: E402
from ponleu.foundation.accounts.models import Organisation, Unit, User  # noqa: E402
from ponleu.foundation.accounts.services import begin_key_pair  # noqa: E402
from ponleu.foundation.journal.verification import verify  # noqa: E402
from ponleu.foundation.keyrings.queries import held_pairs  # noqa: E402
from ponleu.foundation.keyrings.services import begin_ring  # noqa: E402
from ponleu.response.complaints import sealed  # noqa: E402
from ponleu.response.complaints.intake import Told, content_from  # noqa: E402
from ponleu.response.complaints.models import Complaint  # noqa: E402
from ponleu.response.complaints.services import files, filing  # noqa: E402

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LONGEST_SECONDS, PATIENCE_SECONDS = 0.1, 30


def prepare():
    """A country with one ring; its key pair."""
    body = Organisation.objects.create(code="T", name="T", sort="committee")
    unit = Unit.objects.create(code="KH", organisation=body, path="KH/", name="KH")
    ana = User.objects.create(username="ana", name="Ana", unit=unit, joined_at=AT)
    own = begin_key_pair(ana, "only for this test", at=AT)
    begin_ring(unit, [ana], actor=None, at=AT)
    [pair] = held_pairs(ana, own).values()
    return pair


def file_until_killed(out):
    """File one report after another, and acknowledge each on a pipe."""
    connections.close_all()
    while True:
        kept = files.keep_file([os.urandom(20_000)], name="a", media_type="b", at=AT)
        told = Told(language="km", what="told before the kill")
        filed = filing.file_report(told, [kept], filing.new_receipt(), at=AT)
        os.write(out, f"{filed.reference}\n".encode())


def one_kill(chance, *, waits):
    """Acknowledgements of one process until it is killed; it may first be let file one report."""
    read, write = os.pipe()
    connections.close_all()
    child = os.fork()
    if child == 0:
        file_until_killed(write)
    os.close(write)
    if waits:
        select.select([read], [], [], PATIENCE_SECONDS)
    time.sleep(chance.uniform(0, LONGEST_SECONDS))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told = b""
    while piece := os.read(read, 65536):
        told += piece
    os.close(read)
    return told.decode().split("\n")[:-1]


def faults(acknowledged, pair):
    """What is missing or half kept."""
    kept = {complaint.reference: complaint for complaint in Complaint.objects.all()}
    wrong = [f"{reference} is gone" for reference in acknowledged if reference not in kept]
    for reference, complaint in kept.items():
        context = sealed.content_context(complaint.pk)
        content = content_from(open_sealed(bytes(complaint.content), pair, context=context))
        if content.told.what != "told before the kill" or len(content.files) != 1:
            wrong.append(f"{reference} holds something else")
        if complaint.steps.count() != 1 or complaint.files.count() != 1:
            wrong.append(f"{reference} is half kept")
    if verify().problems:
        wrong.append("the journal is broken")
    return wrong


if __name__ == "__main__":
    pair, chance = prepare(), random.Random(7)  # when to kill, no secret
    acknowledged = [
        one for nth in range(int(sys.argv[1])) for one in one_kill(chance, waits=nth % 2)
    ]
    found = {"acknowledged": len(acknowledged), "kept": Complaint.objects.count()}
    json.dump({**found, "faults": faults(acknowledged, pair)}, sys.stdout)
