"""What the browser sealed is what the officer opens, and nobody else finds it in plain."""

from __future__ import annotations

import base64
from collections import Counter

import pytest

from ponleu.engines.sealing import open_file
from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.keyrings import services as keyrings
from ponleu.foundation.places.models import Place
from ponleu.knowledge.evidence import store
from ponleu.response.complaints import queries, sealed
from ponleu.response.complaints.models import Complaint, SealedFile
from ponleu.response.complaints.services import desk as at_desk
from tests.journeys.conftest import PHONE
from tests.journeys.reporting import (
    FORWARD,
    come_back,
    forward,
    give_back,
    receipt_words,
    tell_to_the_end,
)

OFFICER = [Action.COMPLAINT_READ, Action.COMPLAINT_TAKE, Action.COMPLAINT_DECIDE]
TOLD = "They took our passports. zebra-lantern-41 ខ្ញុំចង់ទៅផ្ទះ 🙏\nFloor 4."


@pytest.fixture
def officer(transactional_db, make_unit, make_user, noon):
    """Ana of the country's desk and the key pair of her session."""
    for code, level in (("18", "province"), ("1801", "district"), ("180104", "commune")):
        Place.objects.create(code=code, level=level, name=f"Place {code}", name_km=f"ទី {code}")
    root = make_unit("KH")
    ana = make_user("ana", unit=root, actions=OFFICER)
    pair = accounts.begin_key_pair(ana, "words of ana", at=noon)
    keyrings.begin_ring(root, [ana], actor=None, at=noon)
    return ana, pair


@pytest.fixture
def phone(officer, live_server, chromium):
    """A small phone in front of a server whose record the test can look into."""
    context = chromium.new_context(
        viewport=PHONE, base_url=live_server.url, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    waiting = Counter()
    for event, change in (("request", 1), ("requestfinished", -1), ("requestfailed", -1)):
        page.on(event, lambda _request, by=change: waiting.update(requests=by))
    yield page
    while waiting["requests"]:  # a request that outlives the test would ask a database that is gone
        page.wait_for_timeout(50)
    page.wait_for_timeout(100)
    context.close()


def opened(officer):
    """The one complaint there is, as the officer reads it."""
    return queries.opened_complaint(*officer, Complaint.objects.get().pk)


def test_the_officer_opens_what_the_browser_sealed(phone, officer):
    tell_to_the_end(phone, "en", what=TOLD, near="behind the kite factory")
    phone.locator(FORWARD).click()
    receipt_words(phone)

    content, complaint = opened(officer).content, Complaint.objects.get()
    assert content.told.what == TOLD
    assert content.told.near == "behind the kite factory"
    assert (content.told.language, content.told.province) == ("en", "18")
    assert (content.told.is_safe, content.told.for_whom) == (True, "self")
    assert content.told.signs == ("papers_taken",)
    assert [(file.name, file.size) for file in content.files] == [("gate.jpg", 40_002)]
    assert b"zebra-lantern" not in bytes(complaint.content) + bytes(complaint.summary)


def test_the_officer_opens_the_file_that_the_browser_sealed(phone, officer, settings):
    tell_to_the_end(phone, "en", what="A photo.")
    phone.locator(FORWARD).click()
    receipt_words(phone)

    file, kept = opened(officer).content.files[0], SealedFile.objects.get()
    resting = store.read_verified(settings.PONLEU_STORE, kept.sha256)
    key = base64.b64decode(file.file_key)
    pieces = open_file([resting], key, context=sealed.file_context(kept.pk))
    assert b"".join(pieces) == b"\xff\xd8" + b"x" * 40_000
    assert b"xxxxxxxx" not in resting


def test_somebody_in_danger_comes_first_with_the_place_alone(phone, officer):
    phone.goto("/report/en/")
    phone.locator("label[for=safe-no]").click()
    forward(phone, "#near")
    phone.fill("#near", "Blue gate")
    phone.locator(FORWARD).click()
    receipt_words(phone)

    told, complaint = opened(officer).content.told, Complaint.objects.get()
    assert (told.is_safe, told.for_whom, told.near) == (False, "self", "Blue gate")
    assert complaint.urgency == 3


def test_the_reporter_reads_the_officers_answer_with_the_words(phone, officer, noon):
    tell_to_the_end(phone, "km", what=TOLD)
    phone.locator(FORWARD).click()
    words = receipt_words(phone)
    give_back(phone, words)
    phone.wait_for_selector("main a.govuk-button")
    at_desk.answer(officer[0], Complaint.objects.get().pk, "យើងនឹងមកថ្ងៃស្អែក។", at=noon)

    come_back(phone, "km", words)

    assert phone.locator(".pl-message").inner_text() == "យើងនឹងមកថ្ងៃស្អែក។"


def test_a_report_whose_answer_was_lost_on_the_line_is_filed_once(phone, officer):
    tell_to_the_end(phone, "en", what="Once.")
    lost = []

    def lose_the_first_answer(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch())
        return route.abort("connectionreset")

    phone.route("**/sealed/", lose_the_first_answer)
    phone.locator(FORWARD).click()
    receipt_words(phone)

    assert lost[0].status == 200
    assert Complaint.objects.count() == 1


def test_the_puzzles_are_solved_in_the_browser_while_the_person_writes(phone, officer):
    tell_to_the_end(phone, "en", what="Worked.")
    with phone.expect_request("**/sealed/") as sent:
        phone.locator(FORWARD).click()
    receipt_words(phone)

    assert len(sent.value.post_data_json["numbers"].split(".")) == 16
