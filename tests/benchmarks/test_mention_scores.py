"""Mentions by exact span, values by what they mean, leaks by zone: worked by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reading.mention_scores import (
    days_of,
    leak,
    lost,
    mention_tallies,
    missed_and_spurious,
    same_days,
    same_place,
    values_right,
)
from benchmarks.reading.proposals import Mention, Proposed, Statement
from benchmarks.reading.tallies import Share, Tally, total


def test_mention_tallies_count_exact_spans_by_kind(make_document):
    document = make_document(
        "Sok Dara met Keo Vuthy in Kampot",
        {"kind": "person", "text": "Sok Dara"},
        {"kind": "person", "text": "Keo Vuthy"},
        {"kind": "place", "text": "Kampot"},
    )
    proposed = Proposed(
        mentions=(
            Mention("person", 0, 8),  # right
            Mention("person", 13, 16),  # too short
            Mention("site", 26, 32),  # of another kind
        )
    )

    tallies = mention_tallies(document, proposed)

    assert tallies["person"] == Tally(right=1, proposed=2, labelled=2)
    assert tallies["place"] == Tally(right=0, proposed=0, labelled=1)
    assert tallies["site"] == Tally(right=0, proposed=1, labelled=0)
    # precision 1/3, recall 1/3
    assert total(tallies.values()).f1 == pytest.approx(1 / 3)


def test_the_same_mention_proposed_twice_counts_once(make_document):
    document = make_document("Sok Dara", {"kind": "person", "text": "Sok Dara"})
    proposed = Proposed(mentions=(Mention("person", 0, 8, "a"), Mention("person", 0, 8, "b")))

    assert mention_tallies(document, proposed)["person"] == Tally(1, 1, 1)


def test_missed_and_spurious_are_told_apart(make_document):
    document = make_document("Sok Dara", {"kind": "person", "text": "Sok Dara"})
    proposed = Proposed(mentions=(Mention("person", 4, 8),))

    assert missed_and_spurious(document, proposed) == ([("person", 0, 8)], [("person", 4, 8)])


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2022-08-19", date(2022, 8, 19), date(2022, 8, 19)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-06/2022-08", date(2022, 6, 1), date(2022, 8, 31)),
        ("2022-08-01/2022-08-31", date(2022, 8, 1), date(2022, 8, 31)),
    ],
)
def test_days_of_a_value(value, first, last):
    assert days_of(value) == (first, last)


@pytest.mark.parametrize("value", ["", "--09-30", "/2022-10-15", "soon", "2022-13", "2022-1-1-1"])
def test_days_of_what_is_no_date(value):
    assert days_of(value) is None


def test_same_days_sees_a_month_and_its_interval_as_one():
    assert same_days("2022-08", "2022-08-01/2022-08-31")
    assert not same_days("2022-08", "2022-08-01/2022-08-30")
    assert same_days("/2022-10-15", "/2022-10-15")
    assert not same_days("", "--09-30")
    assert not same_days(None, "2022")


@given(st.dates(), st.dates())
def test_same_days_of_two_days_only_if_they_are_one(left, right):
    assert same_days(left.isoformat(), right.isoformat()) == (left == right)


@pytest.mark.parametrize(
    ("labelled", "found", "same"),
    [
        ("18", "18", True),
        ("18", "1801", False),
        ("1801", "18", False),
        ("TH", "TH", True),
        ("TH", "TH/Bangkok", True),
        ("VN", "VN-39", True),
        ("US", "GB/Washington", False),
        ("TH", "", False),
        ("TH", None, False),
    ],
)
def test_same_place_asks_for_the_code_and_abroad_for_the_country(labelled, found, same):
    assert same_place(labelled, found) is same


def test_values_right_count_only_exact_mentions_with_a_labelled_value(make_document):
    document = make_document(
        "On Monday and Friday 12 workers left Kampot for Ream.",
        {"kind": "date", "text": "Monday", "value": "2022-08-22"},
        {"kind": "date", "text": "Friday", "value": None},
        {"kind": "amount", "text": "12 workers", "value": {"number": 12, "unit": "worker"}},
        {"kind": "place", "text": "Kampot", "value": "07"},
        {"kind": "place", "text": "Ream", "value": "180605"},
    )
    proposed = Proposed(
        mentions=(
            Mention("date", 3, 9, "2022-08-22"),
            Mention("date", 14, 20, "2022-08-26"),  # not labelled with a value
            Mention("amount", 21, 31, (12.0, "person")),  # the number decides
            Mention("place", 37, 43, "18"),  # wrong
        )
    )

    shares = values_right(document, proposed)

    assert shares == {"date": Share(1, 1), "place": Share(0, 1), "amount": Share(1, 1)}


def test_a_reader_without_values_has_no_share(make_document):
    document = make_document("Kampot", {"kind": "place", "text": "Kampot", "value": "07"})

    shares = values_right(document, Proposed(mentions=(Mention("place", 0, 6),)))

    assert shares["place"].value is None


def test_leak_and_lost_look_at_opposite_mistakes(make_document):
    text = "Sok Dara left.\nHome | Kampot"
    document = make_document(
        text,
        {"kind": "person", "text": "Sok Dara"},
        {"kind": "place", "text": "Kampot"},
        {"kind": "boilerplate", "from": "Home", "to": "Kampot"},
    )
    mentions = (Mention("person", 0, 8), Mention("place", 22, 28))
    claim = Statement("claim", 0, 13)

    blind = Proposed(mentions=mentions, statements=(claim,))
    seeing = Proposed(mentions=mentions, statements=(claim,), boilerplate=((15, 28),))
    upside_down = Proposed(mentions=mentions, boilerplate=((0, 14),))

    assert leak(document, blind) == Share(1, 3)
    assert lost(document, blind) == Share(0, 1)
    assert leak(document, seeing) == Share(0, 2)
    assert leak(document, upside_down) == Share(1, 1)
    assert lost(document, upside_down) == Share(1, 1)
