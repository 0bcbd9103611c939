"""A security key in a real browser: added, asked for at the next sign-in, and removed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ponleu.foundation.accounts.demonstration import PASSPHRASE
from tests.journeys.conftest import PHONE

VIRTUAL_KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def by_name(served):
    """The server's address with a name: browsers tie no key to a bare number."""
    return served.replace("127.0.0.1", "localhost")


def plug_in_key(page):
    """Let the browser believe that a security key is there."""
    developer = page.context.new_cdp_session(page)
    developer.send("WebAuthn.enable")
    developer.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL_KEY})


def give_passphrase(page, username="reader"):
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSPHRASE)
    page.locator("main form button").first.click()


def confirm(page):
    """Confirm with the passphrase if the page asks who it is."""
    if "/confirm/" in page.url:
        page.fill("input[name=password]", PASSPHRASE)
        page.locator("main form button").first.click()
        page.wait_for_url(lambda url: "/confirm/" not in url)


def test_a_security_key_is_added_asked_for_and_removed(open_browser, by_name, violations):
    page = open_browser(size=PHONE)
    plug_in_key(page)
    page.goto(by_name + "/sign-in/login/")
    give_passphrase(page)
    page.wait_for_url(lambda url: "/sign-in/" not in url)

    page.goto(by_name + "/second-factor/keys/add/")
    confirm(page)
    page.fill("input[name=name]", "Key of a journey")
    page.get_by_role("button", name="Add the key").click()
    page.wait_for_url("**/second-factor/codes/")
    assert page.locator("main ol code").count() == 10
    assert violations(page) == []

    page.goto(by_name + "/sign-out/")
    page.locator("main form button").first.click()
    give_passphrase(page)
    expect(page.locator("h1")).to_have_text("Second factor")
    assert violations(page) == []
    page.get_by_role("button", name="Use a security key").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)

    page.goto(by_name + "/second-factor/keys/")
    page.get_by_role("link", name="Remove").click()
    confirm(page)
    page.get_by_role("button", name="Remove the key").click()
    expect(page.locator("main")).to_contain_text("You have no security key")
    assert page.problems == []
