"""What must be read in the five documents that describe the system, where they are at hand."""

from datetime import date
from pathlib import Path

import pytest

from ponleu.engines.reading import Amount, FactKind, ZoneKind, join_people, read

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
PUBLISHED = {
    "000": date(2022, 8, 22),
    "001": date(2022, 8, 26),
    "002": date(2022, 9, 19),
    "003": date(2020, 7, 31),
    "004": date(2008, 3, 7),
}
pytestmark = pytest.mark.skipif(
    not list(SEEDS.glob("*.txt")), reason="the five documents are not beside the repository"
)


@pytest.fixture(scope="module")
def texts():
    return {file.name[:3]: file.read_text(encoding="utf-8") for file in SEEDS.glob("*.txt")}


@pytest.fixture(scope="module")
def readings(texts, kh):
    order = sorted(texts)
    read_alone = [read(texts[name], kh, published=PUBLISHED[name]) for name in order]
    return dict(zip(order, join_people(read_alone), strict=True))


@pytest.fixture(scope="module")
def facts(readings):
    """Facts of one document and kind: facts("000", FactKind.PERSON)."""

    def find(name, kind):
        return [fact for fact in readings[name].facts if fact.kind is kind]

    return find


def values(facts):
    return {fact.value for fact in facts}


def saying(facts, *words):
    """The facts whose text holds all of these words."""
    return [fact for fact in facts if all(word in fact.text for word in words)]


def part(fact, name):
    return fact.parts[name].value


def test_every_fact_and_part_is_the_text_between_its_offsets(texts, readings):
    for name, reading in readings.items():
        text = texts[name]
        for fact in reading.facts:
            assert text[fact.start : fact.end] == fact.text
            for piece in fact.parts.values():
                assert text[piece.start : piece.end] == piece.text


def test_facts_stand_in_order(readings):
    for reading in readings.values():
        order = [(fact.start, fact.end, fact.kind) for fact in reading.facts]
        assert order == sorted(order)


def test_the_governor_is_one_proposed_person_in_both_spellings(facts):
    governors = [
        fact
        for name in ("000", "001", "002")
        for fact in facts(name, FactKind.PERSON)
        if "Chamroeun" in fact.text
    ]

    assert {fact.text for fact in governors} == {
        "Kuch Chamroeun",
        "Kuoch Chamroeun",
        "Chamroeun",
    }
    assert values(governors) == {"Kuoch Chamroeun"}
    assert all("one person" in fact.reason for fact in governors)
    named = [fact for fact in governors if "office" in fact.parts]
    assert [(part(f, "office"), part(f, "office_place")) for f in named] == [("governor", "18")] * 3


def test_two_spellings_are_one_province_and_a_third_its_town(facts):
    places = [fact for name in ("000", "001", "002", "004") for fact in facts(name, FactKind.PLACE)]

    spellings = {fact.text: fact.value for fact in places if fact.value[:2] == "18"}

    assert spellings["Preah Sihnouk"] == spellings["Preah Sihanouk"] == "18"
    assert spellings["Sihanoukville"] == "1801"


def test_the_people_of_each_document(facts):
    found = {name: values(facts(name, FactKind.PERSON)) for name in PUBLISHED}

    assert found["000"] == {"Kuoch Chamroeun", "Vitit Muntarbhorn"}
    assert found["001"] == found["000"] | {
        "Sar Kheng",
        "Am Sam Ath",
        "Kheang Phearom",
        "Cheap Sotheary",
    }
    assert found["002"] == {
        "Kuoch Chamroeun",
        "Hun Sen",
        "Sar Kheng",
        "Say Samal",
        "Koeut Rith",
    }
    assert found["003"] == {"Chou Bun Eng", "Sak Setha"}


def test_the_bodies_of_each_document(facts):
    found = {name: values(facts(name, FactKind.ORGANISATION)) for name in PUBLISHED}

    assert {"UN", "UN Human Rights Council"} == found["000"]
    assert {"LICADHO", "ADHOC", "Ministry of Interior", "Phnom Penh Post"} <= found["001"]
    assert {"Provincial Unity Command", "Ministry of Interior"} <= found["002"]
    assert {"NCCT", "US Department of State", "Ministry of Interior"} <= found["003"]
    assert {"NTATP", "Ministry of Commerce"} <= found["004"]


def test_an_abbreviation_is_read_as_the_text_explains_it(facts):
    (bracket,) = [fact for fact in facts("003", FactKind.ORGANISATION) if fact.text == "NEC"]

    assert bracket.value == "NCCT"


def test_two_fines_for_two_conducts(facts):
    fines = facts("002", FactKind.PENALTY)

    assert [part(fine, "amount") for fine in fines] == [
        Amount(2_620_000, "riel"),
        Amount(1_680_000, "riel"),
    ]
    assert len({part(fine, "conduct") for fine in fines}) == 2
    assert all("labour law" in fine.parts["law"].text for fine in fines)


def test_the_complaints_to_the_ministry(facts):
    assert Amount(186, "complaint") in values(facts("002", FactKind.AMOUNT))
    (claim,) = saying(facts("002", FactKind.CLAIM), "186")
    assert part(claim, "speaker") == "Sar Kheng"


def test_the_drugs_seized(facts):
    assert Amount(871, "kg") in values(facts("000", FactKind.AMOUNT))
    (seizure,) = saying(facts("000", FactKind.EVENT), "871")
    assert seizure.value == "seizure"
    assert part(seizure, "how_many") == Amount(871, "kg")


def test_the_denial_of_the_confinement_answers_the_medias_claim(readings, facts):
    (denial,) = saying(facts("000", FactKind.DENIAL), "no confinement")

    claim = readings["000"].facts[denial.against]

    assert claim.kind is FactKind.CLAIM
    assert "confinement case" in claim.text
    assert "media" in claim.parts["speaker"].text


@pytest.mark.parametrize(
    ("document", "words", "due"),
    [
        ("000", "report", "2022-08-22/2022-12-31"),
        ("001", "report to the Human Rights Council", "2022-10"),
        ("001", "press conference", "2022-08-26"),
        ("001", "action plan", None),
        ("001", "closed permanently", None),
        ("002", "inspect any and all", None),
    ],
)
def test_commitments_with_what_is_due(document, words, due, facts):
    (promised,) = saying(facts(document, FactKind.COMMITMENT), words)

    assert promised.parts["speaker"].text
    assert (promised.parts["due"].value if "due" in promised.parts else None) == due


def test_the_watch_list_in_a_machine_translation(readings, facts):
    (claim,) = saying(facts("003", FactKind.CLAIM), "watch list")

    assert readings["003"].machine_translated
    assert claim.value == "tier:2WL"
    assert part(claim, "speaker") == "US Department of State"


def test_the_taskforce_of_march_2007(facts):
    assert "2007-03" in values(facts("004", FactKind.DATE))
    (founding,) = saying(facts("004", FactKind.EVENT), "established")
    assert (founding.value, part(founding, "when")) == ("establishment", "2007-03")


def test_menus_and_related_stories_are_boilerplate(texts, readings):
    text = texts["004"]
    held = [
        text[zone.start : zone.end]
        for zone in readings["004"].zones
        if zone.kind is ZoneKind.BOILERPLATE
    ]

    assert len(held) == 2
    assert held[0].startswith("Subscribe")
    assert held[0].endswith("anti-trafficking work")
    assert held[1].startswith("• Kak")
    assert text.endswith(held[1][-20:])


def test_nothing_in_the_related_stories_is_as_sure_as_the_article(readings):
    reading = readings["004"]
    boilerplate = [zone for zone in reading.zones if zone.kind is ZoneKind.BOILERPLATE]

    inside = [f for f in reading.facts for z in boilerplate if z.start <= f.start < z.end]

    assert inside
    assert max(fact.confidence for fact in inside) < 0.5
