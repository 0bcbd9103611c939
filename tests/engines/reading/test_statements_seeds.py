"""What the five seed documents must give: dates, amounts, events and statements."""

from datetime import date
from pathlib import Path

import pytest

from ponleu.engines.reading import read
from ponleu.engines.reading.types import Amount, FactKind

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
PUBLISHED = {
    "000": date(2022, 8, 20),
    "001": date(2022, 8, 25),
    "002": date(2022, 9, 18),
    "003": date(2020, 7, 30),
    "004": date(2007, 3, 6),
}
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the seed documents are not beside the repository"
)


@pytest.fixture(scope="module")
def facts(kh):
    """Facts of one kind in one seed, with all its facts: facts("000", FactKind.DENIAL)."""
    readings = {}

    def find(seed, kind):
        if seed not in readings:
            (file,) = SEEDS.glob(f"{seed}_*.txt")
            text = file.read_text(encoding="utf-8")
            readings[seed] = read(text, kh, published=PUBLISHED[seed]).facts
        return [fact for fact in readings[seed] if fact.kind is kind], readings[seed]

    return find


def test_seed_penalties_are_two_for_two_conducts_under_the_labour_law(facts):
    penalties, _ = facts("002", FactKind.PENALTY)

    assert [fact.parts["amount"].value for fact in penalties] == [
        Amount(2_620_000, "riel"),
        Amount(1_680_000, "riel"),
    ]
    assert "forced labour" in penalties[0].parts["conduct"].value
    assert penalties[1].parts["conduct"].value == "forced overtime"
    assert all("labour law" in fact.parts["law"].text for fact in penalties)
    assert all("Chamroeun" in fact.parts["speaker"].value for fact in penalties)


def test_seed_complaints_are_an_amount_and_a_claim(facts):
    amounts, _ = facts("002", FactKind.AMOUNT)
    claims, _ = facts("002", FactKind.CLAIM)

    assert Amount(186, "complaint") in [fact.value for fact in amounts]
    (claim,) = [fact for fact in claims if "186" in fact.parts["content"].text]
    assert claim.parts["speaker"].value == "Sar Kheng"


def test_seed_drugs_are_weighed_and_seized(facts):
    events, _ = facts("000", FactKind.EVENT)

    (seizure,) = [fact for fact in events if fact.value == "seizure"]

    assert seizure.parts["how_many"].value == Amount(871, "kg")


def test_seed_media_claim_is_answered_by_the_authorities(facts):
    denials, all_facts = facts("000", FactKind.DENIAL)

    (denial,) = [fact for fact in denials if fact.against is not None]
    claim = all_facts[denial.against]

    assert "media" in claim.parts["speaker"].text
    assert "confinement" in claim.parts["content"].text
    assert denial.parts["speaker"].text == "the authorities"
    assert "Chamroeun" in claim.parts["through"].value


@pytest.mark.parametrize(
    ("seed", "sort", "due"),
    [
        ("000", "report", "2022-08-20/2022-12-31"),  # later that year
        ("001", "report", "2022-10"),
        ("001", "press conference", "2022-08-26"),
        ("001", "plan", None),
        ("001", "closure", None),
        ("002", "inspection", None),
    ],
)
def test_seed_commitments_have_their_sort_and_due_date(facts, seed, sort, due):
    commitments, _ = facts(seed, FactKind.COMMITMENT)
    found = [fact for fact in commitments if fact.value == sort]

    assert found
    dues = [fact.parts["due"].value if "due" in fact.parts else None for fact in found]
    assert due in dues


def test_seed_report_is_promised_by_the_rapporteur(facts):
    for seed in ("000", "001"):
        commitments, _ = facts(seed, FactKind.COMMITMENT)
        (report,) = [fact for fact in commitments if fact.value == "report"]
        assert report.parts["speaker"].value == "Vitit Muntarbhorn"


def test_seed_watch_list_is_a_claim_of_the_state_department(facts):
    claims, _ = facts("003", FactKind.CLAIM)

    (ranking,) = [fact for fact in claims if fact.value == "tier:2WL"]

    assert "State Department" in ranking.parts["speaker"].text


def test_seed_taskforce_was_established_in_march_2007(facts):
    events, _ = facts("004", FactKind.EVENT)

    (founding,) = [fact for fact in events if fact.value == "establishment"]

    assert founding.parts["when"].value == "2007-03"


@pytest.mark.parametrize(
    ("seed", "values"),
    [
        ("000", {"2022-08-19", "2022-08-26"}),
        ("001", {"2022-08-24", "2022-08-25", "2022-08-26", "2022-10", "2022-08-15/2022-08-21"}),
        ("002", {"2022-09-17", "2022-09-12"}),
        ("003", {"2020-07-29", "2020-06", "2020", "2019"}),
        ("004", {"2007-03", "2007-03-05", "2006"}),
    ],
)
def test_seed_dates_are_resolved(facts, seed, values):
    dates, _ = facts(seed, FactKind.DATE)

    assert values <= {fact.value for fact in dates}


def test_seed_today_in_a_quotation_is_the_day_of_the_meeting(facts):
    dates, _ = facts("002", FactKind.DATE)

    (today,) = [fact for fact in dates if fact.text == "Today"]

    assert today.value == "2022-09-17"


@pytest.mark.parametrize("seed", sorted(PUBLISHED))
def test_seed_parts_are_exact_slices_and_facts_stand_once(facts, seed):
    (file,) = SEEDS.glob(f"{seed}_*.txt")
    text = file.read_text(encoding="utf-8")
    _, every = facts(seed, FactKind.CLAIM)

    for fact in every:
        assert fact.text == text[fact.start : fact.end]
        for part in fact.parts.values():
            assert part.text == text[part.start : part.end]
    keys = [(fact.start, fact.end, fact.kind) for fact in every]
    assert len(keys) == len(set(keys))
