"""Minutes in a browser: written, closed, signed, with a reservation; changed and asked again."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from tests.journeys.conftest import DESK, PHONE


def begun(page):
    """The minute-taker begins minutes of the first site of the operation that is over."""
    page.goto("/operations/")
    page.locator("ol[data-rows] li", has_text="Ended").locator("a").first.click()
    page.get_by_role("heading", name="Sites", exact=True).wait_for()
    page.goto(f"/minutes/of/{page.url.rstrip('/').rsplit('/', 1)[-1]}/")
    sites = page.locator("#mnsite option", has_text="1. ")
    page.select_option("#mnsite", value=sites.first.get_attribute("value"))
    page.get_by_role("button", name="Begin minutes").click()
    page.get_by_role("heading", name=re.compile(r"^Minutes J-")).wait_for()
    return page.url


def closed(page, own):
    """Close the newest version."""
    page.goto(own)
    page.get_by_role("button", name="Close it for signing").click()
    page.get_by_text("Closed. Those who were present can sign it now.").wait_for()


def signed(page, own, *, reservation=""):
    """Sign, with a reservation if there is one."""
    page.goto(own + "sign/")
    if reservation:
        page.locator("input[name=manner][value=reserved]").check()
        page.fill("#id_words", reservation)
    page.get_by_role("button", name="Answer with my signature").click()
    page.get_by_role("heading", name=re.compile(r"^Minutes J-")).wait_for()


def test_minutes_are_written_signed_printed_and_signed_again(
    open_browser, sign_in, violations, tmp_path
):
    taker = sign_in(open_browser(size=PHONE), "field")
    own = begun(taker)
    taker.goto(own + "write/")
    assert violations(taker) == []
    taker.fill("#id_remarks", "The owner stayed away.")
    taker.locator("main form button", has_text="Keep").click()
    taker.get_by_text("The owner stayed away.").wait_for()
    closed(taker, own)
    assert violations(taker) == []
    signed(taker, own)

    lead = sign_in(open_browser(size=DESK), "commander")
    lead.goto("/minutes/")
    lead.locator(f"a[href='{own[own.index('/minutes/') :]}sign/']").wait_for()
    assert violations(lead) == []
    lead.goto(own + "sign/")
    assert violations(lead) == []
    signed(lead, own, reservation="The count was taken twice.")
    lead.get_by_text("Signed with a reservation").first.wait_for()
    assert violations(lead) == []

    with lead.expect_download() as waiting:
        lead.get_by_role("link", name="PDF").click()
    file = tmp_path / "minutes.pdf"
    waiting.value.save_as(file)
    sha256 = lead.locator("section[aria-labelledby=ha] .pl-hash").inner_text()
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            assert sha256 in page.get_textpage().get_text_range()

    taker.goto(own + "write/")
    taker.fill("#id_remarks", "The owner came at noon.")
    taker.locator("main form button", has_text="Keep").click()
    closed(taker, own)
    lead.goto("/minutes/")
    lead.locator(f"a[href='{own[own.index('/minutes/') :]}sign/']").click()
    lead.get_by_text("The owner came at noon.").wait_for()
    assert taker.problems == lead.problems == []


@pytest.mark.parametrize("name", ["analyst.coast", "auditor"])
def test_nobody_else_finds_them(open_browser, sign_in, name):
    taker = sign_in(open_browser(), "field")
    taker.goto("/minutes/")
    other = sign_in(open_browser(scripts=False), name)

    assert other.goto("/minutes/").ok
    assert other.locator("ol[data-rows]").count() == 0
