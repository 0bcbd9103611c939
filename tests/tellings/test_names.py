"""Names of sites: what they mean in several languages, and where texts give them."""

from datetime import date

import pytest

from ponleu.engines.reading import read
from ponleu.foundation.packs.lexicon import load_lexicon
from ponleu.knowledge.tellings.called import called_sites
from ponleu.knowledge.tellings.likeness import likenesses
from ponleu.knowledge.tellings.meaning import PART_OF_IT, SAME_MEANING
from ponleu.knowledge.tellings.words import load_words


@pytest.mark.parametrize(
    ("here", "there", "likeness"),
    [
        ("Blue Crane Hotel", "សណ្ឋាគារក្រៀលខៀវ", SAME_MEANING),
        ("Blue Crane Hotel", "Krial Khiev Guesthouse", SAME_MEANING),
        ("Blue Crane Hotel", "蓝鹤酒店", SAME_MEANING),
        ("Blue Crane Gate", "Blue Crane", PART_OF_IT),
        ("Blue Crane 2", "Blue Crane", PART_OF_IT),
        ("Blue Crane", "Red Crane", 0.0),
        ("Blue Crane 1", "Blue Crane 2", 0.0),
        ("Zabel Tower", "Zabel Tower 4", None),
        ("Blue Crane", "Amber Field", None),
    ],
)
def test_likeness_goes_by_what_names_mean(here, there, likeness):
    assert load_words("kh").meanings.likeness(here, there) == likeness
    assert load_words("kh").meanings.likeness(there, here) == likeness


def test_likenesses_take_a_translation_for_the_name_and_another_number_for_another():
    nouns = load_words("kh").site_nouns
    names = likenesses({"Blue Crane 1", "Blue Crane 2", "ក្រៀលខៀវ ១"}, nouns)

    assert names.alike("Blue Crane 1", "ក្រៀលខៀវ ១") == SAME_MEANING
    assert names.alike("Blue Crane 1", "Blue Crane 2") == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('They were aboard the trawler "Tep Sina 7" for months.', "Tep Sina 7"),
        ("Labour inspectors went to the Tep Rotha works on Monday.", "Tep Rotha"),
        ("People speak of Krial Khiev Gate and of nothing else.", "Krial Khiev Gate"),
        ("គេទៅដល់អគារក្រៀលខៀវកាលពីម្សិលមិញ។", "អគារក្រៀលខៀវ"),
    ],
)
def test_called_sites_finds_names_beside_nouns_in_quotes_and_of_plain_words(text, name):
    reading = read(text, load_lexicon("kh"), published=date(2023, 9, 1))

    found = dict(called_sites(text, reading, load_words("kh")))

    assert name in {*found.values(), *(fact.text for fact in reading.facts)}
    assert all(text.startswith(called, at) for at, called in found.items())


@pytest.mark.parametrize(
    "text",
    ["We met Boss Kwan House at noon.", "They live in Preah Sihanouk province.", "It was a house."],
)
def test_called_sites_takes_no_person_place_or_plain_noun(text):
    reading = read(text, load_lexicon("kh"), published=date(2023, 9, 1))

    assert list(called_sites(text, reading, load_words("kh"))) == []
