"""Any text can be read: no error, exact offsets, links that hold."""

import sys
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.reading.hostile import hostile_text
from ponleu.engines.reading import FactKind, ZoneKind, read
from ponleu.foundation.packs.lexicon import load_lexicon
from tests.engines.reading.fuzzed_texts import fuzzed_text

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
PIECES = st.lists(
    st.sampled_from(
        [
            "Governor Sok Dara", " said ", "denied that ", '"', "“", "”", "’s ", "'", " and ", ", ",
            ". ", "\n", "\r\n", "\x00", "\u200b", "12,000 riel", "within two weeks", "31 May 2021",
            "between 3 and ", "Quiet Loom Hotel", "also known as ", "Co., Ltd", "Ministry of ",
            "will inspect ", "asked the police to ", "the statement ", "no one was held", "ខេត្ត",
            "លោក", "ថ្ងៃទី៣ ", "(", ")", "[", "]", "-", "–", "Phnom Penh",
            "Lamp and Ladder Foundation",
            "fined ", "for employing ", "he ", "it ", "reportedly ", "according to ", "•", "1.",
            "$",
            "last 999 years", "next month", "e\u0301", "İ", "ß", "ǅ", "٣", "𝟛", "Ⅻ", "²",
            "½",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip
PATHOLOGICAL = {
    "one word": "a" * 20_000,
    "capitals": "A" * 20_000,
    "digits": "1" * 20_000,
    "groups of digits": "1," * 10_000,
    "numbers": "twenty-" * 3_000,
    "names": "Sok " * 5_000,
    "openings": "Ministry of " * 2_000,
    "marks": '"' * 10_000,
    "quotations": "“So.” " * 3_000,
    "quoted sentences": "“" + "So it is. " * 2_000 + "”",
    "apostrophes": "a’" * 10_000,
    "blanks": " " * 20_000 + "a",
    "line ends": "a\n" * 5_000,
    "Khmer": "ក" * 20_000,
    "combining": "e" + "\u0301" * 10_000,
    "stops": "A." * 5_000,
    "sayings": "he said that " * 1_500,
    "promises": "The ministry will inspect and " * 800,
    "dates": "3 May to " * 1_500,
    "brackets": "(" * 5_000 + ")" * 5_000,
}
# Where finders compared the words of a sentence, or the facts of a document, with each other.
WORK_IS_COUNTED = (
    "companies",
    "people",
    "days",
    "table rows",
    "raids",
    "titles",
    "capital words",
    "said sentences",
    "unclosed quotations",
    "promises",
    "places",
    "abbreviations",
    "numbers",
    "Khmer words",
    "Khmer days",
    "different companies",
    "different aliases",
    "different people",
    "different claims",
    "different lines",
    "menus",
)


def assert_sound(text, reading):
    for fact in reading.facts:
        assert text[fact.start : fact.end] == fact.text
        for part in fact.parts.values():
            assert text[part.start : part.end] == part.text
        if fact.against is not None:
            assert reading.facts[fact.against].kind is FactKind.CLAIM
    assert_zones_lie_in_order(text, reading.zones)


def assert_zones_lie_in_order(text, zones):
    outer = [zone for zone in zones if zone.kind in {ZoneKind.ARTICLE, ZoneKind.BOILERPLATE}]
    ends = [0, *(zone.end for zone in outer)]
    for zone, end_before in zip(outer, ends, strict=False):
        assert end_before <= zone.start < zone.end <= len(text)
    articles = [zone for zone in outer if zone.kind is ZoneKind.ARTICLE]
    for zone in zones:
        if zone not in outer:
            assert zone.start < zone.end
            assert any(one.start <= zone.start and zone.end <= one.end for one in articles)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=ANYTHING | PIECES, published=st.none() | st.dates())
def test_read_takes_any_text(text, published):
    reading = read(text, load_lexicon("kh"), published=published)

    assert_sound(text, reading)


@pytest.mark.slow
@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_read_takes_one_thing_over_and_over(kh, name):
    text = PATHOLOGICAL[name]

    reading = read(text, kh, published=date(2021, 9, 16))

    assert_sound(text, reading)


@pytest.mark.slow
def test_read_takes_a_million_letters_without_a_blank(kh):
    text = "ab" * 500_000

    assert read(text, kh).facts == ()


def test_read_is_exact_on_some_spoilt_texts(kh):
    for seed in range(100):
        text = fuzzed_text(seed)

        assert_sound(text, read(text, kh, published=date(2021, 9, 16)))


@pytest.mark.slow
@pytest.mark.parametrize("thousand", range(10))
def test_read_is_exact_on_ten_thousand_spoilt_texts(kh, thousand):
    for seed in range(1000 * thousand, 1000 * (thousand + 1)):
        text = fuzzed_text(seed)
        published = date(2021, 9, 16) if seed % 2 else None

        assert_sound(text, read(text, kh, published=published))


def calls_to_read(text, lexicon):
    """How many times reading calls, or goes on with, a function: its work without a clock."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read(text, lexicon, published=date(2021, 9, 16))
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.slow
@pytest.mark.parametrize("name", WORK_IS_COUNTED)
def test_reading_four_times_as_much_takes_four_times_the_work(kh, name):
    read(hostile_text(name, 1000), kh)  # what is worked out once is not counted

    short = calls_to_read(hostile_text(name, 5000), kh)
    long = calls_to_read(hostile_text(name, 20_000), kh)

    assert long < 5 * short


@pytest.mark.slow
def test_a_sentence_without_end_is_cut_at_a_blank(kh):
    text = "Sok Dara said that " * 500

    claims = [fact for fact in read(text, kh).facts if fact.kind is FactKind.CLAIM]

    assert max(fact.end - fact.start for fact in claims) < 2100
    assert not any(fact.text[0].isspace() or fact.text[-1].isspace() for fact in claims)
