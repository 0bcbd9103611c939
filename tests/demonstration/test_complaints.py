"""Complaints: many spellings of one place, numbers that nobody has, nothing graphic."""

import re
from collections import Counter

import pytest

from ponleu.faces.demonstration.misspell import hurried, misspelt, misspelt_khmer

PHONE = re.compile(r"(?:\+855 00|0\d\d) 000 0\d\d")
DIGITS = re.compile(r"[+\d][\d ]{6,}\d")


def test_complaints_come_in_five_languages_mostly_khmer_and_english(country):
    languages = Counter(complaint.language for complaint in country.complaints)

    assert set(languages) == {"km", "en", "zh", "vi", "th"}
    assert [language for language, _ in languages.most_common(2)] == ["km", "en"]
    assert languages["km"] > len(country.complaints) * 0.4


def test_complaints_use_every_channel_and_status(country):
    assert len({complaint.channel for complaint in country.complaints}) == 5
    assert len({complaint.status for complaint in country.complaints}) == 5


def test_complaints_contain_the_spelling_that_they_say(country):
    for complaint in country.complaints:
        assert complaint.spelling in complaint.text


def test_complaints_write_the_best_known_hotel_in_many_ways(country):
    spellings = {c.spelling for c in country.complaints if c.site == "paper-lantern"}

    assert len(spellings) >= 12


def test_complaints_are_in_order_of_arrival(country):
    moments = [complaint.received_at for complaint in country.complaints]

    assert moments == sorted(moments)
    assert {moment.utcoffset().total_seconds() for moment in moments} == {7 * 3600}


def test_complaints_hold_only_telephone_numbers_that_nobody_has(country):
    numbers = [n for c in country.complaints for n in DIGITS.findall(c.text)]

    assert len(numbers) > 50
    assert all(PHONE.fullmatch(number) for number in numbers)


def test_complaints_have_no_slot_left_open(country):
    assert not [c.text for c in country.complaints if "{" in c.text or "}" in c.text]


def test_complaints_are_hardly_ever_twice_the_same(country):
    texts = [complaint.text for complaint in country.complaints]

    assert len(set(texts)) >= len(texts) - 2


def test_complaints_use_words_for_children_only_where_children_work(country, sites):
    kinds = {sites[c.site].kind for c in country.complaints if c.topic == "children"}

    assert kinds == {"brick_kiln", "farm"}


class Always:
    """Stands for a Random of which every draw is known."""

    def __init__(self, number):
        self.number = number

    def randrange(self, _stop):
        return self.number

    def choice(self, options):
        return options[0]

    def random(self):
        return 0.0


@pytest.mark.parametrize(("kind", "expected"), [(0, "Laantern"), (1, "Lntern"), (2, "Lnatern")])
def test_misspelt_doubles_drops_or_swaps_the_second_letter(kind, expected):
    assert misspelt("Lantern", Always(kind)) == expected


def test_misspelt_khmer_writes_one_letter_for_another():
    assert misspelt_khmer("សណ្ឋាគារ", Always(0)) == "សន្ឋាគារ"


def test_misspelt_khmer_leaves_a_word_without_such_letters():
    assert misspelt_khmer("ផ្សារ", Always(0)) == "ផ្សារ"


def test_hurried_is_small_short_and_without_full_stops():
    assert hurried("Please help. You cannot leave.", Always(0)) == "pls help u cant leave"
