"""What was read in documents as tellings of incidents, and the statements that these make."""

from datetime import date

import pytest

from ponleu.engines.incidents import ContradictionKind, Names
from ponleu.engines.reading import read
from ponleu.foundation.packs.lexicon import load_lexicon
from ponleu.knowledge.tellings.counts import people_words
from ponleu.knowledge.tellings.scenes import Said, Words, site_names, tellings_of


@pytest.fixture(scope="module")
def told():
    """The tellings of a text that came out on 1 September 2023, other texts beside it."""
    lexicon = load_lexicon("kh")
    peoples = people_words(list(lexicon.words["nationalities"]))
    words = Words(peoples, {"ou chrov": frozenset({"011004", "180603"})})

    def make(*texts):
        said = [
            Said(f"{n}", text, read(text, lexicon, published=date(2023, 9, 1)))
            for n, text in enumerate(texts)
        ]
        sites = site_names(said, lexicon.words["site_nouns"])
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


def test_tellings_of_leaves_a_text_without_a_day_open_up_to_its_publication(told):
    (telling,) = told("We are locked in at the Amber Field Hotel.")

    assert (telling.days.first, telling.days.last) == (date(2023, 8, 18), date(2023, 9, 1))
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

    assert statements(telling, ContradictionKind.IDENTITY) == [("nationality of 11", "Thai")]
    assert telling.nationalities == {"Thai"}


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("The site is closed.", ("closure", "closed")),
        ("The doors are still open.", ("closure", "open")),
        ("The owner has been arrested.", ("suspect", "arrested")),
        ("The boss is at large.", ("suspect", "at large")),
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

    assert anywhere.places == ("011004", "180603")
    assert near.places == ("180603",)


def test_tellings_of_does_not_take_the_line_of_a_letter_s_day_for_the_place(told):
    (telling,) = told(f"{RAID}\n\nPhnom Penh, 17 August 2023")

    assert telling.places == ("18",)


def test_tellings_of_gives_whole_sentences_for_their_words(told):
    (telling,) = told(f"{RAID} The doors were sealed at 4 p.m. by order. The guard left.")

    (state,) = [one for one in telling.statements if one.kind is ContradictionKind.STATUS]
    assert state.span.text == "The doors were sealed at 4 p.m. by order."
