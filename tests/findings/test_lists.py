"""Lists of findings and their counts, held against what they mean, row by row."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import counting
from ponleu.knowledge.claims.models import Claim
from ponleu.response.cases.models import Allegation
from ponleu.response.complaints.models import Complaint, Exclusion
from ponleu.response.complaints.rules import State
from ponleu.response.findings.models import Cited, Finding, Piece, allegations_open_to
from ponleu.response.findings.queries import lists
from ponleu.response.findings.queries.lists import View
from ponleu.response.findings.rules.kinds import Decision, Outcome, PieceKind, Side

MONTHS = timedelta(days=60)


@pytest.fixture
def found(told, opened, writer, reviewer, noon):
    """An approved finding on an allegation of its own that cites one piece: found(claim=...)."""
    made = []

    def make(*, previous=None, **fields):
        allegation = previous.allegation if previous else opened(told())
        Allegation.objects.filter(pk=allegation.pk).update(opened_at=noon - MONTHS)
        where = {"unit": allegation.unit, "territory": allegation.territory}
        finding = Finding.objects.create(
            **where,
            reference=f"F-2026-9{len(made):05}-X",
            allegation=allegation,
            previous=previous,
            outcome=Outcome.SUBSTANTIATED,
            level=1,
            words="Doors were locked.",
            is_late=previous is None,
            author=writer,
            written_at=noon,
            reviewer=reviewer,
            reviewed_at=noon,
            decision=Decision.APPROVED,
        )
        piece = Piece.objects.create(
            **where,
            allegation=allegation,
            kind=fields.pop("kind", PieceKind.OTHER),
            words="A guard stood at the lift.",
            origin="A worker",
            origin_key="a worker",
            reliability="B",
            credibility=2,
            added_by=writer,
            added_at=noon,
            **fields,
        )
        Cited.objects.create(finding=finding, piece=piece, side=Side.FOR, origin=1)
        made.append(finding)
        return finding

    return make


@pytest.fixture
def world(found, told, claim, writer, noon):
    """Findings of which some rest on what is gone, in each way that it can go."""
    gone = {"withdrawn_by": writer, "withdrawn_at": noon}
    false_claim, taken_back = claim(), told()
    Claim.objects.filter(pk=false_claim.pk).update(withdrawn_at=noon)
    Complaint.objects.filter(pk=taken_back).update(state=State.WITHDRAWN)
    replaced = found(**gone)
    return {
        "stands": found(),
        "piece": found(**gone),
        "claim": found(kind=PieceKind.CLAIM, claim=false_claim),
        "complaint": found(kind=PieceKind.COMPLAINT, complaint_id=taken_back),
        "replaced": replaced,
        "replacing": found(previous=replaced),
    }


def keep_from(actor, finding, noon):
    gathering = finding.allegation.gatherings.first()
    Exclusion.objects.create(complaint=gathering.complaint, user=actor, by=actor, at=noon)


def keys_of(actor, view, noon):
    return {each.finding.pk for each in lists.listed(actor, view, page=1, at=noon).rows}


def resting_row_by_row(actor):
    standing = Finding.objects.visible_to(actor).standing()
    return {
        each.pk for each in standing if not all(cited.piece.stands for cited in each.cited.all())
    }


def overdue_row_by_row(actor, at):
    rows = allegations_open_to(actor, Action.FINDING_WRITE, Action.FINDING_REVIEW)
    return {
        each.pk
        for each in rows
        if each.withdrawn_at is None
        and each.opened_at < at - timedelta(days=30)
        and not any(one.decision == Decision.APPROVED for one in each.findings.all())
    }


def test_findings_that_rest_on_what_is_gone_are_found_however_it_went(world, speaker, noon):
    expected = {world[name].pk for name in ("piece", "claim", "complaint")}

    assert keys_of(speaker, View.WITHDRAWN, noon) == expected == resting_row_by_row(speaker)
    assert lists.counts(speaker, at=noon).withdrawn.number == len(expected)


def test_what_names_a_reader_is_in_none_of_the_lists_and_counts(world, speaker, reviewer, noon):
    keep_from(speaker, world["claim"], noon)
    keep_from(speaker, world["stands"], noon)

    assert keys_of(speaker, View.WITHDRAWN, noon) == resting_row_by_row(speaker)
    assert keys_of(speaker, View.WITHDRAWN, noon) == {world["piece"].pk, world["complaint"].pk}
    assert keys_of(speaker, View.STANDING, noon).isdisjoint({world["claim"].pk, world["stands"].pk})
    counts = lists.counts(speaker, at=noon)
    assert (counts.standing.number, counts.late.number, counts.withdrawn.number) == (3, 3, 2)
    assert lists.counts(reviewer, at=noon).standing.number == 5


def test_allegations_without_a_finding_are_overdue_after_a_month(
    world, told, opened, writer, speaker, noon
):
    waiting, fresh, named, withdrawn = (opened(told()) for _number in range(4))
    old = Allegation.objects.exclude(pk=fresh.pk)
    old.update(opened_at=noon - MONTHS)
    Allegation.objects.filter(pk=withdrawn.pk).update(withdrawn_at=noon, withdrawn_by=writer)
    Exclusion.objects.create(
        complaint=named.gatherings.first().complaint, user=writer, by=speaker, at=noon
    )

    found = lists.listed(writer, View.STANDING, page=1, at=noon)

    assert [each.pk for each in found.overdue] == [waiting.pk]
    assert {waiting.pk} == overdue_row_by_row(writer, noon)
    assert (found.counts.overdue.number, found.counts.overdue.is_more) == (1, False)
    assert lists.counts(speaker, at=noon).overdue.number == 0


def test_counts_stop_and_say_that_there_are_more(world, speaker, noon, monkeypatch):
    monkeypatch.setattr(counting, "MOST", 3)

    counts = lists.counts(speaker, at=noon)

    assert (str(counts.standing), str(counts.withdrawn)) == ("3+", "3")
