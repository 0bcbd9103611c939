"""Names in messages without capitals, and people told by the form of a letter or a page."""

from __future__ import annotations

import pytest

from ponleu.engines.reading.hurried import is_hurried, is_small
from ponleu.engines.reading.pipeline import read
from ponleu.engines.reading.types import FactKind

FILLER = (
    "we are not allowed to go out and they keep our phones in a bag by the door. nobody eats "
    "before ten in the night. it is hot here and the roof leaks when it rains. "
)


@pytest.fixture
def named(kh):
    def find(text, kind):
        return [fact.text for fact in read(text, kh).facts if fact.kind is kind]

    return find


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("my cousin sokunthy wants to go home", ["sokunthy"]),
        ("the boss name is mr gao and he shouts", ["gao"]),
        ("they call him ah meng", ["ah meng"]),
        ("im rowena basilio from the north", ["rowena basilio"]),
        ("the agent called ravindran took the money", ["ravindran"]),
        ("big boss name is lao chen", ["lao chen"]),
        ("imrul bhai told me to wait", ["imrul"]),
        ("my friend chanthou is ill. please find chanthou", ["chanthou", "chanthou"]),
        ("we want to go home. thank you, bopharath", ["bopharath"]),
        ("arben 21:04\nhello\narben 21:09\nstill there?", ["arben", "arben"]),
    ],
)
def test_people_in_small_letters_are_told_by_the_words_around_them(named, text, names):
    assert named(FILLER + "\n" + text, FactKind.PERSON) == names


@pytest.mark.parametrize(
    "text",
    [
        "my friend is sick and my brother called police",
        "im tired and afraid",
        "a place called poi pet",
        "the owner is chinese",
        "we call him when we can",
    ],
)
def test_plain_words_in_small_letters_are_no_people(named, text):
    assert named(FILLER + text, FactKind.PERSON) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("it is behind the grey heron casino", ["grey heron casino"]),
        ("she works at lucky moon massage", ["lucky moon massage"]),
        ("he is inside venus park 2, room nine", ["venus park 2"]),
        ("they call it block d", ["block d"]),
        ("we sleep in building b12", ["building b12"]),
        ("ppl here call it white heron house", ["white heron house"]),
    ],
)
def test_premises_in_small_letters_are_named_before_their_noun_or_by_a_code(named, text, names):
    assert named(FILLER + text, FactKind.SITE) == names


@pytest.mark.parametrize(
    "text",
    ["it is a big hotel", "behind the casino", "in the same building", "near a park"],
)
def test_premises_that_are_only_described_in_small_letters_are_no_sites(named, text):
    assert named(FILLER + text, FactKind.SITE) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("please call the indian embassy", ["indian embassy"]),
        ("i wrote to embassy of india in phnom penh", ["embassy of india in phnom penh"]),
        ("can adhoc help us", ["adhoc"]),
        ("agency is sky bridge consultancy", ["sky bridge consultancy"]),
        ("the company zz otter entertainment, they took it", ["zz otter entertainment"]),
        ("a good company is not like this", []),
        ("we told their embassy", []),
    ],
)
def test_bodies_in_small_letters_are_told_by_their_noun_or_the_table(named, text, names):
    assert named(FILLER + text, FactKind.ORGANISATION) == names


def test_is_hurried_holds_for_a_text_without_capitals_and_for_no_other():
    small = FILLER + "please help us soon"
    large = FILLER.replace(". ", ". The guards were told. We Heard Nothing. ")

    assert is_small(small)
    assert is_hurried(small)
    assert not is_small(large)
    assert not is_small("too few words to tell")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("From: Shirina Akterun <s@mail.example>\n\nPlease help.", ["Shirina Akterun"]),
        ("Dear Sir,\n\nI am Shirina Akterun, from Sylhet.", ["Shirina Akterun"]),
        ("He is locked in.\n\nWith respect,\nShirina Akterun", ["Shirina Akterun"]),
        ("Operator: Zorin\nThe line was bad.", ["Zorin"]),
        ("It was signed by K. Dalun there.", ["K. Dalun"]),
        ("Her aunt Marivel V. Ponzal wept.", ["Marivel V. Ponzal"]),
        ("The victim T.V.H. was locked in.", ["T.V.H."]),
        ("The recruiter, “Tai Kong Deng”, sold them.", ["Tai Kong Deng"]),
        ("He saw Oknha Khun Vichea there.", ["Khun Vichea"]),
        ("Suspect Nguyen Thi Kim Loan ran.", ["Nguyen Thi Kim Loan"]),
        ("A fat man called “Brother Biao” came.", ["Brother Biao"]),
        ("We met Mr. Rakibulan Islam. Raki was cold.", ["Rakibulan Islam"]),
        ("Mr. Rakibulan Islam came, and Rakibul was cold.", ["Rakibulan Islam", "Rakibul"]),
    ],
)
def test_people_are_told_by_the_form_of_letters_and_of_their_names(named, text, names):
    assert named(text, FactKind.PERSON) == names


@pytest.mark.parametrize("text", ["He is a B. Tech there.", "He wrote a mail to the U.S. office."])
def test_letters_that_stand_for_no_person_are_none(named, text):
    assert named(text, FactKind.PERSON) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They searched a nearby hotel, the Royal Otter; nothing was found.", ["Royal Otter"]),
        ("They slept at the neighbouring Oriental Otter until May.", ["Oriental Otter"]),
        ("Guards call the place “the School” here.", ["the School"]),
        ("Room 4 of the “Kimsa Lo” building was shut.", ["Kimsa Lo"]),
        ("It was resold to Otter Park (“Otpa”). Otpa kept him.", ["Otter Park", "Otpa", "Otpa"]),
        ("We went to the casino New Otter.", ["casino New Otter"]),
        ("He danced in Club 88 there.", ["Club 88"]),
        ("The owner of the location named Houa Zhigang, male, 41, fled.", []),
        ("Workers at Otter Terrace Holdings Ltd wept.", []),
    ],
)
def test_premises_are_named_in_more_ways_than_before_their_noun(named, text, names):
    assert named(text, FactKind.SITE) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Indonesian navy towed them.", ["Indonesian navy"]),
        ("He asked the Kampot police for help.", ["Kampot police"]),
        ("The Kampot police chief laughed.", []),
        ("The Cambodian police came.", []),
        ("He wrote to the Chinese Embassy in Cambodia.", ["Chinese Embassy in Cambodia"]),
        ("The embassy of Japan was silent.", ["embassy of Japan"]),
        ("She told the Otter that it was over.", ["Otter"]),
        ("A lawyer with Open Otters Asia wept.", ["Open Otters Asia"]),
        ("SafeOtter Migrants (SOM) helped. SOM paid.", ["SafeOtter Migrants", "SOM", "SOM"]),
        (
            "The Otter Office of Labour (“OOL”) came. OOL left.",
            ["Otter Office of Labour", "OOL", "OOL"],
        ),
        ("They flew from Phnom Penh International Airport.", []),
        ("Guards of a firm called Iron Otter came.", ["Iron Otter"]),
        ("Otter for Return | Case brief 7\n\nNobody came.", ["Otter for Return"]),
        ("Women's Otter Network paid.", ["Women's Otter Network"]),
        ("She works at Otter Travel and Consultancy.", ["Otter Travel and Consultancy"]),
    ],
)
def test_bodies_are_told_by_more_than_their_noun(named, text, names):
    assert named(text, FactKind.ORGANISATION) == names
