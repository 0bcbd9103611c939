"""How long pages about cases, findings and answers take in a national year's record.

    python -m benchmarks.cases.pages --folder var/bench/cases

Fills a record of its own past the services: 200,000 complaints as in ``complaints.queue``,
50,000 sites, 10,000 allegations with four complaints and three pieces of evidence each, 7,000
findings, 300 that wait, 2,000 cases and 1,500 public answers, all invented. Then it asks the real
addresses through Django's client as someone of the country and someone of one province, each
allowed everything, and prints milliseconds of server time: median, longest, median of processor
time; and the number of queries. A second run begins at the asking.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.complaints import queue

SITES, ALLEGATIONS, FINDINGS, WAITING, CASES, ANSWERS = 50_000, 10_000, 7_000, 300, 2_000, 1_500
GATHERED, PIECES, TOGETHER = 4, 3, 5
BATCH, ROUNDS, SEED = 2_000, 15, 7
AT = queue.AT
WORDS = "Doors were locked from outside at night; papers were kept in an office. "


def fill() -> None:
    """Put cases and findings on top of the complaints; does nothing if there are some."""
    from ponleu.foundation.accounts.models import Role, Unit, User
    from ponleu.foundation.accounts.rules import Action
    from ponleu.response.cases.models import Allegation

    if Allegation.objects.exists():
        return
    Role.objects.update(actions=list(Action))
    draw = random.Random(SEED)
    units = {unit.territory: unit for unit in Unit.objects.all()}
    writer, reviewer = (User.objects.get(username=name) for name in ("country", "province"))
    sites = _sites(units, writer, draw)
    allegations = _allegations(sites, writer, draw)
    pieces = _pieces(allegations, writer)
    findings = _findings(allegations, pieces, writer, reviewer)
    _cases(allegations, writer)
    _answers(findings, writer, reviewer)


def _kept(rows: Iterable[Any]) -> list[Any]:
    """Write rows in batches and give them back."""
    kept: list[Any] = []
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        type(batch[0])._default_manager.bulk_create(batch)
        kept += batch
        print(".", end="", file=sys.stderr, flush=True)
    return kept


def _sites(units: dict[str, Any], writer: Any, draw: random.Random) -> list[Any]:
    from ponleu.knowledge.register.models import Entry
    from ponleu.knowledge.register.rules import EntryKind, EntryStatus

    def made() -> Iterator[Any]:
        for number in range(SITES):
            code = draw.choice(queue.PROVINCES)
            yield Entry(
                unit=units[code],
                territory=code,
                reference=f"S-2025-{number:06}-X",
                kind=EntryKind.SITE,
                name=f"Invented house {number}",
                status=EntryStatus.CONFIRMED,
                entered_by=writer,
                entered_at=AT,
            )

    return _kept(made())


def _allegations(sites: Sequence[Any], writer: Any, draw: random.Random) -> list[Any]:
    from ponleu.response.cases.models import Allegation, Gathering
    from ponleu.response.complaints.models import Complaint

    def made() -> Iterator[Any]:
        for number, site in enumerate(draw.sample(sites, ALLEGATIONS)):
            yield Allegation(
                unit=site.unit,
                territory=site.territory,
                reference=f"A-2025-{number:06}-X",
                offence="confinement",
                entry=site,
                opened_by=writer,
                opened_at=AT - timedelta(days=draw.randrange(300)),
            )

    found = _kept(made())
    told: dict[str, list[UUID]] = {code: [] for code in queue.PROVINCES}
    for key, code in Complaint.objects.order_by().values_list("pk", "territory"):
        told[code].append(key)
    _kept(
        Gathering(allegation=each, complaint_id=told[each.territory].pop(), by=writer, at=AT)
        for each in found
        for _number in range(GATHERED)
    )
    return found


def _pieces(allegations: Sequence[Any], writer: Any) -> dict[UUID, list[Any]]:
    from ponleu.response.findings.models import Piece
    from ponleu.response.findings.rules.kinds import PieceKind

    rows = _kept(
        Piece(
            unit=each.unit,
            territory=each.territory,
            allegation=each,
            kind=PieceKind.OTHER,
            words=WORDS,
            origin=f"witness {number}",
            origin_key=f"witness {number}",
            is_direct=number == 0,
            reliability="B",
            credibility=2,
            added_by=writer,
            added_at=AT,
        )
        for each in allegations
        for number in range(PIECES)
    )
    found: dict[UUID, list[Any]] = {each.pk: [] for each in allegations}
    for row in rows:
        found[row.allegation_id].append(row)
    return found


def _findings(
    allegations: Sequence[Any], pieces: dict[UUID, list[Any]], writer: Any, reviewer: Any
) -> list[Any]:
    from ponleu.response.findings.models import Cited, Finding, FindingElement

    def made() -> Iterator[Any]:
        for number, each in enumerate(allegations[: FINDINGS + WAITING]):
            is_approved = number < FINDINGS
            yield Finding(
                unit=each.unit,
                territory=each.territory,
                reference=f"F-2025-{number:06}-X",
                allegation=each,
                outcome="substantiated",
                level=2,
                words=WORDS,
                is_late=number % 5 == 0,
                author=writer,
                written_at=AT,
                reviewer=reviewer if is_approved else None,
                reviewed_at=AT if is_approved else None,
                decision="approved" if is_approved else "",
            )

    found = _kept(made())
    _kept(
        Cited(finding=each, piece=piece, side="for", origin=number)
        for each in found
        for number, piece in enumerate(pieces[each.allegation_id])
    )
    _kept(
        FindingElement(finding=each, group="act", code="harbouring", result="seen")
        for each in found
    )
    return found[:FINDINGS]


def _cases(allegations: Sequence[Any], writer: Any) -> None:
    from ponleu.response.cases.models import Case, CaseAllegation

    def made() -> Iterator[Any]:
        for number in range(CASES):
            first = allegations[number * TOGETHER]
            case = Case(
                unit=first.unit,
                territory=first.territory,
                reference=f"K-2025-{number:06}-X",
                title=f"Invented matter {number}",
                lead=first.unit,
                is_open_to_unit=True,
                opened_by=writer,
                opened_at=AT,
            )
            case.head = case
            yield case

    found = _kept(made())
    _kept(
        CaseAllegation(
            case=case,
            where=case,
            allegation=allegations[number * TOGETHER + nth],
            by=writer,
            at=AT,
        )
        for number, case in enumerate(found)
        for nth in range(TOGETHER)
    )


def _answers(findings: Sequence[Any], writer: Any, reviewer: Any) -> None:
    from ponleu.response.public_answers.models import Answer, Wording

    found = _kept(
        Answer(
            unit=each.unit,
            territory=each.territory,
            reference=f"R-2025-{number:06}-X",
            allegation=each.allegation,
            finding=each,
            state="published",
            drafted_by=writer,
            drafted_at=AT,
            approved_by=reviewer,
            approved_at=AT,
            published_by=reviewer,
            published_at=AT,
        )
        for number, each in enumerate(findings[:ANSWERS])
    )
    _kept(Wording(answer=each, number=1, km=WORDS, en=WORDS, by=writer, at=AT) for each in found)


def pages(user: Any) -> dict[str, str]:
    """What is asked for, by what it is."""
    from django.urls import reverse

    from ponleu.response.cases.models import Allegation, Case
    from ponleu.response.findings.models import Finding
    from ponleu.response.public_answers.models import Answer

    finding = Finding.objects.visible_to(user).standing().order_by("pk").first()
    answer = Answer.objects.visible_to(user).order_by("pk").first()
    allegation = Allegation.objects.visible_to(user).order_by("pk").first()
    case = Case.objects.visible_to(user).order_by("pk").first()
    if not (finding and answer and allegation):
        raise SystemExit("the record was not filled to the end: remove its folder")
    asked = {
        "home": reverse("desk:home"),
        "allegations": reverse("cases:allegations"),
        "an allegation": reverse("cases:allegation", args=[allegation.pk]),
        "cases": reverse("case_files:cases"),
        "findings": reverse("findings:index"),
        "late findings": reverse("findings:index") + "?show=late",
        "a finding": reverse("findings:finding", args=[finding.pk]),
        "findings of an allegation": reverse("findings:of_allegation", args=[allegation.pk]),
        "plan of an allegation": reverse("verification:plan", args=[allegation.pk]),
        "public answers": reverse("public_answers:index"),
        "a public answer": reverse("public_answers:answer", args=[answer.pk]),
        "timeline of an allegation": reverse("timeline:of_allegation", args=[allegation.pk]),
    }
    return asked | ({"a case": reverse("case_files:case", args=[case.pk])} if case else {})


def timed(client: Any, address: str) -> dict[str, float]:
    """Milliseconds of one page, of wall clock and of processor, and its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    walls, cpus = [], []
    for _round in range(ROUNDS + 2):
        wall, cpu = time.perf_counter(), time.process_time()
        page = client.get(address)
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
        assert page.status_code == 200, (address, page.status_code)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return {
        "wall_ms": statistics.median(walls[2:]),
        "longest_ms": max(walls[2:]),
        "cpu_ms": statistics.median(cpus[2:]),
        "queries": len(asked),
    }


def main() -> int:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--complaints", type=int, default=200_000)
    parser.add_argument("--folder", type=Path, default=Path("var/bench/cases"))
    asks = parser.parse_args()
    asks.folder.mkdir(parents=True, exist_ok=True)
    queue.opened(asks.folder)
    queue.fill(asks.complaints, 0.15)
    fill()
    from django.test import Client

    from ponleu.foundation.accounts.models import User

    found: dict[str, Any] = {"load": os.getloadavg()[0]}
    for name in ("country", "province"):
        user = User.objects.get(username=name)
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(user, backend="ponleu.foundation.accounts.backends.PassphraseBackend")
        found[name] = {what: timed(client, address) for what, address in pages(user).items()}
        for what, took in found[name].items():
            times = f"{took['wall_ms']:7.1f} {took['longest_ms']:7.1f} {took['cpu_ms']:7.1f}"
            print(f"{name:9} {what:28} {times} {took['queries']:4}", file=sys.stderr)
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
