"""Numbers, amounts, days, places, people and bodies in Khmer, one wording at a time."""

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ponleu.engines.reading import read
from ponleu.engines.reading.khmer_numbers import khmer_numbers
from ponleu.engines.reading.types import Amount
from ponleu.foundation.packs.lexicon import load_lexicon

TUESDAY = date(2024, 3, 5)
PIECES = st.lists(
    st.sampled_from(
        ["លោក ", "សុខ ", "ដារ៉ា ", "អភិបាលខេត្ត", "កំពត", "ថ្លែងថា ", "បដិសេធថា ", "គ្មាន", "ទេ",
         "។", "«", "»", "\n",          "៤៣ នាក់",
         "៥ លានរៀល", "ថ្ងៃទី៣ ខែមេសា", "ម្សិលមិញ", "ក្រុមហ៊ុន ", "សង្កាត់លេខ៤", "\u200b",
         "ហើយ", "ស្នើឲ្យ", "នឹង", "ត្រូវពិន័យ", "ជាប់ពន្ធនាគារ ៥ ឆ្នាំ", "ឃាត់ខ្លួន", "Chan Sophea",
         "យោងតាម", "សូម", "ក្ដ", "េី"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


def named(text, kind, kh, published=TUESDAY):
    facts = read(text, kh, published=published).facts
    return [(fact.text, fact.value) for fact in facts if fact.kind == kind]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("43", 43),
        ("14.500", 14_500),
        ("2,5លាន", 2_500_000),
        ("សាមសិបប្រាំ", 35),
        ("ពីររយលាន", 200_000_000),  # 200 times a million
        ("មួយម៉ឺនពីរពាន់", 12_000),  # 10,000 + 2,000
        ("2ពាន់5រយ", 2_500),
        ("បីសែន", 300_000),
    ],
)
def test_khmer_numbers_are_valued(written, number, kh):
    assert khmer_numbers(kh).value(written) == number


@pytest.mark.parametrize(
    ("text", "amount", "value"),
    [
        ("មាន ៤៣ នាក់", "៤៣ នាក់", Amount(43, "person")),
        ("ប្រាក់ ៣ ពាន់ដុល្លារ", "៣ ពាន់ដុល្លារ", Amount(3_000, "usd")),
        ("ថ្នាំ ១,២ គីឡូក្រាម", "១,២ គីឡូក្រាម", Amount(1.2, "kg")),
        ("ពី ៥ ឆ្នាំ ទៅ ១០ ឆ្នាំ", "៥ ឆ្នាំ ទៅ ១០ ឆ្នាំ", Amount(5, "year")),
        ("អាយុ ២២ ឆ្នាំ", "២២ ឆ្នាំ", Amount(22, "year-old")),
        ("២៦០.០០០ បាត", "២៦០.០០០ បាត", Amount(260_000, "thb")),
        ("ប្រមាណ ១០% នៃកម្មករ", "១០%", Amount(10, "percent")),
    ],
)
def test_an_amount_is_a_number_and_its_classifier(text, amount, value, kh):
    assert named(text, "amount", kh) == [(amount, value)]


@pytest.mark.parametrize(
    "text", ["ក្រុមហ៊ុនមួយកន្លែង", "មាត្រា ១១ នៃច្បាប់", "នៅជាន់ទី ៣", "ក្នុងមួយខែ", "លេខ ១២៨៨ ខ្ញុំ"]
)
def test_articles_ordinals_and_numbers_of_things_are_no_amounts(text, kh):
    assert named(text, "amount", kh) == []


def test_a_word_before_an_amount_bounds_it(kh):
    (fact,) = [f for f in read("យ៉ាងតិច ៣០ នាក់", kh).facts if f.kind == "amount"]

    assert (fact.parts["bound"].text, fact.parts["bound"].value) == ("យ៉ាងតិច", "at least")


@pytest.mark.parametrize(
    ("wording", "value"),
    [
        ("ថ្ងៃអង្គារ ទី៧ ខែមីនា ឆ្នាំ២០២៣", "2023-03-07"),
        ("ថ្ងៃទី ១៨ ដល់ថ្ងៃទី ២០ ខែសីហា ឆ្នាំ ២០២៣", "2023-08-18/2023-08-20"),
        ("ថ្ងៃសុក្រ", "2024-03-01"),
        ("ម្សិលមិញ", "2024-03-04"),
        ("ខែមុន", "2024-02"),
        ("ដើមឆ្នាំនេះ", "2024-01-01/2024-03-05"),
        ("បីខែកន្លងមក", "2023-12-05/2024-03-05"),
        ("ឆ្នាំ២០១៩-២០២១", "2019/2021"),
        ("ត្រីមាសទី២ ឆ្នាំ២០២៣", "2023-04/2023-06"),
        # Buddhist-era years change in May: August 2566 is 2022, February 2566 is 2023.
        ("ថ្ងៃទី១១ ខែសីហា ព.ស. ២៥៦៦", "2022-08-11"),
        ("ថ្ងៃទី១១ ខែកុម្ភៈ ព.ស. ២៥៦៦", "2023-02-11"),
        ("ថ្ងៃពុធ ១៣កើត ខែជេស្ឋ ឆ្នាំថោះ បញ្ចស័ក ព.ស. ២៥៦៧", "2023"),
        ("ព.ស. ២៥៦៦", "2022/2023"),
    ],
)
def test_a_khmer_date_is_resolved(wording, value, kh):
    assert named(f"នៅ{wording} លោកបានទៅ", "date", kh) == [(wording, value)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("នៅសង្កាត់លេខ៤ ក្រុងព្រះសីហនុ", [("សង្កាត់លេខ៤", "180104"), ("ព្រះសីហនុ", "1801")]),
        ("សង្កាត់បួន ក្រុងព្រះសីហនុ", [("សង្កាត់បួន", "180104"), ("ព្រះសីហនុ", "1801")]),
        ("ភូមិជ្រៃធំ ឃុំសំពៅពូន ស្រុកកោះធំ",
         [("ជ្រៃធំ", "08120508"), ("សំពៅពូន", "081205"), ("កោះធំ", "0804")]),
        ("ត្រឡប់ទៅប្រទេសវៀតណាម", [("វៀតណាម", "VN")]),
        ("ជនជាតិចិនម្នាក់", []),
        ("ភាសាថៃ", []),
        ("មកពីចិន", [("ចិន", "CN")]),
        ("ឃុំមិនស្គាល់នេះ", []),
    ],
)  # fmt: skip
def test_places_are_settled_by_their_level_and_neighbours(text, found, kh):
    assert named(text, "place", kh) == found


def test_a_small_place_is_met_again_after_a_word_for_where(kh):
    found = named("ភូមិជ្រៃធំ ឃុំសំពៅពូន។ អគារនៅជ្រៃធំបានបិទ។", "place", kh)

    assert [text for text, _ in found] == ["ជ្រៃធំ", "សំពៅពូន", "ជ្រៃធំ"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("លោក សុខ ដារ៉ា អភិបាលខេត្តកំពត បានជួប", ["សុខ ដារ៉ា"]),
        ("លោកឧត្តមសេនីយ៍ត្រី ញឹម សារ៉េត ស្នងការ", ["ញឹម សារ៉េត"]),
        ("លោកអភិបាលខេត្ត គួច ចំរើន បានថ្លែង", ["គួច ចំរើន"]),
        ("ឯកឧត្តម ស សុខា ឧបនាយករដ្ឋមន្ត្រី", ["ស សុខា"]),
        ("ឈ្មោះ ជា គឹមលាង ភេទស្រី", ["ជា គឹមលាង"]),
        ("លោក Chan Sophea បាននិយាយ", ["Chan Sophea"]),
        ("លោកបានថ្លែងថា គ្មានទេ", []),
    ],
)
def test_a_name_follows_a_form_of_address(text, names, kh):
    assert [name for name, _ in named(text, "person", kh)] == names


def test_a_short_form_stands_for_the_full_name(kh):
    found = named("លោក ញឹម សារ៉េត បានមក។ លោក សារ៉េត បានទៅ។", "person", kh)

    assert found == [("ញឹម សារ៉េត", "ញឹម សារ៉េត"), ("សារ៉េត", "ញឹម សារ៉េត")]


def test_an_office_and_its_place_belong_to_the_person(kh):
    facts = read("លោក សុខ ដារ៉ា អភិបាលខេត្តកំពត បានជួប", kh).facts

    (person,) = [fact for fact in facts if fact.kind == "person"]

    assert person.parts["office"].value == "governor"
    assert (person.parts["office_place"].text, person.parts["office_place"].value) == ("កំពត", "07")


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("ស្នងការដ្ឋាននគរបាលខេត្តកោះកុង បានប្រកាស", "organisation", "ស្នងការដ្ឋាននគរបាលខេត្តកោះកុង"),
        ("សមាគមសិទ្ធិពលករបានស្នើ", "organisation", "សមាគមសិទ្ធិពលករ"),
        ("ក្រុមហ៊ុន ហ៊ុយហ្វេង ក្នុងតម្លៃ", "organisation", "ក្រុមហ៊ុន ហ៊ុយហ្វេង"),
        ("ស្ថានទូតវៀតណាមបានទទួល", "organisation", "ស្ថានទូតវៀតណាម"),
        ("នៅកាស៊ីណូ Golden Crown ក្នុង", "site", "កាស៊ីណូ Golden Crown"),
        ("នៅអគារ លេខ ៨ បាន", "site", "អគារ លេខ ៨"),
    ],
)
def test_a_body_or_site_goes_on_to_the_end_of_its_name(text, kind, name, kh):
    assert [found for found, _ in named(text, kind, kh)] == [name]


@pytest.mark.parametrize("text", ["ក្រុមហ៊ុននេះបានបិទ", "អង្គការក្រៅរដ្ឋាភិបាល", "តុលាការបានសម្រេច"])
def test_a_word_for_a_body_alone_names_none(text, kh):
    assert named(text, "organisation", kh) == []


def test_an_abbreviation_in_brackets_stands_for_the_body(kh):
    found = named("សមាគមសិទ្ធិពលករ (ស.ស.ក) បានមក។ ស.ស.ក បានទៅ។", "organisation", kh)

    assert found[1:] == [("ស.ស.ក", "សមាគមសិទ្ធិពលករ")] * 2


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_any_khmer_text_is_read_with_exact_offsets(text):
    reading = read(text, load_lexicon("kh"), published=TUESDAY)

    for fact in reading.facts:
        assert text[fact.start : fact.end] == fact.text
        for part in fact.parts.values():
            assert text[part.start : part.end] == part.text
        if fact.against is not None:
            assert reading.facts[fact.against].kind == "claim"


def _seconds_to_read(text, kh):
    began = time.process_time()
    read(text, kh, published=TUESDAY)
    return time.process_time() - began


@pytest.mark.parametrize("unit", ["ថ្ងៃទី៣ ខែមេសា ", "និយាយថា ", "លោក សុខ ដារ៉ា ", "ខេត្តកំពត"])
def test_time_grows_no_faster_than_a_khmer_text(unit, kh):
    spent = []
    for letters in (4_000, 16_000):
        text = unit * (letters // len(unit))
        spent.append(min(_seconds_to_read(text, kh) for _ in range(3)))

    assert spent[1] < 10 * spent[0] + 0.2  # four times the text; sixteen times were quadratic
