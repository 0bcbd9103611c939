"""The country's table of offences: whole, sourced, and read in the reader's language."""

from __future__ import annotations

from django.utils import translation

from ponleu.foundation.packs.offences import load_offences
from ponleu.response.cases import offences
from ponleu.response.complaints.rules import Sign


def test_load_offences_knows_only_signs_that_reporters_are_asked():
    for offence in load_offences("kh").values():
        assert offence.signs <= set(Sign), offence.code
        assert offence.provision
        assert offence.source


def test_load_offences_lets_no_sign_speak_for_two():
    said = [sign for each in load_offences("kh").values() for sign in sorted(each.signs)]

    assert len(said) == len(set(said))


def test_offences_begin_with_the_one_that_is_not_known():
    assert offences.offences()[0].code == offences.NOT_KNOWN


def test_named_is_in_the_reader_s_language_and_never_fails():
    assert offences.named("confinement").name == "Locking people in"
    with translation.override("km"):
        assert offences.named("confinement").name == "ការបង្ខាំងមនុស្ស"
    assert offences.named("gone") == offences.Named("gone", "gone", "gone", "", is_verified=False)


def test_offences_say_which_were_compared_with_the_official_text():
    assert [each.code for each in offences.offences() if each.is_verified] == ["removal"]
