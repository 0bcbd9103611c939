"""Keys in a real browser: a holder, who waits, recovery and its sheets, on a phone and a desk."""

from __future__ import annotations

import re

import pytest

from ponleu.foundation.accounts.demonstration import PASSPHRASE
from tests.journeys.conftest import (
    DESK,
    PHONE,
    chromium,
    open_browser,
    prepared,
    served,
    sign_in,
    violations,
)

__all__ = ["chromium", "open_browser", "prepared", "served", "sign_in", "violations"]

pytestmark = pytest.mark.journey
TAKE, LET = re.compile("^Take the keys.*Keo Rithy$"), re.compile("^Let in.*Keo Rithy$")
PAGES = {
    "analyst": ["/keys/", "/keys/units/KH/", "/keys/recovery/begin/", "/accounts/me/key/"],
    "analyst.coast": ["/keys/", "/keys/units/KH-18/"],
    "reader": ["/keys/", "/accounts/me/"],
}
LOOKS = {
    "desk": {"size": DESK},
    "phone": {"size": PHONE},
    "phone-khmer-dark": {"size": PHONE, "dark": True, "language": "km"},
}


def faults_of(page, violations):
    found = violations(page) + page.problems
    page.problems.clear()
    return [*found, *(["a variable is missing"] if "!missing" in page.content() else [])]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("username", PAGES)
def test_every_page_of_keys_is_accessible(open_browser, sign_in, violations, username, look):
    page = open_browser(**LOOKS[look])
    sign_in(page, username)
    if "khmer" in look and page.locator("html").get_attribute("lang") != "km":
        page.locator("button[lang=km]").click()

    faults = {}
    for address in PAGES[username]:
        page.goto(address)
        if found := faults_of(page, violations):
            faults[address] = found

    assert faults == {}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scripts", [True, False], ids=["htmx", "plain"])
def test_a_holder_puts_out_and_lets_in_again(open_browser, sign_in, violations, size, scripts):
    page = open_browser(size=size, scripts=scripts)
    sign_in(page, "intake")
    page.goto("/keys/units/KH-18/")
    holders = page.locator("section[aria-labelledby=holders]")
    waiting = page.locator("section[aria-labelledby=waiting]")
    if waiting.count() == 0 or "Keo Rithy" not in waiting.inner_text():
        page.get_by_role("button", name=TAKE).click()
    page.get_by_role("button", name=LET).wait_for()
    assert "Keo Rithy" not in holders.inner_text()

    page.get_by_role("button", name=LET).click()
    page.get_by_role("button", name=TAKE).wait_for()

    assert "Keo Rithy" in holders.inner_text()
    if scripts:
        assert faults_of(page, violations) == []


def test_recovery_from_printing_to_letting_in(open_browser, sign_in, violations):
    page = open_browser(size=PHONE)
    sign_in(page, "analyst")
    page.goto("/keys/recovery/begin/")
    for number, name in enumerate(("keeper", "auditor", "committee"), 1):
        page.fill(f"input[name=officer_{number}]", name)
    page.get_by_role("button", name="Make three sheets").click()
    page.locator(".pl-keysheet").nth(2).wait_for()
    sheets = [
        " ".join(words.locator("li").all_inner_texts())
        for words in page.locator(".pl-keysheet__words").all()
    ]
    assert faults_of(page, violations) == []
    pdf = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 3

    page.context.close()  # an idle browser keeps connections that the server counts
    page = open_browser(size=PHONE)
    sign_in(page, "intake")
    page.goto("/keys/units/KH-18/")
    page.get_by_role("button", name="Let recovery open them").click()
    page.get_by_text("opens them", exact=True).wait_for()

    page.context.close()
    page = open_browser(size=PHONE)
    sign_in(page, "keeper")
    page.goto("/keys/recovery/")
    assert faults_of(page, violations) == []
    page.select_option("select[name=unit]", "KH-18")
    page.fill("input[name=username]", "analyst")
    page.fill("textarea[name=sheet_1]", sheets[0])
    page.fill("textarea[name=sheet_2]", sheets[1].rsplit(" ", 1)[0] + " zzzz")
    page.get_by_role("button", name="Let this person in").click()
    page.locator(".govuk-error-summary").wait_for()
    assert "second sheet: Word 33:" in page.locator(".govuk-error-summary").inner_text()
    page.problems.clear()  # the browser notes the refusal's status
    assert faults_of(page, violations) == []

    page.fill("textarea[name=sheet_2]", sheets[1])
    page.get_by_role("button", name="Let this person in").click()
    page.wait_for_url("**/keys/")

    assert "The person is let in" in page.locator("main").inner_text()
    page.context.close()
    page = open_browser(size=PHONE)
    sign_in(page, "commander")
    page.goto("/keys/")
    assert "By recovery Hok Sreymom was let hold the keys" in page.locator("main").inner_text()
    assert faults_of(page, violations) == []


def test_a_shut_key_is_opened_with_the_passphrase(open_browser, sign_in):
    page = open_browser(size=PHONE, scripts=False)
    sign_in(page, "intake")
    cookies = [c for c in page.context.cookies() if c["name"] != "ponleu_key"]
    page.context.clear_cookies()
    page.context.add_cookies(cookies)
    page.goto("/keys/units/KH-18/")
    assert page.get_by_role("button", name=re.compile("^(Let|Take)")).count() == 0

    page.get_by_role("link", name="Open it with your passphrase").click()
    page.fill("input[name=passphrase]", PASSPHRASE)
    page.get_by_role("button", name="Open my key").click()

    assert page.url.endswith("/keys/units/KH-18/")
    assert page.get_by_role("button", name=re.compile("^(Let|Take)")).count() > 0
