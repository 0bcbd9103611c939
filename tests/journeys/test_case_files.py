"""Cases in a browser: opened from an allegation, members let in, merged, split and undone."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import DESK, PHONE

SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


def open_allegation(page):
    """Go to the first allegation that is open, and wait for what it asks of other pages."""
    page.goto("/allegations/")
    page.locator("section[aria-labelledby=op] ol.pl-wait > li > a").first.click()
    page.get_by_role("heading", name="What is alleged").wait_for()


def begin_case(page, title):
    """Open a case with the first allegation."""
    open_allegation(page)
    page.get_by_role("link", name="Open a case with it, or take it into one").click()
    page.fill("#id_title", title)
    page.get_by_role("button", name="Open a case with it").click()
    page.get_by_text("Opened. You are its first member").wait_for()


@SIZES
def test_a_case_is_opened_merged_undone_and_closed(open_browser, sign_in, violations, size):
    page = sign_in(open_browser(size=size), "analyst.coast")
    page.goto("/cases/")
    page.get_by_role("heading", name="Cases", exact=True).wait_for()
    assert violations(page) == []
    begin_case(page, f"Harbour {size['width']}")
    begin_case(page, f"Coast road {size['width']}")
    for folded in page.locator("details.pl-fold").all():
        folded.locator("summary").click()
    assert violations(page) == []

    page.get_by_role("link", name="Merge another case into this one").click()
    page.locator("#id_other").select_option(index=0)
    page.fill("#id_why", "one owner")
    assert violations(page) == []
    page.get_by_role("button", name="Merge it into this one").click()
    page.get_by_text("Merged. You can undo it").wait_for()
    page.locator("section[aria-labelledby=hi] button", has_text="Undo").first.click()
    page.get_by_text("Undone. All stands as if").wait_for()

    page.get_by_role("link", name="Record a conflict of interest").click()
    assert violations(page) == []
    page.locator("#id_user").select_option(index=1)
    page.fill("#id_why", "kin of the owner")
    page.get_by_role("button", name="Keep the case from them").click()
    page.get_by_text("On record. The case is kept from them").wait_for()
    assert violations(page) == []
    assert page.problems == []


def test_a_case_is_worked_without_javascript(open_browser, sign_in):
    page = sign_in(open_browser(scripts=False), "analyst.coast")
    open_allegation(page)
    page.get_by_role("link", name="Cases that hold this allegation").click()
    page.get_by_role("link", name="Open a case with it, or take it into one").click()
    page.fill("#id_title", "Without scripts")
    page.get_by_role("button", name="Open a case with it").click()
    page.get_by_text("Opened. You are its first member").wait_for()

    page.locator("summary", has_text="Close this case").click()
    page.fill("#close_why", "all answered")
    page.get_by_role("button", name="Close it").click()
    page.get_by_text("Closed. Its members still read it").wait_for()
    page.get_by_role("button", name="Open it again").click()
    page.get_by_text("Open again.").wait_for()


@SIZES
def test_the_pages_of_cases_are_whole_in_khmer(open_browser, sign_in, violations, size):
    page = sign_in(open_browser(size=size, language="km"), "analyst.coast")
    page.goto("/cases/")
    if page.locator("html").get_attribute("lang") != "km":
        page.locator("button[name=language][value=km]").first.click()
        page.goto("/cases/")
    assert page.locator("html").get_attribute("lang") == "km"
    assert violations(page) == []
