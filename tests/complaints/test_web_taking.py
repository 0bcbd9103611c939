"""Taking a complaint down: the form, what it may be, the receipt that is shown once."""

from __future__ import annotations

import html
import re
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.keyrings.models import Ring
from ponleu.foundation.places.models import Place
from ponleu.response.complaints import queries
from ponleu.response.complaints.models import About, Complaint, SealedFile
from ponleu.response.complaints.receipts import Receipt
from ponleu.response.complaints.services import desk as at_desk
from ponleu.response.complaints.services import proving, returning
from ponleu.response.complaints.web.uploads import MOST_BYTES
from ponleu.response.complaints.words import BY_HAND
from tests.complaints.desk_world import DESK, body, signed_in, site

__all__ = ["signed_in", "site"]

pytestmark = pytest.mark.usefixtures("demonstration")

SECRET = "00112233445566778899"
CALL = {
    "channel": "hotline",
    "language": "th",
    "is_safe": "no",
    "for_whom": "other",
    "consent": "agreed",
    "contact": "012 345 678",
    "contact_when": "after ten at night",
    "may_contact": "on",
    "what": "They do not let my brother leave.",
    "near": "behind the petrol station",
    "signs": ["cannot_leave"],
    "province": "18",
    "note": "line was bad",
    "wants_receipt": "on",
    "once": SECRET,
}


@pytest.fixture(autouse=True)
def at_noon(monkeypatch, noon):
    """Pages happen at noon."""
    monkeypatch.setattr(clock, "now", lambda: noon)


@pytest.fixture
def officer(make_officer, country, noon, desk):
    """An officer of the province who reads the register too, and holds the province's keys."""
    from ponleu.foundation.keyrings import services as keyrings

    user, pair = make_officer("dary", country["KH-18"], DESK)
    keyrings.let_in(*desk["ana"], country["KH-18"], user, at=noon)
    return user, pair


def save(client, **fields):
    return client.post(reverse("complaints:take"), {**CALL, **fields})


def test_take_seals_what_was_told_with_its_channel_and_notes(client, signed_in, desk):
    ana = signed_in("ana")

    body(save(client))

    complaint = Complaint.objects.get()
    told = queries.opened_complaint(*desk["ana"], complaint.pk).content.told
    assert (complaint.channel, complaint.language, complaint.taken_by) == ("hotline", "th", ana)
    assert (complaint.urgency, complaint.unit.code) == (3, "18")
    assert told.what == "They do not let my brother leave."
    assert (told.contact, told.contact_when, told.may_contact) == (
        "012 345 678",
        "after ten at night",
        True,
    )
    assert told.beside == {"consent": "agreed", "note": "line was bad"}
    assert b"brother" not in bytes(complaint.content) + bytes(complaint.summary)


def test_take_shows_a_receipt_that_opens_the_answer_and_a_proof(client, signed_in, desk, noon):
    signed_in("ana")

    text = body(save(client))

    words = Receipt(bytes.fromhex(SECRET)).words("th")
    same = Receipt(bytes.fromhex(SECRET)).words("en")
    shown = re.findall(r'<li><span>(.*?)<small lang="en">(.*?)</small>', text)
    assert 'class="pl-words" lang="th"' in text
    assert "In Thai." in text
    assert shown == [(escape(one), escape(other)) for one, other in zip(words, same, strict=True)]
    thread = returning.open_with(" ".join(words))
    assert thread.reference in text
    code = re.findall(r'<dd class="pl-code">(.*?)</dd>', text)[2]
    assert proving.proves(thread.reference, thread.date, code)


def test_take_sent_twice_files_once(client, signed_in, desk):
    signed_in("ana")

    first, second = body(save(client)), body(save(client))

    reference = Complaint.objects.get().reference
    assert reference in first
    assert reference in second


def test_take_without_a_receipt_says_that_no_answer_reaches_them(client, signed_in, desk):
    signed_in("ana")
    letter = {"channel": "anonymous_letter", "consent": "not_asked", "source": "box at the gate"}

    text = body(client.post(reverse("complaints:take"), _without("wants_receipt") | letter))

    assert "No receipt was handed over" in text
    assert Complaint.objects.get().mark is None
    told = queries.opened_complaint(*desk["ana"], Complaint.objects.get().pk).content.told
    assert told.beside["source"] == "box at the gate"


def _without(*names):
    return {name: value for name, value in CALL.items() if name not in names}


@pytest.mark.parametrize("channel", BY_HAND)
def test_take_knows_every_channel(client, signed_in, desk, channel):
    signed_in("ana")

    body(save(client, channel=channel))

    assert Complaint.objects.get().channel == channel


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"consent": ""}, "Consent: This field is required."),
        ({"channel": "api"}, "Select a valid choice"),
        ({"language": "xx"}, "Select a valid choice"),
        ({"channel": "in_person", "consent": "not_asked"}, "Someone who is there can be asked."),
        ({"contact": ""}, "Write down how, or take the tick away."),
        ({"district": "1201"}, "The district is in another province."),
        ({"once": "zz"}, "This page is too old."),
        ({"what": "x" * 20_001}, "at most 20000 characters"),
        (
            {"what": " ", "near": "", "is_safe": "", "signs": []},
            "Write down what is happening, or where.",
        ),
    ],
)
def test_take_that_is_refused_keeps_every_word_in_the_form(
    client, signed_in, desk, fields, sentence
):
    signed_in("ana")

    text = body(save(client, **fields), 422)

    assert sentence in text
    assert not Complaint.objects.exists()
    for name in {"note", "contact_when", "what", "contact"} - set(fields):
        assert CALL[name] in text
    if "once" not in fields:
        assert f'value="{SECRET}"' in text


def test_take_without_any_ring_is_refused_and_keeps_every_word(client, signed_in, desk):
    Ring.objects.update(ended_at="2026-11-22T12:00:00Z")
    signed_in("ana")

    text = body(save(client), 503)

    assert "Nothing was kept." in text
    assert CALL["what"] in text
    assert CALL["note"] in text
    assert not Complaint.objects.exists()


def test_take_of_another_province_goes_to_its_unit_and_leaves_the_officer_s_sight(
    client, signed_in, desk, country
):
    ana = signed_in("ana")

    text = body(save(client, province="12"))

    assert "Unit 12 answers for it." in text
    assert Complaint.objects.get().unit == country["KH-12"]
    assert not queries.is_visible(ana, Complaint.objects.get().pk)


def test_take_begins_with_a_fresh_receipt_and_the_hotline(client, signed_in, desk):
    signed_in("ana")

    first, second = (body(client.get(reverse("complaints:take"))) for _ in range(2))

    secrets = [
        re.search(r'name="once" value="([0-9a-f]{20})"', text)[1] for text in (first, second)
    ]
    assert secrets[0] != secrets[1]
    assert '<option value="hotline" selected>' in first
    assert "Is it safe to talk now?" in first
    assert "no-store" in client.get(reverse("complaints:take")).headers["Cache-Control"]


def test_take_begins_with_the_officer_s_own_province(client, signed_in, desk):
    Place.objects.get_or_create(code="18", defaults={"level": "province", "name": "Sea"})
    Place.objects.get_or_create(code="12", defaults={"level": "province", "name": "Capital"})
    signed_in("ana")

    text = body(client.get(reverse("complaints:take")))

    assert '<option value="18" selected>' in text
    assert '<option value="12">' in text


def test_known_tells_while_typing_what_it_may_be_and_how_many_others(
    client, signed_in, tell, site, officer, noon
):
    from ponleu.response.complaints.services import linking
    from tests.complaints.desk_world import key_of

    hotel = site("Paper Lantern Hotel", "the one behind the petrol station")
    user = signed_in(*officer)
    for number in range(3):
        linking.link(user, key_of(tell(f"Told {number}")[0]), hotel.pk, at=noon)

    text = body(client.post(reverse("complaints:known"), {"near": "behind petrol statoin"}))

    assert text.startswith('<section id="maybe"')
    assert "It is Paper Lantern Hotel" in text
    assert "3 complaints are about it." in text


def test_known_reads_the_names_in_what_is_told(client, signed_in, site, officer):
    site("Lotus Gate Hotel")
    signed_in(*officer)
    what = "They hold us in the Lotus Gate Hotel since Monday."

    text = body(client.post(reverse("complaints:known"), {"what": what, "near": ""}))

    assert "It is Lotus Gate Hotel" in text


@pytest.mark.parametrize("near", ["", "q"])
def test_known_of_nothing_asks_nothing(client, signed_in, site, officer, near):
    site("Lotus Gate Hotel")
    signed_in(*officer)

    text = body(client.post(reverse("complaints:known"), {"near": near}))

    assert "Lotus" not in text
    assert "While you write" in text


def test_known_keeps_what_was_chosen_before(client, signed_in, site, officer):
    hotel = site("Lotus Gate Hotel")
    signed_in(*officer)

    text = body(
        client.post(reverse("complaints:known"), {"near": "brick kiln", "about": str(hotel.pk)})
    )

    assert re.search(rf'value="{hotel.pk}" form="take" checked', text)


def test_known_shows_nothing_to_whom_the_register_is_shut(client, signed_in, site, desk):
    site("Lotus Gate Hotel")
    signed_in("ana")

    text = body(client.post(reverse("complaints:known"), {"near": "Lotus Gate Hotel"}))

    assert "Lotus Gate" not in text


def test_look_shows_the_same_without_scripts_and_keeps_the_form(client, signed_in, site, officer):
    site("Paper Lantern Hotel", "the one behind the petrol station")
    signed_in(*officer)

    text = body(save(client, look="1"))

    assert "It is Paper Lantern Hotel" in text
    assert CALL["what"] in text
    assert CALL["note"] in text
    assert "Nothing was stored yet" not in text
    assert '<option value="th" selected>' in text
    assert re.search(r'value="cannot_leave"[^>]* checked', text)
    assert not re.search(r'value="debt"[^>]* checked', text)
    assert not Complaint.objects.exists()


def test_take_links_what_the_officer_chose(client, signed_in, site, officer):
    hotel = site("Lotus Gate Hotel")
    signed_in(*officer)

    body(save(client, about=str(hotel.pk)))

    about = About.objects.get()
    assert (about.entry, about.by) == (hotel, officer[0])
    assert about.complaint == Complaint.objects.get()


def test_take_with_an_entry_beyond_reach_keeps_nothing_and_every_word(
    client, signed_in, officer, desk
):
    signed_in(*officer)

    text = body(save(client, about=str(UUID(int=7))), 404)

    assert CALL["what"] in text
    assert not Complaint.objects.exists()


def test_places_gives_what_lies_inside(client, signed_in, desk):
    for code, level, name in (
        ("18", "province", "Sea"),
        ("1801", "district", "Harbour"),
        ("180104", "commune", "Pier"),
        ("1201", "district", "Market"),
    ):
        Place.objects.get_or_create(code=code, defaults={"level": level, "name": name})
    signed_in("ana")

    province = body(client.post(reverse("complaints:places"), {"province": "18"}))
    district = body(
        client.post(reverse("complaints:places"), {"province": "18", "district": "1801"})
    )
    moved = body(client.post(reverse("complaints:places"), {"province": "12", "district": "1801"}))

    assert 'value="1801"' in province
    assert 'value="1201"' not in province
    assert 'value="180104"' not in province
    assert 'value="180104"' in district
    assert 'value="180104"' not in moved


@pytest.mark.parametrize("name", ["take", "known", "places"])
def test_taking_asks_the_signed_out_to_sign_in(client, desk, name):
    response = client.post(reverse(f"complaints:{name}"), CALL)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["take", "known", "places"])
def test_taking_is_refused_without_the_grant(client, make_user, country, desk, name):
    reader = make_user("reader", unit=country["KH-18"], actions=[Action.COMPLAINT_READ])
    client.force_login(reader)

    assert client.post(reverse(f"complaints:{name}"), CALL).status_code == 403
    assert not Complaint.objects.exists()


def test_take_needs_no_open_key_to_write(client, signed_in, desk):
    signed_in("ana", None)

    assert "Sealed and kept" in body(save(client))


def test_take_hands_over_a_receipt_that_reads_a_later_answer(client, signed_in, desk, noon):
    signed_in("ana")
    body(save(client))
    key = Complaint.objects.get().pk

    at_desk.answer(desk["ana"][0], key, "We are on it.", at=noon)

    thread = returning.open_with(" ".join(Receipt(bytes.fromhex(SECRET)).words("en")))
    assert [said.text for said in thread.messages] == ["We are on it."]


def letter(words=b"they took my passport"):
    return SimpleUploadedFile("letter.txt", words, "text/plain")


def test_take_seals_the_files_that_came_with_it(client, signed_in, desk):
    signed_in("ana")

    body(save(client, files=[letter(), letter(b"a second page")]))

    opened = queries.opened_complaint(*desk["ana"], Complaint.objects.get().pk)
    assert [(file.name, file.size) for file in opened.files] == [
        ("letter.txt", 21),
        ("letter.txt", 13),
    ]


def test_take_that_is_refused_keeps_the_files_and_those_left_out_stay_out(client, signed_in, desk):
    signed_in("ana")
    refused = body(save(client, files=[letter(), letter(b"a second page")], consent=""), 422)

    tokens = re.findall(r'name="files_kept" value="([^"]+)" checked', refused)
    body(save(client, files_kept=tokens[1:]))

    opened = queries.opened_complaint(*desk["ana"], Complaint.objects.get().pk)
    assert len(tokens) == 2
    assert [file.size for file in opened.files] == [13]


def test_take_refuses_a_file_that_nobody_kept(client, signed_in):
    signed_in("ana")

    text = body(save(client, files_kept=["bm90IG91cnM="]), 422)

    assert "A file is no longer there." in text
    assert not Complaint.objects.exists()


def test_take_drops_files_that_memory_should_not_hold_and_keeps_the_words(client, signed_in):
    signed_in("ana")

    text = body(save(client, files=[letter(), letter(bytes(MOST_BYTES)), letter()]), 413)

    assert "not all of them were added" in text
    assert CALL["what"] in html.unescape(text)
    assert len(re.findall(r'name="files_kept" value="[^"]+" checked', text)) == 1
    assert SealedFile.objects.get().size < 1000
    assert not Complaint.objects.exists()


def test_take_checks_who_sends_before_files_are_kept(desk):
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk["ana"][0])

    response = save(client, files=[letter()])

    assert response.status_code == 403
    assert not SealedFile.objects.exists()
