"""Allegations in a browser: a group opened in two presses by keyboard, an undo, an answer each."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from ponleu.foundation.accounts.opened_keys import COOKIE
from tests.journeys.conftest import DESK, PHONE

SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


def open_first(page):
    """Go to the first allegation that is open."""
    page.goto("/allegations/")
    page.locator("section[aria-labelledby=op] ol.pl-wait > li > a").first.click()
    page.get_by_role("heading", name="What is alleged").wait_for()


@SIZES
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_pages_of_allegations_are_clean_at_any_width(
    open_browser, sign_in, violations, size, dark
):
    page = sign_in(open_browser(size=size, dark=dark), "intake")
    page.goto("/allegations/")
    page.get_by_role("heading", name="These may be one matter").wait_for()
    assert violations(page) == []

    page.get_by_role("link", name=re.compile("Open an allegation")).first.click()
    page.get_by_role("heading", name="It is one matter").wait_for()
    for folded in page.locator("details.pl-fold").all():
        folded.locator("summary").click()
    assert violations(page) == []

    open_first(page)
    for folded in page.locator("details.pl-fold").all():
        folded.locator("summary").click()
    assert violations(page) == []

    page.goto("/complaints/figures/?months=12")
    page.get_by_role("heading", name="What became of complaints").wait_for()
    assert violations(page) == []
    page.locator(".pl-counts td a").first.click()
    page.locator("ol.pl-wait > li").first.wait_for()
    assert violations(page) == []
    assert page.problems == []


def test_a_group_is_opened_by_two_keys_and_one_complaint_undone(open_browser, sign_in):
    page = sign_in(open_browser(), "intake")
    page.goto("/allegations/")
    page.get_by_role("heading", name="These may be one matter").wait_for()

    page.keyboard.press("g")
    page.get_by_role("heading", name="It is one matter").wait_for()
    n_complaints = page.locator("input[name=complaint]").count()
    page.keyboard.press("o")

    page.get_by_text("Opened. Each complaint keeps its own clocks").wait_for()
    assert f"{n_complaints} complaints gathered here" in page.content()
    page.locator("ol.pl-wait button", has_text="Undo").first.click()
    page.get_by_text("Undone.").wait_for()
    page.get_by_role("button", name=re.compile("Take in")).first.click()
    page.get_by_text("Taken in.").wait_for()
    assert f"{n_complaints} complaints gathered here" in page.content()
    assert page.problems == []


def test_the_page_of_a_complaint_says_in_which_allegation_it_is(open_browser, sign_in):
    for scripts in (True, False):
        page = sign_in(open_browser(scripts=scripts), "intake")
        open_first(page)
        reference = page.locator(".pl-code").filter(has_text="A-2026-").first.inner_text()
        page.locator("ol.pl-wait > li > a").first.click()
        if not scripts:
            page.get_by_role("link", name="Allegations that this complaint is in").click()
        page.locator("main").get_by_text(reference).first.wait_for()


def test_complaints_that_nobody_linked_are_read_in_the_session(open_browser, sign_in):
    page = sign_in(open_browser(), "intake")
    open_first(page)

    page.get_by_role("link", name="Look among complaints that nobody linked yet").click()

    page.locator("#alike").get_by_text(re.compile("that nobody linked w")).first.wait_for()
    assert "/allegations/" in page.url
    assert page.problems == []


@SIZES
def test_with_the_key_shut_an_allegation_shows_no_words(open_browser, sign_in, violations, size):
    page = sign_in(open_browser(size=size), "intake")
    page.context.clear_cookies(name=COOKIE)
    open_first(page)

    page.get_by_text("Your key is shut in this session").first.wait_for()
    rows = page.locator("section[aria-labelledby=me] ol.pl-wait > li")
    assert rows.locator(".pl-veil").count() == rows.count() > 0
    assert violations(page) == []


@SIZES
def test_the_pages_of_allegations_are_whole_in_khmer(open_browser, sign_in, violations, size):
    page = sign_in(open_browser(size=size, language="km"), "intake")
    page.goto("/allegations/")
    if page.locator("html").get_attribute("lang") != "km":
        page.locator("button[name=language][value=km]").first.click()
    for address in ("/allegations/", "/complaints/figures/"):
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "km"
        assert violations(page) == []


def test_figures_open_to_records_and_download_without_javascript(open_browser, sign_in):
    page = sign_in(open_browser(scripts=False), "intake")
    page.goto("/complaints/")
    page.get_by_role("link", name="What became of complaints").click()

    with page.expect_download() as download:
        page.get_by_role("link", name="The same as a table (CSV), with definitions").click()
    table = download.value.path().read_text(encoding="utf-8-sig")
    assert table.startswith("counted_by,value,label,complaints,")
    cell = page.locator("section[aria-labelledby=t-channel] td a").first
    number = int(re.match(r"\d+", cell.inner_text()).group())
    cell.click()
    expect(page.locator("ol.pl-wait > li")).to_have_count(min(number, 25))
