"""After an operation, in a browser: ended, outcome, measure by two people, look due, relapse."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.conftest import DESK, PHONE


def day(days):
    """So many days from now, as browsers write a day."""
    return (datetime.now(ZoneInfo("Asia/Phnom_Penh")) + timedelta(days=days)).strftime("%Y-%m-%d")


def propose_a_fine(page):
    """From what came of an operation to the page of the fine."""
    page.get_by_role("link", name=re.compile("Propose a measure")).first.click()
    page.get_by_label("What", exact=True).select_option("labour_fine")
    page.get_by_label("Legal provision").select_option("labour-369")
    page.get_by_label("Fine: riel, as stated").fill("5000000")
    page.get_by_label("Fine: days of base wage").fill("62")
    page.get_by_label("Grounds").fill("Nobody could leave after work.")
    page.get_by_role("button", name="Propose").click()
    page.get_by_role("link", name=re.compile("Fine by the labour law")).last.click()


def order_it(page):
    """Decide on the measure of the page."""
    page.get_by_role("link", name="Order it", exact=True).click()
    page.get_by_label("Why").fill("The grounds carry it.")
    page.get_by_role("button", name="Order it", exact=True).click()
    page.get_by_text("The grounds carry it.").wait_for()


def set_today(page):
    """Have the site of the page looked at again by today."""
    page.get_by_role("link", name=re.compile("Set another day")).first.click()
    page.get_by_label("Look again by").fill(day(0))
    page.get_by_label("Why this day").fill("Neighbours heard people.")
    page.get_by_role("button", name="Keep").click()


def judge_an_alert(page):
    """Say of the first that waits that it is so."""
    waiting = page.locator("li", has=page.get_by_role("button", name=re.compile("^It is so")))
    waiting.first.get_by_label(re.compile("^Why")).fill("The same people are back.")
    waiting.first.get_by_role("button", name=re.compile("^It is so")).click()
    page.get_by_text("The same people are back.").first.wait_for()


@pytest.mark.parametrize(
    ("size", "scripts"), [(PHONE, False), (DESK, True)], ids=["phone-no-scripts", "desk"]
)
def test_what_came_of_an_operation_is_noted_decided_by_two_and_counted(
    open_browser, sign_in, violations, size, scripts
):
    page = sign_in(open_browser(size=size, scripts=scripts), "commander")
    page.goto("/outcomes/figure/done/all/-/")
    page.locator("main ol a[href*='/outcomes/operation/']").first.click()
    page.get_by_role("heading", name="Debrief").wait_for()
    own = page.url

    page.get_by_role("link", name=re.compile("Correct the outcome|Note what came")).first.click()
    page.get_by_label("Site found empty").check()
    page.get_by_label("What was wrong before").fill("One building was empty.")
    if scripts:
        assert violations(page) == []
    page.get_by_role("button", name="Keep").click()
    page.get_by_text(re.compile("Site found empty")).first.wait_for()

    propose_a_fine(page)
    page.get_by_text("Stated less worked out").wait_for()
    assert page.get_by_role("link", name="Order it", exact=True).count() == 0
    measure = page.url
    if scripts:
        assert violations(page) == []

    second = sign_in(open_browser(size=size, scripts=scripts), "committee")
    second.goto(measure)
    order_it(second)

    page.goto(own)
    set_today(page)
    page.goto("/outcomes/look-again/")
    page.get_by_text("Neighbours heard people.").first.wait_for()
    if scripts:
        assert violations(page) == []
    page.goto("/")
    page.get_by_role("link", name=re.compile("Look again at sites")).wait_for()

    page.goto("/outcomes/alerts/")
    if scripts:
        assert violations(page) == []
    judge_an_alert(page)

    page.goto("/outcomes/")
    if scripts:
        assert violations(page) == []
    page.locator("a[href*='/figure/relapsed/all/']").first.click()
    page.locator("main ol a[href*='/outcomes/operation/']").first.wait_for()
    page.goto("/outcomes/found-empty/")
    page.get_by_role("heading", name="People who knew before the start").wait_for()
    if scripts:
        assert violations(page) == []

    other = sign_in(open_browser(), "analyst.capital")
    assert other.goto(own).status == 404
    assert other.goto(measure).status == 404
    other.goto("/outcomes/")
    other.get_by_text("Nothing was counted").wait_for()
    assert page.problems == second.problems == [] or not scripts
