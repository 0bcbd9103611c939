"""Denials that depend on who speaks, and denials by verbs that need no object."""

import pytest

from ponleu.engines.reading import read
from ponleu.engines.reading.types import FactKind


def facts_of(kh, text, kind=FactKind.DENIAL):
    return [fact for fact in read(text, kh).facts if fact.kind is kind]


def speaker_of(fact):
    part = fact.parts["speaker"]
    return part.value or part.text


@pytest.mark.parametrize(
    "text",
    [
        "The factory's owner, Pen Sokha, said he had never heard of any such debt.",
        "Manager Pen Sokha insisted that he knew no one by that name.",
        "The landlord said he had nothing to do with the tenants.",
        "A police officer said no building of that description stood in the district.",
        '"Nobody drowned on our boats," the skipper said.',
        "The company replied that it had no record of such a worker.",
        "The broker says he did nothing wrong.",
    ],
)
def test_denials_by_those_who_are_accused_need_no_denying_word(kh, text):
    (denial,) = facts_of(kh, text)

    assert denial.parts["speaker"].text


@pytest.mark.parametrize(
    "text",
    [
        "The mother said nobody had told her where her son was.",
        "A survivor, Pen Sokha, said she was never given a contract.",
        "The officer said the case was not finished yet.",
        "The spokesman said no more than ten people had come.",
        "The governor said nobody had answered his letter.",
        "The owner said the road had no lights and nobody came there.",
    ],
)
def test_denials_are_not_what_is_lacking_or_was_suffered(kh, text):
    assert facts_of(kh, text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Pen Sokha pleaded not guilty.", "Pen Sokha"),
        ("Pen Sokha maintained his innocence at the hearing.", "Pen Sokha"),
        ("The club disowned the advertisement.", "The club"),
        ("The clinic distanced itself from the doctor.", "The clinic"),
        ("Pen Sokha rejects this and says the doors are open.", "Pen Sokha"),
    ],
)
def test_denials_are_known_by_verbs_that_hold_all_they_say(kh, text, speaker):
    denial = facts_of(kh, text)[0]

    assert speaker_of(denial) == speaker


def test_denials_of_what_others_claim_leave_the_claim_out(kh):
    text = "Pen Sokha dismissed police claims that the girls were sold."

    assert len(facts_of(kh, text)) == 1
    assert facts_of(kh, text, FactKind.CLAIM) == []


def test_denials_go_on_with_nor(kh):
    text = "It was untrue that staff were hit, Pen Sokha said, nor had anyone asked for money."

    first, second = facts_of(kh, text)

    assert second.text == "nor had anyone asked for money"
    assert speaker_of(second) == speaker_of(first) == "Pen Sokha"


def test_denials_end_at_the_colon_where_another_speaks(kh):
    text = "Pen Sokha disputed the figure of 62 as well: only 40 were there, his office added."

    (denial,) = facts_of(kh, text)

    assert denial.parts["content"].text == "the figure of 62 as well"
