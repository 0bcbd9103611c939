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


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“Nobody here is a prisoner,” Governor Sok Dara said.", "Sok Dara"),
        ("“I lock nobody in,” Governor Sok Dara said.", "Sok Dara"),
        (
            "The hostel's management insisted that doors are never locked.",
            "The hostel's management",
        ),
        ("He has not been beaten or sold, Governor Sok Dara added.", "Sok Dara"),
        ("Governor Sok Dara calls this “pure imagination”.", "Sok Dara"),
        ("Governor Sok Dara rejected talk of a tip-off.", "Sok Dara"),
        ("Her successor disputes even that.", "Her successor"),
        ("Governor Sok Dara would not accept that a cook was kept by force.", "Sok Dara"),
        ("The club is not in a position to say that a cook was held.", "The club"),
        ("Rumours that hens were stolen are false, Governor Sok Dara said Thursday.", "Sok Dara"),
        ("Governor Sok Dara texted that he had been “quoted without the beginning”.", "Sok Dara"),
        ("Governor Sok Dara have protested that it is not true that hens starve.", "Sok Dara"),
        ("“Torture room? It does not exist,” Governor Sok Dara said.", "Sok Dara"),
        ("Governor Sok Dara brushed aside the complaints of the cooks.", "Sok Dara"),
    ],
)
def test_denials_are_known_without_a_denying_verb(facts, text, speaker):
    (denial,) = denials(facts(text))

    part = denial.parts["speaker"]
    assert (part.value or part.text) == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Governor Sok Dara said the cooks must not be detained.",  # a rule
        "Governor Sok Dara said that the cooks did not know they were sold.",
        "A survivor said she was never beaten but was never paid.",  # tells, and denies nothing
        "Police did not investigate reports of forced labour, LICADHO said.",
        "Governor Sok Dara refused to comment on the allegations.",
    ],
)
def test_denials_are_not_every_not(facts, text):
    assert denials(facts(text)) == []


NOTICE = "Takeo Provincial Administration\nPRESS CLARIFICATION\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "No sale of cooks was found at the Lotus Gate Hotel, contrary to what was written.",
        "The scars shown in the pictures did not result from blows but from a fall.",
        "The assertion that two cooks died in the yard is totally untrue.",
        "No officer of the province rents rooms to anyone.",
    ],
)
def test_denials_in_a_statement_are_those_of_who_issues_it(facts, text):
    (denial,) = denials(facts(NOTICE + text))

    assert denial.parts["speaker"].value == "Takeo Provincial Administration"


def test_denials_in_a_letter_are_those_of_its_writer(facts):
    text = (
        "my name is Sok Dara i work in a hotel. they write we are lazy but i work every day."
        " it is not true that we stole the rice"
    )

    (denial,) = denials(facts(text))

    assert denial.parts["speaker"].value == "Sok Dara"


def test_denials_in_a_letter_that_asks_for_secrecy_have_no_speaker(facts):
    text = (
        "dont show my name i am Sok Dara i work in a hotel and i work every day."
        " it is not true that we stole the rice"
    )

    (denial,) = denials(facts(text))

    assert "speaker" not in denial.parts


def test_denials_hold_the_whole_quotation_that_they_open(facts):
    text = "“Nobody was locked in. Each cook had a lamp,” Governor Sok Dara said."

    (denial,) = denials(facts(text))

    assert denial.parts["content"].text == "Nobody was locked in. Each cook had a lamp"
