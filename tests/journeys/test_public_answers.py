"""A spokesperson prints an answer: drafted, sent back, approved, out, and on paper."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import DESK, PHONE

SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


def open_published(page):
    """Go to the first answer that is out."""
    page.goto("/public-answers/")
    page.locator("section[aria-labelledby=ou] ol.pl-wait > li > a").first.click()
    page.get_by_role("heading", name="4. Public answer").wait_for()


@SIZES
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_pages_of_public_answers_are_clean_at_any_width(
    open_browser, sign_in, violations, size, dark
):
    page = sign_in(open_browser(size=size, dark=dark), "spokesperson")
    page.goto("/public-answers/")
    page.get_by_role("heading", name="Waits for me").wait_for()
    assert violations(page) == []

    open_published(page)
    for folded in page.locator("details.pl-fold").all():
        folded.locator("summary").click()
    assert violations(page) == []

    page.get_by_role("link", name="Print as a press statement").click()
    page.get_by_role("heading", name="Press statement").wait_for()
    assert violations(page) == []
    assert page.problems == []


@SIZES
def test_the_pages_of_public_answers_are_whole_in_khmer(open_browser, sign_in, violations, size):
    page = sign_in(open_browser(size=size, language="km"), "spokesperson")
    page.goto("/public-answers/")
    if page.locator("html").get_attribute("lang") != "km":
        page.locator("button[name=language][value=km]").first.click()
    page.goto("/public-answers/")
    assert page.locator("html").get_attribute("lang") == "km"
    assert violations(page) == []


def test_a_spokesperson_prints_an_answer(open_browser, sign_in, violations, tmp_path):
    drafter = sign_in(open_browser(), "spokesperson")
    approver = sign_in(open_browser(), "commander")
    open_published(drafter)
    drafter.locator("summary", has_text="Correct it").click()
    drafter.locator("#correct_why").fill("The words were hard to read.")
    drafter.get_by_role("button", name="Draft a correction").click()
    drafter.get_by_role("heading", name="Write the words").wait_for()
    assert "This answer corrects the one" in drafter.locator("textarea[lang=en]").input_value()
    assert violations(drafter) == []
    address = re.sub(r"words/$", "", drafter.url)

    drafter.goto(address)
    drafter.get_by_role("button", name="Hand in for approval").click()
    approver.goto("/public-answers/")
    approver.locator("section[aria-labelledby=mi] ol.pl-wait > li > a").first.click()
    assert approver.url == address
    approver.locator("summary", has_text="Send back, with a note").click()
    approver.locator("#send_why").fill("Shorter sentences, please.")
    approver.get_by_role("button", name="Send back", exact=True).click()
    approver.get_by_text("Sent back with your note.").wait_for()

    drafter.goto(address)
    drafter.get_by_text("Shorter sentences, please.").first.wait_for()
    drafter.keyboard.press("w")
    english = drafter.locator("textarea[lang=en]")
    english.fill(english.input_value() + "\n\nC-2026-000001-T told us of 3 workers.")
    drafter.get_by_role("button", name="Keep these words").click()
    drafter.get_by_text("reference of a complaint; it never goes out").wait_for()
    drafter.get_by_text("“3 workers”").wait_for()
    assert violations(drafter) == []
    drafter.keyboard.press("w")
    english = drafter.locator("textarea[lang=en]")
    english.fill(english.input_value().split("\n\nC-2026")[0])
    drafter.get_by_role("button", name="Keep these words").click()
    drafter.get_by_role("button", name="Hand in for approval").click()

    approver.goto(address)
    approver.get_by_role("button", name="I have read the Khmer").click()
    approver.get_by_role("button", name="Approve", exact=True).click()
    approver.get_by_text("Approved. Reporters hear first").wait_for()

    drafter.goto(address)
    drafter.locator("summary", has_text="Publish in both languages").click()
    drafter.locator("#publish_why").fill("The hall is asked today.")
    drafter.get_by_role("button", name="It is out").click()
    drafter.get_by_text("Published in both languages.").wait_for()
    drafter.get_by_role("link", name="Print as a press statement").click()
    drafter.get_by_role("heading", name="Press statement").wait_for()
    assert "C-2026" not in drafter.content()
    paper = drafter.pdf(prefer_css_page_size=True, print_background=True)
    (tmp_path / "statement.pdf").write_bytes(paper)
    assert paper.startswith(b"%PDF")
    assert drafter.problems == approver.problems == []


def test_an_officer_sees_who_hears_first(open_browser, sign_in):
    page = sign_in(open_browser(size=PHONE, scripts=False), "intake")
    open_published(page)

    panel = page.locator("section[aria-labelledby=rp]")

    panel.get_by_text("each without sight of the others").wait_for()
    assert "Before it goes out" not in page.content()
    assert page.problems == []
