"""Rows as complaints: every cell kept, codes understood, and of each wrong answer where it is."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.foundation.documents import Reader
from ponleu.response.complaints.channels.empty_table import empty_table
from ponleu.response.complaints.channels.fields import Field, fold, likely
from ponleu.response.complaints.channels.forms import AskedForm, read_form
from ponleu.response.complaints.channels.intake_form import QUESTIONS, intake_form
from ponleu.response.complaints.channels.rows import Reading, brought_rows
from ponleu.response.complaints.channels.tables import delimited_table, sheet_table
from ponleu.response.complaints.channels.types import Brought, Fault, Places
from ponleu.response.complaints.rules import Sign
from tests.complaints.made_files import FORM, UUID_1, UUID_2, table, workbook

PLACES = Places(
    frozenset({"12", "18", "1801", "180104"}),
    {
        ("", fold("Phnom Penh")): "12",
        ("", fold("Preah Sihanouk")): "18",
        ("", fold("ព្រះសីហនុ")): "18",
        ("18", fold("Sihanoukville")): "1801",
        ("1801", fold("Buon")): "180104",
    },
)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


def read(data, columns=None, *, form=None):
    made = delimited_table(data) if isinstance(data, bytes) else data
    form = form or AskedForm()
    columns = likely(made.heading, form.names) if columns is None else columns
    return list(brought_rows(made, Reading(columns, "km", PLACES, form)))


def one(heading, row, **more):
    (found,) = read(table(row, heading=heading), **more)
    return found


def read_sheets(data, reader_of):
    with Reader() as reader:
        return reader_of(data, "a.xlsx", reader)


@given(what=texts.filter(str.strip), near=texts, source=texts)
def test_brought_rows_gives_words_as_they_were_written(what, near, source):
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(
        [["what", "near", "source", "other"], [what, near, source, what[::-1]]]
    )

    (found,) = read(out.getvalue().encode())

    assert (found.told.what, found.told.near) == (what, near)
    assert found.told.beside.get("source", "") == source
    assert f"other: {what[::-1]}" in found.told.beside["row"]


def test_brought_rows_understands_every_field_of_our_own_table():
    heading = empty_table().decode("utf-8-sig").strip().split(",")
    cells = {
        "what": "Locked in",
        "signs": "debt violence",
        "is_safe": "no",
        "for_whom": "other",
        "province": "18",
        "district": "Sihanoukville",
        "commune": "Buon",
        "near": "the pier",
        "pin": "10.61 103.52 3 5",
        "contact": "012 345 678",
        "contact_when": "after ten",
        "may_contact": "yes",
        "consent": "yes",
        "language": "Vietnamese",
        "source": "team 4",
        "sent": "2026-11-20",
        "id": "17",
    }

    told = one(tuple(heading), tuple(cells[name] for name in heading)).told

    assert (told.what, told.near, told.language) == ("Locked in", "the pier", "vi")
    assert (told.signs, told.is_safe, told.for_whom) == (("debt", "violence"), False, "other")
    assert (told.province, told.district, told.commune) == ("18", "1801", "180104")
    assert told.pin == (10.61, 103.52)
    assert (told.contact, told.contact_when, told.may_contact) == ("012 345 678", "after ten", True)
    assert told.beside["consent"] == "agreed"
    assert (told.beside["source"], told.beside["sent"]) == ("team 4", "2026-11-20")
    assert told.beside["id"] == "17"


def test_how_to_reach_someone_is_not_in_the_row_that_everybody_sees():
    told = one(("what", "contact"), ("Locked in", "012 345 678")).told

    assert not told.may_contact
    assert told.contact == "012 345 678"
    assert "012" not in told.beside["row"]


@pytest.mark.parametrize(
    ("heading", "cell", "column"),
    [
        ("is_safe", "maybe", "B"),
        ("may_contact", "perhaps", "B"),
        ("for_whom", "they", "B"),
        ("province", "Atlantis", "B"),
        ("signs", "debt; sorrow", "B"),
        ("language", "Klingon", "B"),
        ("pin", "here", "B"),
        ("pin", "95.0 103.0", "B"),
        ("sent", "11/12/2026", "B"),
        ("sent", "2026-13-01", "B"),
        ("near", "x" * 2_001, "B"),
        ("contact", "1" * 501, "B"),
    ],
)
def test_a_wrong_answer_is_told_with_row_and_column_and_without_its_words(heading, cell, column):
    found = one(("what", heading), ("Locked in", cell))

    assert isinstance(found, Fault)
    assert found.place == f"row 2, column {column} ({heading})"
    assert cell not in str(found)


def test_a_row_that_says_neither_what_nor_where_is_told_and_the_next_comes_in():
    found = read(table(("", "18"), ("Locked in", "18"), heading=("what", "province")))

    assert found[0].place == "row 2"
    assert found[1].told.what == "Locked in"


def test_a_district_that_nobody_knows_stays_among_the_words_for_the_place():
    told = one(("province", "district", "near"), ("18", "Stueng Hav Kraom", "the pier")).told

    assert (told.province, told.district) == ("18", "")
    assert told.near == "Stueng Hav Kraom, the pier"


@pytest.mark.parametrize("cell", ["18", "KH18", "Preah Sihanouk", "preah sihanouk", "ព្រះសីហនុ"])
def test_a_province_is_known_by_code_and_by_name_in_both_languages(cell):
    assert one(("what", "province"), ("x", cell)).told.province == "18"


@pytest.mark.parametrize(
    ("cell", "safe"), [("yes", True), ("1", True), ("បាទ/ចាស", True), ("NO", False), ("ទេ", False)]
)
def test_yes_and_no_are_known_in_both_languages(cell, safe):
    assert one(("what", "is_safe"), ("x", cell)).told.is_safe is safe


def test_two_columns_of_one_field_are_both_kept():
    told = one(("a", "b"), ("First.", "Second."), columns={0: Field.WHAT, 1: Field.WHAT}).told

    assert told.what == "First.\n\nSecond."


def test_equal_rows_of_one_file_are_two_and_the_same_two_when_it_comes_again():
    data = table(("Locked in",), ("Locked in",), heading=("what",))

    first, second = read(data)

    assert first.origin != second.origin
    assert [one.origin for one in read(data)] == [first.origin, second.origin]


def test_a_submission_is_the_same_by_its_own_number_however_its_table_changes():
    early = read(table((UUID_1, "Locked in"), heading=("KEY", "what")))
    late = read(table(("approved", UUID_1, "Locked in"), heading=("ReviewState", "KEY", "what")))
    other = read(table((UUID_2, "Locked in"), heading=("KEY", "what")))

    assert early[0].origin == late[0].origin
    assert early[0].origin != other[0].origin


def test_two_rows_of_one_number_are_not_taken_for_one():
    heading = ("KEY", "what")

    found = read(table((UUID_1, "one"), (UUID_1, "two"), (UUID_1, "one"), heading=heading))

    assert [type(each) for each in found] == [Brought, Fault, Brought]
    assert found[1].place == "row 3"
    assert found[0].origin == found[2].origin


def test_a_commune_is_not_looked_for_among_provinces():
    by_name = one(("what", "commune"), ("x", "Phnom Penh")).told
    by_code = one(("what", "commune"), ("x", "180104")).told

    assert (by_name.province, by_name.commune, by_name.near) == ("", "", "Phnom Penh")
    assert (by_code.province, by_code.district, by_code.commune) == ("18", "1801", "180104")


def test_a_small_number_does_not_make_the_rows_of_two_teams_the_same():
    ours = one(("id", "what"), ("1", "Locked in"))
    theirs = one(("id", "what"), ("1", "Beaten"))

    assert ours.origin != theirs.origin


def test_likely_knows_the_columns_of_odk_and_kobo():
    odk = ("SubmissionDate", "meta-instanceID", "place-province", "what", "KEY")
    kobo = ("start", "group_a/what", "signs", "signs/debt", "_id", "_uuid", "_submission_time")

    assert likely(odk, {}) == {0: Field.SENT, 2: Field.PROVINCE, 3: Field.WHAT, 4: Field.ID}
    assert likely(kobo, {}) == {1: Field.WHAT, 2: Field.SIGNS, 5: Field.ID, 6: Field.SENT}


def test_a_form_of_another_team_gives_its_choices_their_meaning():
    form = read_sheets(workbook(**FORM), read_form)
    heading = ("q1", "q2", "q3")
    columns = {0: Field.WHAT, 1: Field.PROVINCE, 2: Field.SIGNS}

    told = one(heading, ("Locked in", "p_a", "h1 h2"), columns=columns, form=form).told

    assert (told.what, told.province) == ("Locked in", "18")
    assert told.signs == (Sign.DEBT, Sign.VIOLENCE)
    assert (
        told.beside["row"] == "q1: Locked in\nq2: p_a (Preah Sihanouk)\nq3: h1 h2 (debt, violence)"
    )


def test_read_form_refuses_a_workbook_that_is_none():
    assert isinstance(read_sheets(workbook(Answers=[("what",)]), read_form), Fault)


def test_our_form_has_every_field_and_its_answers_are_understood():
    form = read_sheets(intake_form([("18", "Preah Sihanouk", "ព្រះសីហនុ")]), read_form)
    asked = {question.name for question in form.questions.values()}
    heading = ("KEY", *(name for _, name, *_ in QUESTIONS))
    answers = {
        "language": "km",
        "consent": "yes",
        "is_safe": "no",
        "for_whom": "self",
        "what": "គេចាក់សោទ្វារ",
        "signs": "cannot_leave debt",
        "province": "18",
        "may_contact": "no",
    }

    told = one(heading, (UUID_1, *(answers.get(name, "") for name in heading[1:]))).told

    assert asked == set(Field) - {Field.ID}
    assert all(len(question.labels) == 2 for question in form.questions.values() if question.labels)
    assert form.questions["signs"].choices.keys() == set(Sign)
    assert (told.what, told.province, told.is_safe) == ("គេចាក់សោទ្វារ", "18", False)
    assert told.signs == ("cannot_leave", "debt")


def test_answers_with_labels_instead_of_codes_are_understood_through_the_form():
    form = read_sheets(intake_form([("18", "Preah Sihanouk", "ព្រះសីហនុ")]), read_form)
    sheet = workbook(
        Answers=[
            (
                "What is happening, in their words",
                "Province",
                "What they said",
                "Are they safe now?",
            ),
            ("Locked in", "Preah Sihanouk", "Not paid", "No"),
        ]
    )

    (found,) = read(read_sheets(sheet, sheet_table), form=form)

    assert isinstance(found, Brought)
    assert (found.told.what, found.told.province) == ("Locked in", "18")
    assert (found.told.signs, found.told.is_safe) == (("unpaid",), False)
