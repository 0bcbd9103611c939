"""Dates: wording, anchors, intervals, Khmer, and what is not a date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.reading import read
from ponleu.engines.reading.dates import find_dates
from ponleu.engines.reading.layout import lay_out
from ponleu.engines.reading.types import Document, FactKind, Sentence, Zone, ZoneKind
from ponleu.foundation.packs.lexicon import load_lexicon

THURSDAY = date(2021, 9, 16)


@pytest.fixture
def values(kh):
    """Texts and values of the dates in a text: values(text, published=...)."""

    def find(text, published=THURSDAY):
        return [
            (fact.text, fact.value)
            for fact in find_dates(lay_out(text, kh, published=published), kh)
        ]

    return find


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on 3 May 2021", "2021-05-03"),
        ("on the 3rd of May, 2021", "2021-05-03"),
        ("on May 3, 2021", "2021-05-03"),
        ("dated 03/05/2021", "2021-05-03"),
        ("dated 2021-05-03", "2021-05-03"),
        ("in May 2021", "2021-05"),
        ("since 2015", "2015"),
        ("in the 1990s", "1990/1999"),
        ("from 2018-2020", "2018/2020"),
        ("on June 4-9, 2020", "2020-06-04/2020-06-09"),
        ("between 3 March and 5 April 2021", "2021-03-03/2021-04-05"),
        ("in the first half of 2021", "2021-01/2021-06"),
        ("in the last quarter of 2021", "2021-10/2021-12"),
        ("in the second quarter of 2021", "2021-04/2021-06"),
        ("between March and May 2021", "2021-03/2021-05"),
        ("from 28 December to 4 January 2021", "2020-12-28/2021-01-04"),
    ],
)
def test_find_dates_reads_what_is_written_in_full(values, words, value):
    assert [found for _, found in values(f"The file was opened {words}.")] == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The court heard the case on August 12.", "2021-08-12"),
        ("The court heard the case on October 12.", "2020-10-12"),  # heard: so it is past
        ("The court will hear the case on August 12.", "2022-08-12"),  # will: so it is to come
        ("The court will hear the case on October 12.", "2021-10-12"),
        ("The shelter is scheduled to open in March.", "2022-03"),
        ("Staff left the shelter in March.", "2021-03"),
        ("They plan to publish it by December.", "2021-12"),
        ("Police came on Monday.", "2021-09-13"),
        ("The team will return on Monday.", "2021-09-20"),
        ("He was found last Friday.", "2021-09-10"),
        ("He was found yesterday.", "2021-09-15"),
        ("Numbers fell last week.", "2021-09-06/2021-09-12"),
        ("Numbers fell last year.", "2020"),
        ("Numbers fell this month.", "2021-09"),
        ("Numbers fell in the past year.", "2020-09-16/2021-09-16"),
        ("Numbers fell over the past three months.", "2021-06-16/2021-09-16"),
        ("Numbers fell two days ago.", "2021-09-14"),
        ("A review is due later this year.", "2021-09-16/2021-12-31"),
        ("A review is due by the end of this year.", "2021-12-31"),
        ("Much was done earlier this year.", "2021-01-01/2021-09-16"),
        ("Much was done late last year.", "2020-10/2020-12"),
        ("Much was done early last year.", "2020-01/2020-03"),
        ("A review is due later this week.", "2021-09-16/2021-09-19"),
        ("Send it by the end of the month.", "2021-09-30"),
        ("Send it by Monday.", "2021-09-20"),
        ("The course is to be held on Monday.", "2021-09-20"),
        ("He rests before leaving on Monday.", "2021-09-20"),
        ("He comes this Friday.", "2021-09-17"),
        ("From January to June, calls fell.", "2021-01/2021-06"),
        ("Staff left last September.", "2020-09"),
        ("It opens next June.", "2022-06"),
    ],
)
def test_find_dates_counts_from_the_publication_date(values, sentence, value):
    assert [found for _, found in values(sentence)] == [value]


@pytest.mark.parametrize(
    "sentence",
    [
        "They may go and we march on.",
        "The officers march to the gate, and some may sit.",
        "We wed the two lists.",
        "About 2,021 people came, and 1998 riel was paid.",
        "Call 012 345 678 at 5:05pm.",
        "It is a habit of today's society.",
        "There is no 30 February 2021.",
        "It ran between 30 February and 3 March 2021.",
        "It was 0 days ago, in the past 0 months.",
    ],
)
def test_find_dates_leaves_other_words_and_numbers_alone(values, sentence):
    assert values(sentence) == []


def test_find_dates_says_what_a_date_was_anchored_on(kh):
    document = lay_out("He was found yesterday.", kh, published=THURSDAY)

    (fact,) = find_dates(document, kh)

    assert "the publication date 2021-09-16" in fact.reason


def test_find_dates_counts_from_the_meeting_inside_its_quotations(values):
    text = (
        "The council met on September 8. “Today we begin, and last week we planned,” Sok Dara said."
    )

    found = dict(values(text))

    # 8 September 2021 is a Wednesday; the week before it is 30 August to 5 September.
    assert found["Today"] == "2021-09-08"
    assert found["last week"] == "2021-08-30/2021-09-05"


def test_find_dates_without_publication_date_uses_a_full_date_in_the_text(values):
    found = values("It began on 4 May 2019. They met on May 2.", published=None)

    assert found == [("4 May 2019", "2019-05-04"), ("May 2", "2019-05-02")]


def test_find_dates_without_any_anchor_keeps_only_what_is_written(kh):
    document = lay_out("They met on August 26. It rained yesterday.", kh)

    day, yesterday = find_dates(document, kh)

    assert (day.value, yesterday.value) == ("--08-26", "")
    assert day.confidence < 0.5
    assert "no anchor" in day.reason


@pytest.mark.parametrize(
    ("sentence", "value"), [("They met in March.", "--03"), ("They met on Friday.", "")]
)
def test_find_dates_without_any_anchor_leaves_year_and_week_open(values, sentence, value):
    assert [found for _, found in values(sentence, published=None)] == [value]


def test_find_dates_leaves_an_impossible_khmer_date_alone(values):
    assert values("នៅ៣៥-១៣-២០២១ ។") == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ថ្ងៃទី១៧ ខែកញ្ញា ឆ្នាំ២០២២", "2022-09-17"),
        ("ថ្ងៃពុធ ទី៥ ខែមករា ឆ្នាំ២០២២", "2022-01-05"),
        ("ខែមីនា ឆ្នាំ២០០៧", "2007-03"),
        ("ថ្ងៃទី៩ ខែឧសភា ព.ស. ២៥៦៥", "2022-05-09"),  # 2565 - 543
        ("០៣-០៥-២០២១", "2021-05-03"),
        ("ម្សិលមិញ", "2021-09-15"),
    ],
)
def test_find_dates_reads_khmer(values, words, value):
    assert [found for _, found in values(f"នៅ{words} ។")] == [value]


def test_find_dates_of_boilerplate_are_doubted_and_never_counted_from_today(kh):
    text = "Updated 3 March 2018, last week."
    document = Document(
        text, "en", THURSDAY,
        (Zone(ZoneKind.BOILERPLATE, 0, len(text)),),
        (Sentence(0, len(text), ZoneKind.BOILERPLATE),),
    )  # fmt: skip

    (fact,) = find_dates(document, kh)

    assert fact.value == "2018-03-03"
    assert fact.confidence < 0.5


@given(st.dates(date(1950, 1, 1), date(2079, 12, 31)))
def test_find_dates_reads_back_any_day(day):
    kh = load_lexicon("kh")
    text = f"It began on {day.day} {day:%B} {day.year}."

    (fact,) = find_dates(lay_out(text, kh, published=THURSDAY), kh)

    assert fact.value == day.isoformat()


@given(st.dates(date(2000, 1, 1), date(2050, 12, 31)), st.integers(1, 364))
def test_find_dates_past_never_lies_after_publication(published, days):
    kh = load_lexicon("kh")
    day = published - timedelta(days)
    if (day.month, day.day) == (2, 29):
        day -= timedelta(1)

    text = f"Officers found it on {day:%B} {day.day}."
    (fact,) = find_dates(lay_out(text, kh, published=published), kh)

    assert fact.value == day.isoformat()


@given(st.text(st.sampled_from("on May 3,2021 last week មីនា២០៧ថ្ងៃខែ\n“”é😀-/"), max_size=80))
def test_find_dates_gives_exact_offsets_of_any_text(text):
    kh = load_lexicon("kh")

    facts = find_dates(lay_out(text, kh, published=THURSDAY), kh)

    assert all(fact.text == text[fact.start : fact.end] for fact in facts)


@pytest.mark.parametrize(
    "text",
    [
        "The guests had left within two weeks.",
        "The fine must be paid within two weeks of the decision.",
        "The fine must be paid within 30 days from the judgment.",
    ],
)
def test_find_dates_leaves_out_times_counted_from_something_else(kh, text):
    facts = read(text, kh, published=date(2021, 9, 16)).facts

    assert [fact for fact in facts if fact.kind is FactKind.DATE] == []
    assert [fact for fact in facts if fact.kind is FactKind.AMOUNT] != []


def test_find_dates_takes_a_duration_that_belongs_to_a_date(kh):
    text = "The court asked the owner to pay; in the past two weeks he did not."

    facts = read(text, kh, published=date(2021, 9, 16)).facts

    assert [(fact.text, fact.value) for fact in facts if fact.kind is FactKind.DATE] == [
        ("the past two weeks", "2021-09-02/2021-09-16")
    ]
    assert [fact for fact in facts if fact.kind is FactKind.AMOUNT] == []


@pytest.mark.parametrize(
    ("words", "text", "value"),
    [
        ("It was on Sunday evening.", "Sunday evening", "2022-10-16"),
        ("On the morning of 5 August, police came.", "the morning of 5 August", "2022-08-05"),
        ("He left in late 2016.", "late 2016", "2016-10/2016-12"),
        ("They met on the 14th. He left.", "the 14th", "2022-10-14"),
        ("It ends by Khmer New Year 2020.", "Khmer New Year 2020", "2020-04"),
        ("the first three quarters of 2022", "the first three quarters of 2022", "2022-01/2022-09"),
        ("In Q3, up a little.", "Q3", "2022-07/2022-09"),
        ("Spent in FY2020: much.", "FY2020", "2020"),
        ("in the dry season of 2015", "the dry season of 2015", "2015"),
        ("On Christmas Eve he left", "Christmas Eve", "2021-12-24"),
        ("October-December 2020, calls", "October-December 2020", "2020-10/2020-12"),
        ("i come 3 feb 2014", "3 feb 2014", "2014-02-03"),
        ("got hit last monday", "last monday", "2022-10-17"),
        ("under the 2008 anti-trafficking law", "2008", "2008"),
        ("between 13 and 14 October 2022", "13 and 14 October 2022", "2022-10-13/2022-10-14"),
        ("printed on Friday last, which", "Friday last", "2022-10-14"),
        ("for 2024-2028, it said", "2024-2028", "2024/2028"),
        ("a man came on 9 month 14 day", "9 month 14 day", "2022-09-14"),
    ],
)
def test_find_dates_knows_days_by_other_names(words, text, value, kh):
    facts = read(words, kh, published=date(2022, 10, 20)).facts

    found = [(fact.text, fact.value) for fact in facts if fact.kind is FactKind.DATE]
    assert found == [(text, value)]
