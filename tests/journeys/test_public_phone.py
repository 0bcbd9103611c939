"""A small phone: its microphone, its place, a line that drops, and words that stay on it."""

from __future__ import annotations

import base64
import random
import shutil

import pytest

from ponleu.engines.sealing import open_file
from ponleu.foundation.packs.receipt_words import load_receipt_words
from ponleu.knowledge.evidence import store
from ponleu.response.complaints import sealed
from ponleu.response.complaints.models import Complaint, SealedFile
from ponleu.response.complaints.receipt_words import from_words
from ponleu.response.complaints.services import desk as at_desk
from ponleu.response.complaints.services import filing
from tests.journeys.conftest import FLAGS, PHONE
from tests.journeys.reporting import (
    FORWARD,
    SECONDS_TO_WAIT,
    come_back,
    forward,
    receipt_words,
    tell_to_the_end,
)
from tests.journeys.test_report_sealed import officer, opened, phone  # noqa: F401  # fixtures

FAKE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
WEBM = bytes.fromhex("1a45dfa3")
BIG = bytes(range(256)) * 4096
"""One mebibyte: five pieces, as sealing adds a little."""


@pytest.fixture
def hands(chromium, officer, live_server):  # noqa: F811
    """Maker: a phone with a microphone, or with a place: hands(place={...}, scripts=False)."""
    browser = chromium.browser_type.launch(
        executable_path=shutil.which("chromium"), args=[*FLAGS, *FAKE]
    )

    def open_one(*, place=None, scripts=True):
        context = browser.new_context(
            viewport=PHONE,
            base_url=live_server.url,
            reduced_motion="reduce",
            java_script_enabled=scripts,
            geolocation=place,
            permissions=["geolocation"] if place else [],
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield open_one
    for context in browser.contexts:
        for page in context.pages:
            page.goto("about:blank")
    browser.close()


def opened_bytes(file, settings):
    """A file of a complaint as the officer's program opens it."""
    kept = SealedFile.objects.get(pk=file.key)
    resting = store.read_verified(settings.PONLEU_STORE, kept.sha256)
    key = base64.b64decode(file.file_key)
    return b"".join(open_file([resting], key, context=sealed.file_context(kept.pk)))


def to_files(page, language="en"):
    """From the first question to the one about files."""
    page.goto(f"/report/{language}/")
    page.locator("label[for=safe-yes]").click()
    forward(page, "#what")
    page.fill("#what", "Hear this.")
    forward(page, "#province")
    forward(page, "#file")


def to_the_end(page):
    """From the files to the receipt."""
    forward(page, "#contact")
    forward(page, "[data-summary]")
    page.locator(FORWARD).click()
    return receipt_words(page)


def test_a_voice_note_is_recorded_sealed_and_opened_by_the_officer(
    hands,
    officer,  # noqa: F811
    settings,
):
    page = hands()
    to_files(page)
    page.locator("[data-record]").click()
    page.wait_for_selector("[data-said]:has-text('Recording')")
    page.wait_for_timeout(1500)
    page.locator("[data-record]").click()
    page.wait_for_selector("[data-files] li:has-text('voice-1')")
    to_the_end(page)

    [file] = opened(officer).content.files
    heard = opened_bytes(file, settings)
    assert (file.name, file.media_type) == ("voice-1.webm", "audio/webm")
    assert heard[:4] == WEBM
    assert len(heard) == file.size > 500


def test_a_microphone_that_is_refused_says_what_to_do(phone):  # noqa: F811
    to_files(phone)
    phone.locator("[data-record]").click()

    phone.wait_for_selector("[data-said]:has-text('Allow it in the settings of the browser')")


def test_without_script_a_voice_note_comes_from_the_phones_own_recorder(
    hands,
    officer,  # noqa: F811
    settings,
):
    page = hands(scripts=False)
    to_files(page)
    assert page.locator("#voice").get_attribute("capture") == ""
    note = {"name": "note.m4a", "mimeType": "audio/mp4", "buffer": b"heard" * 100}
    page.set_input_files("#voice", note)
    forward(page, "#contact")
    forward(page, "[data-summary]")
    page.wait_for_timeout(SECONDS_TO_WAIT * 1000)
    page.locator(FORWARD).click()
    receipt_words(page)

    [file] = opened(officer).content.files
    assert file.name == "note.m4a"
    assert opened_bytes(file, settings) == b"heard" * 100


@pytest.mark.parametrize("is_urgent", [True, False], ids=["urgent", "where"])
def test_the_place_of_the_phone_reaches_the_officer(hands, officer, is_urgent):  # noqa: F811
    page = hands(place={"latitude": 10.609182, "longitude": 103.52961})
    page.goto("/report/en/")
    page.locator(f"label[for=safe-{'no' if is_urgent else 'yes'}]").click()
    if not is_urgent:
        forward(page, "#what")
        page.fill("#what", "Here.")
    forward(page, "#near")
    page.locator("[data-pin]").click()
    page.wait_for_selector("#pin-said:has-text('Added')")
    if is_urgent:
        page.locator(FORWARD).click()
        receipt_words(page)
    else:
        forward(page, "#file")
        to_the_end(page)

    assert opened(officer).content.told.pin == (10.60918, 103.52961)


def test_a_place_that_is_refused_says_what_to_do(phone):  # noqa: F811
    phone.goto("/report/en/")
    phone.locator("label[for=safe-no]").click()
    forward(phone, "#near")
    phone.locator("[data-pin]").click()

    phone.wait_for_selector("#pin-said:has-text('write something that is nearby')")


def big(name="film.mp4"):
    """A file of several pieces."""
    return {"name": name, "mimeType": "video/mp4", "buffer": BIG}


@pytest.mark.parametrize("arrived", [True, False], ids=["answer-lost", "piece-lost"])
def test_a_file_goes_on_where_the_line_was_cut(phone, officer, settings, arrived):  # noqa: F811
    tell_to_the_end(phone, "en", what="A film.")
    asked, cut = [], []

    def cut_the_third(route):
        asked.append(int(route.request.headers.get("x-from", 0)))
        if len(asked) == 4 and not cut:  # the photo is one piece, the third of the film is cut
            cut.append(True)
            if arrived:
                route.fetch()
            return route.abort("connectionreset")
        return route.continue_()

    for _page in range(2):
        phone.locator("#report .govuk-button--secondary").last.click()
        phone.wait_for_timeout(300)
    phone.wait_for_selector("#file", state="attached")
    phone.set_input_files("#file", big())
    phone.route("**/file/", cut_the_third)
    to_the_end(phone)

    piece = 256 * 1024
    assert asked == [0, 0, piece, 2 * piece, 2 * piece, 3 * piece, 4 * piece]
    photo, film_file = opened(officer).content.files
    assert opened_bytes(film_file, settings) == BIG
    assert photo.size == 40_002
    assert SealedFile.objects.count() == 2
    assert not list((settings.PONLEU_STORE / "halves").glob("*"))


def test_offline_keeps_everything_shows_no_receipt_and_one_press_sends_the_rest(
    phone,  # noqa: F811
    officer,  # noqa: F811
):
    tell_to_the_end(phone, "en", what="The line is bad.", near="kite factory")
    phone.context.set_offline(True)
    phone.locator(FORWARD).click()
    phone.wait_for_selector("[data-status]:has-text('Nothing is lost')")
    phone.locator("#report .govuk-button--secondary").last.click()  # neither leads away
    phone.go_back()
    phone.wait_for_timeout(4000)
    assert phone.locator("[data-summary]").count() == 1
    assert phone.locator("main [data-words] li").count() == 0
    assert not Complaint.objects.exists()
    kept = "[localStorage.length, sessionStorage.length, document.cookie].join()"
    assert phone.evaluate(kept) == "0,0,"

    phone.evaluate("addEventListener('online', (event) => event.stopImmediatePropagation(), true)")
    phone.context.set_offline(False)
    phone.locator(FORWARD).click()

    assert len(receipt_words(phone)) == 10
    told = opened(officer).content
    assert (told.told.what, told.told.near) == ("The line is bad.", "kite factory")
    assert [file.name for file in told.files] == ["gate.jpg"]


@pytest.fixture
def answered(phone, officer, noon):  # noqa: F811
    """The words of a report that was answered, their secret's words in another language too."""
    tell_to_the_end(phone, "km", what="Sealed.")
    phone.locator(FORWARD).click()
    words = receipt_words(phone)
    at_desk.answer(officer[0], Complaint.objects.get().pk, "zebra-answer: we come.\nWait.", at=noon)
    return words


def test_the_words_and_the_answer_never_cross_the_line(phone, answered):  # noqa: F811
    crossed = []
    phone.on("request", lambda request: crossed.append((request.post_data_buffer or b"").decode()))

    def read_on_the_way(route):
        response = route.fetch()
        crossed.append(response.text())
        route.fulfill(response=response)

    phone.route("**/thread/", read_on_the_way)
    come_back(phone, "km", answered)
    phone.fill("#text", "zebra-reply")
    phone.locator("button[value=write]").click()
    phone.wait_for_selector(".pl-state--done")

    everything = "\n".join(crossed)
    assert phone.locator(".pl-message").first.inner_text() == "zebra-answer: we come.\nWait."
    assert "zebra" not in everything
    assert sum(word in everything for word in answered) <= 1  # a word may be one of the page


@pytest.mark.parametrize("how", ["slips", "together", "numbered", "other"])
def test_the_phone_reads_words_as_people_write_them(phone, answered, how):  # noqa: F811
    secret = from_words(" ".join(answered), load_receipt_words())
    english = filing.Receipt(secret).words("en")
    typed = {
        "slips": " ".join([english[0].upper() + "x", *english[1:]]),
        "together": "".join(answered),
        "numbered": " ".join(f"{n}. {word}," for n, word in enumerate(answered, 1)),
        "other": " ".join(filing.Receipt(secret).words("vi")),
    }[how]
    asked = []
    phone.on("request", lambda request: asked.append(request.url.rsplit("/", 2)[-2]))
    phone.goto("/answer/km/")
    phone.fill("#words", typed)
    phone.locator("main form .govuk-button").click()
    phone.wait_for_selector("#text")

    assert asked.count("thread") == 1


def test_a_word_that_is_on_no_list_is_named_and_our_computer_may_try(
    phone,  # noqa: F811
    answered,
):
    phone.goto("/answer/en/")
    phone.fill("#words", "qqqqqqqq " + " ".join(answered[1:]))
    phone.locator("main form .govuk-button").click()
    phone.wait_for_selector("[data-ours]:visible")
    assert "1" in phone.locator("[data-status]").inner_text()

    phone.fill("#words", " ".join(answered))
    phone.locator("[data-let]").click()
    phone.wait_for_selector("input[name=pass]", state="attached")

    assert phone.input_value("input[name=pass]") != ""


def test_a_message_whose_answer_was_lost_is_added_once(phone, answered):  # noqa: F811
    come_back(phone, "km", answered)
    lost = []

    def lose_the_first(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch())
        return route.abort("connectionreset")

    phone.route("**/thread/", lose_the_first)
    phone.fill("#text", "Once.")
    phone.locator("button[value=write]").click()
    phone.wait_for_selector(".pl-state--done")

    assert lost[0].status == 200
    assert Complaint.objects.get().messages.filter(is_from_us=False).count() == 1


READ_ALL = """async (cases) => {
    const root = document.querySelector("#report").dataset;
    const { read } = await import(root.reader);
    const table = await (await fetch("lists/")).json();
    return cases.map((typed) => Array.from(read(typed, table, "en").secret ?? []));
}"""


def test_the_phones_reader_reads_every_language_and_never_another_receipt(
    phone,  # noqa: F811
):
    chance = random.Random(7)
    secrets, whole, slipped = [], [], []
    for language in load_receipt_words().words:
        for _receipt in range(5):
            secret = chance.randbytes(10)
            words = list(filing.Receipt(secret).words(language))
            secrets.append(list(secret))
            whole.append(" ".join(words))
            place = chance.randrange(10)
            letter = chance.randrange(len(words[place]))
            words[place] = words[place][:letter] + words[place][letter + 1 :]
            slipped.append(" ".join(words))
    phone.goto("/answer/en/")

    assert phone.evaluate(READ_ALL, whole) == secrets
    read = phone.evaluate(READ_ALL, slipped)
    assert all(one in ([], secret) for one, secret in zip(read, secrets, strict=True))
    assert sum(one == secret for one, secret in zip(read, secrets, strict=True)) >= 40
