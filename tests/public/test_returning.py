"""Coming back with the words; checking a proof of filing."""

from __future__ import annotations

import re

from django.core.files.uploadedfile import SimpleUploadedFile


def proof_of(person):
    number, mark = re.findall(r'<dd class="pl-code">(.*?)</dd>', person.page)[:2]
    day = re.search(r'<time datetime="(.*?)">', person.page)[1]
    return {"number": number, "day": day, "mark": mark}


def test_the_words_open_the_report_and_are_shown_once_more(visitor, sent):
    words = sent().words
    person = visitor().open("/answer/en/").press("/answer/en/", words=" ".join(words))

    assert "It has arrived." in person.page
    assert person.words == words
    assert visitor().open("/answer/en/").press("/answer/en/", words=" ".join(words)).words == []


def test_wrong_words_open_nothing_and_say_what_to_check(visitor, sent):
    words = sent().words
    person = visitor().open("/answer/en/")

    person.press("/answer/en/", words=" ".join(words[::-1]))

    assert person.response.status_code == 422
    assert "do not open anything" in person.page


def test_writing_back_adds_one_message_also_when_the_page_is_sent_twice(visitor, sent):
    words = " ".join(sent().words)
    person = visitor().open("/answer/en/").press("/answer/en/", words=words)
    before = person.response
    person.press(go="write", text="We moved to floor 5.", file=_photo())
    person.response = before

    person.press(go="write", text="We moved to floor 5.")

    assert person.page.count("You wrote") == 1
    assert "We moved to floor 5." not in person.page


def test_writing_nothing_is_told_kindly(visitor, sent):
    words = " ".join(sent().words)
    person = visitor().open("/answer/en/").press("/answer/en/", words=words)

    person.press(go="write", text="  ")

    assert "Write one sentence" in person.page


def test_withdrawing_needs_the_tick_and_ends_the_writing(visitor, sent):
    words = " ".join(sent().words)
    person = visitor().open("/answer/en/").press("/answer/en/", words=words)
    person.press(go="withdraw")
    assert "You took it back" not in person.page

    person.press(go="withdraw", sure="yes")

    assert "You took it back" in person.page
    assert 'value="write"' not in person.page


def test_a_pass_is_good_for_an_hour(visitor, sent, later):
    words = " ".join(sent().words)
    person = visitor().open("/answer/en/").press("/answer/en/", words=words)
    later(seconds=9, hours=1)

    person.press(go="write", text="Too late.")

    assert person.response.status_code == 422
    assert "Write your words again." in person.page


def test_tries_from_one_network_are_counted(visitor, settings):
    settings.PONLEU_PUBLIC = type(settings.PONLEU_PUBLIC)(tries_per_hour=2)
    for _try in range(3):
        person = visitor().open("/answer/en/").press("/answer/en/", words="no such words")

    assert person.response.status_code == 429


def test_a_proof_of_filing_is_confirmed(visitor, sent):
    proof = proof_of(sent())

    person = visitor().open("/check/en/").press("/check/en/", **proof)

    assert "Yes. A report with this number" in person.page


def test_a_proof_with_another_day_is_not_confirmed(visitor, sent):
    proof = proof_of(sent())

    for day in ("2001-01-01", "yesterday", ""):
        person = visitor().open("/check/en/").press("/check/en/", **{**proof, "day": day})
        assert "do not belong together" in person.page


def _photo():
    return SimpleUploadedFile("gate.jpg", b"x" * 100, "image/jpeg")
