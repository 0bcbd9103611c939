"""Denials, and the claim that each one answers."""

from datetime import date

import pytest

from ponleu.engines.reading import read
from ponleu.engines.reading.types import FactKind


@pytest.fixture
def facts(kh):
    def find(text):
        return read(text, kh, published=date(2021, 9, 16)).facts

    return find


def denials(facts):
    return [fact for fact in facts if fact.kind is FactKind.DENIAL]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Governor Sok Dara denied that workers were locked in.", "Sok Dara"),
        ("Governor Sok Dara rejected reports that workers were locked in.", "Sok Dara"),
        ("Governor Sok Dara said the story was not true.", "Sok Dara"),
        ("Governor Sok Dara said it had been wrongly reported.", "Sok Dara"),
        ("Police found no evidence of forced labour.", "Police"),
        ("Police said that no one was held at the site.", "Police"),
    ],
)
def test_denials_are_known_by_verb_or_by_words(facts, text, speaker):
    (denial,) = denials(facts(text))

    part = denial.parts["speaker"]
    assert (part.value or part.text) == speaker


def test_denials_of_the_text_itself_have_no_speaker_and_less_weight(facts):
    spoken, plain = denials(
        facts("Police said that no one was held. No one was found to have been detained.")
    )

    assert "speaker" not in plain.parts
    assert plain.confidence < spoken.confidence


def test_denials_are_not_seen_in_a_mere_there_was_no(facts):
    assert denials(facts("There was no electricity in the village.")) == []


def test_denials_point_to_the_claim_on_the_same_topic(facts):
    found = facts(
        "LICADHO said that workers had been tortured. Some media reported that a hostel was on"
        " fire. Police found there was no torture there."
    )

    (denial,) = denials(found)

    assert found[denial.against].parts["speaker"].value == "LICADHO"


def test_denials_parted_by_but_answer_the_claim_in_their_sentence(facts):
    found = facts(
        "Some media reported that staff were confined, but after a visit the police found there was"
        " no confinement."
    )

    (denial,) = denials(found)
    claim = found[denial.against]

    assert claim.parts["speaker"].value == "media"
    assert claim.parts["content"].text == "staff were confined"
    assert denial.parts["speaker"].text == "the police"


def test_denials_of_the_allegation_answer_the_one_just_before(facts):
    found = facts("LICADHO said that wages were kept back. The owner denied the allegation.")

    (denial,) = denials(found)

    assert found[denial.against].parts["content"].text == "wages were kept back"


def test_denials_do_not_answer_their_own_speaker_or_another_topic(facts):
    found = facts(
        "LICADHO said that wages were kept back. Governor Sok Dara said workers slept on site."
        " Sok Dara denied that workers were locked in."
    )

    (denial,) = denials(found)

    assert denial.against is None


@pytest.mark.parametrize(
    ("charge", "denial"),
    [
        ("staff could not leave the house", "denied that anybody was being held"),
        ("cooks were trapped behind a gate", "denied that people had been detained"),
        ("guests had to pay for their release", "denied that a ransom was asked"),
    ],
)
def test_denials_answer_the_same_charge_in_other_words(facts, charge, denial):
    found = facts(
        f"A neighbour said that {charge}. She also said that the lift was old. Governor Sok Dara"
        f" {denial}."
    )

    (answer,) = denials(found)

    assert found[answer.against].parts["content"].text == charge


def test_denials_do_not_take_a_term_in_marks_for_their_words(facts):
    found = facts('The owner called the debts "private loans". LICADHO denied that they were fair.')

    (denial,) = denials(found)

    assert denial.parts["content"].text == "they were fair"
