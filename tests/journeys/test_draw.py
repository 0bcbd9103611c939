"""A part of an order is drawn in a browser: two people commit, reveal, and take the plan over."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.ordering import asked_to_sign, decided

SITES = 5


def press(page, name):
    """Press a button and wait for what it says."""
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def ordered(page, teams):
    """An order with sites, teams with time for one of them, a scope: the address of its page."""
    own = decided(page, "Decision 53, article 24")
    page.get_by_role("link", name="Choose and change sites").click()
    offered = page.locator("input[name=entry]")
    for place in range(min(SITES, offered.count())):
        offered.nth(place).check()
    press(page, "Add those ticked")
    page.get_by_role("heading", name="In the order").wait_for()
    for nth in range(1, teams + 1):
        page.goto(own + "teams/")
        new = page.locator("form:has(#t0_starts)")
        new.evaluate("form => form.closest('details').open = true")
        page.locator("#t0_m0-who").fill(f"Sergeant {nth}")
        page.locator("#t0_m0-role").select_option("minutes")
        page.locator("#t0_starts").fill("04:00")
        page.locator("#t0_ends").fill("06:30")
        new.get_by_role("button", name="Keep", exact=True).click()
        page.get_by_role("heading", name=f"Team {nth}").wait_for()
    asked_to_sign(page, own)
    return own


@pytest.mark.parametrize(
    ("size", "teams", "percent"), [(PHONE, 1, 100), (DESK, 2, 50)], ids=["phone", "desk"]
)
def test_two_people_draw_a_part_of_the_visits(
    open_browser, sign_in, violations, size, teams, percent, tmp_path
):
    page = sign_in(open_browser(size=size), "commander")
    page.set_default_timeout(60_000)  # the first plans of a machine are compiled first
    own = ordered(page, teams)
    page.goto(own)
    page.get_by_role("link", name="Leave a part to the draw").click()
    page.fill("#id_percent", str(percent))
    press(page, "Mix plans")
    page.get_by_role("heading", name="Mixed plans, not kept yet").wait_for()
    page.screenshot(path=tmp_path / "mixed.png", full_page=True)
    assert violations(page) == []
    press(page, "Keep these plans, to draw from")
    press(page, "Commit")
    page.get_by_text("Committed.").wait_for()
    assert violations(page) == []

    signer = sign_in(open_browser(size=size), "prosecutor")
    signer.goto(own)
    signer.get_by_role("link", name="Commit to a number, and reveal it later").click()
    press(signer, "Commit")
    signer.get_by_text("You have committed.").wait_for()
    assert violations(signer) == []

    page.reload()
    press(page, "Close commitments")
    press(page, "Reveal")
    page.get_by_text("Not revealed yet:").wait_for()
    page.screenshot(path=tmp_path / "revealing.png", full_page=True)
    signer.reload()
    press(signer, "Reveal")
    signer.get_by_text("You have revealed.").wait_for()

    page.reload()
    page.get_by_text(
        "Mixed plans, commitments, numbers and the drawn plan fit together."
    ).wait_for()
    press(page, "Take the drawn plan over")
    page.get_by_text("as version").wait_for()
    page.screenshot(path=tmp_path / "taken.png", full_page=True)
    assert violations(page) == []
    page.goto(own)
    page.get_by_text("Drawn", exact=True).first.wait_for()
    page.screenshot(path=tmp_path / "order.png", full_page=True)
    assert violations(page) == []
    page.goto("/outcomes/score/")
    page.get_by_role("heading", name="Does the score hold?").wait_for()
    assert violations(page) == []
    other = sign_in(open_browser(), "analyst.coast")
    assert other.goto(own + "draw/").status == 404
    assert page.problems == signer.problems == []
