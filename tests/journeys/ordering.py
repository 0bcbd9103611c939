"""What journeys of operations begin with: an order, and a sign-off that is asked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def moment(hours):
    """So many hours from now, as browsers write it; the server keeps the country's time."""
    return (datetime.now(ZoneInfo("Asia/Phnom_Penh")) + timedelta(hours=hours)).strftime(
        "%Y-%m-%dT%H:%M"
    )


def decided(page, basis):
    """A new order, sealed, with no site yet: the address of its page."""
    page.goto("/operations/new/")
    page.fill("#id_decided_by", "Governor")
    page.fill("#id_basis", basis)
    page.locator("#id_aims_0").check()
    page.locator("main form.pl-form button").click()
    page.get_by_role("link", name="Choose and change sites").wait_for()
    return page.url


def asked_to_sign(page, own):
    """A scope from two hours ago on, which the prosecutor is asked to allow."""
    page.goto(own + "scope/")
    page.fill("#id_begins", moment(-2))
    page.fill("#id_ends", moment(20))
    page.locator("main form.pl-form button").click()
    page.goto(own + "ask-sign-off/")
    page.fill("#id_username", "prosecutor")
    page.locator("main form.pl-form button").click()
    page.get_by_text("The prosecutor has not decided yet.").wait_for()
