"""Writing, reviewing and taking back findings; who may see them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.response.cases.services import allegations
from ponleu.response.complaints.models import Exclusion
from ponleu.response.findings.models import Finding, FindingElement
from ponleu.response.findings.rules.elements import Group, Seen
from ponleu.response.findings.rules.kinds import Istanbul, OtherMatter, Outcome, PieceKind
from ponleu.response.findings.services import findings, grounds, pieces
from tests.findings.conftest import REVIEWER, WRITER


def seen_by(actor):
    return list(Finding.objects.visible_to(actor))


def test_propose_keeps_what_was_said_and_on_what(proposed, both, writer, noon):
    elements = {
        (Group.ACT, "harbouring"): Seen.SEEN,
        (Group.MEANS, "coercion"): Seen.NOT_SEEN,
        (Group.PURPOSE, "forced_labour"): Seen.NOT_KNOWN,
    }

    made = proposed(elements=elements, concerns_child=False)

    assert made.reference.startswith("F-2026-")
    assert (made.author, made.written_at, made.decision) == (writer, noon, "")
    assert [(each.piece, each.side, each.origin) for each in made.cited.all()] == [
        (both[0], "for", 1),
        (both[1], "for", 2),
    ]
    assert list(made.elements.values_list("group", "code", "result")) == [
        ("act", "harbouring", "seen"),
        ("means", "coercion", "not_seen"),
    ]
    row = JournalRow.objects.get(action="finding.proposed")
    assert (row.actor, row.target, row.reason) == (str(writer.pk), str(made.pk), "")


def test_propose_refuses_a_level_that_the_evidence_does_not_carry(proposed, both):
    with pytest.raises(findings.LevelNotReached) as refused:
        proposed(speaking_for=[both[0].pk])

    assert "level 2" in refused.value.sentence
    assert "evidence of a second, independent origin" in refused.value.sentence
    assert "first-hand" not in refused.value.sentence
    assert not Finding.objects.exists()


def test_propose_counts_copies_of_one_document_as_one_origin(proposed, piece, make_source, country):
    text = "Nobody may leave the building without a card, the visitor told us on Monday. " * 8
    one, copy = (
        make_source(text + end, unit=country["KH-18"], territory="18", origin=f"Paper {end}")
        for end in ("", "Again.")
    )
    from ponleu.knowledge.sources import copies

    for each in (one, copy):
        copies.keep_fingerprint(each, copies.fingerprint_of(each.text, None))
    cited = [
        piece(kind=PieceKind.DOCUMENT, source=each.pk, origin="", is_direct=True)
        for each in (one, copy)
    ]

    with pytest.raises(findings.LevelNotReached):
        proposed(speaking_for=[each.pk for each in cited])

    made = proposed(speaking_for=[each.pk for each in cited], level=1)
    assert [each.origin for each in made.cited.all()] == [1, 1]


def test_propose_for_another_matter_rests_on_what_speaks_against_the_allegation(proposed, both):
    keys = [each.pk for each in both]
    matter = {"outcome": Outcome.OTHER_MATTER, "other_matter": OtherMatter.LABOUR_DISPUTE}

    with pytest.raises(findings.LevelNotReached):
        proposed(**matter)

    made = proposed(**matter, speaking_for=[], speaking_against=keys)
    assert (made.outcome, made.other_matter, made.level) == ("other_matter", "labour_dispute", 2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": "  "},
        {"words": "x" * 4001},
        {"level": 6},
        {"level": -1},
        {"outcome": Outcome.OTHER_MATTER},
        {"other_matter": OtherMatter.DEBT},
        {"elements": {(Group.ACT, "fraud"): Seen.SEEN}},
        {"istanbul": Istanbul.CONSISTENT},
        {"istanbul": Istanbul.CONSISTENT, "clinician": "Dr Sok"},
        {"clinician": "Dr Sok"},
        {"outcome": Outcome.COULD_NOT_VERIFY, "level": 2},
    ],
)
def test_propose_refuses_what_does_not_fit(proposed, wrong):
    with pytest.raises(InvalidInput):
        proposed(**wrong)


def test_propose_refuses_a_piece_on_both_sides(proposed, both):
    with pytest.raises(InvalidInput):
        proposed(speaking_against=[both[0].pk])


def test_propose_takes_torture_from_a_clinicians_document_only(proposed, both, piece, source):
    theirs = piece(kind=PieceKind.DOCUMENT, source=source.pk, origin="A clinic")
    keys = [*(each.pk for each in both), theirs.pk]
    torture = {"istanbul": Istanbul.CONSISTENT, "clinician": "Dr Sok"}

    with pytest.raises(InvalidInput):
        proposed(**torture, speaking_for=keys, clinician_piece=both[0].pk)
    with pytest.raises(InvalidInput):
        proposed(**torture, clinician_piece=theirs.pk)

    made = proposed(**torture, speaking_for=keys, clinician_piece=theirs.pk)
    assert (made.istanbul, made.clinician, made.clinician_piece) == (
        "consistent",
        "Dr Sok",
        theirs,
    )


def test_propose_finds_no_piece_of_another_allegation(proposed, piece, opened, told, site):
    other = opened(told(entry=None), entry=site("Blue Gourd Hostel"))
    theirs = piece(to=other)

    with pytest.raises(NotFound):
        proposed(speaking_for=[theirs.pk])


def test_propose_refuses_what_was_withdrawn(proposed, both, writer, desk, allegation, noon):
    pieces.withdraw_piece(writer, both[0].pk, why="A mistake.", at=noon)
    with pytest.raises(grounds.WithdrawnEvidence):
        proposed()

    pieces.restore_piece(writer, both[0].pk, at=noon)
    allegations.withdraw(desk["ana"][0], allegation.pk, why="Opened twice.", at=noon)
    with pytest.raises(ChangedMeanwhile):
        proposed()


def test_propose_is_for_those_who_write_there(proposed, speaker, make_user, country):
    stranger = make_user("stranger", unit=country["KH-12"], actions=WRITER)

    with pytest.raises(NotPermitted):
        proposed(by=speaker)
    with pytest.raises(NotFound):
        proposed(by=stranger)


def test_propose_is_late_after_thirty_days_for_the_first_only(approved, proposed, noon):
    in_time = proposed(at=noon + timedelta(days=30))
    late = approved(at=noon + timedelta(days=30, seconds=1))
    next_one = proposed(at=noon + timedelta(days=90))

    assert [each.is_late for each in (in_time, late, next_one)] == [False, True, False]


def test_approve_lets_it_stand_in_the_place_of_the_one_before(approved, reviewer, noon):
    first = approved(level=2)

    second = approved(level=1, words="It could be seen less clearly than we wrote.")

    assert second.previous == first
    assert list(Finding.objects.standing()) == [second]
    assert (second.reviewer, second.reviewed_at) == (reviewer, noon)
    first.refresh_from_db()
    assert (first.level, first.decision) == (2, "approved")
    assert JournalRow.objects.filter(action="finding.approved").count() == 2


def test_approve_is_for_somebody_else_than_the_author(proposed, make_user, country, noon):
    actions = {*WRITER, *REVIEWER}
    alone = make_user("alone", unit=country["KH-18"], actions=actions)
    made = proposed(by=alone, level=1)

    with pytest.raises(findings.OwnFinding) as refused:
        findings.approve(alone, made.pk, at=noon)

    assert "Somebody else has to review it" in refused.value.sentence
    with pytest.raises(findings.OwnFinding):
        findings.refuse(alone, made.pk, why="No.", at=noon)


def test_approve_is_refused_to_who_may_not_see_the_evidence(
    proposed, piece, both, make_user, country, allegation, noon
):
    complaint = allegation.gatherings.get().complaint_id
    theirs = piece(kind=PieceKind.COMPLAINT, complaint=complaint, origin="")
    made = proposed(speaking_for=[*(each.pk for each in both), theirs.pk])
    blind = make_user(
        "blind",
        unit=country["KH-18"],
        actions=[each for each in REVIEWER if each is not Action.COMPLAINT_READ],
    )

    with pytest.raises(findings.UnseenEvidence):
        findings.approve(blind, made.pk, at=noon)

    made.refresh_from_db()
    assert made.decision == ""


def test_approve_is_refused_once_evidence_was_withdrawn(proposed, both, writer, reviewer, noon):
    made = proposed()
    pieces.withdraw_piece(writer, both[0].pk, why="A mistake.", at=noon)

    with pytest.raises(grounds.WithdrawnEvidence):
        findings.approve(reviewer, made.pk, at=noon)


def test_of_two_reviewers_one_wins_and_the_other_is_told(
    proposed, reviewer, make_user, country, noon
):
    other = make_user("other", unit=country["KH-18"], actions=REVIEWER)
    made = proposed()
    findings.approve(reviewer, made.pk, at=noon)

    with pytest.raises(ChangedMeanwhile) as told_so:
        findings.refuse(other, made.pk, why="Too early.", at=noon)

    assert "Somebody else reviewed it first" in told_so.value.sentence
    made.refresh_from_db()
    assert (made.decision, made.reviewer, made.why) == ("approved", reviewer, "")


def test_approve_is_refused_when_another_finding_overtook_it(proposed, reviewer, noon):
    one, other = proposed(), proposed(level=1)
    findings.approve(reviewer, one.pk, at=noon)

    with pytest.raises(ChangedMeanwhile):
        findings.approve(reviewer, other.pk, at=noon)

    assert list(Finding.objects.standing()) == [one]


def test_refuse_needs_a_reason_and_keeps_the_words(proposed, reviewer, noon):
    made = proposed()
    with pytest.raises(InvalidInput):
        findings.refuse(reviewer, made.pk, why=" ", at=noon)

    findings.refuse(reviewer, made.pk, why="Ask the guard, too.", at=noon)

    made.refresh_from_db()
    assert (made.decision, made.why) == ("refused", "Ask the guard, too.")
    assert made.words == "People could not leave the upper floors."
    assert not Finding.objects.standing().exists()


def test_take_back_is_for_the_author_before_review(proposed, writer, reviewer, make_user, country):
    at = proposed().written_at
    mine, reviewed = Finding.objects.get(), proposed()
    colleague = make_user("colleague", unit=country["KH-18"], actions=WRITER)
    findings.refuse(reviewer, reviewed.pk, why="No.", at=at)

    with pytest.raises(NotPermitted):
        findings.take_back(colleague, mine.pk, at=at)
    with pytest.raises(ChangedMeanwhile):
        findings.take_back(writer, reviewed.pk, at=at)
    findings.take_back(writer, mine.pk, at=at)

    with pytest.raises(ChangedMeanwhile):
        findings.approve(reviewer, mine.pk, at=at)
    assert not Finding.objects.waiting().exists()


def test_a_finding_is_seen_by_readers_once_approved(proposed, reviewer, speaker, make_user, noon):
    stranger = make_user("stranger", actions=[Action.HOME])
    made = proposed()
    assert (seen_by(reviewer), seen_by(speaker)) == ([made], [])
    with pytest.raises(NotFound):
        findings.see(speaker, made.pk, at=noon)

    findings.approve(reviewer, made.pk, at=noon)

    assert (seen_by(speaker), seen_by(stranger)) == ([made], [])
    findings.see(speaker, made.pk, at=noon)
    row = JournalRow.objects.get(action="finding.read")
    assert (row.actor, row.target) == (str(speaker.pk), str(made.pk))


def test_a_finding_does_not_exist_for_whoever_a_complaint_names(
    approved, piece, allegation, speaker, reviewer, country, noon
):
    made, theirs = approved(), piece()
    complaint = allegation.gatherings.get().complaint
    assert seen_by(speaker) == [made]

    Exclusion.objects.create(complaint=complaint, user=speaker, by=reviewer, at=noon)

    assert seen_by(speaker) == []
    with pytest.raises(NotFound):
        pieces.see(speaker, theirs.pk, at=noon)
    assert seen_by(reviewer) == [made]

    Exclusion.objects.create(complaint=complaint, unit=country["KH-18"], by=reviewer, at=noon)
    assert seen_by(reviewer) == []


def test_a_finding_does_not_exist_for_other_provinces(approved, make_user, country):
    made = approved()
    there = make_user("there", unit=country["KH-12"], actions=REVIEWER)
    above = make_user("above", unit=country["KH"], actions=REVIEWER)

    assert (seen_by(there), seen_by(above)) == ([], [made])


def fails(change, **where):
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(**where).update(**change)


def test_the_database_repeats_the_rules_of_a_finding(approved, proposed, noon):
    stands, waits = approved(), proposed()

    for change in (
        {"decision": "approved"},
        {"reviewer": stands.reviewer},
        {
            "decision": "approved",
            "reviewer": waits.author,
            "reviewed_at": noon,
        },
        {"decision": "refused", "reviewer": stands.reviewer, "reviewed_at": noon},
        {"other_matter": "debt"},
        {"outcome": "other_matter"},
        {"level": 6},
        {"outcome": "could_not_verify"},
        {"istanbul": "consistent"},
        {
            "previous": None,
            "decision": "approved",
            "reviewer": stands.reviewer,
            "reviewed_at": noon,
        },
    ):
        fails(change, pk=waits.pk)
    fails({"taken_back_at": noon}, pk=stands.pk)


def test_the_database_keeps_one_finding_in_the_place_of_another(approved, proposed, noon):
    first = approved()
    second, third = proposed(), proposed()
    Finding.objects.filter(pk=second.pk).update(
        decision="approved", reviewer=first.reviewer, reviewed_at=noon
    )

    fails({"decision": "approved", "reviewer": first.reviewer, "reviewed_at": noon}, pk=third.pk)


def test_the_database_keeps_an_element_once(proposed):
    made = proposed(elements={(Group.ACT, "transfer"): Seen.SEEN})

    with pytest.raises(IntegrityError), transaction.atomic():
        FindingElement.objects.create(finding=made, group="act", code="transfer", result="not_seen")
