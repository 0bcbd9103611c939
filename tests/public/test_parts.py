"""The parts behind the public pages: drafts, answers, puzzles, uploads, settings, languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.uploadhandler import FileUploadHandler
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from ponleu.faces.public import answering, carrying, challenge, draft, languages, returning
from ponleu.faces.public.carrying import NotReadable
from ponleu.faces.public.draft import Answers, Attached, Draft, Filing
from ponleu.faces.public.options import BadSetting, options_from
from ponleu.faces.public.uploads import SealingHandler
from tests.conftest import NOON

SECRET = "secret of a test"
texts = st.text(max_size=200)


# what a page carries


@given(st.binary(max_size=2000))
def test_brought_gives_back_what_was_carried(content):
    text = carrying.carried(content, purpose=b"a", secret=SECRET)

    assert carrying.brought(text, purpose=b"a", secret=SECRET) == content


@given(st.binary(min_size=1, max_size=50), st.data())
def test_brought_refuses_whatever_was_changed(content, data):
    text = carrying.carried(content, purpose=b"a", secret=SECRET)
    at = data.draw(st.integers(0, len(text) - 2))  # the last letter may hold unused bits
    other = data.draw(st.sampled_from("ABCabc019-_").filter(lambda sign: sign != text[at]))

    with pytest.raises(NotReadable):
        carrying.brought(text[:at] + other + text[at + 1 :], purpose=b"a", secret=SECRET)


@given(texts)
def test_brought_refuses_what_was_never_ours(text):
    with pytest.raises(NotReadable):
        carrying.brought(text, purpose=b"a", secret=SECRET)


@pytest.mark.parametrize("other", [{"purpose": b"b"}, {"secret": "another"}])
def test_brought_refuses_another_purpose_and_another_installation(other):
    text = carrying.carried(b"x", purpose=b"a", secret=SECRET)

    with pytest.raises(NotReadable):
        carrying.brought(text, **{"purpose": b"a", "secret": SECRET, **other})


def test_carried_shows_nothing_of_its_content():
    words = "They keep our passports"

    assert words not in carrying.carried(words.encode(), purpose=b"a", secret=SECRET)


@given(what=texts, near=texts, signs=st.sets(st.sampled_from(answering.SIGNS)))
def test_opened_gives_back_the_draft_that_was_sealed(what, near, signs):
    answers = Answers(is_safe=False, what=what, near=near, signs=tuple(signs), pin=(10.5, 103.25))
    told = replace(
        draft.begun(NOON),
        answers=answers,
        files=(Attached("token", "gate.jpg", 9),),
        is_urgent=True,
        receipt="00ff",
        filing=Filing("C-2026-000001-K", "2026-11-22", "7QF2"),
    )

    assert draft.opened(draft.sealed(told, secret=SECRET), secret=SECRET, at=NOON) == told


@pytest.mark.parametrize(("hours", "opens"), [(0, True), (23.9, True), (24.1, False), (-1, False)])
def test_opened_refuses_a_draft_after_a_day_and_from_the_future(noon, hours, opens):
    text = draft.sealed(draft.begun(noon), secret=SECRET)
    at = noon + timedelta(hours=hours)

    if opens:
        assert draft.opened(text, secret=SECRET, at=at).is_blank
    else:
        with pytest.raises(NotReadable):
            draft.opened(text, secret=SECRET, at=at)


def test_begun_asks_back_two_different_words_in_order(noon):
    for _ in range(50):
        first, second = draft.begun(noon).asked
        assert 1 <= first < second <= 10


def test_is_blank_of_a_draft_with_anything_in_it_is_false(noon):
    blank = draft.begun(noon)

    assert blank.is_blank
    assert not replace(blank, answers=Answers(may_contact=True)).is_blank
    assert not replace(blank, receipt="00").is_blank


@pytest.mark.parametrize(("minutes", "opens"), [(59, True), (61, False)])
def test_opened_pass_is_good_for_an_hour(noon, minutes, opens):
    made = returning.new_pass("one two three", noon)
    text = returning.sealed(made, secret=SECRET)
    at = noon + timedelta(minutes=minutes)

    if opens:
        assert returning.opened(text, secret=SECRET, at=at) == made
    else:
        with pytest.raises(NotReadable):
            returning.opened(text, secret=SECRET, at=at)


# answers


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" a \r\n b\r", "a \n b"),
        ("a\x00\x07\x1bb", "ab"),
        ("\u202eabc\u2066", "abc"),
        ("👩\u200d👧 नमस्ते ខ្មែរ\u200b", "👩\u200d👧 नमस्ते ខ្មែរ\u200b"),
        ("\ud800x", "x"),
        (None, ""),
    ],
)
def test_cleaned_keeps_letters_and_drops_control_signs(typed, kept):
    assert answering.cleaned(typed) == kept


@given(st.text())
def test_cleaned_twice_is_cleaned_once(text):
    once = answering.cleaned(text)

    assert answering.cleaned(once) == once


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("province=18&district=1801&commune=180104", ("18", "1801", "180104")),
        ("province=18&district=1201&commune=180104", ("18", "", "")),
        ("province=&district=1801", ("", "", "")),
        ("province=180&district=1801", ("", "", "")),
        ("province=១៨", ("", "", "")),
    ],
)
def test_answered_takes_places_only_inside_one_another(sent, told):
    answers, _faults = answering.answered(Answers(), "where", QueryDict(sent))

    assert (answers.province, answers.district, answers.commune) == told


@pytest.mark.parametrize(
    ("sent", "pin"),
    [
        ("10.627111,103.522", (10.62711, 103.522)),
        ("91,0", None),
        ("nan,0", None),
        ("1", None),
        ("a,b", None),
        ("", None),
    ],
)
def test_answered_takes_a_pin_on_this_earth(sent, pin):
    answers, _faults = answering.answered(Answers(), "where", QueryDict(f"pin={sent}"))

    assert answers.pin == pin


def test_answered_takes_known_signs_in_their_order():
    sent = QueryDict("sign=unpaid&sign=made_up&sign=cannot_leave")

    answers, _faults = answering.answered(Answers(), "what", sent)

    assert answers.signs == ("cannot_leave", "unpaid")


def test_answered_of_one_page_leaves_the_others_alone():
    before = Answers(what="Help.", near="market", province="18")

    answers, _faults = answering.answered(before, "reach", QueryDict("contact=012"))

    assert answers == replace(before, contact="012")


@pytest.mark.parametrize(("length", "count"), [(200, 0), (201, 1)])
def test_answered_names_what_is_too_long(length, count):
    sent = QueryDict(f"contact={'x' * length}")

    _answers, faults = answering.answered(Answers(), "reach", sent)

    assert [fault.field for fault in faults] == ["contact"] * count


@pytest.mark.parametrize(
    ("said", "is_safe", "whom"),
    [("no", False, ""), ("yes", True, "self"), ("other", None, "other"), ("x", None, "")],
)
def test_answered_start_says_who_is_safe(said, is_safe, whom):
    answers, _faults = answering.answered(Answers(), "start", QueryDict(f"safe={said}"))

    assert (answers.is_safe, answers.for_whom) == (is_safe, whom)


# puzzles


def solved(told):
    numbers = []
    for puzzle in range(challenge.PUZZLES):
        number = 0
        while sha256(f"{told}:{puzzle}:{number}".encode()).digest()[0]:
            number += 1
        numbers.append(str(number))
    return ".".join(numbers)


def test_is_solved_by_numbers_whose_hashes_begin_with_eight_zero_bits(noon):
    told = challenge.new_challenge(noon)
    numbers = solved(told)

    assert challenge.is_solved(told, numbers)
    assert not challenge.is_solved(challenge.new_challenge(noon), numbers)


@pytest.mark.parametrize("numbers", ["", "1", ".".join(["x"] * 16), ".".join(["0"] * 17)])
def test_is_solved_by_nothing_else(noon, numbers):
    assert not challenge.is_solved(challenge.new_challenge(noon), numbers)


@pytest.mark.parametrize(("hours", "age"), [(0, 0), (1, 3600), (24, 86400), (25, None), (-1, None)])
def test_age_seconds_of_our_own_challenge(noon, hours, age):
    told = challenge.new_challenge(noon)

    assert challenge.age_seconds(told, noon + timedelta(hours=hours)) == age


@pytest.mark.parametrize("change", ["", "x", "1763812800.00.abc", ".."])
def test_age_seconds_of_anything_else_is_none(noon, change):
    assert challenge.age_seconds(change, noon) is None


# uploads


def test_what_waits_of_an_upload_is_sealed_and_comes_back_whole():
    handler = _handler(most_bytes=1000)
    for at, chunk in ((0, b"planted secret"), (14, b" and more")):
        handler.receive_data_chunk(chunk, at)
    upload = handler.file_complete(23)

    upload._waiting.seek(0)
    assert b"planted secret" not in upload._waiting.read()
    assert b"".join(upload.opened_chunks()) == b"planted secret and more"
    assert upload.size == 23
    upload.close()


@pytest.mark.parametrize(("size", "is_too_large"), [(10, False), (11, True)])
def test_an_upload_past_the_limit_is_named_and_not_taken(size, is_too_large):
    handler = _handler(most_bytes=10)
    handler.receive_data_chunk(b"x" * 5, 0)
    handler.receive_data_chunk(b"x" * (size - 5), 5)

    upload = handler.file_complete(size)

    assert upload.is_too_large is is_too_large
    assert upload.size <= 10
    upload.close()


def _handler(*, most_bytes):
    handler = SealingHandler(RequestFactory().post("/"), most_bytes=most_bytes)
    assert isinstance(handler, FileUploadHandler)
    handler.new_file("file", "gate.jpg", "image/jpeg", None)
    return handler


# settings and languages


def test_options_from_nothing_promises_nothing_and_leaves_to_our_own_page():
    options = options_from({})

    assert (options.promises, options.leave_to, options.phone) == (frozenset(), "", "")
    assert options.file_bytes == 25 * 1024 * 1024


def test_options_from_reads_what_is_set():
    options = options_from(
        {
            "PONLEU_REPORT_PROMISES": "day_and_night, owner_not_told",
            "PONLEU_LEAVE_TO": "https://weather.example/",
            "PONLEU_REPORT_FILE_MB": "3",
        }
    )

    assert options.promises == {"day_and_night", "owner_not_told"}
    assert options.leave_to == "https://weather.example/"
    assert options.file_bytes == 3 * 1024 * 1024


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PONLEU_REPORT_PROMISES", "rescue_at_once"),
        ("PONLEU_LEAVE_TO", "http://weather.example/"),
        ("PONLEU_LEAVE_TO", "javascript:x"),
        ("PONLEU_REPORT_FILE_MB", "0"),
        ("PONLEU_REPORT_SENDS_PER_HOUR", "many"),
    ],
)
def test_options_from_names_what_cannot_be_used(name, value):
    with pytest.raises(BadSetting, match=name):
        options_from({name: value})


def test_reviewed_by_says_nobody_until_the_catalogue_names_somebody():
    assert languages.reviewed_by("en")
    assert {code: languages.reviewed_by(code) for code in languages.CODES - {"en"}} == (
        dict.fromkeys(languages.CODES - {"en"}, "")
    )


def test_draft_is_frozen(noon):
    with pytest.raises(AttributeError):
        Draft(born=0).born = 1
