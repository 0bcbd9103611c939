"""How much processor time pages about operations and what follows take in a year's record.

    python -m benchmarks.operations.pages --folder var/bench/operations

Fills a record of its own (see ``filled``) on top of invented complaints, then asks the real
addresses through Django's client as someone of the country and someone of one province, each
allowed everything, and prints milliseconds of processor time: median and most of ten warm
requests; and the number of queries. A second run begins at the asking.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.complaints import queue
from benchmarks.operations import filled, visited

ROUNDS, WARM = 10, 2


def pages(user: Any) -> dict[str, str]:
    """What is asked for, by what it is."""
    from django.urls import reverse

    from ponleu.response.custody.models import Exhibit
    from ponleu.response.minutes.models import Minutes
    from ponleu.response.operations.models import OperationSite
    from ponleu.response.outcomes.models import Measure
    from ponleu.response.visits.models import Visit

    site = OperationSite.objects.visible_to(user).order_by("-operation__started_at").first()
    minutes = Minutes.objects.visible_to(user).order_by("-begun_at").first()
    exhibit = Exhibit.objects.visible_to(user).order_by("-hand_overs__offered_at", "pk").first()
    measure = Measure.objects.visible_to(user).order_by("pk").first()
    if not (site and minutes and exhibit and measure):
        raise SystemExit("the record was not filled to the end: remove its folder")
    operation, year = site.operation_id, "?months=12"
    asked = {
        "home": reverse("desk:home"),
        "operations": reverse("operations:index"),
        "operations, page 8": reverse("operations:index") + "?page=8",
        "an operation": reverse("operations:operation", args=[operation]),
        "a briefing": reverse("operations:briefing", args=[operation]),
        "custody": reverse("custody:index"),
        "custody, what waits": reverse("custody:waiting"),
        "custody of an operation": reverse("custody:of_operation", args=[operation]),
        "an exhibit": reverse("custody:exhibit", args=[exhibit.pk]),
        "who took copies": reverse("custody:viewers", args=[exhibit.pk]),
        "custody report": reverse("custody:report", args=[exhibit.pk]),
        "custody report, file": reverse("custody:report_file", args=[exhibit.pk]),
        "minutes": reverse("minutes:index"),
        "minutes of an operation": reverse("minutes:of_operation", args=[operation]),
        "one minutes": reverse("minutes:minutes", args=[minutes.pk]),
        "minutes as PDF": reverse("minutes:pdf", args=[minutes.pk]),
        "minutes as Word": reverse("minutes:word", args=[minutes.pk]),
        "outcomes, 3 months": reverse("outcomes:index"),
        "outcomes, 12 months": reverse("outcomes:index") + year,
        "outcomes, a figure": reverse("outcomes:figure", args=["sites", "all", "-"]) + year,
        "outcomes, table": reverse("outcomes:table") + year,
        "outcomes of an operation": reverse("outcomes:operation", args=[operation]),
        "alerts": reverse("outcomes:alerts"),
        "looking again": reverse("outcomes:looks"),
        "measures": reverse("outcomes:measures"),
        "a measure": reverse("outcomes:measure", args=[measure.pk]),
        "found empty": reverse("outcomes:vacated"),
        "delay": reverse("outcomes:delay"),
    }
    visit = Visit.objects.visible_to(user).order_by("pk").first()
    if visit is None:
        return asked
    return asked | {
        "visits": reverse("visits:index"),
        "a visit": reverse("visits:visit", args=[visit.pk]),
        "questions and answers": reverse("visits:sheet", args=[visit.pk]),
        "a question": reverse("visits:question", args=[visit.questions.order_by("pk")[0].pk]),
    }


def timed(client: Any, address: str) -> dict[str, float]:
    """Milliseconds of processor time of one page, and its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    took = []
    for _round in range(WARM + ROUNDS):
        began = time.process_time()
        page = client.get(address)
        took.append((time.process_time() - began) * 1000)
        if page.status_code != 200:
            raise SystemExit(f"{address} answered {page.status_code}")
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    warm = took[WARM:]
    return {"median": statistics.median(warm), "most": max(warm), "queries": len(asked)}


def main() -> int:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--complaints", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, default=Path("var/bench/operations"))
    parser.add_argument("--only", default="", help="pages whose name holds this")
    asks = parser.parse_args()
    asks.folder.mkdir(parents=True, exist_ok=True)
    queue.opened(asks.folder)
    queue.fill(asks.complaints, 0.15)
    filled.fill()
    from django.test import Client

    from ponleu.foundation.accounts.models import User
    from ponleu.knowledge.register import name_index
    from ponleu.response.outcomes.queries.alerts import alerts

    visited.fill(User.objects.get(username="country"))
    name_index.build()
    found: dict[str, Any] = {"load": os.getloadavg()[0]}
    print(f"{'':9} {'page':26} {'median':>8} {'most':>8} {'queries':>8}", file=sys.stderr)
    for name in ("country", "province"):
        user = User.objects.get(username=name)
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(user, backend="ponleu.foundation.accounts.backends.PassphraseBackend")
        found[name] = {"alerts counted": len(alerts(user))}
        for what, address in pages(user).items():
            if asks.only not in what:
                continue
            took = found[name][what] = timed(client, address)
            times = f"{took['median']:8.1f} {took['most']:8.1f} {took['queries']:8}"
            print(f"{name:9} {what:26} {times}", file=sys.stderr)
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
