"""Every page for every kind of person: no finding of axe, no sideways scroll, no error."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ponleu.foundation.accounts.demonstration import PASSPHRASE
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_review import accept_a_claim

PAGES = {
    "": ["/sign-in/login/", "/no-such-page/"],
    "analyst.coast": [
        "/",
        "/review/",
        "review:first",
        "review:edit",
        "/sources/",
        "sources:first",
        "/sources/add/",
        "/register/",
        "register:first",
        "/claims/",
        "claims:first",
        "/claims/?show=commitments",
        "/search/?text=hotel",
        "/search/?text=zzzzzz",
        "/help/",
        "/accounts/me/",
        "/accounts/roles/",
        "/sessions/",
        "/second-factor/",
    ],
    "keeper": ["/accounts/people/", "accounts:first", "/journal/verify/", "/accounts/roles/"],
    "auditor": ["/journal/", "/journal/verify/", "/accounts/me/"],
}
LOOKS = {
    "desk": {"size": DESK},
    "phone": {"size": PHONE},
    "phone-khmer-dark": {"size": PHONE, "dark": True, "language": "km"},
}
FIRST = {
    "review:first": ("/review/", ".pl-wait a"),
    "review:edit": ("/review/", ".pl-wait a"),
    "sources:first": ("/sources/", ".pl-wait a"),
    "claims:first": ("/claims/", ".pl-wait a"),
    "register:first": ("/register/", "main .pl-panel a"),
    "accounts:first": ("/accounts/people/", "main .pl-panel a, main table a"),
}


@pytest.fixture(scope="module", autouse=True)
def _something_was_accepted(chromium, served):
    """One claim in the record, so that its page can be looked at."""
    context = chromium.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in/login/")
    page.fill("input[name=login]", "analyst.coast")
    page.fill("input[name=password]", PASSPHRASE)
    page.locator("main form button").first.click()
    accept_a_claim(page)
    context.close()


def go(page, name):
    if name not in FIRST:
        page.goto(name)
        return
    address, link = FIRST[name]
    page.goto(address)
    page.goto(page.locator(link).first.get_attribute("href"))
    if name == "review:edit":
        page.goto(page.locator("[data-judge=edit]").first.get_attribute("href"))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("username", PAGES)
def test_every_page_is_accessible(open_browser, sign_in, violations, username, look):
    page = open_browser(**LOOKS[look])
    if username:
        sign_in(page, username)
    if "khmer" in look:
        page.goto(PAGES[username][0])
        if page.locator("html").get_attribute("lang") != "km":
            page.locator("button[lang=km]").click()
        expect(page.locator("html")).to_have_attribute("lang", "km")

    faults = {}
    for name in PAGES[username]:
        go(page, name)
        found = violations(page)
        found += [problem for problem in page.problems if "404" not in problem]
        page.problems.clear()
        if found or "!missing" in page.content():
            faults[name] = found

    assert faults == {}


def test_signed_out_people_are_sent_to_sign_in(open_browser):
    page = open_browser()
    for name in (n for names in PAGES.values() for n in names if n.startswith("/")):
        if name in PAGES[""]:
            continue
        page.goto(name)
        assert "/sign-in/login/" in page.url, name
