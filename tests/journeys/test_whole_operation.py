"""One operation from the order to the day on which its site is looked at again."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from tests.journeys import test_field as field
from tests.journeys import test_minutes as minutes
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.ordering import asked_to_sign, decided
from tests.journeys.test_field import phone

__all__ = ["phone"]

WRISTBAND = "WHOLE31"


def ordered(page):
    """A sealed order with one site, a team and a scope: its address and the site's name."""
    own = decided(page, "Decision 61, article 24")
    page.goto(own + "sites/")
    page.locator("input[name=entry]").last.check()
    page.get_by_role("button", name="Add those ticked").click()
    page.get_by_role("heading", name="In the order").wait_for()
    page.goto(own + "teams/")
    page.locator("#t0_m0-who").fill("field")
    page.locator("#t0_m0-role").select_option("minutes")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("heading", name="Team 1").wait_for()
    page.goto(own)
    return own, page.locator("section[aria-labelledby=si] th a").first.inner_text()


def planned(page, own):
    """The engine proposes, the commander takes over."""
    page.set_default_timeout(90_000)  # the first plan of a machine compiles the search
    page.goto(own + "plan/")
    page.get_by_role("button", name="Have it planned").click()
    page.get_by_role("heading", name="Proposed").wait_for()
    page.get_by_role("button", name="Take this plan over").click()
    page.get_by_role("heading", name="Sites and order").wait_for()
    page.set_default_timeout(15_000)


def signed(page, signer, own):
    """A scope, asked for and signed."""
    asked_to_sign(page, own)
    signer.goto(own)
    signer.locator("a[href*='/sign-off/']").first.click()
    signer.get_by_role("heading", name="Grounds").wait_for()
    signer.get_by_role("button", name="Sign", exact=True).click()
    signer.get_by_role("link", name="On paper").wait_for()


def started(page, own):
    page.goto(own + "roll-call/")
    page.locator("input[name=present]").first.check()
    page.get_by_role("button", name="Start the operation").click()
    page.get_by_text("Started by").wait_for()


def worked(page, name):
    """Without a line: somebody found and a headcount; with one again all is sent."""
    page.context.set_offline(True)
    page.reload()
    field.unlock(page)
    field.on(page, "home")
    page.locator(".pl-fdlist button", has_text=name).last.click()  # of the newest operation
    field.on(page, "site")
    page.locator("[data-to=headcount] button").click()
    field.on(page, "headcount")
    page.fill("#number", "31")
    page.fill("#children", "2")
    page.locator(field.FIELD["keep"]).click()
    page.get_by_text("31 people, of whom 2 children").wait_for()
    field.go(page, "persons")
    page.locator(field.FIELD["add"]).click()
    field.on(page, "person")
    field.add_person(page, WRISTBAND, language="vi", age="12_14", needs=["child_alone"])
    page.context.set_offline(False)
    page.locator("[data-back]").click()
    field.on(page, "persons")
    page.locator("[data-back]").click()
    field.on(page, "site")
    page.locator("[data-back]").click()
    field.on(page, "home")
    field.send(page)


def written(taker, own, file):
    """Minutes of the whole operation, closed, signed, as PDF: the text of the file."""
    key = own.rstrip("/").rsplit("/", 1)[-1]
    taker.goto(f"/minutes/of/{key}/")
    taker.get_by_role("button", name="Begin minutes").click()
    taker.get_by_role("heading", name=re.compile(r"^Minutes J-")).wait_for()
    page = taker.url
    minutes.closed(taker, page)
    minutes.signed(taker, page)
    sha256 = taker.locator("section[aria-labelledby=ha] .pl-hash").inner_text()
    with taker.expect_download() as waiting:
        taker.get_by_role("link", name="PDF").click()
    waiting.value.save_as(file)
    with pypdfium2.PdfDocument(file) as document:
        texts = [sheet.get_textpage().get_text_range() for sheet in document]
    assert all(sha256 in text for text in texts)
    return "\n".join(texts)


@pytest.mark.slow
def test_an_operation_from_the_order_to_the_day_of_the_next_look(
    open_browser, sign_in, phone, tmp_path
):
    page = sign_in(open_browser(size=DESK), "commander")
    signer = sign_in(open_browser(size=PHONE), "prosecutor")
    own, name = ordered(page)
    planned(page, own)
    signed(page, signer, own)
    outsider = sign_in(open_browser(), "analyst.coast")
    assert outsider.goto(own).status == 404
    started(page, own)

    worked(phone("field"), name)
    key = own.rstrip("/").rsplit("/", 1)[-1]
    page.goto(f"/field/operations/{key}/")
    page.get_by_text(WRISTBAND).first.wait_for()
    elsewhere = sign_in(open_browser(), "analyst.capital")
    assert elsewhere.goto(f"/field/operations/{key}/").status == 404

    page.goto(own)
    page.get_by_role("button", name="The operation is over").click()
    page.get_by_text("Ended on").wait_for()
    taker = sign_in(open_browser(), "field")
    assert "៣១" in written(taker, own, tmp_path / "minutes.pdf")

    page.goto(f"/outcomes/operation/{key}/")
    page.get_by_role("link", name=re.compile("Note what came")).first.click()
    page.get_by_label("Site sealed").check()
    page.get_by_role("button", name="Keep").click()
    page.get_by_text(re.compile("To be looked at again by")).first.wait_for()
    page.goto("/outcomes/look-again/")
    page.get_by_role("link", name=name).first.wait_for()
    assert page.problems == signer.problems == taker.problems == []
