"""Reads of the journal: who sees which entries, filters, pages, bounds."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from ponleu.foundation.core.models import Counter
from ponleu.foundation.journal import queries, services
from ponleu.foundation.journal.models import Entry
from ponleu.foundation.journal.queries import Wanted
from ponleu.foundation.journal.rules import START, Link
from tests.journal.conftest import Span

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(make_person):
    return make_person(99, journal_read=[Span("KH/18/"), Span("KH/")])


def numbers(page):
    return [entry.sequence for entry in page.entries]


def test_journal_of_gives_a_reader_of_the_whole_all_newest_first(auditor, make_entries):
    make_entries(3)

    assert numbers(queries.journal_of(auditor, Wanted())) == [3, 2, 1]


@pytest.mark.parametrize("span", [Span("KH/18/"), Span("KH/", "18")])
def test_journal_of_gives_a_reader_of_a_part_only_what_they_did(make_person, make_entries, span):
    ana = make_person(1, journal_read=[span])
    make_entries(1, actor=ana)
    make_entries(2, actor=make_person(2))

    assert numbers(queries.journal_of(ana, Wanted())) == [1]


def test_journal_of_gives_nothing_without_the_grant(make_person, make_entries):
    ana = make_person(1, source_read=[Span()])
    make_entries(1, actor=ana)

    assert numbers(queries.journal_of(ana, Wanted())) == []


def test_journal_of_pages_backwards_without_losing_a_row(auditor, make_entries):
    make_entries(5)

    first = queries.journal_of(auditor, Wanted(), limit=2)
    second = queries.journal_of(auditor, Wanted(before=first.older), limit=2)
    third = queries.journal_of(auditor, Wanted(before=second.older), limit=2)

    assert [numbers(first), numbers(second), numbers(third)] == [[5, 4], [3, 2], [1]]
    assert third.older is None


def test_journal_of_says_so_when_a_full_page_is_the_last(auditor, make_entries):
    make_entries(2)

    assert queries.journal_of(auditor, Wanted(), limit=2).older is None


def test_journal_of_filters_by_action_and_actor_together(auditor, make_person, make_entries):
    ana = make_person(1)
    make_entries(1, actor=ana, action="source.added")
    make_entries(1, actor=ana, action="source.opened")
    make_entries(1, action="source.added")

    page = queries.journal_of(auditor, Wanted(action="source.added", actor=str(UUID(int=1))))

    assert numbers(page) == [1]


def test_journal_of_filters_a_part_readers_own_by_action(make_person, make_entries):
    ana = make_person(1, journal_read=[Span("KH/18/")])
    make_entries(1, actor=ana, action="source.added")
    make_entries(1, actor=ana, action="source.opened")
    make_entries(1, actor=make_person(2), action="source.added")

    assert numbers(queries.journal_of(ana, Wanted(action="source.added"))) == [1]


def test_journal_of_filters_by_a_day_of_the_record_place(auditor, make_entries):
    # 22 November in Phnom Penh is 21 November 17:00 to 22 November 17:00 UTC
    for moment in (
        datetime(2026, 11, 21, 16, 59, 59, 999999, tzinfo=UTC),
        datetime(2026, 11, 21, 17, 0, tzinfo=UTC),
        datetime(2026, 11, 22, 16, 59, 59, 999999, tzinfo=UTC),
        datetime(2026, 11, 22, 17, 0, tzinfo=UTC),
    ):
        make_entries(1, at=moment)

    assert numbers(queries.journal_of(auditor, Wanted(day=date(2026, 11, 22)))) == [3, 2]


def test_journal_of_a_day_on_which_nothing_was_done_is_empty(auditor, make_entries):
    make_entries(1)

    assert numbers(queries.journal_of(auditor, Wanted(day=date(2026, 11, 24)))) == []


def test_journal_of_filters_by_a_day_although_clocks_were_not_in_order(auditor, make_entries):
    for day in (22, 23, 22, 21, 22):
        make_entries(1, at=datetime(2026, 11, day, 5, 0, tzinfo=UTC))

    assert numbers(queries.journal_of(auditor, Wanted(day=date(2026, 11, 22)))) == [5, 3, 1]


def test_entries_about_gives_one_records_history_bounded(auditor, noon):
    one, other = (Counter.objects.create(prefix=letter, year=2026) for letter in "CD")
    for counter in (one, other, one, one):
        services.record(at=noon, actor=None, action="counter.read", target=counter)

    found = queries.entries_about(auditor, "core.counter", str(one.pk), limit=2)

    assert [entry.sequence for entry in found] == [4, 3]


def test_entries_about_gives_nothing_without_the_grant(make_person, noon):
    counter = Counter.objects.create(prefix="C", year=2026)
    services.record(at=noon, actor=None, action="counter.read", target=counter)

    assert queries.entries_about(make_person(), "core.counter", str(counter.pk)) == []


def test_head_is_the_beginning_while_the_journal_is_empty(db):
    assert queries.head() == START


def test_head_is_the_newest_row(make_entries):
    make_entries(2)

    assert queries.head() == Link(2, Entry.objects.get(sequence=2).hash)


def test_link_at_knows_the_beginning_and_what_is_stored(make_entries):
    make_entries(1)

    assert queries.link_at(0) == START
    assert queries.link_at(1) == queries.head()
    assert queries.link_at(2) is None


def test_stretches_are_whole_in_order_and_small(make_entries):
    make_entries(7)

    found = [[row[0] for row in rows] for rows in queries.stretches(1, 6, size=2)]

    assert found == [[2, 3], [4, 5], [6]]


def test_entry_tells_its_instant(make_entries, noon):
    make_entries(1)

    assert Entry.objects.get().instant == noon
