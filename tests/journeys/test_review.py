"""A newcomer reviews a document from end to end, in a real browser on a real server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE

FLAGSHIP = "Officials visit hotel after letters from relatives"
ACCEPT, REJECT = re.compile("^Accept "), re.compile("^Reject ")
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"


def open_flagship(page):
    page.goto("/sources/?text=Officials+visit+hotel")
    page.get_by_role("link", name=FLAGSHIP).click()
    page.get_by_role("link", name="Review", exact=True).last.click()
    expect(page.locator("h1")).to_have_text(FLAGSHIP)


def accept_a_claim(page):
    """Accept the first claim, denial or request that waits in any document of the queue."""
    page.goto("/review/")
    links = [link.get_attribute("href") for link in page.locator(".pl-wait a").all()]
    for address in links:
        page.goto(address)
        said = page.locator(".pl-group", has=page.locator(".pl-fam.is-said"))
        if said.locator("[data-judge=accept]").count():
            said.locator("[data-judge=accept]").first.click()
            page.locator(".pl-prop .pl-tag--good").first.wait_for()
            return
    raise AssertionError("no claim waits in any document of the queue")


def listens_to_keys(page):
    """Wait until the page's script is there: a key pressed before goes nowhere."""
    expect(page.locator("html.has-script #review")).to_be_visible()


def decided(page):
    return int(page.locator("#progress progress").get_attribute("value"))


def test_a_newcomer_reviews_a_document_end_to_end_by_keys(open_browser, sign_in, request):
    page = sign_in(open_browser(), "analyst.coast")
    open_flagship(page)
    total = int(page.locator("#progress progress").get_attribute("max"))
    assert total >= 10
    if decided(page) == 0 and request.config.getoption("--take-pictures"):
        for _ in range(6):
            page.keyboard.press("a")
            page.wait_for_timeout(250)
        page.evaluate("() => window.scrollTo(0, 0)")
        page.screenshot(path=PICTURES / "review.png")

    waiting = page.locator("#main .pl-group .pl-prop[data-state=waiting]:visible")
    for number in range(total * 2):
        before = decided(page)
        if before == total:
            break
        page.keyboard.press("r" if number % 5 == 4 else "a")
        expect(page.locator("#progress progress")).to_have_attribute("value", str(before + 1))

    assert waiting.count() == 0
    expect(page.locator("#done")).to_contain_text("This document is reviewed")
    page.get_by_role("link", name="See what entered the record").click()
    page.wait_for_load_state()
    assert page.locator(".pl-accepted > li").count() >= 5
    assert page.problems == []


def test_an_accepted_claim_opens_back_to_its_words(open_browser, sign_in):
    page = sign_in(open_browser(), "analyst.coast")
    accept_a_claim(page)
    page.goto("/claims/")
    page.locator(".pl-wait a").first.click()
    page.get_by_role("link", name="Open in the source").first.click()

    expect(page.locator("mark.is-at").first).to_be_visible()
    assert page.url.endswith("#at")


def test_undo_and_edit_by_keys(open_browser, sign_in):
    page = sign_in(open_browser(), "analyst.coast")
    page.goto("/review/")
    page.locator(".pl-wait a").nth(1).click()
    listens_to_keys(page)
    before, progress = decided(page), page.locator("#progress progress")
    page.keyboard.press("a")
    expect(progress).to_have_attribute("value", str(before + 1))
    page.keyboard.press("u")
    expect(progress).to_have_attribute("value", str(before))

    page.keyboard.press("e")
    field = page.locator("form.pl-edit input[name=label]")
    expect(field).to_be_focused()
    field.fill("In my own words")
    page.get_by_role("button", name="Save and accept").click()

    expect(progress).to_have_attribute("value", str(before + 1))
    expect(page.get_by_role("link", name="In my own words").first).to_be_visible()
    assert page.problems == []


def test_review_works_without_scripts_on_a_phone(open_browser, sign_in):
    page = sign_in(open_browser(size=PHONE, scripts=False), "analyst.capital")
    page.goto("/review/")
    page.locator(".pl-wait a").first.click()
    before = decided(page)
    page.get_by_role("button", name=ACCEPT).first.click()

    assert decided(page) == before + 1
    page.get_by_role("button", name="Take back").first.click()
    assert decided(page) == before


def test_two_people_do_not_overwrite_each_other(open_browser, sign_in):
    first = sign_in(open_browser(), "analyst.coast")
    second = sign_in(open_browser(), "analyst")
    first.goto("/review/")
    first.locator(".pl-wait a").nth(2).click()
    second.goto(first.url)
    before = decided(first)
    first.get_by_role("button", name=ACCEPT).first.click()
    expect(first.locator("#progress progress")).to_have_attribute("value", str(before + 1))

    second.get_by_role("button", name=REJECT).first.click()

    expect(second.locator("#alerts")).to_contain_text("A colleague judged this first")
    second.reload()
    assert decided(second) == before + 1


@pytest.mark.parametrize("path", ["/sources/{}/", "/review/{}/"])
def test_another_province_finds_nothing_there(open_browser, sign_in, path):
    coast = sign_in(open_browser(), "analyst.coast")
    coast.goto("/sources/?text=Officials+visit+hotel")
    coast.get_by_role("link", name=FLAGSHIP).click()
    key = coast.url.rstrip("/").split("/")[-1]
    capital = sign_in(open_browser(), "analyst.capital")

    there = capital.goto(path.format(key))
    nowhere = capital.request.get(path.format("01920000-0000-7000-8000-000000000000"))

    assert there.status == nowhere.status == 404
    capital.goto("/search/?text=Officials+visit+hotel")
    assert FLAGSHIP not in capital.content()


def test_a_lost_connection_is_told_and_nothing_is_stored(open_browser, sign_in):
    page = sign_in(open_browser(), "analyst.coast")
    page.goto("/review/")
    page.locator(".pl-wait a").nth(5).click()
    before = decided(page)
    page.context.set_offline(True)
    page.keyboard.press("a")
    expect(page.locator("#alerts")).to_contain_text("nothing was stored")

    page.context.set_offline(False)
    page.keyboard.press("a")

    expect(page.locator("#progress progress")).to_have_attribute("value", str(before + 1))
    expect(page.locator("#alerts")).to_be_empty()


def test_going_back_after_reviewing_shows_what_was_judged(open_browser, sign_in):
    page = sign_in(open_browser(), "analyst.coast")
    page.goto("/review/")
    page.locator(".pl-wait a").nth(6).click()
    listens_to_keys(page)
    before = decided(page)
    page.keyboard.press("a")
    expect(page.locator("#progress progress")).to_have_attribute("value", str(before + 1))
    page.get_by_role("link", name="Source page").click()

    page.go_back()

    assert decided(page) == before + 1
