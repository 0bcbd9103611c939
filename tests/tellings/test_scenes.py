"""What was read in documents as tellings of incidents, and the statements that these make."""

from datetime import date

import pytest

from ponleu.engines.incidents import ContradictionKind, Names
from ponleu.engines.reading import read
from ponleu.foundation.packs.lexicon import load_lexicon
from ponleu.knowledge.tellings.making import tellings_of
from ponleu.knowledge.tellings.said import Said
from ponleu.knowledge.tellings.sites import site_names
from ponleu.knowledge.tellings.words import load_words


@pytest.fixture(scope="module")
def told():
    """The tellings of a text that came out on 1 September 2023, other texts beside it."""
    lexicon, words = load_lexicon("kh"), load_words("kh")

    def make(*texts):
        said = [
            Said(f"{n}", text, read(text, lexicon, published=date(2023, 9, 1)))
            for n, text in enumerate(texts)
        ]
        sites = site_names(said, words)
        return [
            telling
            for one, its in zip(said, sites, strict=True)
            for telling in tellings_of(one, its, Names(), words)
        ]

    return make


def statements(telling, kind):
    return [(one.topic, one.value) for one in telling.statements if one.kind is kind]


RAID = "On 16 August 2023 police raided the Amber Field Hotel in Preah Sihanouk province."


def test_tellings_of_gives_day_place_site_and_kind(told):
    (telling,) = told(RAID)

    assert (telling.days.first, telling.days.width) == (date(2023, 8, 16), 0)
    assert (telling.places, telling.sites) == (("18",), ("Amber Field Hotel",))
    assert "raid" in telling.kinds


def test_tellings_of_takes_a_second_visit_for_another_incident(told):
    first, second = told(
        f"{RAID}\n\nThe house was visited a second time. On 19 August 2023 police raided it again."
    )

    assert (first.days.first.day, second.days.first.day) == (16, 19)
    assert second.sites == first.sites
    assert first.apart == {second.key}


def test_tellings_of_passes_over_a_text_without_an_incident(told):
    assert told("The minister opened a school. He thanked the teachers.") == []


def test_tellings_of_leaves_a_plea_open_from_two_weeks_before_it_to_ten_days_after(told):
    (telling,) = told("We are locked in at the Amber Field Hotel.")

    assert (telling.days.first, telling.days.last) == (date(2023, 8, 18), date(2023, 9, 11))
    assert telling.days.is_span


def test_tellings_of_finds_a_name_that_another_text_gives(told):
    _, other = told(RAID, "My niece is in the place called Amber Field. Please help.")

    assert other.sites == ("Amber Field",)


def test_tellings_of_does_not_take_a_firm_or_a_person_for_a_site(told):
    (telling,) = told(f"{RAID} They worked for a firm called Blue Heron Trading.")

    assert telling.sites == ("Amber Field Hotel",)


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("at least ten workers", (10, float("inf"))),
        ("about 10 workers", (8, 12)),
        ("ten workers", (10, 10)),
        ("10 to 12 workers", (10, 12)),
    ],
)
def test_tellings_of_counts_people_with_their_bounds(told, words, bounds):
    (telling,) = told(f"{RAID} They rescued {words}.")

    (count,) = telling.counts
    assert (count.low, count.high) == pytest.approx(bounds)


def test_tellings_of_leaves_out_totals_over_time(told):
    (telling,) = told(f"{RAID} Since January 300 workers have been rescued.")

    assert telling.counts == ()


def test_tellings_of_states_the_nationality_of_a_number(told):
    (telling,) = told(f"{RAID} Police found 11 Thai nationals.")

    assert statements(telling, ContradictionKind.IDENTITY) == [("nationality", "Thai")]
    assert telling.nationalities == {"Thai"}


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("The site is closed.", ("closure", "closed")),
        ("The doors are still open.", ("closure", "open")),
        ("The owner has been arrested.", ("arrest", "arrested")),
        ("The boss is at large.", ("arrest", "at large")),
    ],
)
def test_tellings_of_states_what_became_of_site_and_suspect(told, sentence, state):
    (telling,) = told(f"{RAID} {sentence}")

    assert state in statements(telling, ContradictionKind.STATUS)


def test_tellings_of_states_the_owner_unless_the_sentence_says_no(told):
    (telling,) = told(f"{RAID} The owner, Mr Sok Dara, was absent.")
    (other,) = told(f"{RAID} Mr Sok Dara said that he is not the owner.")

    assert statements(telling, ContradictionKind.IDENTITY) == [("owner", "Sok Dara")]
    assert statements(other, ContradictionKind.IDENTITY) == []


def test_tellings_of_takes_all_places_of_a_name_unless_a_province_is_named(told):
    raid = "On 16 August 2023 police raided the Amber Field Hotel in Sangkat Ou Chrov."

    (anywhere,) = told(raid)
    (near,) = told(f"{raid} They came from Preah Sihanouk province.")

    assert anywhere.places == ("0105", "011004", "180603")
    assert near.places == ("180603",)


def test_tellings_of_does_not_take_the_line_of_a_letter_s_day_for_the_place(told):
    (telling,) = told(f"{RAID}\n\nPhnom Penh, 17 August 2023")

    assert telling.places == ("18",)


def test_tellings_of_gives_whole_sentences_for_their_words(told):
    (telling,) = told(f"{RAID} The doors were sealed at 4 p.m. by order. The guard left.")

    (state,) = [one for one in telling.statements if one.kind is ContradictionKind.STATUS]
    assert state.span.text == "The doors were sealed at 4 p.m. by order."


def test_tellings_of_tells_an_unnamed_site_by_its_sort_floors_and_what_it_stands_by(told):
    (telling,) = told(
        "On 16 August 2023 police brought 12 people out of a four-storey building behind the"
        " night market in Sangkat Buon, Preah Sihanouk province."
    )

    assert telling.sites == ()
    assert {"site: premises", "floors: 4", "by: market"} <= telling.marks


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("early in August", date(2023, 8, 1), date(2023, 8, 8)),
        ("on the seventeenth of August", date(2023, 8, 17), date(2023, 8, 17)),
        ("on Sunday, the thirteenth of August,", date(2023, 8, 13), date(2023, 8, 13)),
    ],
)
def test_tellings_of_reads_days_in_words(told, words, first, last):
    (telling,) = told(f"Police raided the Amber Field Hotel {words} in Preah Sihanouk province.")

    assert (telling.days.first, telling.days.last) == (first, last)


def test_tellings_of_passes_over_the_day_of_a_dateline(told):
    (telling,) = told(
        "SIHANOUKVILLE, September 1 (ABC) - Police raided the Amber Field Hotel on Tuesday."
    )

    assert telling.days.first == date(2023, 8, 29)


def test_tellings_of_begins_another_incident_with_another_day_and_place(told):
    first, second = told(
        f"{RAID}\n\nThen on 24 August, police searched a guesthouse in Kampot province."
    )

    assert (first.places, second.places) == (("18",), ("07",))
    assert second.days.first == date(2023, 8, 24)


def test_tellings_of_keeps_what_a_text_says_is_another(told):
    (telling,) = told(f"{RAID} The raid of 20 August behind the night market is another matter.")

    assert telling.days.first == date(2023, 8, 16)
    assert {"not on: 2023-08-20", "not by: market"} <= telling.marks


def test_tellings_of_sums_numbers_of_several_nationalities(told):
    (telling,) = told(f"{RAID} Police found 11 Thais and three Laotians.")

    (count,) = [one for one in telling.statements if one.kind is ContradictionKind.COUNT]
    assert (count.count.low, count.count.high) == (14, 14)


@pytest.mark.parametrize(
    ("sentence", "topic", "value"),
    [
        ("They were not allowed to leave.", "confinement", "said"),
        ("Nobody could leave.", "confinement", "said"),
        ("No one was locked in.", "confinement", "denied"),
        ("They were free to come and go.", "confinement", "denied"),
        ("The claim that they were locked in is false.", "confinement", "denied"),
        ("They were beaten.", "violence", "said"),
        ("Nobody was beaten.", "violence", "denied"),
        ("The boss kept their passports.", "passports kept", "said"),
        ("The wages had not been paid.", "wages unpaid", "said"),
        ("គ្មានការវាយដំទេ។", "violence", "denied"),
        ("ពួកគេត្រូវបានវាយដំ។", "violence", "said"),
    ],
)
def test_tellings_of_tells_what_is_said_and_what_is_denied(told, sentence, topic, value):
    (telling,) = told(f"{RAID} {sentence}")

    assert (topic, value) in statements(telling, ContradictionKind.DENIAL)


@pytest.mark.parametrize(
    "sentence",
    ["Were they locked in?", "In response to reports that they were locked in, he smiled."],
)
def test_tellings_of_takes_no_question_nor_what_it_answers_for_a_statement(told, sentence):
    (telling,) = told(f"{RAID} {sentence}")

    topics = [topic for topic, _ in statements(telling, ContradictionKind.DENIAL)]
    assert "confinement" not in topics


def test_tellings_of_does_not_take_an_officer_for_a_person_of_the_incident(told):
    (telling,) = told(f"{RAID} Gen. Sok Dara led them. A guest, Chea Borey, ran away.")

    assert telling.people == ("Chea Borey",)


def test_tellings_of_counts_a_weekday_and_a_day_of_the_month_together(told):
    (telling,) = told(
        "On Friday the 4th police raided the Amber Field Hotel in Preah Sihanouk province."
    )

    # the last Friday that is a fourth before 1 September 2023
    assert telling.days.first == date(2023, 8, 4)


def test_tellings_of_counts_people_without_a_noun(told):
    (telling,) = told(f"{RAID} All sixty-six went on the trucks.")

    assert [(one.what, one.low) for one in telling.counts] == [("found", 66)]


def test_tellings_of_remembers_every_day_that_it_names(told):
    (telling,) = told(f"{RAID} On 18 August 2023 they were fed.")

    assert {"on: 2023-08-16", "on: 2023-08-18"} <= telling.marks
