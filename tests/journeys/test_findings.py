"""Findings in a browser: refused with a reason, written anew, approved; without script, too."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import DESK, PHONE

WORDS = "People could leave only when a guard opened the stair doors."
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


def open_evidence(page, number):
    """Go to the evidence of an allegation that is open; its address."""
    page.goto("/allegations/")
    link = page.locator("section[aria-labelledby=op] ol.pl-wait > li > a").nth(number)
    address = link.get_attribute("href").replace("/allegations/", "/findings/allegation/")
    page.goto(address)
    page.get_by_role("heading", name="What stands now").wait_for()
    return address


def add(page, words, origin, credibility="2"):
    """Add an interview to the evidence that is open."""
    page.get_by_role("link", name="Add evidence").first.click()
    page.get_by_label("What it is").select_option("interview")
    page.get_by_label("What it shows").fill(words)
    page.get_by_label("Whom it comes from", exact=True).fill(origin)
    page.get_by_label("First-hand").check(force=True)
    page.get_by_label("Reliability").select_option("B")
    page.get_by_label("Credibility").select_option(credibility)
    page.get_by_role("button", name="Add it").click()
    page.get_by_text("Added.").wait_for()


def choose(page, words):
    """Put a piece on the side of the allegation."""
    group = page.locator("fieldset").filter(has_text=words)
    group.get_by_label("for the allegation").check(force=True)


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "none"])
def test_a_reviewer_refuses_and_the_author_writes_anew(open_browser, sign_in, violations, scripts):
    author = sign_in(open_browser(scripts=scripts), "analyst.coast")
    reviewer = sign_in(open_browser(), "reviewer")
    tag = "with script" if scripts else "without"
    address = open_evidence(author, 0)
    add(author, f"Doors open by card only, {tag}.", f"A worker, {tag}")
    add(author, f"Guards hold the cards, {tag}.", f"An inspector, {tag}")
    author.get_by_role("link", name="Write a finding").click()
    choose(author, f"Doors open by card only, {tag}.")
    if scripts:
        author.locator("#carried").get_by_text("carries: Level 1").wait_for()
    author.get_by_label("How well the conclusion is proved").select_option("2")
    author.get_by_label("What was concluded").fill(f"{WORDS} {tag}")

    author.get_by_role("button", name="Send for review").click()
    author.get_by_text("The evidence does not carry level 2 yet.").wait_for()
    choose(author, f"Guards hold the cards, {tag}.")
    author.get_by_role("button", name="Work out the level").click()
    author.get_by_text(re.compile("carries: Level [23]")).wait_for()
    author.get_by_role("button", name="Send for review").click()
    author.get_by_text("Written. It waits for somebody else").wait_for()
    finding = author.url

    reviewer.goto("/findings/")
    reviewer.get_by_role("heading", name="Wait for your review").wait_for()
    reviewer.goto(finding)
    reviewer.get_by_label("Why, for its author").fill("Say at what hours.")
    reviewer.get_by_role("button", name="Refuse, with this reason").click()
    reviewer.get_by_text("Its author sees the reason").wait_for()

    author.goto("/findings/")
    author.get_by_text("Refused: Say at what hours.").first.wait_for()
    author.goto(finding)
    author.get_by_role("link", name="Write a new one from it").click()
    author.get_by_label("What was concluded").fill(f"By night: {WORDS} {tag}")
    author.get_by_role("button", name="Send for review").click()
    author.get_by_text("Written. It waits for somebody else").wait_for()

    reviewer.goto(author.url)
    reviewer.get_by_role("button", name="Approve: it stands").click()
    reviewer.get_by_text("Approved. It stands from now on.").wait_for()
    author.goto(address)
    author.locator("section[aria-labelledby=no]").get_by_text(f"By night: {WORDS}").wait_for()
    assert violations(reviewer) == []
    assert reviewer.problems == []


@SIZES
@pytest.mark.parametrize("language", ["en", "km"])
def test_the_pages_of_findings_are_clean_at_any_width(
    open_browser, sign_in, violations, size, language
):
    page = sign_in(open_browser(size=size, language=language), "analyst.coast")
    page.goto("/allegations/")
    link = page.locator("section[aria-labelledby=op] ol.pl-wait > li > a").last
    address = link.get_attribute("href").replace("/allegations/", "/findings/allegation/")

    for each in ("/findings/", address, f"{address}write/", f"{address}evidence/add/"):
        page.goto(each)
        page.locator("h1").wait_for()
        for folded in page.locator("details.pl-fold").all():
            folded.locator("summary").click()
        assert violations(page) == [], each
    assert page.problems == []
