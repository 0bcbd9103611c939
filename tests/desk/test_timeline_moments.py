"""What a timeline keeps, where it tells gaps, and where the picture puts things."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.faces.desk.timeline.axis import LEFT, MOST_TICKS, RIGHT, WIDTH, draw, ticks
from ponleu.faces.desk.timeline.moments import (
    LONGEST_WORDS,
    Gap,
    Kind,
    Moment,
    Precision,
    Wanted,
    gaps,
    kept,
    shortened,
    span,
    whole,
)
from ponleu.faces.desk.timeline.words import gap_words, tick_words, when_words

DAY = date(2022, 3, 10)
dates = st.dates(date(2008, 1, 1), date(2030, 1, 1))


def moment(at=DAY, until=None, kind=Kind.CLAIM, level=None, precision=Precision.DAY, words="x"):
    return Moment(kind, at, until or at, precision, words, "/x/", level=level)


@st.composite
def moments(draw):
    at = draw(dates)
    until = at + timedelta(days=draw(st.sampled_from([0, 0, 0, 27, 364])))
    return moment(at, until, draw(st.sampled_from(Kind)), draw(st.none() | st.integers(0, 5)))


many = st.lists(moments(), max_size=60)


def test_kept_gives_the_newest_oldest_first_and_says_that_there_is_more():
    found = [moment(DAY + timedelta(days=n)) for n in (3, 1, 2)]

    given_back = kept(found, Wanted(), most=2)

    assert [each.at.day for each in given_back.moments] == [12, 13]
    assert given_back.is_cut
    assert not kept(found, Wanted(), most=3).is_cut


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), ["claim", "none", "two", "four"]),
        (Wanted(frozenset({Kind.FINDING})), ["none", "two", "four"]),
        (Wanted(level=0), ["two", "four"]),
        (Wanted(level=3), ["four"]),
        (Wanted(frozenset({Kind.CLAIM}), 1), []),
    ],
)
def test_kept_leaves_out_other_kinds_and_what_is_less_proved_or_not_graded(wanted, expected):
    found = [
        moment(words="claim"),
        moment(kind=Kind.FINDING, words="none"),
        moment(DAY + timedelta(1), kind=Kind.FINDING, level=2, words="two"),
        moment(DAY + timedelta(2), kind=Kind.FINDING, level=4, words="four"),
    ]

    assert [each.words for each in kept(found, wanted).moments] == expected


@given(many, st.integers(0, 20))
def test_kept_is_ordered_bounded_and_loses_nothing_unsaid(found, most):
    given_back = kept(found, Wanted(), most=most)

    days = [each.at for each in given_back.moments]
    assert days == sorted(days)
    assert len(days) == min(most, len(found))
    assert given_back.is_cut == (len(found) > most)


def test_gaps_are_told_from_ninety_days_on_and_not_under_a_bar():
    # 10 March to 8 June are 90 days; with the first and last day taken 11 March to 8 June are 90
    first, later = moment(), moment(date(2022, 6, 9))
    bar = moment(date(2022, 3, 1), date(2022, 5, 31))

    assert gaps([first, later]) == [Gap(date(2022, 3, 11), date(2022, 6, 8))]
    assert gaps([first, moment(date(2022, 6, 8))]) == []
    assert gaps([bar, first, later]) == []


@given(many)
def test_gaps_hold_no_moment(found):
    shown = kept(found, Wanted()).moments

    for gap in gaps(shown):
        assert gap.days >= 90
        assert all(each.until < gap.first or each.at > gap.last for each in shown)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-08-26", (date(2022, 8, 26), date(2022, 8, 26), Precision.DAY)),
        ("2022-02", (date(2022, 2, 1), date(2022, 2, 28), Precision.MONTH)),
        ("2022", (date(2022, 1, 1), date(2022, 12, 31), Precision.YEAR)),
        ("2022-08-18/2022-10", (date(2022, 8, 18), date(2022, 10, 31), Precision.PERIOD)),
        ("2022-10/2022-08", None),
        ("2022-08-18/..", None),
        ("--08-26", None),
        ("2022-13", None),
        ("", None),
        ("soon", None),
    ],
)
def test_span_reads_days_no_more_exactly_than_they_are_written(text, expected):
    assert span(text) == expected


def test_whole_ends_a_month_on_its_last_day():
    assert whole(date(2024, 2, 9), "month") == (
        date(2024, 2, 1),
        date(2024, 2, 29),
        Precision.MONTH,
    )


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (moment(), "10 March 2022"),
        (moment(*whole(DAY, "month")[:2], precision=Precision.MONTH), "March 2022"),
        (moment(*whole(DAY, "year")[:2], precision=Precision.YEAR), "2022"),
        (
            moment(DAY, date(2022, 4, 1), precision=Precision.PERIOD),
            "10 March 2022 to 1 April 2022",
        ),
    ],
)
def test_when_words_are_as_exact_as_the_day(one, expected):
    assert when_words(one) == expected


def test_gap_words_tell_days_and_about_how_many_months():
    said = gap_words(Gap(date(2022, 3, 11), date(2022, 6, 8)))

    assert said == (
        "Nothing of this is recorded from 11 March 2022 to 8 June 2022: about 3 months."
    )


def test_tick_words_tell_the_year_in_january():
    assert [tick_words(date(2022, month, 1)) for month in (1, 4)] == ["2022", "Apr 2022"]


def test_draw_of_nothing_is_empty():
    assert draw([], []).lanes == ()


def test_draw_puts_a_month_as_a_bar_and_a_day_as_a_sign():
    first, last = moment(date(2022, 1, 1)), moment(date(2022, 12, 31))
    bar = moment(date(2022, 7, 1), date(2022, 7, 31), precision=Precision.MONTH)

    (lane,) = draw([first, bar, last], []).lanes

    begin, middle, end = lane.marks
    assert (begin.x, begin.width) == (LEFT + 14, 0)
    assert (end.x, end.width) == (WIDTH - RIGHT - 14, 0)
    # 1000 - 130 - 24 - 28 = 818 wide for 364 days; a month of 30 steps is 67 to 68 wide
    assert middle.width in (67, 68)
    assert abs(middle.x - (LEFT + 14 + round(181 / 364 * 818))) <= 1


@given(many)
def test_draw_shows_or_counts_every_moment_inside_the_picture(found):
    shown = kept(found, Wanted()).moments

    picture = draw(shown, gaps(shown))

    marks = [mark for lane in picture.lanes for mark in lane.marks]
    counted = sum(more.count for lane in picture.lanes for more in lane.more)
    assert len(marks) + counted == len(shown)
    for mark in marks:
        assert LEFT < mark.x <= mark.x + mark.width < WIDTH - RIGHT
        assert 0 < mark.y < picture.height
        assert shown[mark.number - 1] is mark.moment


@given(many)
def test_draw_never_puts_two_marks_on_each_other(found):
    for lane in draw(kept(found, Wanted()).moments, []).lanes:
        rows = {}
        for mark in lane.marks:
            rows.setdefault(mark.y, []).append((mark.x, mark.x + mark.width))
        for spans in rows.values():
            assert all(after[0] > before[1] for before, after in itertools.pairwise(spans))


@given(dates, dates)
def test_ticks_are_few_evenly_apart_and_inside(one, other):
    first, last = sorted((one.replace(day=1), other.replace(day=1)))

    found = ticks(first, last)

    assert len(found) <= MOST_TICKS
    assert all(first <= on <= last for on in found)
    months = [on.year * 12 + on.month for on in found]
    assert len({after - before for before, after in itertools.pairwise(months)}) <= 1


def test_shortened_cuts_after_a_whole_word_and_leaves_short_words_alone():
    assert shortened("two\n  words") == "two words"
    assert shortened("word " * 100) == ("word " * 48).rstrip() + " …"  # 48 of 5 are 240 long


@given(st.text(max_size=600))
def test_shortened_is_bounded_and_begins_as_the_words_do(text):
    line = shortened(text)

    assert len(line) <= LONGEST_WORDS + 2
    assert " ".join(text.split()).startswith(line.removesuffix(" …"))
