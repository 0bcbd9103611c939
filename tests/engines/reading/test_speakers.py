"""Who speaks: relative clauses, asides, pronouns, those through whom it was said."""

import pytest

from ponleu.engines.reading import read
from ponleu.engines.reading.types import FactKind

STATEMENTS = {FactKind.CLAIM, FactKind.DENIAL, FactKind.REQUEST, FactKind.COMMITMENT}


def statements(kh, text):
    return [fact for fact in read(text, kh).facts if fact.kind in STATEMENTS]


def named(fact, part="speaker"):
    return fact.parts[part].value or fact.parts[part].text


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "A guard who would not give his name said the bosses had gone.",
            "A guard who would not give his name",
        ),
        ("A man who gives his name as Pen Sokha says that they eat once.", "Pen Sokha"),
        ("Its secretary, Mahbub Karim, begged the mayor to open the gate.", "Mahbub Karim"),
        ("The boat owner, Sea Star Marine, disputes this.", "Sea Star Marine"),
        ("The second accused, known as Pu Khmao, said he only cooked.", "Pu Khmao"),
        (
            "A 19-year-old from Nghe An explained that her aunt was ill.",
            "A 19-year-old from Nghe An",
        ),
        ("A reader leaves a message saying that his son is still inside.", "A reader"),
        ("Pen Sokha is asking the ministry to write the debts off.", "Pen Sokha"),
        ("The chief, Pen Sokha, said by letter that the hall was sealed.", "Pen Sokha"),
        ("The agency issued a notice, saying the company only rents rooms.", "The agency"),
    ],
)  # fmt: skip
def test_speakers_are_found_wherever_they_stand(kh, text, speaker):
    fact = statements(kh, text)[0]

    assert named(fact) == speaker


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Governor Mao Phirun met Ms. Lim Vanny. She said it was shut. He said it was open.",
            ["Lim Vanny", "Mao Phirun"],
        ),
        ("His sister said they paid. She also said he was ill.", ["His sister", "His sister"]),
        (
            (
                "The owner, Ung Channary, and the cashier, Le Van Dung, sat down. "
                "Her cashier said it was late. He added that he was tired."
            ),
            ["Le Van Dung", "Le Van Dung"],
        ),
        (
            "General Chea Rattanak said the girl was found. The general said he was glad.",
            ["Chea Rattanak", "Chea Rattanak"],
        ),
        (
            "He said an autopsy had found no wound, and insisted that nobody was held.",
            ["He", "He"],
        ),
    ],
)
def test_speakers_are_remembered_for_pronouns_and_offices(kh, text, speakers):
    assert [named(fact) for fact in statements(kh, text)] == speakers


@pytest.mark.parametrize(
    ("text", "speaker", "through"),
    [
        (
            "Governor Mao Phirun spoke. Through his lawyer, Chhim Bora, he denied any tie.",
            "Mao Phirun",
            "Chhim Bora",
        ),
        ("“We heard shouting all night,” a tenant said through an interpreter.", "a tenant",
         "an interpreter"),
        (
            "Her cousin had a finger broken, Pen Sokha quoted the woman as saying.",
            "the woman",
            "Pen Sokha",
        ),
    ],
)  # fmt: skip
def test_speakers_have_those_through_whom_they_spoke(kh, text, speaker, through):
    fact = statements(kh, text)[0]

    assert (named(fact), named(fact, "through")) == (speaker, through)


def test_speakers_who_ask_to_stay_unnamed_ask_for_nothing(kh):
    text = "A doctor, who asked that his name be withheld, said three of them were ill."

    assert [fact.kind for fact in statements(kh, text)] == [FactKind.CLAIM]


def test_speakers_of_a_listed_request_are_the_body_above_the_list(kh):
    text = (
        "Harbour Friends Network | Case brief 3 | May 2023\n\n"
        "We met our guests in May and we wrote it down.\n\n"
        "We ask\n"
        "(a) the ministry to name a contact by June;\n"
        "- that the airline drop its fee.\n"
    )

    requests = [fact for fact in statements(kh, text) if fact.kind is FactKind.REQUEST]

    assert [fact.text for fact in requests] == [
        "the ministry to name a contact by June",
        "the airline drop its fee",
    ]
    assert {named(fact) for fact in requests} == {"Harbour Friends Network"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“If you scream we move you across the river,” a guard warned.", FactKind.COMMITMENT),
        ("The boss said whoever runs will be sold.", FactKind.COMMITMENT),
        ("The farmer said if it rains the road will flood.", FactKind.CLAIM),
    ],
)
def test_threats_are_commitments_and_forecasts_claims(kh, text, kind):
    assert [fact.kind for fact in statements(kh, text)] == [kind]
