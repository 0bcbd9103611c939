"""Numbers of an answer held against published figures: measure, time and people have to agree."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.packs.measure_words import load_measure_words
from ponleu.foundation.packs.measures import load_measures
from ponleu.knowledge.figures.rules import Stated
from ponleu.knowledge.figures.services import explaining, figures
from ponleu.knowledge.figures.services.figures import Said
from ponleu.knowledge.figures.stated import stated
from ponleu.response.public_answers.queries import answers, grounds
from ponleu.response.public_answers.rules import checks
from ponleu.response.public_answers.rules.checks import Check, Grounds, Sort
from tests.complaints.desk_world import body

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")

RESCUED = load_measure_words("kh")["victims_rescued"]
YEAR = Stated("Q-1", "402", RESCUED, "", date(2023, 1, 1), date(2023, 12, 31))
HALF = Stated("Q-2", "402", RESCUED, "", date(2024, 7, 1), date(2024, 12, 31))
TO_A_DAY = Stated("Q-3", "402", RESCUED, "", date(2025, 9, 12), date(2025, 9, 12))
CHILDREN = Stated("Q-4", "402", RESCUED, "children", date(2023, 1, 1), date(2023, 12, 31))


def unrecorded(text, figure):
    return [hit.text for hit in checks.unrecorded(text, Grounds(figures=(figure,)))]


@pytest.mark.parametrize(
    ("text", "figure", "left"),
    [
        ("In 2023, 402 people were rescued.", YEAR, []),
        ("ក្នុងឆ្នាំ ២០២៣ មនុស្ស ៤០២ នាក់ ត្រូវបានសង្គ្រោះ។", YEAR, []),
        ("In 2023, 402 persons may have been rescued.", YEAR, []),
        ("In 2023, 402 people were arrested.", YEAR, ["2023", "402"]),
        ("In 2024, 402 people were rescued.", YEAR, ["2024", "402"]),
        ("In 2023, 403 people were rescued.", YEAR, ["2023", "403"]),
        ("In the first half of 2023, 402 people were rescued.", YEAR, ["2023", "402"]),
        ("In May 2023, 402 people were rescued.", YEAR, ["2023", "402"]),
        ("The year was 2023. 402 people were rescued.", YEAR, ["2023", "402"]),
        ("In the second half of 2024, 402 people were rescued.", HALF, []),
        ("ឆមាសទី ២ ឆ្នាំ ២០២៤ បានសង្គ្រោះមនុស្ស ៤០២ នាក់។", HALF, []),
        ("From July to December 2024, 402 people were rescued.", HALF, []),
        ("In the first half of 2024, 402 people were rescued.", HALF, ["2024", "402"]),
        ("In 2024, 402 people were rescued.", HALF, ["2024", "402"]),
        ("By 12 September 2025, 402 people had been rescued.", TO_A_DAY, []),
        ("By 13 September 2025, 402 people had been rescued.", TO_A_DAY, ["13", "2025", "402"]),
        ("In 2023, 402 children were rescued.", CHILDREN, []),
        ("In 2023, 402 people were rescued.", CHILDREN, ["2023", "402"]),
    ],
)
def test_a_number_is_known_if_its_sentence_means_the_published_figure(text, figure, left):
    assert unrecorded(text, figure) == left


def test_a_year_is_known_only_in_the_sentence_that_quotes():
    text = "In 2023, 402 people were rescued. In 2023 the hotel opened."

    assert unrecorded(text, YEAR) == ["2023"]


def test_a_figure_beside_which_another_cannot_be_right_is_told_with_both():
    rival = Stated(*(getattr(YEAR, name) for name in YEAR.__slots__[:-1]), ("Q-9",))

    found = list(checks.unrecorded("In 2023, 402 people were rescued.", Grounds(figures=(rival,))))

    assert [(hit.sort, hit.text, hit.records) for hit in found] == [
        (Sort.DISPUTED, "402", ("Q-1", "Q-9"))
    ]
    assert found[0].may_be_excused


def test_every_measure_has_words_of_both_languages():
    words = load_measure_words("kh")

    assert set(words) == set(load_measures("kh"))
    for said in words.values():
        assert any(word.isascii() for word in said)
        assert any(not word.isascii() for word in said)


@pytest.fixture
def publish(make_user, country, noon):
    """Keep a published figure: publish(402, "2023")."""
    people = {}

    def make(value, period="2023", *, at="KH", measure="victims_rescued", body="A ministry"):
        if at not in people:
            actions = [Action.CLAIM_READ, Action.FIGURE_EDIT]
            people[at] = make_user(f"figures {at}", unit=country[at], actions=actions)
        said = Said(measure=measure, value=value, period=period, body=body, published_in="A paper")
        return figures.enter(people[at], said, at=noon)

    return make


def figure_hits(answer):
    wording = answers.latest(answer)
    found = grounds.checked(answer, wording)
    return [hit for each in found if each.check == Check.FIGURES for hit in each.hits]


EN = "In 2023, 402 people were rescued in the country."
KM = "ក្នុងឆ្នាំ ២០២៣ មនុស្ស ៤០២ នាក់ ត្រូវបានសង្គ្រោះក្នុងប្រទេស។"


def test_an_answer_is_held_against_published_figures(drafted, worded, publish):
    answer = drafted()
    worded(answer, km=KM, en=EN)
    assert {hit.text for hit in figure_hits(answer)} == {"២០២៣", "៤០២"}

    publish(402)

    assert figure_hits(answer) == []


def test_a_withdrawn_figure_and_one_of_another_province_carry_nothing(
    drafted, worded, publish, noon
):
    answer = drafted()
    worded(answer, km=KM, en=EN)
    publish(402, at="KH-12")
    gone = publish(402)
    figures.withdraw(gone.entered_by, gone.pk, why="Another year.", at=noon)

    assert len(figure_hits(answer)) == 2
    assert stated({"402"}, territory="18") == []
    assert [each.value for each in stated({"402"}, territory="12")] == ["402"]


def test_two_published_numbers_keep_it_back_until_one_is_explained(
    client, drafted, worded, publish, spokesperson, noon
):
    answer = drafted()
    worded(answer, km=KM, en=EN)
    mine, other = publish(402), publish(517, body="Another ministry")

    assert {(hit.sort, hit.records) for hit in figure_hits(answer)} == {
        (Sort.DISPUTED, (mine.reference, other.reference))
    }
    client.force_login(spokesperson)
    page = body(client.get(reverse("public_answers:answer", args=[answer.pk])))
    assert other.reference in page
    assert "cannot be right beside it" in page

    explaining.explain(
        mine.entered_by, "same_period", mine.pk, other.pk, why="Other people.", at=noon
    )
    assert figure_hits(answer) == []
