"""Bringing in: sealed, each once, to the desk that answers, and opened as it was brought."""

from __future__ import annotations

import csv
import io
import os
from uuid import UUID

import pytest
from django.conf import settings
from django.db import IntegrityError, connection
from hypothesis import HealthCheck, given
from hypothesis import settings as laws
from hypothesis import strategies as st

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotPermitted
from ponleu.foundation.documents import Reader
from ponleu.foundation.journal.models import Entry
from ponleu.foundation.places.models import Place
from ponleu.response.complaints import queries, sealed
from ponleu.response.complaints.channels.fields import likely
from ponleu.response.complaints.channels.files import brought_file
from ponleu.response.complaints.channels.rows import Reading
from ponleu.response.complaints.models import Complaint, Origin
from ponleu.response.complaints.rules import Channel
from ponleu.response.complaints.services import bringing, handing, held_files
from tests.complaints.made_files import UUID_1, UUID_2, message, table

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
ROWS = (
    (UUID_1, "plantedwhat one", "debt violence", "no", "18", "plantednear", "plantedphone", "yes"),
    (UUID_2, "plantedwhat two", "", "", "", "", "", ""),
)


@pytest.fixture(scope="module")
def reader():
    with Reader() as one:
        yield one


@pytest.fixture
def provinces(db):
    """Two provinces and a district."""
    for code, level, name, khmer in (
        ("12", "province", "Phnom Penh", "ភ្នំពេញ"),
        ("18", "province", "Preah Sihanouk", "ព្រះសីហនុ"),
        ("1801", "district", "Sihanoukville", "ព្រះសីហនុ"),
    ):
        Place.objects.create(code=code, level=level, name=name, name_km=khmer)


@pytest.fixture
def found(reader, provinces):
    """What is in a file: ``found(data, "a.csv")``."""

    def find(data, name="a.csv"):
        file = brought_file(data, name, reader)
        columns = likely(file.table.heading, {}) if file.table else {}
        return file.complaints(Reading(columns, "km", bringing.known_places()), reader)

    return find


def opened(officer, reference):
    key = Complaint.objects.get(reference=reference).pk
    return queries.opened_complaint(*officer, key)


def test_bring_seals_each_row_for_the_desk_of_its_place(desk, found, noon):
    tally = bringing.bring(desk["ana"][0], found(table(*ROWS)), Channel.NGO, at=noon)

    first, second = tally.references
    told = opened(desk["ana"], first).content.told
    complaint = Complaint.objects.get(reference=first)
    assert (tally.new, tally.known, tally.broken) == (2, 0, 0)
    assert (told.what, told.near, told.contact) == (
        "plantedwhat one",
        "plantednear",
        "plantedphone",
    )
    assert (complaint.channel, complaint.taken_by) == ("ngo", desk["ana"][0])
    assert (complaint.unit.code, complaint.urgency) == ("18", 3)
    assert Complaint.objects.get(reference=second).unit.code == "KH"
    with pytest.raises(sealed.Shut):
        opened((desk["bora"][0], None), second)


def test_bring_twice_is_once(desk, found, noon):
    ana = desk["ana"][0]
    bringing.bring(ana, found(table(*ROWS)), Channel.NGO, at=noon)

    again = bringing.bring(ana, found(table(*ROWS)), Channel.NGO, at=noon)

    assert (again.new, again.known) == (0, 2)
    assert Complaint.objects.count() == Origin.objects.count() == 2


def test_bring_takes_in_only_what_was_added_to_a_file(desk, found, noon):
    ana = desk["ana"][0]
    bringing.bring(ana, found(table(ROWS[0])), Channel.NGO, at=noon)

    later = bringing.bring(ana, found(table(*ROWS)), Channel.NGO, at=noon)

    assert (later.new, later.known) == (1, 1)


@given(st.lists(st.tuples(texts, texts), max_size=4))
@laws(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_was_written_is_opened_as_it_was_and_comes_in_once(desk, found, noon, written):
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["what", "other"], *written])
    data = out.getvalue().encode()

    first = bringing.bring(desk["bora"][0], found(data), Channel.NGO, at=noon)
    again = bringing.bring(desk["bora"][0], found(data), Channel.NGO, at=noon)

    whats = [opened(desk["bora"], each).content.told.what for each in first.references]
    earlier = first.known  # the database stays between examples
    assert again.new == 0
    assert again.known == first.new + earlier
    assert len(whats) + earlier == sum(bool(what.strip()) for what, _ in written)
    assert set(whats) <= {what for what, _ in written}


def test_look_keeps_nothing_and_tells_what_would_come_in(desk, found, noon):
    bringing.bring(desk["ana"][0], found(table(ROWS[0])), Channel.NGO, at=noon)

    tally = bringing.look(desk["ana"][0], found(table(*ROWS, ("", "broken"))))

    assert (tally.new, tally.known, tally.broken) == (1, 1, 1)
    assert tally.faults[0].place == "row 4"
    assert Complaint.objects.count() == 1


def test_bring_stops_at_most_and_goes_on_from_there(desk, found, noon):
    rows = [(f"told {n}", "18") for n in range(120)]
    data = table(*rows, heading=("what", "province"))
    ana = desk["ana"][0]

    first = bringing.bring(ana, found(data), Channel.NGO, at=noon, most=70)
    second = bringing.bring(ana, found(data), Channel.NGO, at=noon, most=70)

    assert (first.new, first.is_whole) == (70, False)
    assert (second.new, second.known, second.is_whole) == (50, 70, True)


def test_a_message_is_kept_with_its_original_and_attachments_sealed(desk, found, noon):
    data = message("plantedwhat", attachments=[("plantedname.txt", b"plantedfile")])
    tally = bringing.bring(desk["bora"][0], found(data, "a.eml"), Channel.EMAIL, at=noon)

    officer = desk["bora"]
    complaint = opened(officer, tally.references[0])
    taken = [
        b"".join(handing.hand_original(officer[0], complaint, file, "to compare", at=noon).pieces)
        for file in (UUID(each.key) for each in complaint.content.files)
    ]

    assert complaint.content.told.beside["sender"] == "Sok <sok@example.org>"
    assert [file.name for file in complaint.content.files] == ["a.eml", "plantedname.txt"]
    assert taken == [data, b"plantedfile"]


def test_no_brought_word_lies_in_a_plain_column_or_file(desk, found, noon):
    bringing.bring(desk["ana"][0], found(table(*ROWS)), Channel.NGO, at=noon)
    data = message("plantedwhat", attachments=[("plantedname.txt", b"plantedfile" * 99)])
    bringing.bring(desk["ana"][0], found(data, "a.eml"), Channel.EMAIL, at=noon)
    held_files.hold(b"plantedheld", "plantedheldname", at=noon)

    kept = b""
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{name}"')  # our own tables
            for row in cursor.fetchall():
                kept += b" ".join(v if isinstance(v, bytes) else str(v).encode() for v in row)
    for folder, _, names in os.walk(settings.PONLEU_STORE):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                kept += file.read()

    assert len(kept) > 5000
    assert b"planted" not in kept
    assert b"sok@example.org" not in kept


def test_bring_journals_each_complaint_and_who_brought_them(desk, found, noon):
    bringing.bring(desk["ana"][0], found(table(*ROWS)), Channel.NGO, at=noon)

    rows = Entry.objects.filter(action__startswith="complaint.").order_by("sequence")
    assert [row.action for row in rows] == ["complaint.filed"] * 2 + ["complaint.brought"]
    assert {row.actor for row in rows} == {str(desk["ana"][0].pk)}


@pytest.mark.parametrize("what", ["look", "bring"])
def test_only_who_takes_complaints_down_may_bring_them(
    desk, make_officer, country, found, noon, what
):
    reads, _ = make_officer("cham", country["KH-18"], actions=[Action.COMPLAINT_READ])
    given = {"look": (), "bring": (Channel.NGO,)}[what]

    with pytest.raises(NotPermitted):
        getattr(bringing, what)(
            reads, found(table(*ROWS)), *given, **({"at": noon} if given else {})
        )

    assert not Complaint.objects.exists()


@pytest.mark.parametrize("channel", [Channel.ONLINE_FORM, Channel.API])
def test_bring_refuses_a_channel_that_nobody_brings(desk, found, noon, channel):
    with pytest.raises(InvalidInput):
        bringing.bring(desk["ana"][0], found(table(*ROWS)), channel, at=noon)


def test_without_a_ring_nothing_comes_in(country, make_officer, found, noon):
    ana, _ = make_officer("ana", country["KH-18"])

    with pytest.raises(sealed.NobodyCanOpen):
        bringing.bring(ana, found(table(*ROWS)), Channel.NGO, at=noon)

    assert not Complaint.objects.exists()
    assert not Origin.objects.exists()


def test_two_complaints_cannot_have_one_origin(desk, tell):
    complaint = Complaint.objects.get(reference=tell()[0].reference)
    Origin.objects.create(complaint=complaint, mark=b"m" * 32)

    with pytest.raises(IntegrityError):
        Origin.objects.create(complaint=complaint, mark=b"m" * 32)


def test_a_fault_of_the_database_is_not_taken_for_a_known_row(desk, found, noon, monkeypatch):
    def fail(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(bringing, "file_report", fail)

    with pytest.raises(IntegrityError):
        bringing.bring(desk["ana"][0], found(table(*ROWS)), Channel.NGO, at=noon)


def test_a_row_brought_by_another_at_the_same_moment_is_known(desk, found, noon, monkeypatch):
    ana = desk["ana"][0]
    bringing.bring(ana, found(table(*ROWS)), Channel.NGO, at=noon)
    monkeypatch.setattr(bringing, "_without_known", lambda batch, tally: batch)

    tally = bringing.bring(ana, found(table(*ROWS)), Channel.NGO, at=noon)

    assert (tally.new, tally.known) == (0, 2)
    assert Complaint.objects.count() == 2


def test_a_held_file_is_given_back_by_its_token_alone(db, noon):
    token = held_files.hold(b"what was brought" * 9000, "a.csv", at=noon)

    assert held_files.held(token) == ("a.csv", b"what was brought" * 9000)


@pytest.mark.parametrize("token", ["", "x", "e30=", "bnVsbA==", "W10=", "៥"])
def test_a_token_that_is_none_is_refused(db, token):
    with pytest.raises(InvalidInput):
        held_files.held(token)
