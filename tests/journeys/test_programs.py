"""A keeper makes a key, a program sends with it, the keeper ends it; every page is looked at."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from ponleu.foundation.core.keys import new_key
from tests.journeys.conftest import DESK, PHONE

SHOTS = Path(__file__).resolve().parents[2] / "shots"
KEY = re.compile(r"ponleu_[a-z2-7]{58}")
LOOKS = {
    "desk": {"size": DESK},
    "phone": {"size": PHONE, "scripts": True},
    "phone-khmer-dark": {"size": PHONE, "dark": True, "language": "km"},
}


def made(page, name):
    """Make a key on the page; the key."""
    page.goto("/accounts/programs/make/")
    page.fill("input[name=name]", name)
    page.select_option("select[name=unit]", "KH-NGO")
    page.fill("input[name=answerable]", "reader")
    page.locator("main form button").last.click()
    page.locator(".pl-key-once").wait_for()
    return KEY.search(page.content())[0]


def sent(served, key):
    """Send a complaint with a key; status and answer."""
    body = {"key": str(new_key()), "language": "km", "what": "They lock the doors.", "near": "pier"}
    asked = urllib.request.Request(
        f"{served}/api/1/complaints/",
        json.dumps({**body, "province": "18"}).encode(),
        {"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_a_key_is_made_used_and_ended(open_browser, sign_in, served, scripts):
    page = sign_in(open_browser(scripts=scripts), "keeper")
    name = f"Line {'with' if scripts else 'without'} script"

    key = made(page, name)
    status, told = sent(served, key)
    page.goto("/accounts/programs/")
    page.get_by_role("link", name=name).click()
    shown = page.content()
    page.get_by_role("button", name="End this program").click()

    assert (status, told["reference"][:2]) == (201, "C-")
    assert not KEY.search(shown)
    assert "The program is ended" in page.content()
    assert sent(served, key)[0] == 401
    assert page.problems == []


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_about_programs_is_accessible(open_browser, sign_in, violations, look):
    page = sign_in(open_browser(**LOOKS[look]), "keeper")
    found = {}

    def look_at(name):
        found[name] = violations(page)
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"programs-{name}-{look}.png", full_page=True)

    page.goto("/accounts/programs/make/")
    if "khmer" in look:
        page.locator(".pl-foot").get_by_text("ភាសាខ្មែរ").click()
        page.locator("html[lang=km]").wait_for()
    look_at("make")
    page.locator("main form button").last.click()
    look_at("make-wrong")
    made(page, f"Line {look}")
    look_at("key-once")
    page.goto("/accounts/programs/")
    look_at("list")
    page.locator("main th a").first.click()
    look_at("one")
    page.goto("/api/1/")
    look_at("api")

    assert {name: faults for name, faults in found.items() if faults} == {}
