"""Reviewing for volume, in a real browser: keys only, one answer for many, bulk, two readers."""

from __future__ import annotations

import re
import sys
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE

LISTS = [
    "/review/",
    "/review/facts/",
    "/review/?only=unsure",
    "/review/second/",
    "/review/quality/",
]
WAITING = "#main .pl-group .pl-prop[data-state=waiting]:visible"


def decided(page):
    return int(page.locator("#progress progress").get_attribute("value"))


def total(page):
    return int(page.locator("#progress progress").get_attribute("max"))


def listens_with(page, number):
    """Wait for a new page that counts so many and has begun to listen to keys."""
    expect(page.locator("#progress progress")).to_have_attribute("value", str(number))
    expect(page.locator("html.has-script #review")).to_be_visible()


def press_and_wait(page, key):
    """Press a key that answers the current question, and wait until it is counted."""
    before = decided(page)
    page.keyboard.press(key)
    expect(page.locator("#progress progress")).to_have_attribute("value", str(before + 1))


def open_with_exact_ones(page):
    """Open, by keys, the first document that has exact places or dates."""
    page.goto("/review/")
    page.keyboard.press("g")
    expect(page.locator("html.has-script #review")).to_be_visible()
    for _ in range(30):
        if page.locator("#exact").count():
            return
        was = page.url
        page.keyboard.press("g")
        page.wait_for_url(lambda url, was=was: url != was)
        expect(page.locator("html.has-script #review")).to_be_visible()
    raise AssertionError("no document has an exact place or date")


def test_a_document_is_reviewed_from_the_queue_to_the_next_by_keys_alone(open_browser, sign_in):
    page = sign_in(open_browser(), "analyst.coast")
    open_with_exact_ones(page)
    document, before = page.url, decided(page)

    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys for reviewing")).to_be_visible()
    page.keyboard.press("a")  # behind the open dialog nothing is judged
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert decided(page) == before

    exact = page.locator("#exact input[name=chosen]").count()
    page.keyboard.press("b")
    expect(page.get_by_role("button", name="Accept the ticked ones")).to_be_focused()
    page.keyboard.press("Enter")
    listens_with(page, before + exact)
    page.keyboard.press("u")
    listens_with(page, before)

    page.keyboard.press("e")
    expect(page.locator("form.pl-edit input[name=label]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("form.pl-edit")).to_have_count(0)
    press_and_wait(page, "d")
    for number in range(total(page)):
        if not page.locator(WAITING).count():
            break
        press_and_wait(page, "rna"[number % 3])
        assert page.evaluate("document.activeElement.closest('.pl-prop, #done') !== null")
    expect(page.locator("#done")).to_be_focused()
    page.keyboard.press("g")
    page.wait_for_url(lambda url: url.split("#")[0] != document)
    expect(page.locator(WAITING).first).to_be_visible()
    assert page.problems == []


def test_thirty_facts_by_keys(open_browser, sign_in):
    page = sign_in(open_browser(), "analyst.coast")
    page.goto("/review/")
    page.keyboard.press("g")
    expect(page.locator("html.has-script #review")).to_be_visible()
    judged, documents, began = 0, 1, time.perf_counter()
    while judged < 30:
        if not page.locator(WAITING).count():
            was = page.url.split("#")[0]
            page.keyboard.press("g")
            page.wait_for_url(lambda url, was=was: url.split("#")[0] != was)
            expect(page.locator("html.has-script #review")).to_be_visible()
            documents += 1
            continue
        press_and_wait(page, "r" if judged % 5 == 4 else "a")
        judged += 1
    seconds = time.perf_counter() - began

    sys.stdout.write(f"\n{judged} facts, {documents} documents, by keys: {seconds:.1f} s\n")
    assert judged == 30
    assert page.problems == []


def test_one_answer_serves_many_documents_and_one_key_takes_it_back(
    open_browser, sign_in, violations
):
    page = sign_in(open_browser(), "analyst.coast")
    page.goto("/review/facts/")
    first = page.locator(".pl-wait a").first.inner_text()
    count = int(re.match(r"\d+", page.locator(".pl-wait .pl-tag").first.inner_text()).group())
    page.keyboard.press("j")
    expect(page.locator(".pl-wait a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(first)
    assert page.locator(".pl-ticks--documents > li").count() == count >= 2
    assert violations(page) == []
    page.keyboard.press("a")

    expect(page.locator(".pl-batch")).to_contain_text(f"{count} documents")
    assert page.locator(".pl-wait a").first.inner_text() != first
    page.keyboard.press("u")
    expect(page.locator(".pl-messages")).to_contain_text(f"{count} questions wait again")
    assert page.locator(".pl-wait a").first.inner_text() == first
    assert page.problems == []


def test_the_same_fact_is_answered_from_a_documents_page_by_keys(open_browser, sign_in):
    page = sign_in(open_browser(), "analyst.coast")
    page.goto("/review/facts/")
    page.keyboard.press("g")
    page.locator(".pl-ticks--documents a").first.click()
    expect(page.locator("html.has-script #review")).to_be_visible()
    asked = page.locator(".pl-prop[data-state=waiting]", has=page.locator("[data-judge=also]"))
    asked.first.locator(".pl-prop__kind").click()
    page.keyboard.press("o")
    expect(page.get_by_role("heading", name=re.compile("One answer for"))).to_be_visible()
    page.keyboard.press("q")
    expect(page.locator("html.has-script #review")).to_be_visible()
    assert page.problems == []


def test_bulk_and_same_fact_work_without_scripts_on_a_phone(open_browser, sign_in, violations):
    page = sign_in(open_browser(size=PHONE, scripts=False), "analyst.capital")
    page.goto("/review/facts/")
    page.locator(".pl-wait a").first.click()
    page.get_by_role("button", name="Accept in all ticked").click()
    expect(page.locator(".pl-batch")).to_contain_text("Accepted")
    page.get_by_role("button", name="Take all of it back").click()
    expect(page.locator(".pl-messages")).to_contain_text("again")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_lists_are_accessible(open_browser, sign_in, violations, size, dark):
    page = sign_in(open_browser(size=size, dark=dark), "analyst.coast")
    found = {}
    for path in LISTS:
        page.goto(path)
        found[path] = violations(page)
    page.goto("/review/")
    page.locator(".pl-wait a").first.click()
    found["document"] = violations(page)
    page.goto("/review/facts/")
    page.locator(".pl-wait a").first.click()
    found["together"] = violations(page)

    assert {path: faults for path, faults in found.items() if faults} == {}
    assert page.problems == []


def test_two_people_read_one_document_and_a_third_step_settles(open_browser, sign_in, violations):
    first = sign_in(open_browser(), "analyst.coast")
    first.goto("/review/")
    first.locator(".pl-wait a").nth(9).click()
    title = first.locator("h1").inner_text()
    for _ in range(3):
        press_and_wait(first, "a")
    first.get_by_role("button", name="Give it for a second, blind reading").click()
    expect(first.locator(".pl-second")).to_contain_text("waits for a second reader")

    second = sign_in(open_browser(size=PHONE, dark=True), "analyst")
    second.goto("/review/second/")
    second.locator(".pl-wait > li", has_text=title).get_by_role("button").click()
    expect(second.locator("h1")).to_have_text(title)
    assert second.locator(".is-settled").count() == 0
    assert violations(second) == []
    while second.locator(WAITING).count():
        press_and_wait(second, "r")
    second.get_by_role("button", name="I am done: compare").click()
    expect(second.get_by_role("heading", name="How far the two agree")).to_be_visible()
    assert violations(second) == []
    assert second.get_by_role("button", name="Take the second").count() == 0

    first.goto(second.url)
    expect(first.locator(".pl-differ > li")).to_have_count(3)
    assert violations(first) == []
    first.get_by_role("button", name="Take the second").first.click()
    expect(first.locator(".pl-differ")).to_contain_text("The second was taken by")
    first.get_by_role("button", name="Take back").click()
    expect(first.get_by_role("button", name="Take the second")).to_have_count(3)
    first.goto("/review/quality/")
    first.get_by_role("link", name="questions").first.click()
    expect(first.locator(".pl-wait li").first).to_be_visible()
    assert violations(first) == []
    assert first.problems == second.problems == []
