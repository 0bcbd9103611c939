"""Incidents in a browser: three reports of one raid linked, and their count conflict resolved."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import DESK, PHONE

SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
REPORTS = (
    (
        "Eleven people brought out of the Quince Harbour House",
        "The Gulf Courier",
        "2026-07-03",
        (
            "Preah Sihanouk, 3 July 2026. Police raided the Quince Harbour House in "
            "Sihanoukville on 2 July 2026. Officers found 11 people inside the building."
        ),
    ),
    (
        "Volunteers count fourteen at Quince Harbour House",
        "Coast Volunteers",
        "2026-07-04",
        (
            "Sihanoukville. A raid on the Quince Harbour House on 2 July 2026 found 14 people, the "
            "volunteers said. The people said that they were locked in."
        ),
    ),
    (
        "Provincial hall on Quince Harbour House",
        "Provincial hall",
        "2026-07-06",
        (
            "Preah Sihanouk. The inspection of Quince Harbour House on 2 July 2026 found 14 "
            "people. The police denied that anyone was locked in the building."
        ),
    ),
)


def bring(page, title, origin, published, words):
    """Paste a document in on the page that anybody uses; its key."""
    page.goto("/sources/add/")
    page.fill("[name=words]", words)
    page.fill("[name=title]", title)
    page.fill("[name=origin]", origin)
    page.fill("[name=published]", published)
    page.get_by_role("button", name="Keep and read").click()
    page.wait_for_url(lambda url: not url.endswith("/sources/add/"))
    return re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", page.url).group()


def linked(page, key):
    """Look all documents through, open the incident that one tells of; its address."""
    page.goto("/incidents/")
    while page.get_by_role("button", name="Look through the next 50").count():
        page.get_by_role("button", name="Look through the next 50").click()
        page.get_by_text(re.compile("looked through.")).first.wait_for()
    page.goto(f"/incidents/of-document/{key}/")
    page.get_by_role("link", name=re.compile("may tell of one incident: Quince Harbour")).click()
    page.get_by_role("heading", name=re.compile("Is this one incident")).wait_for()
    assert page.locator("input[name=telling]").count() == 3
    page.keyboard.press("s")
    page.get_by_text("Kept as one incident.").wait_for()
    return page.url


def test_an_analyst_links_three_reports_and_resolves_a_count_conflict(
    open_browser, sign_in, violations
):
    page = sign_in(open_browser(), "analyst.coast")
    keys = [bring(page, *report) for report in REPORTS]
    address = linked(page, keys[0])

    page.get_by_role("heading", name="3 documents tell of it").wait_for()
    conflicts = page.locator("article.pl-panel", has_text="found: “11” here, “14” there")
    assert conflicts.count() == 2
    for _ in range(2):
        page.goto(address)
        waiting = page.locator("article.pl-panel", has_text="found: “11” here").filter(
            has=page.locator("select[name=answer]")
        )
        waiting.locator("summary").first.click()
        waiting.locator("select[name=answer]").first.select_option("error:second")
        waiting.locator("input[name=why]").first.fill("The list has 14 names.")
        waiting.get_by_role("button", name="Keep the answer").first.click()
        page.get_by_text("Both sides stay as they are").wait_for()

    page.goto(address)
    settled = page.locator("article.pl-panel", has_text="The list has 14 names.")
    assert settled.count() == 2
    assert settled.first.locator("s").count() > 0
    assert settled.first.locator("mark").all_inner_texts() == ["11 people", "14 people"]
    settled.first.get_by_role("button", name=re.compile("^Undo")).click()
    page.get_by_text("The contradiction is open again.").wait_for()
    assert violations(page) == []
    assert page.problems == []

    for size in (PHONE, DESK):
        for path in (
            address,
            "/incidents/",
            "/incidents/contradictions/",
            "/incidents/contradictions/enter/",
        ):
            page.set_viewport_size(size)
            page.goto(path)
            for folded in page.locator("details.pl-fold").all()[:4]:
                folded.locator("summary").click()
            assert violations(page) == [], (size, path)


def test_incidents_work_without_javascript(open_browser, sign_in):
    page = sign_in(open_browser(scripts=False), "analyst.coast")

    page.goto("/incidents/")

    page.get_by_role("heading", name="All incidents").wait_for()
    page.get_by_role("link", name=re.compile("All contradictions")).click()
    page.get_by_role("heading", name="Contradictions", exact=True).first.wait_for()


@SIZES
def test_the_pages_of_incidents_are_whole_in_khmer(open_browser, sign_in, violations, size):
    page = sign_in(open_browser(size=size, language="km"), "analyst.coast")
    page.goto("/incidents/")
    if page.locator("html").get_attribute("lang") != "km":
        page.locator("button[name=language][value=km]").first.click()
    for address in ("/incidents/", "/incidents/contradictions/"):
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "km"
        assert violations(page) == []
