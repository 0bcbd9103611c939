"""The officer of the complaints: the queue, a call taken by keyboard, an answer that is read."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from ponleu.foundation.accounts.demonstration import PASSPHRASE
from ponleu.foundation.accounts.opened_keys import COOKIE
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.reporting import come_back

SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
CALLER_SAYS = "behind the petrol statoin"


def rows(page):
    """The complaints of the queue in sight."""
    return page.locator("#complaints ol.pl-wait > li")


@SIZES
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_queue_and_a_complaint_are_clean_at_any_width(
    open_browser, sign_in, violations, size, dark
):
    page = sign_in(open_browser(size=size, dark=dark), "intake")
    page.goto("/complaints/")
    rows(page).first.wait_for()
    assert page.locator(".pl-veil").count() == 0
    assert violations(page) == []

    rows(page).first.get_by_role("link").first.click()
    page.get_by_role("heading", name="As it was told").wait_for()
    for folded in page.locator("details.pl-aside").all():
        folded.locator("summary").click()
    assert violations(page) == []
    assert page.problems == []


def test_the_queue_is_filtered_with_and_without_scripts(open_browser, sign_in):
    for scripts in (True, False):
        page = sign_in(open_browser(scripts=scripts), "intake")
        page.goto("/complaints/")
        page.get_by_label("How it came").select_option("hotline")
        if not scripts:
            page.get_by_role("button", name="Show").click()
        page.wait_for_function(
            "() => [...document.querySelectorAll('#complaints ol.pl-wait > li')]"
            ".every(row => row.innerText.includes('Hotline'))"
        )
        assert rows(page).count() > 0


@SIZES
def test_a_call_is_taken_by_keyboard_answered_and_the_answer_read(
    open_browser, sign_in, violations, size
):
    page = sign_in(open_browser(size=size), "intake")
    page.goto("/complaints/take/")
    assert page.evaluate("document.activeElement.name") == "channel"
    assert violations(page) == []

    keys = page.keyboard
    keys.press("Tab")
    keys.type("English")
    keys.press("Tab")
    keys.type("Not safe")
    for _field in ("for whom", "contact", "when", "agrees"):
        keys.press("Tab")
    keys.press("Tab")
    keys.type("Agrees")
    keys.press("Tab")
    keys.type("They lock the doors and took my passport.")
    keys.press("Tab")
    keys.type(CALLER_SAYS)
    first = page.locator("#maybe .pl-maybe__one").first
    first.get_by_text("It is Paper Lantern Hotel").wait_for()
    assert int(re.search(r"(\d+) documents and messages", first.inner_text()).group(1)) >= 39
    assert violations(page) == []
    first.locator("input").focus()
    keys.press("Space")
    page.locator("#id_near").focus()
    keys.press("Enter")  # at once: the answer still under way must not untick it

    page.get_by_role("heading", name="Sealed and kept").wait_for()
    words = page.locator("ol.pl-words li").all_inner_texts()
    assert len(words) == 10
    reference = page.locator(".pl-proof-of-filing dd").first.inner_text()
    assert violations(page) == []

    page.get_by_role("link", name="To the complaints").click()
    mine = rows(page).filter(has_text=reference)
    assert "Now" in mine.inner_text()
    assert "Paper Lantern Hotel" in mine.inner_text()
    mine.get_by_role("link").click()
    page.get_by_role("button", name="Undo: it is not about this").wait_for()
    page.get_by_label("Answer", exact=True).fill("We read it today. Stay where you are.")
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("Sent.", exact=True).wait_for()

    reporter = open_browser(size=PHONE)
    come_back(reporter, "en", words)
    assert "We read it today. Stay where you are." in reporter.content()

    page.get_by_text("Close it").first.click()
    page.get_by_label("What became of it").select_option("referred")
    page.locator("#decide_reason").fill("to the night team")
    page.get_by_role("button", name="Close it").click()
    page.get_by_text("Closed.", exact=True).wait_for()
    assert "to the night team" in page.locator("section[aria-labelledby=st]").inner_text()
    assert violations(page) == []
    assert page.problems == []


def test_a_call_is_taken_without_javascript(open_browser, sign_in):
    page = sign_in(open_browser(scripts=False), "intake")
    page.goto("/complaints/take/")
    page.get_by_label("Consent", exact=True).select_option("agreed")
    page.get_by_label("What is happening").fill("Nobody is paid here.")
    page.get_by_label("Where: what").fill(CALLER_SAYS)
    page.get_by_label("Province").select_option("18")
    page.get_by_role("button", name="Do we know it?").click()

    assert page.get_by_text("It is Paper Lantern Hotel").is_visible()
    page.get_by_label("District").select_option(index=1)
    page.locator("#maybe input").first.check()
    page.get_by_role("button", name="Seal and save").last.click()
    page.get_by_role("heading", name="Sealed and kept").wait_for()
    expect(page.locator("ol.pl-words li")).to_have_count(10)


@SIZES
def test_a_session_whose_key_is_shut_shows_no_words_until_it_is_opened(
    open_browser, sign_in, violations, size
):
    page = sign_in(open_browser(size=size), "intake")
    page.context.clear_cookies(name=COOKIE)
    page.goto("/complaints/")
    page.get_by_text("Your key is shut in this session").wait_for()
    assert page.locator("#complaints .pl-veil").count() == rows(page).count()
    assert violations(page) == []

    rows(page).first.get_by_role("link").first.click()
    page.get_by_role("heading", name="What is not sealed").wait_for()
    assert violations(page) == []
    page.get_by_role("link", name="Open my key").click()
    page.locator("main input[type=password]").fill(PASSPHRASE)
    page.locator("main form button").first.click()
    page.get_by_role("heading", name="As it was told").wait_for()


@SIZES
def test_the_pages_are_whole_in_khmer(open_browser, sign_in, violations, size):
    page = sign_in(open_browser(size=size, language="km"), "intake")
    for address in ("/complaints/", "/complaints/take/"):
        page.goto(address)
        if page.locator("html").get_attribute("lang") != "km":
            page.locator("button[name=language][value=km]").first.click()
        expect(page.locator("html")).to_have_attribute("lang", "km")
        assert violations(page) == []
