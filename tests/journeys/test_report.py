"""Somebody reports on a small phone, learns the words, comes back and reads, script or none."""

from __future__ import annotations

import pytest

from ponleu.faces.public.languages import LANGUAGES
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.reporting import (
    FORWARD,
    come_back,
    forward,
    give_back,
    receipt_words,
    tell_to_the_end,
)

PLANTED = "គេចាក់សោទ្វារនៅពេលយប់ zebra-lantern-41"
PAGES = (
    "/report/{0}/",
    "/report/{0}/urgent/",
    "/report/{0}/what/",
    "/report/{0}/where/",
    "/report/{0}/files/",
    "/report/{0}/reach/",
    "/report/{0}/send/",
    "/report/{0}/why/",
    "/report/{0}/no-such-page/",
    "/answer/{0}/",
    "/check/{0}/",
    "/leave/",
)


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_a_report_in_khmer_on_a_small_phone_from_first_question_to_reading(
    open_browser, violations, scripts
):
    page = open_browser(size=PHONE, scripts=scripts, language="km")
    tell_to_the_end(page, "km", what=PLANTED, near="ក្រោយផ្សារ", scripts=scripts)
    page.locator(FORWARD).click()
    words = receipt_words(page)
    assert len(words) == 10
    if scripts:
        assert violations(page) == []

    give_back(page, ["wrong"] * 10)
    page.wait_for_selector("#wrong:visible")
    assert receipt_words(page) == words
    give_back(page, words)
    page.wait_for_selector("main a.govuk-button")
    assert page.locator("main [data-words]").count() == 0

    come_back(page, "km", words)
    assert page.locator("[data-words] li").all_inner_texts() == words
    assert PLANTED not in page.content()
    if scripts:
        assert violations(page) == []
        assert page.problems == []


def test_with_script_nothing_that_was_typed_leaves_the_phone_unsealed(open_browser):
    page = open_browser(size=PHONE, language="en")
    sent = []
    page.on("request", lambda request: sent.append((request.url, request.post_data_buffer or b"")))
    tell_to_the_end(page, "en", what="They lock us in: zebra-lantern-41", near="kite factory")
    page.locator(FORWARD).click()
    receipt_words(page)

    everything = b" ".join(url.encode() + b" " + body for url, body in sent)
    assert b"/sealed/" in everything
    for planted in (b"zebra-lantern", b"kite factory", b"gate.jpg", b"x" * 200):
        assert planted not in everything


def test_somebody_in_danger_sends_nothing_but_a_press(open_browser):
    page = open_browser(size=PHONE)
    page.goto("/report/en/")
    page.locator("label[for=safe-no]").click()
    forward(page, "#near")

    page.locator(FORWARD).click()

    assert len(receipt_words(page)) == 10


def test_a_dropped_line_loses_nothing(open_browser):
    page = open_browser(size=PHONE)
    tell_to_the_end(page, "en", what="The line is bad here.")
    page.context.set_offline(True)
    page.locator(FORWARD).click()
    page.wait_for_selector("[data-status]:has-text('The line dropped')")

    page.context.set_offline(False)

    assert len(receipt_words(page)) == 10


def test_the_way_back_of_the_phone_leads_to_the_question_before_with_its_answer(open_browser):
    page = open_browser(size=PHONE)
    page.goto("/report/en/")
    page.locator("label[for=safe-yes]").click()
    forward(page, "#what")
    page.fill("#what", "Kept in memory.")
    forward(page, "#province")

    page.go_back()
    page.wait_for_selector("#what")

    assert page.input_value("#what") == "Kept in memory."


def test_nothing_stays_on_the_phone(open_browser):
    page = open_browser(size=PHONE)
    tell_to_the_end(page, "en", what="Nothing of this stays.")

    kept = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, document.cookie,"
        " (await indexedDB.databases()).length, (await caches.keys()).length]"
    )
    assert kept == [0, 0, "", 0, 0]
    assert page.context.cookies() == []


@pytest.mark.parametrize("where", ["first", "last"])
def test_escape_twice_leaves(open_browser, where):
    page = open_browser()
    if where == "last":
        tell_to_the_end(page, "en", what="Somebody comes.")
    else:
        page.goto("/report/en/")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")

    page.wait_for_url("**/leave/")
    page.wait_for_selector(".pl-month")
    assert "Somebody comes." not in page.content()


def test_smaller_areas_are_chosen_without_asking_the_server_for_them(open_browser):
    page = open_browser(size=PHONE)
    page.goto("/report/en/")
    page.locator("label[for=safe-yes]").click()
    forward(page, "#what")
    forward(page, "#province")
    asked = []
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(request.url))

    page.select_option("#province", "18")
    page.select_option("#district", index=1)
    page.select_option("#commune", index=1)

    assert asked == []
    assert page.input_value("#commune").startswith("18")


def test_the_whole_report_by_keyboard_alone(open_browser):
    page = open_browser()
    page.goto("/report/en/")
    page.locator("#safe-yes").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_selector("#what")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "what"
    page.keyboard.type("Typed by keyboard.")
    for selector in ("#province", "#file", "#contact", "[data-summary]", "[data-words] li"):
        page.locator(FORWARD).focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(f"main {selector}", state="attached")

    assert len(receipt_words(page)) == 10


def test_leaving_is_the_first_thing_that_the_keyboard_reaches(open_browser):
    page = open_browser()
    page.goto("/report/en/")

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "pl-exit"


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["320", "1280"])
@pytest.mark.parametrize("language", ["km", "my"])
def test_every_public_page_is_accessible(open_browser, violations, language, size, look):
    page = open_browser(size=size, dark=look == "dark", language=language)
    faults = {}
    for address in PAGES:
        page.goto(address.format(language))
        found = violations(page)
        found += [problem for problem in page.problems if "404" not in problem]
        page.problems.clear()
        if found:
            faults[address] = found

    assert faults == {}


@pytest.mark.parametrize("language", [language.code for language in LANGUAGES])
def test_no_page_scrolls_sideways_in_any_language(open_browser, language):
    page = open_browser(size=PHONE, scripts=True, language=language)
    wide = []
    for address in PAGES:
        page.goto(address.format(language))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(address)

    assert wide == []
