"""Published figures in a browser: two that cannot both be right, a reason, its undo; the law."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import DESK, PHONE

SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


def open_folds(page):
    """Open everything that is folded, as axe looks at what is shown."""
    for folded in page.locator("details.pl-fold").all():
        folded.locator("summary").click()


@SIZES
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_pages_of_figures_are_clean_at_any_width(open_browser, sign_in, violations, size, dark):
    page = sign_in(open_browser(size=size, dark=dark), "analyst")
    for address in ("/figures/", "/figures/series/victims_rescued/", "/figures/new/"):
        page.goto(address)
        open_folds(page)
        assert violations(page) == [], address

    page.goto("/figures/series/cases/")
    page.locator(".pl-marks a").first.click()
    page.locator("tr:target a").first.click()
    page.get_by_role("heading", name="What it means").wait_for()
    open_folds(page)
    assert violations(page) == []

    page.goto("/figures/bring/")
    assert violations(page) == []
    assert page.problems == []


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_a_contradiction_is_explained_and_taken_up_again(open_browser, sign_in, scripts):
    page = sign_in(open_browser(scripts=scripts), "analyst")
    page.goto("/figures/series/victims_rescued/")
    page.get_by_text("counts more: 517 against 389.").first.wait_for()

    page.locator("details.pl-fold summary").first.click()
    page.locator("input[name=why]").first.fill("The second counts one kind of site only.")
    page.get_by_role("button", name="Keep it with this reason").first.click()

    page.get_by_text("No contradiction: The second counts one kind of site only.").wait_for()
    page.get_by_role("button", name=re.compile("Undo")).first.click()
    page.get_by_text("Taken back. It is shown as open again.").wait_for()
    page.get_by_role("heading", name="What cannot be right").wait_for()
    assert page.problems == []


def test_a_table_is_looked_at_kept_and_taken_back(open_browser, sign_in, violations):
    page = sign_in(open_browser(size=PHONE), "analyst")
    page.goto("/figures/bring/")
    heading = "period,metric,value,definition_note,reported_by,source"
    rows = "2019,sites_inspected,40,,A body,A paper\nsoon,sites_inspected,1,,A body,A paper\n"
    table = f"{heading}\n{rows}".encode()
    page.set_input_files(
        "input[type=file]", {"name": "t.csv", "mimeType": "text/csv", "buffer": table}
    )
    page.get_by_role("button", name="Look at it first").click()

    page.get_by_text("Write the period as").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Keep 1 figure").click()
    page.get_by_text("1 figure kept.").wait_for()
    assert violations(page) == []
    page.locator("details.pl-fold summary").click()
    page.get_by_label("Why").fill("A trial.")
    page.get_by_role("button", name="Withdraw all of it").click()
    page.get_by_text("1 figure withdrawn.").wait_for()
    assert page.problems == []


@SIZES
def test_a_fine_is_worked_out_both_ways(open_browser, sign_in, violations, size):
    page = sign_in(open_browser(size=size), "spokesperson")
    page.goto("/law/")
    page.get_by_label("Stated amount, riel").fill("2620000")
    page.locator("#stated_stated_on").fill("2022-09-12")
    page.get_by_role("button", name="Work out the days").click()

    page.get_by_text("65.5 days").wait_for()
    assert violations(page) == []
    page.get_by_label("As valid on").fill("2005-01-01")
    page.get_by_role("button", name="Show").click()
    page.get_by_text("as valid on 1 January 2005").wait_for()
    assert page.problems == []
