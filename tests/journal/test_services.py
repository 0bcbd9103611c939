"""record: what is kept, what is refused, and that both or neither is kept."""

from uuid import UUID

import pytest
from django.db import connection, transaction

from ponleu.foundation.core.errors import InvalidInput, NotPermitted
from ponleu.foundation.core.models import Counter
from ponleu.foundation.journal import rules, services
from ponleu.foundation.journal.models import Entry
from ponleu.foundation.journal.queries import Wanted
from tests.journal.conftest import Span

pytestmark = pytest.mark.django_db


def test_record_keeps_who_did_what_to_which_record(make_person, noon):
    counter = Counter.objects.create(prefix="C", year=2026)

    services.record(
        at=noon, actor=make_person(7), action="counter.read", target=counter, reason="asked"
    )

    entry = Entry.objects.get()
    assert (entry.sequence, entry.at) == (1, "2026-11-22T05:00:00.000000+00:00")
    assert entry.actor == str(UUID(int=7))
    assert (entry.action, entry.reason) == ("counter.read", "asked")
    assert (entry.target_type, entry.target) == ("core.counter", str(counter.pk))


def test_record_of_ponleu_itself_on_a_kind_of_record_leaves_keys_empty(noon):
    services.record(at=noon, actor=None, action="journal.begun", target="journal.entry")

    entry = Entry.objects.get()
    assert (entry.actor, entry.target_type, entry.target) == ("", "journal.entry", "")


def test_record_chains_each_row_to_the_one_before(make_entries):
    make_entries(3)

    first, second, third = Entry.objects.order_by("sequence")
    assert [first.sequence, second.sequence, third.sequence] == [1, 2, 3]
    assert first.previous == "0" * 64
    assert (second.previous, third.previous) == (first.hash, second.hash)
    assert third.hash == rules.entry_hash(
        3, third.at, "", "source.opened", "sources.source", "", "", second.hash
    )


def test_record_vanishes_with_the_write_that_is_taken_back(make_entries, noon):
    make_entries(1)

    with transaction.atomic():
        services.record(at=noon, actor=None, action="source.added", target="sources.source")
        transaction.set_rollback(True)

    make_entries(1)
    assert list(Entry.objects.order_by("sequence").values_list("sequence", "action")) == [
        (1, "source.opened"),
        (2, "source.opened"),
    ]


def test_record_takes_a_reason_of_500_khmer_characters(noon):
    services.record(at=noon, actor=None, action="a", target="t", reason="ក" * 500)

    assert Entry.objects.get().reason == "ក" * 500


@pytest.mark.parametrize("reason", ["n" * 501, "nul\x00", "half \udc80"])
def test_record_refuses_a_reason_it_cannot_keep_whole(noon, reason):
    with pytest.raises(InvalidInput):
        services.record(at=noon, actor=None, action="a", target="t", reason=reason)

    assert not Entry.objects.exists()


@pytest.mark.parametrize(("action", "target"), [("a" * 65, "t"), ("a", "t" * 65)])
def test_record_stops_at_a_code_that_is_too_long(noon, action, target):
    with pytest.raises(ValueError, match="at most 64"):
        services.record(at=noon, actor=None, action=action, target=target)


def test_record_stops_when_nobody_is_signed_in(make_person, noon):
    nobody = make_person()
    nobody.pk = None

    with pytest.raises(ValueError, match="nobody is signed in"):
        services.record(at=noon, actor=nobody, action="a", target="t")


def test_record_stops_at_a_record_that_is_not_stored(noon):
    with pytest.raises(ValueError, match="not stored"):
        services.record(at=noon, actor=None, action="a", target=Counter(prefix="C", year=2026))


def test_read_journal_is_itself_written_first(make_person, noon):
    auditor = make_person(9, journal_read=[Span()])

    page = services.read_journal(auditor, Wanted(), at=noon)

    assert [(e.actor, e.action) for e in page.entries] == [(str(auditor.pk), "journal.read")]


def test_read_journal_costs_three_queries(
    make_person, make_entries, noon, django_assert_num_queries
):
    make_entries(60)
    auditor = make_person(journal_read=[Span()])

    # newest row, new row, list; PostgreSQL also takes the lock
    with django_assert_num_queries(4 if connection.vendor == "postgresql" else 3):
        services.read_journal(auditor, Wanted(), at=noon)


def test_verify_recent_checks_the_newest_rows_and_is_written(
    make_person, make_entries, noon, monkeypatch
):
    monkeypatch.setattr(services, "RECENT_ROWS", 2)
    make_entries(5)

    found = services.verify_recent(make_person(journal_verify=[Span()]), at=noon)

    assert (found.after, found.rows, found.head.sequence) == (3, 2, 5)
    assert found.is_whole
    assert Entry.objects.get(sequence=6).action == "journal.verified"


@pytest.mark.parametrize("spans", [[], [Span("KH/18/")], [Span("KH/", "18")]])
def test_verify_recent_refuses_who_answers_for_a_part_only(make_person, noon, spans):
    with pytest.raises(NotPermitted):
        services.verify_recent(make_person(journal_verify=spans), at=noon)

    assert not Entry.objects.exists()
