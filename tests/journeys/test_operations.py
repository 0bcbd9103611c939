"""An operation in a browser: ordered, sealed, signed, started; nobody else learns of it."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.ordering import asked_to_sign, decided


@pytest.mark.parametrize(
    ("size", "scripts"), [(PHONE, False), (DESK, True)], ids=["phone-no-scripts", "desk"]
)
def test_an_operation_is_ordered_signed_and_started_and_nobody_else_learns_of_it(
    open_browser, sign_in, violations, size, scripts
):
    page = sign_in(open_browser(size=size, scripts=scripts), "commander")
    own = decided(page, "Decision 52, article 24")

    page.get_by_role("link", name="Choose and change sites").click()
    page.locator("input[name=entry]").first.check()
    page.get_by_role("button", name="Add those ticked").click()
    page.get_by_role("heading", name="In the order").wait_for()
    page.goto(own + "teams/")
    page.locator("#t0_m0-who").fill("field")
    page.locator("#t0_m0-role").select_option("minutes")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("heading", name="Team 1").wait_for()
    asked_to_sign(page, own)
    if scripts:
        assert violations(page) == []

    for name in ("analyst.coast", "auditor"):
        other = sign_in(open_browser(), name)
        assert other.goto(own).status == 404
        assert other.goto(own + "order/").status == 404

    signer = sign_in(open_browser(size=size, scripts=scripts), "prosecutor")
    signer.goto(own)
    signer.locator("a[href*='/sign-off/']").first.click()
    signer.get_by_role("heading", name="Grounds").wait_for()
    if scripts:
        assert violations(signer) == []
    signer.get_by_role("button", name="Sign", exact=True).click()
    signer.get_by_role("link", name="On paper").click()
    signer.get_by_text(re.compile("^Code")).wait_for()

    page.goto(own + "roll-call/")
    page.locator("input[name=present]").first.check()
    page.get_by_role("button", name="Start the operation").click()
    page.get_by_text("Started by").wait_for()
    goes = sign_in(open_browser(size=size, scripts=scripts), "field")
    goes.goto(own)
    goes.get_by_role("heading", name="Sites").wait_for()
    assert goes.problems == page.problems == signer.problems == []
