"""What stands by a name is taken away, and what may be a name is not."""

from ponleu.engines.matching.titles import (
    ADDRESS_BITS,
    OWN_BITS,
    SITE_BITS,
    titles_of,
    without_titles,
)
from ponleu.engines.matching.types import Kind

TITLES = titles_of(
    {
        "mr": "honorific",
        "h e": "honorific",
        "phd": "honorific_after",
        "deputy governor": "office",
        "ta": "address",
        "co ltd": "legal",
        "pt": "legal_short",
        "casino": "site",
        "krong": "level",
        "លោក": "honorific",
        "先生": "honorific_after",
        "有限公司": "legal",
        "บริษัท": "legal",
        "จำกัด": "legal",
    }
)


def names(text, kind=None):
    return [kept.word for kept in without_titles(text.split(), TITLES, kind).words]


def test_without_titles_drops_what_stands_before_and_after():
    parted = without_titles(
        ["mr", "h", "e", "sok", "chan", "deputy", "governor"], TITLES, Kind.PERSON
    )

    assert [kept.word for kept in parted.words] == ["sok", "chan"]
    assert parted.dropped == ("mr", "h e", "deputy governor")


def test_without_titles_keeps_a_name_that_is_nothing_but_titles():
    assert names("mr") == ["mr"]
    assert names("co ltd", Kind.ORGANISATION) == ["co", "ltd"]


def test_without_titles_lets_a_word_of_address_tell_little():
    words = without_titles(["ta", "sok"], TITLES, Kind.PERSON).words

    assert words[0].most_bits == ADDRESS_BITS
    assert words[1].most_bits == OWN_BITS


def test_without_titles_lets_kinds_of_premises_tell_little():
    words = without_titles(["golden", "casino"], TITLES, Kind.SITE).words

    assert [kept.most_bits for kept in words] == [OWN_BITS, SITE_BITS]


def test_without_titles_keeps_in_a_person_what_is_a_word_of_companies():
    assert names("pt casino co ltd", Kind.PERSON) == ["pt", "casino", "co", "ltd"]


def test_without_titles_finds_legal_forms_anywhere():
    assert names("alpha co ltd cambodia", Kind.ORGANISATION) == ["alpha", "cambodia"]
    assert names("pt alpha", Kind.ORGANISATION) == ["alpha"]


def test_without_titles_cuts_off_what_is_written_without_a_blank():
    assert names("លោកសុខ") == ["សុខ"]
    assert names("陈志强先生") == ["陈志强"]
    assert names("金龙有限公司", Kind.ORGANISATION) == ["金龙"]
    assert names("บริษัทสยามจำกัด", Kind.ORGANISATION) == ["สยาม"]


def test_without_titles_does_not_cut_a_letter_from_its_signs():
    assert names("លោកា") == ["លោកា"]
