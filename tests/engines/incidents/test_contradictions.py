"""Statements about one incident that cannot both be right."""

from datetime import date

import pytest

from ponleu.engines.incidents import (
    ContradictionKind,
    Count,
    Days,
    Span,
    Statement,
    contradictions,
)
from tests.engines.incidents.making import NAMES, found, make_telling, on

KIND = ContradictionKind


def statement(kind, document, topic="confinement", **given):
    return Statement(kind, topic, Span(document, 0, 4, "text"), **given)


def between(one, other):
    tellings = [
        make_telling("a", statements=(one,)),
        make_telling("b", statements=(other,)),
    ]  # fmt: skip
    return [(found.kind, found.reason) for found in contradictions(tellings, NAMES)]


def counts(one, other):
    return between(
        statement(KIND.COUNT, "a", "found", count=one),
        statement(KIND.COUNT, "b", "found", count=other),
    )


def test_contradictions_tell_two_numbers():
    assert counts(found(11), found(14)) == [("count", "found: “11” here, “14” there")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (found(11), found(11)),
        (Count("found", 10, float("inf")), found(14)),
        (found(23, "Chinese"), found(26)),
        (found(23, "Chinese"), found(3, "Burmese")),
        (found(2), found(9)),
    ],
)
def test_contradictions_let_numbers_stand_that_may_both_be_right(one, other):
    assert counts(one, other) == []


def test_contradictions_compare_only_what_is_counted_alike():
    one = statement(KIND.COUNT, "a", "found", count=found(11))
    other = statement(KIND.COUNT, "b", "arrested", count=Count("arrested", 2, 2))

    assert between(one, other) == []


def test_contradictions_tell_a_denial():
    one = statement(KIND.DENIAL, "a", value="said")

    assert between(one, statement(KIND.DENIAL, "b", value="denied")) == [
        ("denial", "one side says what the other denies (confinement)")
    ]
    assert between(one, statement(KIND.DENIAL, "b", value="said")) == []


def test_contradictions_compare_no_denials_within_one_text():
    said = statement(KIND.DENIAL, "a", value="said")
    denied = Statement(KIND.DENIAL, "confinement", Span("a", 9, 13, "text"), value="denied")

    assert between(said, denied) == []


def test_contradictions_tell_two_days_but_no_day_and_its_month():
    month = Days(date(2023, 8, 1), date(2023, 8, 31))
    one = statement(KIND.DATE, "a", days=on(16))

    assert between(one, statement(KIND.DATE, "b", days=on(17))) == [
        ("date", "the day is 2023-08-16 here, 2023-08-17 there")
    ]
    assert between(one, statement(KIND.DATE, "b", days=month)) == []


@pytest.mark.parametrize(
    ("kind", "one", "other", "reason"),
    [
        (KIND.STATUS, "closed", "open", "closed here, open there"),
        (KIND.STATUS, "closed", "arrested", None),
        (KIND.PLACE, "180603", "180604", "the place is 180603 here, 180604 there"),
        (KIND.PLACE, "1806", "180604", None),
        (KIND.IDENTITY, "Sok Dara", "Chea Borey",
         "confinement: “Chea Borey” here, “Sok Dara” there"),
        (KIND.IDENTITY, "Green Gate", "Green Gates", None),
    ],
)  # fmt: skip
def test_contradictions_compare_values_of_each_kind(kind, one, other, reason):
    first, second = (other, one) if kind is KIND.IDENTITY else (one, other)

    found = between(statement(kind, "a", value=first), statement(kind, "b", value=second))

    assert found == ([(kind, reason)] if reason else [])


def test_contradictions_give_both_sides_exact_words_once():
    one = Statement(KIND.STATUS, "closure", Span("a", 3, 9, "closed"), "closed")
    other = Statement(KIND.STATUS, "closure", Span("a", 20, 24, "open"), "open")
    tellings = [make_telling("a", statements=(one, other)), make_telling("b", statements=(one,))]

    (found_one,) = contradictions(tellings, NAMES)

    assert (found_one.a.span, found_one.b.span) == (one.span, other.span)


def test_contradictions_are_not_between_words_that_overlap():
    one = Statement(KIND.DENIAL, "confinement", Span("a", 3, 9, "closed"), "said")
    other = Statement(KIND.DENIAL, "confinement", Span("a", 5, 12, "osed it"), "denied")

    assert contradictions([make_telling("a", statements=(one, other))], NAMES) == []


def test_contradictions_tell_nationalities_that_share_none():
    one = statement(KIND.IDENTITY, "a", "nationality", value="Kenyan, Ugandan")

    assert between(one, statement(KIND.IDENTITY, "b", "nationality", value="Thai")) == [
        ("identity", "nationality: “Kenyan, Ugandan” here, “Thai” there")
    ]
    assert between(one, statement(KIND.IDENTITY, "b", "nationality", value="Kenyan")) == []
