"""What followed from operations: outcomes, measures, exhibits, minutes, and grounds of alerts."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from benchmarks.operations.rows import AT, kept

OUTCOMES, MEASURES, EXHIBITS, MINUTES = 1_500, 1_000, 3_000, 400
HANDED_OVER, JUDGED = 300, 60
ALLEGED, COMPLAINED, NEW_NAMES = 120, 120, 60
CODES = (
    (("victims_rescued", "evidence_seized"), None),
    (("suspects_arrested", "site_sealed"), 3),
    (("site_sealed",), None),
    (("site_vacated",), None),
    (("no_offence_found",), None),
)
KINDS = ("temporary_closure", "permanent_closure", "labour_fine", "licence_suspension")


def outcomes(sites: Sequence[Any], by: Any) -> None:
    from ponleu.response.outcomes.services import noting

    for number, site in enumerate(sites[-OUTCOMES:]):
        codes, arrested = CODES[number % len(CODES)]
        came = noting.Came(codes, arrested=arrested, to_care=None, words="Doors were locked.")
        noting.note(by, site.pk, came, seen=0, at=_after(site))
    print(".", end="", file=sys.stderr, flush=True)


def measures(sites: Sequence[Any], first: Any, second: Any) -> None:
    from ponleu.response.outcomes.rules.measures import Step
    from ponleu.response.outcomes.services import measuring

    for number, site in enumerate(sites[-MEASURES:]):
        at, kind = _after(site), KINDS[number % len(KINDS)]
        day = at.date() - timedelta(days=1)
        said = measuring.Proposed(
            entry=site.entry_id,
            kind=kind,
            provision="tsl-8",
            offence_on=day,
            from_on=day,
            grounds="Nobody could leave.",
            until_on=None if kind == "permanent_closure" else day + timedelta(days=90),
            riel=4_000_000 if kind == "labour_fine" else None,
        )
        row = measuring.propose(first, site.pk, said, at=at)
        if number % 10:
            measuring.step(second, row.pk, Step.ORDER, why="Shown.", seen=1, at=at)
    print(".", end="", file=sys.stderr, flush=True)


def exhibits(sites: Sequence[Any], first: Any, second: Any, draw: random.Random) -> None:
    from ponleu.response.custody.rules.kinds import Kind
    from ponleu.response.custody.services import handing, seizing

    kinds = list(Kind)
    for number in range(EXHIBITS):
        site = draw.choice(sites)
        at = site.operation.started_at + timedelta(hours=2)
        said = seizing.Seizure(
            kind=kinds[number % len(kinds)],
            what=f"Thing {number}",
            seal=f"S{number:06}",
            seized_at=at,
            site=site.pk,
            owner_said="the manager",
        )
        row = seizing.seize(first, site.operation_id, said, at=at + timedelta(hours=1))
        if number < HANDED_OVER:
            later = at + timedelta(hours=2)
            offered = handing.offer(first, row.pk, "second", "store", is_intact=True, at=later)
            if number % 3:
                seal = handing.SealState(row.seal, is_intact=True)
                handing.accept(second, offered.pk, seal, at=later)
    print(".", end="", file=sys.stderr, flush=True)


def minutes(sites: Sequence[Any], by: Any) -> None:
    """Of each operation, and of its first site."""
    from ponleu.response.minutes.services import drafting

    firsts = [site for site in sites if site.number == 1]
    for site in firsts[-MINUTES // 2 :]:
        for place in (None, site.pk):
            row = drafting.begin(by, site.operation_id, place, at=_after(site))
            drafting.close(by, row.pk, was=1, at=_after(site))
    print(".", end="", file=sys.stderr, flush=True)


def grounds(sites: Sequence[Any], entries: Sequence[Any], by: Any) -> list[Any]:
    """What came up after inspections of the latest sites: allegations, complaints, new names."""
    from ponleu.knowledge.register.models import Tie
    from ponleu.knowledge.register.rules import EntryKind, TieSort
    from ponleu.response.cases.models import Allegation
    from ponleu.response.complaints.models import About, Complaint

    latest = {site.entry_id: site for site in sites[-300:]}
    looked = list(latest.values())
    allegations = kept(
        Allegation(
            unit=site.entry.unit,
            territory=site.entry.territory,
            reference=f"A-2025-{number:06}-X",
            offence="confinement",
            entry=site.entry,
            opened_by=by,
            opened_at=_after(site) + timedelta(days=1),
        )
        for number, site in enumerate(looked[:ALLEGED])
    )
    newest = Complaint.objects.filter(is_junk=False).order_by("-arrived_at")[:COMPLAINED]
    kept(
        About(complaint=complaint, entry=site.entry, by=by, at=complaint.arrived_at)
        for site, complaint in zip(looked, newest, strict=False)
    )
    owners = [each for each in entries if each.kind == EntryKind.ORGANISATION]
    kept(
        Tie(holder=owner, held=held, sort=TieSort.OWNER, entered_by=by, entered_at=AT)
        for number, owner in enumerate(owners[:NEW_NAMES])
        for held in (looked[number].entry, owners[-1 - number])
    )
    return [(each, latest[each.entry_id]) for each in allegations]


def judged(those: Sequence[Any], by: Any) -> None:
    from ponleu.response.outcomes.models import AlertJudgement
    from ponleu.response.outcomes.rules.kinds import Alerted, Ground, Verdict

    kept(
        AlertJudgement(
            site=site,
            alerted=Alerted.RELAPSE,
            ground=Ground.ALLEGATION,
            key=allegation.pk,
            verdict=Verdict.SO,
            why="Looked at.",
            by=by,
            at=AT,
        )
        for allegation, site in those[:JUDGED]
    )


def _after(site: Any) -> datetime:
    """A day after an operation was over."""
    ended: datetime = site.operation.ended_at
    return ended + timedelta(days=1)
