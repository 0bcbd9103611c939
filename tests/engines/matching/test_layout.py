"""Two names side by side: what answers what, what is left."""

from __future__ import annotations

from ponleu.engines.matching.layout import Layout, lay_out
from ponleu.engines.matching.prepared import prepare
from ponleu.engines.matching.types import Kind, Token
from ponleu.foundation.packs.matching_weights import load_scales


def laid_out(a: str, b: str, kind: Kind = Kind.PERSON) -> Layout:
    scales = load_scales("kh")
    return lay_out(prepare(a, kind, scales), prepare(b, kind, scales), scales)


def words(tokens: tuple[Token, ...]) -> str:
    return " ".join(token.letters.decode() for token in tokens)


def test_lay_out_pairs_words_in_any_order_and_says_so():
    found = laid_out("Keo Sokunthea", "Sokunthea Keo")

    assert {(words(fit.here), words(fit.there)) for fit in found.fits} == {
        ("keo", "keo"),
        ("sokunthea", "sokunthea"),
    }
    assert all(fit.is_swapped for fit in found.fits)


def test_lay_out_pairs_each_of_two_equal_words_once():
    found = laid_out("Sok Sok", "Sok Meng")

    assert len(found.fits) == 1
    assert (words(found.left_here), words(found.left_there)) == ("sok", "meng")


def test_lay_out_pairs_one_word_with_several():
    found = laid_out("Sokchea Meng", "Meng Sok Chea")

    assert ("sokchea", "sok chea") in {(words(f.here), words(f.there)) for f in found.fits}
    assert found.left_here == found.left_there == ()


def test_lay_out_finds_an_abbreviation_on_either_side():
    long, short = "Khmer Workers Rights Alliance", "KWRA"

    found = [laid_out(*pair, Kind.ORGANISATION) for pair in ((long, short), (short, long))]

    for one in found:
        assert [(words((token,)), words(taken)) for token, taken in one.spelled] == [
            ("kwra", "khmer workers rights alliance")
        ]
        assert one.left_here == one.left_there == ()


def test_lay_out_of_an_empty_name_leaves_the_other_over():
    found = laid_out("", "Sok Dara")

    assert found.fits == ()
    assert words(found.left_there) == "sok dara"
