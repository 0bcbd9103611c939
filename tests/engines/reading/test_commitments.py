"""Commitments: who will do what by when, and what only sounds like one."""

from datetime import date

import pytest

from ponleu.engines.reading import read
from ponleu.engines.reading.types import FactKind


@pytest.fixture
def commitments(kh):
    def find(text):
        facts = read(text, kh, published=date(2021, 9, 16)).facts
        return [fact for fact in facts if fact.kind is FactKind.COMMITMENT]

    return find


@pytest.mark.parametrize(
    ("text", "sort", "strength"),
    [
        ("“We will inspect every kiln,” Governor Sok Dara said.", "inspection", "strong"),
        ("Governor Sok Dara said he would publish a report.", "report", "strong"),
        (
            "Governor Sok Dara said he plans to hold a press conference.",
            "press conference",
            "strong",
        ),
        ("The ministry has pledged to open a shelter.", "establishment", "strong"),
        ("The ministry will inspect every kiln.", "inspection", "plain"),
        ("Governor Sok Dara said that the hotel would be closed.", "closure", "plain"),
        (
            "Governor Sok Dara said authorities are committed to combating fraud.",
            "measures",
            "weak",
        ),
    ],
)
def test_commitments_have_a_sort_and_a_strength(commitments, text, sort, strength):
    (fact,) = commitments(text)

    assert (fact.value, fact.rule) == (sort, f"commitments.{strength}")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("The ministry will publish a report in October.", "2021-10"),
        ("The ministry will publish a report by the end of this year.", "2021-12-31"),
        ("On 20 September, the ministry will publish a report.", "2021-09-20"),
        (
            "Governor Sok Dara met staff on 3 May before submitting a report to them in October.",
            "2021-10",
        ),
    ],
)
def test_commitments_have_their_due_date(commitments, text, due):
    (fact,) = commitments(text)

    assert fact.parts["due"].value == due


def test_commitments_are_never_due_in_the_past(commitments):
    (fact,) = commitments("The ministry will publish the figures of 3 May 2021.")

    assert "due" not in fact.parts


def test_commitments_of_another_name_who_acts(commitments):
    (fact,) = commitments("Governor Sok Dara said that the police would inspect every kiln.")

    assert fact.parts["speaker"].value == "Sok Dara"
    assert fact.parts["who"].text == "the police"


def test_commitments_without_attribution_are_spoken_by_who_acts(commitments):
    (fact,) = commitments("The ministry will inspect every kiln.")

    assert fact.parts["speaker"].text == "The ministry"


def test_commitments_of_a_named_person_are_their_own(commitments):
    (fact,) = commitments("Governor Sok Dara will inspect every kiln.")

    assert fact.parts["speaker"].value == "Sok Dara"


def test_commitments_without_publication_date_keep_any_due_date(kh):
    facts = read("The ministry will publish the figures of 3 May 2021.", kh).facts

    (fact,) = [fact for fact in facts if fact.kind is FactKind.COMMITMENT]

    assert fact.parts["due"].value == "2021-05-03"


def test_commitments_listed_after_a_statement_belong_to_its_speaker(commitments):
    text = "The authorities said they had two aims. Secondly, all bars shall be closed for good."

    (fact,) = commitments(text)

    assert fact.value == "closure"
    assert fact.parts["speaker"].text == "The authorities"


@pytest.mark.parametrize(
    "text",
    [
        "The ministry will not comment.",
        "Firstly, to inspect the kilns.",
        "Will inspect every kiln.",
        "Governor Sok Dara met staff before submitting a report.",
        "The fair will bring together people from four provinces.",
        "“Anyone who does this will face the law,” Governor Sok Dara said.",
        "Governor Sok Dara said that offenders would go to prison.",
        "“Anyone who has plans to do this should leave,” Governor Sok Dara said.",
        "His trip will end on 26 September.",
        "Each visit will require a warrant.",
    ],
)
def test_commitments_leave_warnings_and_forecasts_out(commitments, text):
    assert commitments(text) == []


@pytest.mark.parametrize(
    ("text", "due"),
    [
        # Counted from 16 September 2021, the day of publication.
        ("Governor Sok Dara promised to publish a report within two weeks.", "2021-09-30"),
        ("The ministry will inspect every kiln within a month.", "2021-10-16"),
        ("The ministry will inspect every kiln within the next 10 days.", "2021-09-26"),
        ("The ministry will publish a report within 48 hours.", "2021-09-18"),
        ("The ministry will publish a report in the next six months.", "2022-03-16"),
    ],
)
def test_commitments_within_a_time_are_due_by_its_end(commitments, text, due):
    (fact,) = commitments(text)

    assert fact.parts["due"].value == f"2021-09-16/{due}"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("The ministry will publish a report by the end of the month.", "2021-09-30"),
        ("The ministry will publish a report before the end of the year.", "2021-12-31"),
    ],
)
def test_commitments_by_the_end_of_a_period_are_due_on_its_last_day(commitments, text, due):
    (fact,) = commitments(text)

    assert fact.parts["due"].value == due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("A file will go to the court in the coming days.", "the coming days"),
        ("A clinic will be opened early next year.", "early next year"),
        ("The ministry intends to name two judges.", None),
        ("The ministry is to hire two judges by October.", "October"),
        ("A deputy clerk in Pailin has promised to phone her on Saturday.", "Saturday"),
        ("The governor promised a second visit this week.", "this week"),
        ("The bill is planned for October.", "October"),
        ("The line opens on 1 November.", "1 November"),
        ("The notice shall not be signed until the list is complete.", None),
        ("i can send photos of the boat", None),
    ],
)
def test_commitments_need_nobody_quoted(commitments, text, due):
    (fact,) = commitments(text)

    assert (fact.parts["due"].text if "due" in fact.parts else None) == due


@pytest.mark.parametrize(
    "text",
    [
        "Prices will rise next year.",
        "The aim is to protect children.",
        "They were promised $900 a month.",
        "Today’s meeting is to review the year.",
        "The shop would be closed.",
        "The line opened on 1 May.",
    ],
)
def test_commitments_are_not_forecasts_or_aims(commitments, text):
    assert commitments(text) == []
