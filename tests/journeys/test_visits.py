"""Visits and timelines in a browser: a visit entered, a question answered, corrected, printed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE

SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


def enter_visit(page, body):
    """Enter a visit that is past, and open it."""
    page.goto("/visits/new/")
    page.select_option("#id_kind", "rapporteur")
    page.fill("#id_body", body)
    page.fill("#id_begins_on", "2026-03-02")
    page.fill("#id_ends_on", "2026-03-06")
    page.locator("main form.pl-form button").click()
    page.get_by_text("Entered. Open it to add").wait_for()
    page.locator("main").get_by_role("link", name=body).first.click()
    page.get_by_role("heading", name=body).wait_for()


def ask(page, text):
    """Enter a question that was to be answered in May."""
    page.get_by_role("link", name=re.compile("Enter a question")).click()
    page.fill("#id_text", text)
    page.fill("#id_to_body", "Labour inspection")
    page.fill("#id_raised_on", "2026-03-03")
    page.fill("#id_due_by", "2026-05-01")
    page.locator("main form.pl-form button").click()
    page.get_by_text("Entered. It waits for an answer.").wait_for()


@SIZES
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_question_is_late_then_answered_then_corrected_and_on_paper(
    open_browser, sign_in, size, scripts
):
    page = sign_in(open_browser(size=size, scripts=scripts), "committee")
    enter_visit(page, f"Rapporteur {size['width']} {scripts}")
    ask(page, "How many inspections were announced?")
    page.get_by_text("Not answered, and late").first.wait_for()

    page.locator("main").get_by_role("link", name=re.compile("How many inspections")).click()
    page.get_by_role("link", name=re.compile("Enter an answer")).click()
    page.fill("#id_text", "Twelve of thirty.")
    page.locator("main form.pl-form button").click()
    page.get_by_role("link", name=re.compile("Correct this answer")).click()
    page.fill("#id_text", "Eleven of thirty.")
    page.fill("#id_why", "One was counted twice")
    page.locator("main form.pl-form button").click()
    page.get_by_role("heading", name="Earlier answers, corrected since").wait_for()

    page.locator("ol.pl-crumbs a").last.click()
    page.get_by_role("link", name="Questions and answers").click()
    page.get_by_text("Eleven of thirty.").wait_for()
    assert "Twelve of thirty." not in page.locator("main").inner_text()
    page.emulate_media(media="print")
    assert not page.locator(".pl-bar").is_visible()
    assert page.problems == []


@SIZES
def test_the_pages_of_visits_are_clean_at_any_width(open_browser, sign_in, violations, size):
    page = sign_in(open_browser(size=size), "committee")
    page.goto("/visits/")
    assert violations(page) == []
    enter_visit(page, f"Delegation {size['width']}")
    address = page.url
    ask(page, "What of the shelters?")
    page.get_by_role("link", name="Add a meeting").click()
    assert violations(page) == []
    page.fill("#id_with_whom", "Labour inspection")
    page.fill("#id_day", "2026-03-03")
    page.locator("main form.pl-form button").click()
    page.get_by_role("link", name="Enter a recommendation").click()
    page.fill("#id_text", "Inspect without notice.")
    page.fill("#id_to_body", "Labour inspection")
    page.fill("#id_made_on", "2026-03-06")
    page.locator("main form.pl-form button").click()
    page.get_by_role("link", name=re.compile("Inspect without notice")).wait_for()

    for folded in page.locator("details.pl-fold").all():
        folded.locator("summary").click()
    assert violations(page) == []
    main = page.locator("main")
    for name in ("What of the shelters?", "Inspect without notice.", "Labour inspection"):
        page.goto(address)
        main.get_by_role("link", name=re.compile(re.escape(name))).first.click()
        assert violations(page) == []
    for part in ("programme/", "questions-and-answers/", "change/"):
        page.goto(address + part)
        assert violations(page) == []
    assert page.problems == []


def test_a_meeting_with_people_at_risk_is_refused_with_a_name(open_browser, sign_in):
    page = sign_in(open_browser(), "committee")
    enter_visit(page, "Mission for those at risk")
    page.get_by_role("link", name="Add a meeting").click()
    page.get_by_label(re.compile("With people at risk")).check()
    page.fill("#id_with_whom", "Two women")
    page.locator("main form.pl-form button").click()
    page.get_by_text("only that it took place is kept: a name").first.wait_for()

    page.fill("#id_with_whom", "")
    page.locator("main form.pl-form button").click()

    page.get_by_text("Added to the programme.").wait_for()
    assert "Two women" not in page.content()


def timeline_of_allegation(page):
    """Open the timeline of the first allegation that is open."""
    page.goto("/allegations/")
    link = page.locator("section[aria-labelledby=op] ol.pl-wait > li > a").first
    key = link.get_attribute("href").rstrip("/").split("/")[-1]
    page.goto(f"/timeline/allegation/{key}/")
    page.locator("ol.pl-time").wait_for()


@SIZES
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_timeline_is_clean_filtered_and_the_list_on_a_phone(
    open_browser, sign_in, violations, size, dark
):
    page = sign_in(open_browser(size=size, dark=dark), "intake")
    timeline_of_allegation(page)

    assert violations(page) == []
    assert page.locator("figure.pl-tl svg").is_visible() == (size is DESK)
    every = page.locator("ol.pl-time > li[id]").count()
    assert page.locator("figure.pl-tl a").count() <= every
    for box in page.locator("input[name=kind]").all():
        box.uncheck()
    page.locator("input[name=kind][value=complaint]").check()
    page.get_by_role("button", name="Show these").click()
    page.wait_for_load_state()
    shown = page.locator("ol.pl-time > li[id]")
    assert 0 < shown.count() < every
    assert all(text == "Complaint" for text in shown.locator("strong").all_inner_texts())
    assert violations(page) == []
    shown.locator("a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/complaints/"))
    assert page.problems == []


def test_a_timeline_is_clean_in_khmer(open_browser, sign_in, violations):
    page = sign_in(open_browser(size=PHONE, language="km"), "analyst.coast")
    timeline_of_allegation(page)
    if page.locator("html").get_attribute("lang") != "km":
        page.locator("button[name=language][value=km]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "km")
    assert violations(page) == []
