"""How much the public pages weigh on the wire, and how soon they can be used on a slow line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.conftest import PHONE

TABLE = Path(__file__).resolve().parents[1] / "page_weights.json"
MOST_BYTES = 30_000
SLOW = {
    "offline": False,
    "latency": 300,
    "downloadThroughput": 250_000 / 8,
    "uploadThroughput": 8_000,
}


@pytest.fixture
def wire(open_browser):
    """A phone with an empty cache whose traffic is counted: page, CDP session, list of bytes."""
    page = open_browser(size=PHONE, language="km")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    session.send("Network.setCacheDisabled", {"cacheDisabled": False})
    loaded = []
    session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    return page, session, loaded


@pytest.mark.parametrize("name", sorted(json.loads(TABLE.read_text())))
def test_every_page_weighs_what_the_table_says(wire, name):
    page, _session, loaded = wire
    most = json.loads(TABLE.read_text())[name]

    page.goto(name, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    weight = sum(loaded)

    assert 0.9 * most <= weight <= most
    assert most <= MOST_BYTES


def test_the_first_page_can_be_used_within_three_seconds_on_a_slow_line(wire):
    page, session, loaded = wire
    session.send("Network.emulateNetworkConditions", SLOW)

    page.goto("/report/km/", wait_until="load", timeout=30_000)
    page.evaluate("document.fonts.ready")
    timing = page.evaluate(
        "() => ({paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,"
        " ready: performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart,"
        " all: performance.now()})"
    )

    assert timing["paint"] < 3000
    assert timing["ready"] < 3000
    assert sum(loaded) <= MOST_BYTES


def test_the_khmer_face_is_the_one_that_was_cut(wire):
    page, _session, _loaded = wire
    page.goto("/report/km/", wait_until="networkidle")

    assert page.evaluate("document.fonts.check('16px \"Noto Sans Khmer\"', 'សំណួរ')")
    asked = page.evaluate("performance.getEntriesByType('resource').map(r => r.name)")
    assert all(name.startswith(page.url.split("/report")[0]) for name in asked)
