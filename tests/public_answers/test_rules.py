"""Numbers, drafts and states of public answers: hand-worked values and laws."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.response.findings.rules.elements import CODES, Group
from ponleu.response.findings.rules.kinds import OtherMatter, Outcome
from ponleu.response.public_answers.rules import checks, drafting, numbers, states
from ponleu.response.public_answers.rules.checks import Grounds
from ponleu.response.public_answers.rules.drafting import Both, Facts
from ponleu.response.public_answers.rules.states import Act, State

DAY = date(2026, 11, 22)
PROVINCE = Both("ព្រះសីហនុ", "Preah Sihanouk")


def values(text):
    return [number.value for number in numbers.numbers_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2,620,000 riel is 65.5 days", ["2620000", "65.5"]),
        ("2.620.000", ["2620000"]),
        ("៤២ ថ្ងៃ", ["42"]),
        ("forty-two days and Seventeen rooms", ["42", "17"]),
        ("twenty rooms", ["20"]),
        ("one thing", []),
        ("មនុស្សម្ភៃបីនាក់", ["23"]),
        ("មនុស្សប្រាំពីរ នាក់", ["7"]),
        ("level 2 of 5", []),
        ("កម្រិត ២ ក្នុងចំណោម ៥", []),
        ("007", ["7"]),
    ],
)
def test_numbers_in_reads_digits_and_words_of_both_languages(text, expected):
    assert values(text) == expected


def test_number_knows_where_it_stands():
    (number,) = numbers.numbers_in("In all ១២ rooms")

    assert (number.text, number.start, number.end) == ("១២", 7, 9)


@given(st.text(alphabet="0123456789,. នាក់ពីរ abc", max_size=40))
def test_numbers_in_points_at_its_own_words(text):
    for number in numbers.numbers_in(text):
        assert text[number.start : number.end] == number.text


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_without_dates_hides_a_day_and_its_month_as_both_languages_write_them(day):
    for text in (*numbers.day_of(day), *numbers.month_of(day), day.isoformat()):
        found = numbers.numbers_in(text)
        assert numbers.without_dates(found, text, [day]) == []


def test_without_dates_keeps_another_day():
    text = "On 19 March 2026"

    kept = numbers.without_dates(numbers.numbers_in(text), text, [date(2026, 3, 18)])

    assert [number.value for number in kept] == ["19"]


def test_day_of_writes_khmer_digits():
    assert numbers.day_of(DAY) == ("ថ្ងៃទី ២២ ខែវិច្ឆិកា ឆ្នាំ ២០២៦", "22 November 2026")


def facts(**fields):
    fields = {"outcome": "other_matter", "other": "labour_dispute", "level": 2, **fields}
    return Facts(reviewed=DAY, province=PROVINCE, **fields)


def test_draft_says_what_was_found_in_the_same_order_in_both_languages():
    made = drafting.draft(facts(seen=("withholding_of_wages",), not_seen=("isolation",)))

    assert made.en == (
        "This answer is about what was alleged of a place of business in Preah Sihanouk. "
        "We looked into it, and another reviewer agreed with the finding in November 2026."
        "\n\n"
        "What we found is another matter than the one alleged: a labour dispute. This conclusion "
        "rests on level 2 of 5: reasonable grounds to believe. This is not a court judgment."
        "\n\n"
        "We found signs of: wages held back.\n\n"
        "We found no signs of: isolation.\n\n"
        "Labour disputes are for the labour inspectors. If new information comes, we will "
        "correct this answer and keep the old one visible."
    )
    assert len(made.km.split("\n\n")) == 5
    assert "វិវាទការងារ" in made.km
    assert "កម្រិត ២ ក្នុងចំណោម ៥" in made.km


def test_draft_of_a_correction_says_what_it_corrects():
    made = drafting.draft(facts(), corrects=date(2026, 3, 18))

    assert made.en.startswith("This answer corrects the one that we gave in March 2026.")
    assert made.km.startswith("ចម្លើយនេះកែចម្លើយដែលយើងបានផ្តល់នៅខែមីនា ឆ្នាំ ២០២៦។")


def test_draft_of_a_court_judgment_does_not_say_that_no_court_has_judged():
    made = drafting.draft(facts(outcome="substantiated", other="", level=5))

    assert "not a court judgment" not in made.en
    assert "level 5 of 5: court judgment" in made.en


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("level", range(6))
@pytest.mark.parametrize("about", ["site", "organisation", "person"])
def test_draft_passes_its_own_checks_whatever_was_found(outcome, level, about):
    for other in OtherMatter if outcome is Outcome.OTHER_MATTER else ("",):
        made = drafting.draft(
            facts(
                outcome=outcome,
                other=other,
                level=level,
                about=about,
                seen=CODES[Group.INDICATOR][:5],
                not_seen=CODES[Group.INDICATOR][5:],
            ),
            corrects=date(2026, 3, 18),
        )
        grounds = Grounds(level=level, days=(DAY, date(2026, 3, 18)), is_khmer_read=True)

        assert checks.is_ready(checks.checked(made.km, made.en, grounds)), made


def test_every_code_of_a_finding_has_words_of_both_languages():
    assert set(drafting.INDICATORS) == set(CODES[Group.INDICATOR])
    assert set(drafting.OUTCOMES) == set(drafting.TO_A_REPORTER) == set(Outcome)
    assert set(drafting.OTHERS) == set(OtherMatter)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_sentence_is_one_sentence_that_names_no_figure(outcome):
    told = drafting.sentence(outcome, "debt" if outcome is Outcome.OTHER_MATTER else "")

    assert told.en.count(".") == 1
    assert told.km.count("។") == 1
    assert values(told.en) == values(told.km) == []


def test_to_a_reporter_says_when_the_public_hears():
    told = drafting.to_a_reporter("partly", "", DAY)

    assert "not before 22 November 2026" in told.en
    assert "ថ្ងៃទី ២២ ខែវិច្ឆិកា ឆ្នាំ ២០២៦" in told.in_language("km")
    assert told.in_language("vi") == told.en


def test_public_from_is_a_day_after_the_approval():
    at = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

    assert states.public_from(at) == datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_what_is_out_is_never_taken_back():
    for state in states.PUBLIC:
        after = {states.state_after(act, state) for act in Act if states.may_follow(act, state)}
        assert after <= {State.CORRECTED}


@given(st.lists(st.sampled_from(list(Act)), max_size=30))
def test_nothing_is_published_without_an_approval_since_its_last_words(acts):
    state, approved = State.DRAFT, False
    for act in acts:
        if not states.may_follow(act, state):
            continue
        if act in (Act.WORDED, Act.APPROVAL_ENDED, Act.SENT_BACK):
            approved = False
        if act is Act.APPROVED:
            approved = True
        state = states.state_after(act, state)
        assert state not in (State.PUBLISHED, State.APPROVED) or approved
