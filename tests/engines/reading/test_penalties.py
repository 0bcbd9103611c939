"""Penalties: for what, how much, under which law."""

import pytest

from ponleu.engines.reading import read
from ponleu.engines.reading.types import Amount, FactKind


@pytest.fixture
def penalties(kh):
    def find(text):
        return [fact for fact in read(text, kh).facts if fact.kind is FactKind.PENALTY]

    return find


def test_penalties_take_the_conduct_from_the_condition(penalties):
    text = "If inspectors find that passports are kept back, owners will be fined 3,400,000 riel."

    (fact,) = penalties(text)

    assert fact.parts["conduct"].text == "passports are kept back"
    assert fact.parts["amount"].value == Amount(3_400_000, "riel")
    assert fact.value == "fine"


def test_penalties_take_the_conduct_after_for_and_the_law(penalties):
    text = (
        "The court fined the firm 10 million riel for torture under Article 372 of the Labour Law."
    )

    (fact,) = penalties(text)

    assert (fact.parts["conduct"].text, fact.parts["conduct"].value) == ("torture", "torture")
    assert fact.parts["law"].text == "Article 372 of the Labour Law"


def test_penalties_may_leave_the_conduct_out(penalties):
    (fact,) = penalties("The owner was fined 3,400,000 riel.")

    assert "conduct" not in fact.parts


def test_penalties_know_a_prison_term(penalties):
    (fact,) = penalties(
        "Two managers were sentenced to three years in prison for human trafficking."
    )

    assert fact.value == "prison"
    assert fact.parts["amount"].value == Amount(3, "year")
    assert fact.parts["conduct"].value == "human trafficking"


def test_penalties_of_one_quotation_share_the_law_named_last(penalties):
    text = (
        "“If guests are locked in, the hotel will be fined 2,000,000 riel. If they are beaten, it"
        " will be fined 5,000,000 riel, under the tourism law,” Governor Sok Dara said."
    )

    first, second = penalties(text)

    assert [fact.parts["amount"].value.number for fact in (first, second)] == [2_000_000, 5_000_000]
    assert [fact.parts["conduct"].value for fact in (first, second)] == ["detention", "torture"]
    assert first.parts["law"] == second.parts["law"]
    assert second.parts["law"].text == "the tourism law"
    assert first.parts["speaker"].value == "Sok Dara"
    assert "next penalty" in first.reason


@pytest.mark.parametrize(
    "text", ["Owners will be fined.", "The sum of 3,400,000 riel is a fine thing."]
)
def test_penalties_need_a_mark_and_a_sum(penalties, text):
    assert penalties(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Anyone who blocks the pier faces one month to two years.", "prison"),
        ("A driver who hides a guest risks two to five years.", "prison"),
        ("Blocking the pier is punishable by six to 30 days of the base daily wage.", "prison"),
        ("The cook was given 18 months, half of it suspended.", "prison"),
        ("The judge handed the cook a 12-year sentence.", "prison"),
        ("He faces life imprisonment.", "prison"),
        ("Its owner paid 8 million riel.", "fine"),
        ("They must also pay 12 million riel to each guest.", "fine"),
        ("The cook was instructed to pay 3 million riel for seven unregistered stoves.", "fine"),
        ("The firm was barred from recruiting for two years.", "ban"),
        ("The firm lost its licence.", "ban"),
    ],
)
def test_penalties_say_what_conduct_costs_or_what_was_imposed(penalties, text, value):
    assert [fact.value for fact in penalties(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "She was given two months to leave.",
        "He spent three years in prison abroad.",
        "She received two months of salary.",
        "The family paid 3,000 dollars to a broker.",
        "The workers must pay $2,000 to leave.",
        "Nobody escaped without being seen, and he was not fined 500 riel.",
    ],
)
def test_penalties_are_not_terms_and_sums_of_other_things(penalties, text):
    assert penalties(text) == []
