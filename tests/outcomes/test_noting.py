"""What came of a site: noted, corrected, taken back; and the day of the next look that follows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry
from ponleu.response.outcomes.models import LookDue, NotedCode, OutcomeNote
from ponleu.response.outcomes.queries import after
from ponleu.response.outcomes.services import noting

pytestmark = pytest.mark.django_db


def test_note_keeps_outcomes_numbers_and_who_said_it(started, noted, people, site_of):
    operation = started()

    row = noted(
        operation, "victims_rescued", "suspects_arrested", arrested=3, to_care=12, to_justice=3
    )

    line = after.line_of(people["dany"].user, site_of(operation).pk)
    assert line.note == row
    assert row.known_codes == ["victims_rescued", "suspects_arrested"]
    assert (row.arrested, row.to_care, row.to_justice, row.by) == (3, 12, 3, people["vibol"].user)
    assert Entry.objects.order_by("-sequence").first().action == "outcome.noted"


def test_a_correction_stands_in_its_place_and_keeps_what_stood_before(
    started, noted, people, site_of
):
    operation = started()
    noted(operation, "site_sealed")

    noted(operation, "site_vacated", seen=1, by="dany", why="The seal was next door.")

    line = after.line_of(people["vibol"].user, site_of(operation).pk)
    assert line.note.known_codes == ["site_vacated"]
    assert [each.known_codes for each in line.history] == [["site_sealed"]]


def test_a_correction_says_what_was_wrong(started, noted):
    operation = started()
    noted(operation)

    with pytest.raises(InvalidInput):
        noted(operation, "site_vacated", seen=1)

    assert OutcomeNote.objects.count() == 1


def test_who_saw_an_older_note_is_told_and_overwrites_nothing(started, noted):
    operation = started()
    noted(operation)

    with pytest.raises(ChangedMeanwhile):
        noted(operation, "site_vacated", seen=0, by="dany", why="x")

    assert [code.code for code in NotedCode.objects.all()] == ["site_sealed"]


def test_taking_back_lets_the_one_before_hold_again_and_twice_is_once(
    started, noted, people, site_of, later
):
    operation = started()
    first = noted(operation)
    second = noted(operation, "site_vacated", seen=1, why="Seen again.")
    who = people["vibol"].user
    with pytest.raises(ChangedMeanwhile):
        noting.take_back(who, first.pk, at=later(1))

    noting.take_back(who, second.pk, at=later(1))
    written = Entry.objects.count()
    noting.take_back(who, second.pk, at=later(2))

    assert Entry.objects.count() == written
    line = after.line_of(who, site_of(operation).pk)
    assert line.note == first
    assert [each.pk for each in line.history] == [second.pk]
    third = noted(operation, "evidence_seized", seen=1, why="Looked again.")
    assert third.number == 3


@pytest.mark.parametrize("who", ["chan", "field", "pov"])
def test_who_reads_it_and_enters_nothing_is_refused(who, started, noted):
    operation = started()

    with pytest.raises(NotPermitted):
        noted(operation, by=who)

    assert not OutcomeNote.objects.exists()


@pytest.mark.parametrize("who", ["north", "clinic", "audit", "keep"])
def test_for_others_there_is_no_such_site(who, started, noted):
    with pytest.raises(NotFound):
        noted(started(), by=who)


def test_who_a_complaint_about_the_site_names_finds_nothing(
    started, noted, told, hotel, people, keep_from, site_of
):
    operation = started()
    noted(operation)
    keep_from(told("Dany is paid.", entry=hotel), people["dany"].user)

    with pytest.raises(NotFound):
        noted(operation, "site_vacated", seen=1, by="dany", why="x")

    assert not OutcomeNote.objects.visible_to(people["dany"].user).exists()
    assert not LookDue.objects.visible_to(people["dany"].user).exists()
    with pytest.raises(NotFound):
        after.line_of(people["dany"].user, site_of(operation).pk)


@pytest.mark.parametrize(
    "said",
    [
        {"codes": ("no such",)},
        {"codes": ("suspects_arrested",), "arrested": 10_001},
        {"codes": ("site_sealed",), "to_care": -1},
        {"codes": ("site_sealed",), "arrived_at": timedelta(hours=-1)},
        {"codes": ("site_sealed",), "arrived_at": timedelta(days=2)},
        {"codes": ("site_sealed",), "words": "x" * 1001},
    ],
)
def test_what_does_not_go_is_refused_and_nothing_kept(said, started, noted, noon):
    operation = started()
    codes = said.pop("codes")
    if "arrived_at" in said:
        said["arrived_at"] = noon + said["arrived_at"]

    with pytest.raises(InvalidInput):
        noted(operation, *codes, **said)

    assert not OutcomeNote.objects.exists()


def test_numbers_handed_over_stand_beside_those_found_and_nothing_is_corrected(
    started, noted, people, monkeypatch, site_of
):
    operation = started()
    noted(operation, "victims_rescued", to_care=12, to_justice=1)
    site = site_of(operation)
    line = after.line_of(people["vibol"].user, site.pk)

    found = {}
    for number in (None, 10, 13):
        line.found = number
        found[number] = line.difference

    assert found == {None: None, 10: 3, 13: None}


def test_the_next_look_follows_from_the_outcome_that_holds(started, noted, people, later):
    operation = started()
    noted(operation, "site_vacated", "evidence_seized")
    first = LookDue.objects.holding().get()

    second_note = noted(operation, "site_sealed", seen=1, why="Sealed after all.")
    second = LookDue.objects.holding().get()
    noting.take_back(people["vibol"].user, second_note.pk, at=later(1))
    third = LookDue.objects.holding().get()

    started_on = later(0).date()
    assert (first.due_on, first.code) == (started_on + timedelta(days=30), "site_vacated")
    assert (second.due_on, second.code) == (started_on + timedelta(days=14), "site_sealed")
    assert (third.due_on, third.number) == (first.due_on, 3)


def test_without_any_outcome_no_look_is_due(started, noted, people, later):
    operation = started()
    row = noted(operation)

    noting.take_back(people["vibol"].user, row.pk, at=later(1))

    assert not LookDue.objects.holding().exists()
    assert LookDue.objects.count() == 1
