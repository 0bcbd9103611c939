"""Steps that journeys on the public pages share."""

from __future__ import annotations

KHMER_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
FORWARD = "#report > .pl-buttons .govuk-button >> nth=0"
SECONDS_TO_WAIT = 8.5
"""Without script a report may be sent this long after its first page."""


def forward(page, until):
    """Press the main button and wait for what the next page shows."""
    page.locator(FORWARD).click()
    page.wait_for_selector(until, state="attached")


def tell_to_the_end(page, language, *, what, near="", scripts=True):
    """From the first question to the last page before sending."""
    page.goto(f"/report/{language}/")
    page.locator("label[for=safe-yes]").click()
    forward(page, "#what")
    page.fill("#what", what)
    page.locator("label[for=sign-papers_taken]").click()
    forward(page, "#province")
    page.select_option("#province", "18")
    page.fill("#near", near)
    forward(page, "#file")
    photo = {"name": "gate.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8" + b"x" * 40_000}
    page.set_input_files("#file", photo)
    forward(page, "#contact")
    forward(page, "[data-summary]")
    if not scripts:
        page.wait_for_timeout(SECONDS_TO_WAIT * 1000)


def receipt_words(page):
    """The ten words in sight."""
    page.wait_for_selector("main [data-words] li")
    return page.locator("main [data-words] li").all_inner_texts()


def give_back(page, words):
    """Fill in the two words that are asked and press the button."""
    for label, field in zip(
        page.locator("main .pl-pair label").all(), ("first", "second"), strict=True
    ):
        said = label.inner_text().translate(KHMER_DIGITS)
        place = int("".join(sign for sign in said if sign.isascii() and sign.isdigit()))
        page.fill(f"main #{field}", words[place - 1])
    page.locator("main form .govuk-button").click()


def come_back(page, language, words):
    """Open the report with its words."""
    page.goto(f"/answer/{language}/")
    page.fill("#words", " ".join(words))
    page.locator("main form .govuk-button").click()
    page.wait_for_selector("#text")
