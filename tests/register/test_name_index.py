"""The index follows the journal: what is read into it while someone waits, and what is not."""

import pytest
from django.urls import reverse

from ponleu.engines.matching import Kind, Record
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.register import name_index
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.register.queries.known_as import Called, meant_by
from ponleu.knowledge.register.rules import EntryKind

KEUT = Record("", "Keut Chanrith", Kind.PERSON)


@pytest.fixture
def begun(monkeypatch):
    """How often a builder was begun; none really is."""
    starts = []
    monkeypatch.setattr(name_index, "_begin_builder", lambda: starts.append(1))
    return starts


@pytest.fixture
def many(monkeypatch):
    """One entry is too many to read while someone waits."""
    monkeypatch.setattr(name_index, "AT_ONCE", 0)


def test_current_notes_nothing_after_reads_alone(ana, enter, noon):
    enter("Keut Chanrith")
    known = name_index.current().called
    journal.record(at=noon, actor=ana, action="record.listed", target="register.entry")

    index = name_index.current()

    assert index.called == known
    assert len(index.find(KEUT, 5)) == 1


def test_current_notes_how_far_it_is_after_thousands_of_reads(ana, enter, noon, monkeypatch):
    enter("Keut Chanrith")
    known = name_index.current().called
    monkeypatch.setattr(name_index, "ROWS_BEHIND", 1)
    for _ in range(2):
        journal.record(at=noon, actor=ana, action="record.listed", target="register.entry")

    assert name_index.current().called != known


def test_current_costs_the_same_for_any_number_of_reads(
    ana, enter, noon, django_assert_num_queries
):
    enter("Keut Chanrith")
    name_index.current()
    for _ in range(20):
        journal.record(at=noon, actor=ana, action="record.listed", target="register.entry")

    with django_assert_num_queries(3):
        name_index.current()


def test_a_large_register_is_not_built_while_someone_waits(enter, many, begun):
    enter("Keut Chanrith")

    with pytest.raises(name_index.IndexBeingBuilt):
        name_index.current()

    assert begun == [1]


def test_bring_up_builds_a_register_of_any_size(enter, many, begun, monkeypatch):
    enter("Keut Chanrith")
    monkeypatch.setattr(name_index, "AT_ONCE", 1)

    assert len(name_index.bring_up().find(KEUT, 5)) == 1
    assert begun == []


def test_after_an_import_people_ask_the_index_as_it_was(enter, begun, monkeypatch):
    enter("Keut Chanrith", proposal=1)
    name_index.current()
    enter("Koeut Chanrith", proposal=2)
    enter("Keut Chanrit", proposal=3)
    monkeypatch.setattr(name_index, "AT_ONCE", 1)

    assert len(name_index.current().find(KEUT, 5)) == 1
    assert begun == [1]
    assert len(name_index.bring_up().find(KEUT, 5)) == 3


def test_only_one_builds_at_a_time():
    assert not name_index.is_building()

    with name_index.building() as is_mine, name_index.building() as is_theirs:
        assert (is_mine, is_theirs) == (True, False)
        assert name_index.is_building()


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("page", ["find", "enter"])
def test_pages_say_that_names_are_being_made_ready(client, ana, enter, many, begun, page):
    enter("Keut Chanrith")
    client.force_login(ana)

    shown = client.get(reverse(f"register:{page}"), {"kind": "person", "name": "Keut"})

    assert shown.status_code == 200
    assert "being made ready" in shown.content.decode()


def test_a_document_is_reviewed_while_names_are_made_ready(ana, enter, unit, many, begun):
    enter("Keut Chanrith")

    asked = [Called(EntryKind.PERSON, "Keut Chanrith")]

    assert meant_by(ana, asked, unit_path=unit.path) == {}


def test_of_keys_keeps_to_what_the_person_may_see(ana, ben, enter):
    entry, other = enter("Keut Chanrith", proposal=1), enter("Somaly", proposal=2)

    assert list(Entry.objects.visible_to(ana).of_keys([entry.pk])) == [entry]
    assert set(Entry.objects.visible_to(ana).of_keys([entry.pk, other.pk])) == {entry, other}
    assert not Entry.objects.visible_to(ben).of_keys([entry.pk]).exists()
