"""The chain: hand-worked hashes, laws for every input, and every way of breaking it."""

from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.foundation.journal import rules
from ponleu.foundation.journal.rules import BEGINNING, START, Link, Trouble

AT = "2026-11-22T05:00:00.000000+00:00"
KEY = "00000000-0000-0000-0000-000000000001"

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
fields = st.tuples(st.integers(1, 10**12), *([texts] * 6))


def make_chain(*rows, after=START):
    """Rows of (at, actor, action, target type, target, reason), chained."""
    chained, last = [], after
    for texts_of_row in rows:
        whole = (last.sequence + 1, *texts_of_row, last.hash)
        last = Link(whole[0], rules.entry_hash(*whole))
        chained.append((*whole, last.hash))
    return chained


def make_rows(count):
    return make_chain(
        *[(AT, KEY, "source.opened", "sources.source", str(n), "") for n in range(count)]
    )


def test_entry_hash_of_a_worked_example():
    # 64 zeros, number, bar, then length:text of at, actor, action, type, target, reason.
    # The hex was worked out by sha256sum over the same bytes.
    written = (
        "0" * 64 + "1|"
        "32:2026-11-22T05:00:00.000000+00:00"
        "36:00000000-0000-0000-0000-000000000001"
        "13:source.opened"
        "14:sources.source"
        "2:42"
        "8:ពន្លឺ ok"
    )

    found = rules.entry_hash(
        1, AT, KEY, "source.opened", "sources.source", "42", "ពន្លឺ ok", BEGINNING
    )

    assert found == sha256(written.encode()).hexdigest()
    assert found == "6f77df4f307d5f29c55d8f4fe721f1f739667014d91dfa2483887fa0d2166f77"


@given(fields, fields)
def test_entry_hash_differs_for_different_rows(one, other):
    same = rules.entry_hash(*one, BEGINNING) == rules.entry_hash(*other, BEGINNING)

    assert same == (one == other)


@given(texts, texts, st.integers(0, 12))
def test_entry_hash_notices_text_moved_to_the_next_field(action, target_type, cut):
    whole = action + target_type
    moved = rules.entry_hash(1, AT, "", whole[:cut], whole[cut:], "", "", BEGINNING)

    stays = rules.entry_hash(1, AT, "", action, target_type, "", "", BEGINNING)

    assert (moved == stays) == (whole[:cut] == action)


def test_instant_text_is_utc_with_microseconds():
    phnom_penh = timezone(timedelta(hours=7))

    text = rules.instant_text(datetime(2026, 11, 22, 12, 0, tzinfo=phnom_penh))

    assert text == AT
    assert len(text) == 32


@given(*[st.datetimes(timezones=st.just(UTC))] * 2)
def test_instant_text_sorts_as_instants_do(one, other):
    assert (rules.instant_text(one) < rules.instant_text(other)) == (one < other)


def test_instant_text_refuses_a_time_without_its_zone():
    with pytest.raises(ValueError, match="time zone"):
        rules.instant_text(datetime(2026, 11, 22))  # noqa: DTZ001  # the point of it


@pytest.mark.parametrize(
    ("text", "storable"),
    [("", True), ("ន" * 5, True), ("n" * 6, False), ("a\x00b", False), ("a\ud800", False)],
)
def test_is_storable_refuses_what_a_database_would_lose(text, storable):
    assert rules.is_storable(text, 5) is storable


def test_first_break_follows_a_whole_chain_to_its_head():
    rows = make_rows(3)

    assert rules.first_break(rows, START) == (Link(3, rows[2][8]), None)


def test_first_break_goes_on_from_the_middle():
    rows = make_rows(5)

    assert rules.first_break(rows[2:], Link(2, rows[1][8])) == (Link(5, rows[4][8]), None)


def test_first_break_of_no_rows_stays_where_it_was():
    assert rules.first_break([], START) == (START, None)


@pytest.mark.parametrize("column", range(1, 7))
def test_first_break_sees_any_text_altered(column):
    rows = make_rows(3)
    altered = list(rows[1])
    altered[column] += "x"
    rows[1] = tuple(altered)

    assert rules.first_break(rows, START) == (Link(1, rows[0][8]), Trouble.ALTERED)


@pytest.mark.parametrize("worth", [None, b"source.opened", 7])
def test_first_break_sees_what_is_not_text(worth):
    rows = make_rows(2)
    rows[1] = (*rows[1][:3], worth, *rows[1][4:])

    assert rules.first_break(rows, START) == (Link(1, rows[0][8]), Trouble.ALTERED)


def test_first_break_sees_a_missing_row():
    rows = make_rows(4)
    del rows[2]

    assert rules.first_break(rows, START) == (Link(2, rows[1][8]), Trouble.GAP)


def test_first_break_sees_a_row_before_the_first():
    rows = make_rows(1)

    assert rules.first_break([(0, *rows[0][1:]), *rows], START) == (START, Trouble.GAP)


def test_first_break_sees_a_row_rewritten_with_its_own_hash_made_right():
    rows = make_rows(3)
    texts_of_row = (AT, KEY, "source.deleted", "sources.source", "1", "")
    [rows[1]] = make_chain(texts_of_row, after=Link(1, rows[0][8]))

    assert rules.first_break(rows, START) == (Link(2, rows[1][8]), Trouble.UNCHAINED)
