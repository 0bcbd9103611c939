"""A statement in Khmer is reviewed from the upload to entries that open back to its words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.documents.making import make_docx
from tests.journeys.conftest import DESK, PHONE

STATEMENT = """ក្រសួងការងារ និងបណ្តុះបណ្តាលវិជ្ជាជីវៈ
សេចក្តីថ្លែងការណ៍
ថ្ងៃទី១៥ ខែកញ្ញា ឆ្នាំ២០២៦
លោក សុខ ដារ៉ា អភិបាលរងខេត្តព្រះសីហនុ បាននិយាយថា កម្មករ ១២ នាក់ ត្រូវបានជួយសង្គ្រោះពីអគារមួយ \
នៅក្រុងព្រះសីហនុ។
ក្រុមហ៊ុនបានបដិសេធថា គ្មាននរណាត្រូវបានឃុំឃាំងទេ។ ក្រសួងការងារបានពិន័យក្រុមហ៊ុនចំនួន ២០០០០០០ រៀល។"""
PERSON = "សុខ ដារ៉ា"


def upload_statement(page, note):
    data = make_docx(*STATEMENT.splitlines(), note)
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.goto("/sources/add/")
    page.get_by_label("Files").set_input_files(
        {"name": "statement.docx", "mimeType": word, "buffer": data}
    )
    page.get_by_label("What it is").select_option("statement")
    page.get_by_role("button", name="Keep and read").click()
    expect(page).to_have_url(re.compile("/review/.+/"))


def accept(page, kind, words):
    """Accept the question of a kind that has these words in its label."""
    asked = page.locator(".pl-prop[data-state=waiting]").filter(
        has=page.locator(".pl-prop__kind", has_text=kind),
        has_text=words,
    )
    key = asked.first.get_attribute("id")
    asked.first.locator("[data-judge=accept]").click()
    settled = page.locator(f"[id='{key}']")
    expect(settled).to_have_attribute("data-state", "accepted")
    return settled.locator("a .pl-code").first


def test_a_khmer_statement_is_reviewed_end_to_end(open_browser, sign_in, violations):
    page = sign_in(open_browser(), "analyst.coast")
    upload_statement(page, "ឯកសារទី១")
    expect(page.locator(".pl-doc")).to_have_attribute("lang", "km")
    assert violations(page) == []

    person = accept(page, "Person", PERSON)
    accept(page, "Place", "ព្រះសីហនុ")
    claim = accept(page, "Claim", "កម្មករ")
    entry, said = (link.locator("xpath=..").get_attribute("href") for link in (person, claim))
    total = int(page.locator("#progress progress").get_attribute("max"))
    for done in range(3, total):
        page.keyboard.press("a")
        expect(page.locator("#progress progress")).to_have_attribute("value", str(done + 1))
    expect(page.locator("#done")).to_contain_text("This document is reviewed")

    page.goto(entry)
    expect(page.locator("h1")).to_contain_text(PERSON)
    assert violations(page) == []
    page.locator("a[href*='?at=']").first.click()
    expect(page.locator("mark.is-at").first).to_contain_text("ដារ៉ា")

    page.goto(said)
    page.locator("a[href*='?at=']").first.click()
    expect(page.locator("mark.is-at").first).to_be_visible()
    marked = "".join(page.locator("mark.is-at").all_inner_texts())
    assert "កម្មករ ១២ នាក់" in marked
    assert violations(page) == []
    assert page.problems == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "320"])
def test_a_khmer_statement_is_shown_accessibly_in_khmer(open_browser, sign_in, violations, size):
    page = sign_in(open_browser(size=size), "analyst.coast")
    upload_statement(page, f"ឯកសារ {size['width']}")
    page.locator("footer button", has_text="ខ្មែរ").click()

    expect(page.locator("html")).to_have_attribute("lang", "km")
    assert violations(page) == []
