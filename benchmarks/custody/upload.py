"""How fast a large recording is taken in pieces, compared, and given out; how much memory it takes.

Run: ``python benchmarks/custody/upload.py [--gib 2]``. One process, through the services that the
pages use, on a record of its own in a temporary folder (``--folder`` for another disk; it needs
the size of the file and 1 GiB). Prints JSON: seconds of the clock and of CPU, MB/s of the clock,
and the peak of resident memory in MB.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PIECE_BYTES = 8 * 1024 * 1024


def prepare() -> tuple[Any, Any, Any]:
    """Who seizes, their key pair, and an exhibit whose recordings may be copied."""
    from ponleu.foundation.accounts.models import Grant, Organisation, Role, Unit, User
    from ponleu.foundation.accounts.rules import Action
    from ponleu.foundation.accounts.services import begin_key_pair
    from ponleu.foundation.keyrings import services as keyrings
    from ponleu.response.custody.rules.kinds import Kind
    from ponleu.response.custody.services import seizing
    from ponleu.response.operations.models import Operation
    from ponleu.response.operations.rules.kinds import State

    actions = [Action.OPERATION_READ, Action.COMPLAINT_READ]
    actions += [Action.CUSTODY_READ, Action.CUSTODY_KEEP]
    body = Organisation.objects.create(code="T", name="T", sort="committee")
    unit = Unit.objects.create(code="KH", organisation=body, path="KH/", name="KH")
    role = Role.objects.create(code="all", name="all", about="-", actions=actions)
    sok = User.objects.create(username="sok", name="Sok", unit=unit, joined_at=AT)
    Grant.objects.create(user=sok, role=role, unit=unit, granted_at=AT)
    pair = begin_key_pair(sok, "only for this measurement", at=AT)
    keyrings.begin_ring(unit, [sok], actor=None, at=AT)
    operation = Operation.objects.create(
        unit=unit,
        reference="U-2026-000001-T",
        code_name="Measured",
        state=State.STARTED,
        ordered_by=sok,
        planning_began_at=AT,
        started_by=sok,
        started_at=AT,
        allowed=["cameras"],
    )
    given = seizing.Seizure(Kind.RECORDER, "A recorder", "KM 1", AT)
    return sok, pair, seizing.seize(sok, operation.pk, given, at=AT)


def measured(size: int) -> dict[str, Any]:
    """Take, compare and give out one file."""
    from ponleu.response.custody.services import announcing, copies, uploading

    sok, pair, exhibit = prepare()
    noise, digest = os.urandom(PIECE_BYTES - 8), hashlib.sha256()

    def piece(number: int) -> bytes:
        """Noise with its number before it, so that no two pieces are the same."""
        return (number.to_bytes(8) + noise)[: size - number * PIECE_BYTES]

    numbers = range(-(-size // PIECE_BYTES))
    for number in numbers:
        digest.update(piece(number))
    file = announcing.begin(
        sok, exhibit.pk, name="recording", sha256=digest.hexdigest(), size=size, at=AT
    )

    def take() -> None:
        held = 0
        for number in numbers:
            held = uploading.take_piece(sok, file.pk, pair, piece(number), begins_at=held)

    def give() -> None:
        again = hashlib.sha256()
        for part in copies.hand_out(sok, file.pk, pair, at=AT).pieces:
            again.update(part)
        if again.hexdigest() != digest.hexdigest():
            raise SystemExit("the copy has other bytes")

    found = {
        "take": timed(take, size),
        "compare": timed(lambda: uploading.finish(sok, file.pk, pair, at=AT), size),
        "give_out": timed(give, size),
    }
    file.refresh_from_db()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // 1_000_000
    return {"bytes": size, "state": file.state, **found, "peak_mb": peak}


def timed(work: Callable[[], object], size: int) -> dict[str, float]:
    """Seconds of the clock and of CPU, and MB/s of the clock."""
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    seconds = time.perf_counter() - clock
    return {
        "seconds": round(seconds, 2),
        "cpu_seconds": round(time.process_time() - cpu, 2),
        "mb_per_second": round(size / 1e6 / seconds, 1),
    }


def main() -> None:
    """Measure in a record of its own."""
    parser = argparse.ArgumentParser(description=__doc__ and __doc__.split("\n")[0])
    parser.add_argument("--gib", type=float, default=2, help="size of the file in GiB")
    parser.add_argument("--folder", help="where the record is made, for another disk")
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "ponleu.faces.config.settings"
    with tempfile.TemporaryDirectory(dir=given.folder) as home:
        os.environ["PONLEU_HOME"] = home
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        found = measured(int(given.gib * 1024**3))
    load = [round(each, 1) for each in os.getloadavg()]
    json.dump({**found, "load": load}, sys.stdout, indent=2)


if __name__ == "__main__":
    main()
