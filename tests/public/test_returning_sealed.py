"""Coming back where the browser opens: the mark alone opens nothing, the key opens the answers."""

from __future__ import annotations

import base64
import json
import re
from uuid import UUID, uuid4

import pytest
from django.test import Client

from ponleu.engines.sealing import NotOpened, new_key_pair, open_sealed, seal
from ponleu.faces.public.web.threads import BECAME_OF_IT
from ponleu.foundation.packs.receipt_words import load_receipt_words
from ponleu.response.complaints import queries, sealed
from ponleu.response.complaints.intake import Words, words_bytes, words_from
from ponleu.response.complaints.models import Complaint, Message
from ponleu.response.complaints.receipt_words import from_words
from ponleu.response.complaints.receipts import Receipt
from ponleu.response.complaints.rules import Outcome
from ponleu.response.complaints.services import desk as at_desk


@pytest.fixture
def derived(sent):
    """What the browser derives from the words of a report that was filed."""
    return Receipt(from_words(" ".join(sent().words), load_receipt_words())).derived()


def post(name, **fields):
    return Client().post(f"/answer/en/{name}/", json.dumps(fields), content_type="application/json")


def base64_of(octets):
    return base64.b64encode(octets).decode()


def sealed_pass(derived):
    answer = post("sealed", mark=base64_of(derived.mark))
    return base64.b64decode(answer.json()["pass"])


def opened_pass(derived):
    context = sealed.pass_context(derived.mark)
    return open_sealed(sealed_pass(derived), derived.pair, context=context).decode()


def thread(derived, **fields):
    return post("thread", **{"pass": opened_pass(derived), "go": "read", **fields})


def complaint():
    return Complaint.objects.get()


def message(text="More.", keys=None):
    """What the script sends to add a message to the one complaint."""
    return message_to(complaint(), text, keys=keys)


def message_to(report, text="More.", *, keys=None, key=None):
    """What the script sends to add a message to a complaint."""
    key = key or uuid4()
    keys = keys or sealed.recipients(report.unit.path)
    envelope = seal(words_bytes(Words(text)), keys, context=sealed.message_context(key))
    return {"go": "write", "key": str(key), "sealed": base64_of(envelope), "files": []}


def test_the_mark_gives_a_pass_that_only_the_receipts_key_opens(derived):
    envelope, context = sealed_pass(derived), sealed.pass_context(derived.mark)

    assert open_sealed(envelope, derived.pair, context=context)
    with pytest.raises(NotOpened):
        open_sealed(envelope, new_key_pair(), context=context)
    assert complaint().returned_at is None


def test_a_mark_or_a_pass_still_sealed_reads_and_does_nothing(derived):
    for wrong in (base64_of(derived.mark), base64_of(sealed_pass(derived)), "", "x" * 2000):
        for go in ("read", "withdraw", "write"):
            assert (
                post("thread", **{"pass": wrong, **message(), "go": go, "sure": True}).status_code
                == 403
            )
    assert complaint().state == "received"
    assert complaint().returned_at is None
    assert not Message.objects.exists()


def test_the_pass_of_the_page_without_script_is_not_one_for_the_browser(visitor, sent):
    words = " ".join(sent().words)
    plain = visitor().open("/answer/en/").press("/answer/en/", words=words).form.fields["pass"]

    assert post("thread", **{"pass": plain, "go": "read"}).status_code == 403


def test_an_unknown_mark_is_told_as_wrong_words(db):
    answer = post("sealed", mark=base64_of(b"x" * 16))

    assert answer.status_code == 422
    assert "do not open anything" in answer.json()["sentence"]


@pytest.mark.parametrize("mark", ["", "no base64!", base64_of(b"short")])
def test_a_mark_of_another_shape_is_refused(db, mark):
    assert post("sealed", mark=mark).status_code == 400


def test_tries_are_counted_together_with_those_of_words(visitor, settings):
    settings.PONLEU_PUBLIC = type(settings.PONLEU_PUBLIC)(tries_per_hour=2)
    visitor().open("/answer/en/").press("/answer/en/", words="no such words")

    codes = [post("sealed", mark=base64_of(b"x" * 16)).status_code for _try in range(2)]

    assert codes == [422, 429]


def test_the_thread_holds_the_answer_sealed_and_notes_the_day(derived, desk, noon):
    at_desk.answer(desk[0], complaint().pk, "zebra-answer", at=noon)

    page = thread(derived).content.decode()

    key, envelope = (re.search(rf'{name}="(.*?)"', page)[1] for name in ("data-key", "data-sealed"))
    context = sealed.message_context(UUID(key))
    opened = open_sealed(base64.b64decode(envelope), derived.pair, context=context)
    assert words_from(opened).text == "zebra-answer"
    assert "zebra" not in page
    assert complaint().returned_at.second == complaint().returned_at.minute == 0
    assert Message.objects.get().read_at is not None
    assert "Your receipt words once more" not in thread(derived).content.decode()


def test_what_the_browser_sealed_is_added_once_and_read_by_the_desk(derived, desk):
    sent_twice = message("We moved to floor 5.")

    for _try in range(2):
        assert "Your message was added." in thread(derived, **sent_twice).content.decode()

    said = queries.opened_complaint(*desk, complaint().pk).said
    assert [one.words.text for one in said] == ["We moved to floor 5."]


def test_a_message_sealed_to_somebody_else_is_refused(derived):
    stranger = message(keys=[new_key_pair().public])

    assert thread(derived, **stranger).status_code == 503
    assert not Message.objects.exists()


def test_the_key_of_somebody_elses_message_is_refused(derived, sent, desk, noon, settings):
    first = complaint()
    settings.PONLEU_PUBLIC = type(settings.PONLEU_PUBLIC)(wait_seconds=0)
    sent()
    other = Complaint.objects.exclude(pk=first.pk).get()
    at_desk.answer(desk[0], other.pk, "Theirs.", at=noon)
    taken = message_to(first, key=Message.objects.get().pk)

    assert thread(derived, **taken).status_code == 503
    assert Message.objects.get().complaint == other


@pytest.mark.parametrize(
    "fields",
    [{"key": "x"}, {"sealed": ""}, {"sealed": "no!"}, {"files": "x"}, {"files": ["x"]}],
    ids=str,
)
def test_what_our_script_would_not_send_is_refused(derived, fields):
    assert thread(derived, **{**message(), **fields}).status_code == 400
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("sure", "state"), [(True, "withdrawn"), (False, "received"), ("x", "received")]
)
def test_withdrawing_needs_the_tick(derived, sure, state):
    page = thread(derived, go="withdraw", sure=sure)

    assert complaint().state == state
    assert ("You took it back" in page.content.decode()) is (state == "withdrawn")


def test_a_pass_is_good_for_an_hour(derived, later):
    old = opened_pass(derived)
    later(seconds=9, hours=1, minutes=1)

    assert post("thread", **{"pass": old, "go": "read"}).status_code == 403
    assert thread(derived).status_code == 200


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        ("referred", "We passed it on to another body that can do more."),
        ("victim_declined", "We reached the person it is about."),
    ],
)
def test_what_became_of_it_is_told_in_one_sentence(derived, outcome, sentence):
    Complaint.objects.update(state="answered", outcome=outcome)
    assert sentence not in thread(derived).content.decode()
    Complaint.objects.update(state="closed", outcome=outcome)

    assert sentence in thread(derived).content.decode()


def test_every_outcome_has_its_sentence_for_the_reporter():
    assert set(BECAME_OF_IT) == set(Outcome) - {Outcome.PENDING}


def test_lists_are_those_of_all_ten_languages(client):
    lists = client.get("/answer/km/lists/").json()

    assert len(lists["words"]) == 10
    assert all(len(words) == 256 for words in lists["words"].values())
    assert lists["same"]["傘"] == "伞"


def test_looking_up_and_opening_ask_the_record_a_fixed_number_of_times(
    derived, desk, noon, django_assert_num_queries
):
    sealed_pass(derived)  # the hour's count of this network is there from now on
    for text in ("One.", "Two.", "Three."):
        at_desk.answer(desk[0], complaint().pk, text, at=noon)
    thread(derived)
    carried = opened_pass(derived)

    with django_assert_num_queries(6):
        post("sealed", mark=base64_of(derived.mark))
    with django_assert_num_queries(8):
        post("thread", **{"pass": carried, "go": "read"})
