"""Who says, denies, asks and promises what in Khmer, and names in both scripts joined."""

from datetime import date

import pytest

from ponleu.engines.reading import read
from ponleu.engines.reading.joining import join_people
from ponleu.engines.reading.khmer_latin import is_romanised
from ponleu.engines.reading.types import FactKind

DAY = date(2024, 3, 5)
STATEMENTS = {"claim", "denial", "request", "commitment", "penalty"}


def statements(text, kh):
    return [fact for fact in read(text, kh, published=DAY).facts if fact.kind in STATEMENTS]


@pytest.mark.parametrize(
    ("text", "kind", "speaker", "content"),
    [
        ("លោក សុខ ដារ៉ា បានថ្លែងថា កម្មករមានសុខភាពល្អ។", "claim", "សុខ ដារ៉ា", "កម្មករមានសុខភាពល្អ"),
        ("លោក សុខ ដារ៉ា ថ្លែងថា គ្មានការបង្ខាំងទេ។", "denial", "សុខ ដារ៉ា", "គ្មានការបង្ខាំងទេ"),
        ("លោក សុខ ដារ៉ា បដិសេធថា លោកដឹងរឿងនេះ។", "denial", "សុខ ដារ៉ា", "លោកដឹងរឿងនេះ"),
        ("លោក សុខ ដារ៉ា ស្នើឲ្យម្ចាស់បើកទ្វារ។", "request", "សុខ ដារ៉ា", "ម្ចាស់បើកទ្វារ"),
        ("លោក សុខ ដារ៉ា សន្យាថា នឹងឆ្លើយ។", "commitment", "សុខ ដារ៉ា", "នឹងឆ្លើយ"),
        ("លោក សុខ ដារ៉ា ថ្លែងថា អ្នកទុកលិខិត ត្រូវពិន័យជាប្រាក់ ៥ លានរៀល។", "penalty", "សុខ ដារ៉ា",
         "អ្នកទុកលិខិត ត្រូវពិន័យជាប្រាក់ ៥ លានរៀល"),
    ],
)  # fmt: skip
def test_a_saying_is_judged_by_its_verb_and_words(text, kind, speaker, content, kh):
    (fact,) = statements(text, kh)

    assert (fact.kind, fact.parts["speaker"].value) == (kind, speaker)
    assert fact.parts["content"].text == content


def test_a_pronoun_speaks_for_the_last_person(kh):
    found = statements("លោក សុខ ដារ៉ា ថ្លែងថា ទ្វារបើក។ លោកបន្តថា ភ្លើងនៅភ្លឺ។", kh)

    assert [fact.parts["speaker"].value for fact in found] == ["សុខ ដារ៉ា"] * 2


def test_two_sayings_joined_by_and_are_two_statements(kh):
    found = statements("លោក សុខ ដារ៉ា ថ្លែងថា ទ្វារបើក ហើយសន្យាថា នឹងត្រឡប់មកវិញ។", kh)

    assert [fact.kind for fact in found] == ["claim", "commitment"]
    assert {fact.parts["speaker"].value for fact in found} == {"សុខ ដារ៉ា"}


def test_a_commitment_keeps_its_due_day(kh):
    (fact,) = statements("លោក សុខ ដារ៉ា សន្យាថានឹងឆ្លើយមុនថ្ងៃទី ២០ ខែមីនា។", kh)

    assert fact.parts["due"].value == "2024-03-20"


def test_a_quotation_is_one_claim_to_its_closing_mark(kh):
    (fact,) = statements("អ្នកស្រី ហេង ពិសី និយាយថា៖ «ទ្វារបិទ។ យើងភ័យ»។", kh)

    assert fact.parts["content"].text == "ទ្វារបិទ។ យើងភ័យ"


def test_a_denial_answers_the_claim_before_it(kh):
    text = "កម្មករប្រាប់ថា ក្រុមហ៊ុនទុកលិខិតឆ្លងដែន។ លោក សុខ ដារ៉ា បដិសេធថា គ្មានការទុកលិខិតឆ្លងដែនទេ។"

    facts = read(text, kh, published=DAY).facts

    (denial,) = [fact for fact in facts if fact.kind == "denial"]
    assert facts[denial.against].text.startswith("កម្មករ")


@pytest.mark.parametrize("text", ["ថាមពលអគ្គិសនីគ្រប់គ្រាន់។", "លោកមិនបាននិយាយថា អ្វីទេ។", "អគារហៅថា ផ្ទះធំ។"])
def test_words_that_hold_that_are_no_sayings(text, kh):
    assert [fact for fact in statements(text, kh) if fact.kind == "claim"] == []


@pytest.mark.parametrize(
    ("khmer", "latin", "same"),
    [
        ("ចាន់ សុភា", "Chan Sophea", True),
        ("គួច ចំរើន", "Kuch Chamroeun", True),
        ("កែវ វីរៈ", "Keo Vireak", True),
        ("ញឹម សារ៉េត", "Nhim Sareth", True),
        ("ម៉ៅ មុន្នីរ័ត្ន", "Mao Monyroth", True),
        ("ចាន់ សុភា", "Chan Dara", False),
        ("សុខ ដារ៉ា", "Chan Dara", False),
        ("ចាន់ សុភា", "Chan", False),
        ("Chan Sophea", "Chan Sophea", False),
    ],
)
def test_is_romanised_compares_the_consonants_of_two_scripts(khmer, latin, same):
    assert is_romanised(khmer, latin) is same
    assert is_romanised(latin, khmer) is same


def test_join_people_proposes_one_person_for_two_scripts(kh):
    khmer = read("លោក ចាន់ សុភា អភិបាលខេត្តកំពត បានជួបកម្មករ។", kh, published=DAY)
    english = read("Chan Sophea, governor of Kampot province, met workers.", kh, published=DAY)

    joined = join_people([khmer, english])

    names = {f.value for reading in joined for f in reading.facts if f.kind is FactKind.PERSON}
    assert len(names) == 1


def test_events_of_both_languages_have_comparable_values(kh):
    khmer = read("នគរបាលបានឃាត់ខ្លួនមនុស្ស ៣ នាក់ នៅខេត្តកំពត កាលពីថ្ងៃទី៣ ខែមីនា ឆ្នាំ២០២៤។", kh)
    english = read("Police arrested 3 people in Kampot province on 3 March 2024.", kh)

    (one,) = [fact for fact in khmer.facts if fact.kind == "event"]
    (other,) = [fact for fact in english.facts if fact.kind == "event"]

    assert one.value == other.value == "arrest"
    for name in ("where", "when", "how_many"):
        assert one.parts[name].value == other.parts[name].value
