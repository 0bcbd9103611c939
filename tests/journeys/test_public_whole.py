"""One report from the first question to what became of it: phone, desk and phone again."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from ponleu.foundation.packs.receipt_words import load_receipt_words
from tests.journeys.conftest import PHONE
from tests.journeys.reporting import (
    FORWARD,
    SECONDS_TO_WAIT,
    come_back,
    forward,
    give_back,
    receipt_words,
    tell_to_the_end,
)

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
TOLD = "គេដកហូតលិខិតឆ្លងដែនរបស់យើង ហើយចាក់សោទ្វារ"
ANSWER = "យើងបានអានហើយ។ យើងនឹងមកថ្ងៃស្អែក។"
WROTE_BACK = "យើងនៅជាន់ទីប្រាំឥឡូវនេះ"


def picture():
    """A small picture that any reader opens."""
    made = io.BytesIO()
    Image.new("RGB", (64, 48), (200, 40, 40)).save(made, "JPEG")
    return {"name": "gate.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}


@pytest.fixture
def seen(violations, request):
    """Look at a page: seen(page, "name") checks it, and keeps its picture if pictures are taken."""

    def look(page, name, *, scripts=True):
        if scripts:
            assert violations(page) == [], name
        if request.config.getoption("--take-pictures") and scripts:
            page.screenshot(path=PICTURES / f"report-{name}.png", full_page=True)

    return look


def report(page, seen, scripts):
    """Tell it on the phone; the words and the number."""

    def look(name):
        seen(page, name, scripts=scripts)

    page.goto("/report/km/")
    look("start")
    page.locator("label[for=safe-yes]").click()
    forward(page, "#what")
    page.fill("#what", TOLD)
    page.locator("label[for=sign-papers_taken]").click()
    look("what")
    forward(page, "#province")
    page.select_option("#province", "18")
    page.fill("#near", "Paper Lantern Hotel")
    look("where")
    forward(page, "#file")
    page.set_input_files("#file", picture())
    look("files")
    forward(page, "#contact")
    look("reach")
    forward(page, "[data-summary]")
    look("send")
    if not scripts:
        page.wait_for_timeout(SECONDS_TO_WAIT * 1000)
    page.locator(FORWARD).click()
    words = receipt_words(page)
    look("receipt")
    number = page.locator("[data-proof] dd").first.inner_text()
    assert page.locator("[data-proof] time").get_attribute("datetime").startswith("20")
    give_back(page, words)
    page.wait_for_selector("main a.govuk-button")
    look("done")
    return words, number


def officer_answers(page, number):
    """Find it in the queue, read it, link it, answer."""
    page.goto("/complaints/")
    page.get_by_label("How it came").select_option("online_form")
    page.locator("#complaints li", has_text=number).get_by_role("link").first.click()
    page.get_by_role("heading", name="As it was told").wait_for()
    assert TOLD in page.locator("main").inner_text()
    assert page.get_by_role("link", name="gate.jpg").is_visible()
    page.get_by_role("button", name="It is this one").first.click()
    page.get_by_role("button", name="Undo: it is not about this").wait_for()
    page.get_by_label("Answer", exact=True).fill(ANSWER)
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("Sent.", exact=True).wait_for()


def officer_closes(page, reads):
    """Read what was written back, and end the work on it."""
    page.reload()
    assert reads in page.locator("main").inner_text()
    page.get_by_text("Close it").first.click()
    page.get_by_label("What became of it").select_option("referred")
    page.locator("#decide_reason").fill("to the night team")
    page.get_by_role("button", name="Close it").click()
    page.get_by_text("Closed.", exact=True).wait_for()


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_a_report_in_khmer_is_read_answered_and_its_end_is_told(
    open_browser, sign_in, violations, seen, scripts
):
    phone = open_browser(size=PHONE, scripts=scripts, language="km")
    words, number = report(phone, seen, scripts)
    desk = sign_in(open_browser(), "intake")
    officer_answers(desk, number)
    assert violations(desk) == []

    come_back(phone, "km", words)
    assert "មានចម្លើយសម្រាប់អ្នក" in phone.locator("main h1").inner_text()
    assert phone.locator(".pl-message").all_inner_texts() == [ANSWER]
    assert phone.locator("[data-words] li").all_inner_texts() == words
    seen(phone, "thread", scripts=scripts)
    phone.fill("#text", WROTE_BACK)
    phone.set_input_files("#file", picture())
    phone.locator("button[value=write]").click()
    phone.wait_for_selector(".pl-state--done")
    assert WROTE_BACK not in phone.content()
    assert phone.locator("main dd").nth(2).inner_text() == "២"
    seen(phone, "written-back", scripts=scripts)

    officer_closes(desk, WROTE_BACK)
    come_back_to_the_end(phone, words)
    assert phone.locator(".govuk-heading-l + p").inner_text() == (
        "យើងបានបញ្ជូនវាបន្តទៅស្ថាប័នមួយទៀតដែលអាចធ្វើបានច្រើនជាង។"
    )
    seen(phone, "ended", scripts=scripts)
    assert phone.problems + desk.problems == []


def come_back_to_the_end(page, words):
    """Open a report that is no longer worked on."""
    page.goto("/answer/km/")
    page.fill("#words", " ".join(words))
    page.locator("main form .govuk-button").click()
    page.wait_for_selector(".govuk-heading-l + p")


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_a_report_is_taken_back_with_its_words(open_browser, seen, scripts):
    phone = open_browser(size=PHONE, scripts=scripts, language="km")
    tell_to_the_end(phone, "km", what=TOLD, scripts=scripts)
    phone.locator(FORWARD).click()
    come_back(phone, "km", receipt_words(phone))

    phone.locator("details summary").last.click()
    phone.locator("label[for=sure]").click()
    phone.locator("button[value=withdraw]").click()
    phone.wait_for_selector("#text", state="detached")

    assert phone.locator("main h1").inner_text() == "អ្នកបានដកវាវិញ។ យើងឈប់ធ្វើការលើវាហើយ។"
    seen(phone, "taken-back", scripts=scripts)


@pytest.mark.parametrize("language", ["my", "bn", "th", "vi"])
def test_a_receipt_fits_a_small_phone_in_languages_of_long_words(open_browser, language):
    page = open_browser(size=PHONE, language=language)
    page.goto(f"/report/{language}/")
    page.locator("label[for=safe-no]").click()
    forward(page, "#near")
    page.locator(FORWARD).click()
    receipt_words(page)

    longest = max(load_receipt_words().words[language], key=len)
    page.locator("main [data-words] li").evaluate_all(
        "(lines, word) => lines.forEach((line) => (line.textContent = word))", longest
    )

    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
