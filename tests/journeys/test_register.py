"""The officer at the telephone, the analyst who joins two records, the picture of ties."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE

CALLER_SAYS = "hotel behind the petrol statoin"
"""A nickname, with a slip of the finger: no entry is called so."""


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_caller_names_a_building_by_its_nickname_and_the_officer_finds_the_other_complaints(
    open_browser, sign_in, violations, size
):
    page = sign_in(open_browser(size=size), "intake")
    page.goto("/register/")
    page.get_by_role("link", name="Do we know it?").click()

    page.get_by_label("What it is called").press_sequentially(CALLER_SAYS, delay=5)
    first = page.locator("#found li").first
    first.get_by_text("Paper Lantern Hotel").wait_for()
    assert int(re.search(r"(\d+) documents and messages", first.inner_text()).group(1)) >= 39
    assert violations(page) == []

    first.get_by_role("link", name="Paper Lantern Hotel").click()
    mentions = page.locator("section[aria-labelledby=me] article")
    page.wait_for_load_state()
    assert mentions.count() >= 39
    assert violations(page) == []
    assert page.problems == []


def test_the_officer_finds_it_without_javascript(open_browser, sign_in):
    page = sign_in(open_browser(scripts=False), "intake")
    page.goto("/register/find/")
    page.get_by_label("What it is called").fill("加油站后面的酒店")
    page.get_by_role("button", name="Show").last.click()

    assert "Paper Lantern Hotel" in page.locator("#found li").first.inner_text()


def test_an_analyst_joins_two_records_and_separates_them_again(open_browser, sign_in, violations):
    page = sign_in(open_browser(), "analyst.coast")
    for name in ("Blue Kettle Lodge", "Blue Ketle Lodge"):
        page.goto("/register/enter/?kind=site")
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_role("button", name="Enter").click()
        page.get_by_role("heading", name=name).wait_for()
    assert violations(page) == []

    page.get_by_role("link", name="Compare side by side").first.click()
    page.get_by_role("heading", name=re.compile("Is Blue Ket+le Lodge the same as")).wait_for()
    assert violations(page) == []
    here = page.url
    page.get_by_label("Why").fill("one sign at the door")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("^Same")).click()

    page.goto(here.split("?")[0])
    assert "Judged: Same" in page.content()
    page.goto("/register/?kind=site&text=Kettle")
    page.locator("#entries").get_by_role("link", name="Blue Kettle Lodge").click()
    page.get_by_role("heading", name="Shown together").wait_for()
    assert violations(page) == []

    page.get_by_role("button", name=re.compile("^Separate")).click()
    page.get_by_text("Taken back: both records stand apart").wait_for()
    page.goto("/register/?kind=site&text=Ketle")
    expect(page.locator("#entries").get_by_role("link", name="Blue Ketle Lodge")).to_have_count(1)
    assert page.problems == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_ties_are_drawn_and_go_with_the_time(open_browser, sign_in, violations, size):
    page = sign_in(open_browser(size=size), "analyst")
    page.goto("/register/graph/")
    page.locator("#graph[data-drawn]").wait_for()
    assert int(page.locator("#graph").get_attribute("data-drawn")) > 50
    assert violations(page) == []

    slider = page.locator("#month")
    slider.focus()
    slider.press("Home")
    assert re.fullmatch(r"\d{4}-\d\d", page.locator("#month-shown").inner_text())
    slider.press("End")
    assert page.locator("#month-shown").inner_text() == "the whole time"
    for box in page.locator("input[name=sort]").all():
        box.uncheck()
    assert page.locator("#ties tbody tr:visible").count() == 0
    assert page.problems == []
