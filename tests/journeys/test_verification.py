"""Verification in a browser: a question asked, an interview guarded, a source withdrawn."""

from __future__ import annotations

import re

import pytest

from ponleu.foundation.accounts.opened_keys import COOKIE
from tests.journeys.conftest import DESK, PHONE

SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
ANALYST = "analyst.coast"


def open_plan(page):
    """Go to the plan in which this person has a task."""
    page.goto("/verification/mine/")
    page.locator("ol.pl-wait > li > a").first.click()
    page.get_by_role("heading", name="Questions").wait_for()


def open_all(page):
    """Unfold what is folded."""
    for folded in page.locator("details.pl-fold").all():
        folded.locator("summary").click()


@SIZES
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_pages_of_verification_are_clean_at_any_width(
    open_browser, sign_in, violations, size, dark
):
    page = sign_in(open_browser(size=size, dark=dark), ANALYST)
    page.goto("/verification/mine/")
    page.get_by_text("2 days late").wait_for()
    assert violations(page) == []
    page.goto("/verification/training/")
    assert violations(page) == []

    open_plan(page)
    open_all(page)
    assert violations(page) == []
    plan = page.url
    for link in ("Interview 1", "The Morning Ferry (newspaper)"):
        page.goto(plan)
        page.get_by_role("link", name=re.compile(re.escape(link))).first.click()
        page.locator(".pl-crumbs").wait_for()
        open_all(page)
        assert violations(page) == []
    page.get_by_role("link", name="The letter, to be printed").click()
    page.get_by_role("article", name="Letter").wait_for()
    assert violations(page) == []
    for link in ("Add a question", "Add a source and grade it", "Add somebody who may be asked"):
        page.goto(plan)
        page.get_by_role("link", name=link).click()
        page.get_by_role("heading", name=link).wait_for()
        assert violations(page) == []
    assert page.problems == []


def test_a_question_is_asked_closed_and_taken_back_without_javascript(open_browser, sign_in):
    page = sign_in(open_browser(scripts=False, size=PHONE), ANALYST)
    open_plan(page)
    page.get_by_role("link", name="Add a question").click()
    page.get_by_label("What must be known?").fill("Was the back gate open?")
    page.get_by_role("button", name="Add it").click()
    panel = page.locator("section.pl-panel").filter(has_text="Was the back gate open?")
    panel.get_by_role("link", name=re.compile("Close it")).click()

    page.get_by_label("Answer in a few words").fill("The neighbours never saw it open.")
    page.get_by_role("button", name="Close it").click()
    page.get_by_text("Choose what the answer rests on.").wait_for()
    page.locator("input[name=grounds]").first.check()
    page.get_by_role("button", name="Close it").click()

    panel = page.locator("section.pl-panel").filter(has_text="Was the back gate open?")
    panel.get_by_text("The neighbours never saw it open.").wait_for()
    panel.get_by_role("button", name=re.compile("Take back")).click()
    panel.get_by_text("Not answered yet.").wait_for()
    panel.get_by_role("button", name=re.compile("Take back")).click()
    page.get_by_role("button", name="Bring it back Was the back gate open?").wait_for()


def test_a_further_interview_is_warned_of_and_needs_a_reason(open_browser, sign_in):
    page = sign_in(open_browser(), ANALYST)
    open_plan(page)
    page.get_by_role("link", name=re.compile("^W-2026-")).first.click()
    page.get_by_text("Invented Person").wait_for()
    page.get_by_role("link", name="Plan an interview").click()

    page.get_by_text("This person was asked, or is to be asked, 1 time already.").wait_for()
    page.get_by_label("Who asks").select_option(index=0)
    page.get_by_label("On which day").fill("2026-01-01")
    page.get_by_role("button", name="Plan it").click()

    page.get_by_text("This person was asked before. Say why asking again is needed.").wait_for()


@SIZES
def test_with_the_key_shut_names_and_notes_are_sealed(open_browser, sign_in, violations, size):
    page = sign_in(open_browser(size=size), ANALYST)
    page.context.clear_cookies(name=COOKIE)
    open_plan(page)
    page.get_by_role("link", name=re.compile("Interview 1")).first.click()

    page.get_by_text("Your key is shut in this session").first.wait_for()
    assert page.locator(".pl-veil").count() > 0
    assert "passport" not in page.locator("main").inner_text()
    assert violations(page) == []
