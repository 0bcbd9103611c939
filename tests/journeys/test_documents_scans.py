"""A scanned page is uploaded and reviewed beside its picture, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.documents.conftest import tesseract_has
from tests.documents.making import ENGLISH, KHMER, make_scan, saved
from tests.journeys.conftest import DESK, PHONE

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"

pytestmark = pytest.mark.skipif(
    not tesseract_has("eng", "khm"), reason="no tesseract with English and Khmer on this machine"
)


def drawn_page(note):
    """A page with English above and Khmer below, and a word of its own."""
    from PIL import Image

    upper = make_scan(f"{ENGLISH}\n{note}")
    lower = make_scan(KHMER, khmer=True)
    page = Image.new("L", (1600, 2260), "white")
    page.paste(upper, (0, 60))
    page.paste(lower, (0, 60 + upper.height))
    return page


def upload(page, name, data, kind):
    page.goto("/sources/add/")
    page.get_by_label("Files").set_input_files({"name": name, "mimeType": kind, "buffer": data})
    page.get_by_role("button", name="Keep and read").click(timeout=90_000)


def picture_has_come(page):
    image = page.locator(".pl-sheet:not([hidden]) img")
    image.scroll_into_view_if_needed()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.pl-sheet:not([hidden]) img')]"
        ".every(one => one.complete && one.naturalWidth > 0)"
    )


def test_a_scanned_page_is_reviewed_beside_its_picture(open_browser, sign_in, violations, request):
    page = sign_in(open_browser(), "analyst.coast")
    page.set_default_timeout(90_000)
    upload(page, "scan.png", saved(drawn_page("Written for a desk.")), "image/png")

    expect(page).to_have_url(re.compile("/review/.+/"))
    picture_has_come(page)
    current = page.locator(".pl-prop.is-current")
    framed = page.locator(".pl-sheet:not([hidden]) rect.is-current")
    expect(framed.first).to_be_visible()
    assert framed.first.get_attribute("data-p") == current.get_attribute("id")[2:]
    expect(page.locator(".pl-sheet figcaption").first).to_contain_text("read with doubt")
    view, frame = page.locator(".pl-sheet__view").first.bounding_box(), framed.first.bounding_box()
    assert view["y"] <= frame["y"] <= view["y"] + view["height"]
    if request.config.getoption("--take-pictures"):
        page.screenshot(path=PICTURES / "review-scan.png")

    page.keyboard.press("a")
    expect(page.locator("#progress progress")).to_have_attribute("value", "1")
    assert framed.first.get_attribute("data-p") == current.get_attribute("id")[2:]
    page.keyboard.press("j")
    assert framed.first.get_attribute("data-p") == current.get_attribute("id")[2:]
    assert violations(page) == []
    assert page.problems == []

    page.get_by_role("link", name="See page 1 as a picture").click()
    picture_has_come(page)
    assert page.locator(".pl-sheet rect").count() >= 1
    assert violations(page) == []
    assert page.problems == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "320"])
def test_pages_of_a_scan_are_accessible(open_browser, sign_in, violations, size):
    page = sign_in(open_browser(size=size), "analyst.coast")
    page.set_default_timeout(90_000)
    note = f"Written for a screen of {size['width']}."
    upload(page, "scan.png", saved(drawn_page(note)), "image/png")
    review = page.url
    key = review.rstrip("/").split("/")[-1]

    for path in (review, f"/sources/{key}/", f"/sources/{key}/page/1/", "/sources/add/"):
        page.goto(path)
        assert violations(page) == [], path
    assert page.problems == []


def test_a_scan_is_reviewed_without_scripts(open_browser, sign_in):
    page = sign_in(open_browser(size=PHONE, scripts=False), "analyst.coast")
    page.set_default_timeout(90_000)
    upload(page, "scan.png", saved(drawn_page("Written for a phone.")), "image/png")

    page.get_by_role("link", name="See page 1 as a picture").click()

    expect(page.locator(".pl-sheet img")).to_be_visible()
    expect(page.get_by_text("Page 1 of the original.").first).to_be_visible()


def test_a_scan_of_four_pages_is_read_on_by_a_button(open_browser, sign_in):
    page = sign_in(open_browser(), "analyst.coast")
    page.set_default_timeout(90_000)
    drawn = [make_scan(f"Sok Dara wrote page {n} in Kampot.", width=1000) for n in range(1, 5)]
    data = saved(drawn[0], "TIFF", save_all=True, append_images=drawn[1:])
    upload(page, "four.tif", data, "image/tiff")

    expect(page.locator(".pl-note", has_text="1 of 4 pages")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator("#progress progress")).to_have_attribute("value", "1")
    page.get_by_role("button", name="Read the next pages").click()

    expect(page.get_by_text("Every page of this document was read.")).to_be_visible()
    expect(page.locator(".pl-doc")).to_contain_text("wrote page 4 in Kampot")
    expect(page.locator("#progress progress")).to_have_attribute("value", "1")
