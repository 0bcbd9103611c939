"""A phone in a hand: what is said and typed, the lock, a new version, a full disk, the wipe."""

from __future__ import annotations

import shutil
from collections import Counter

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from ponleu.foundation.core import clock
from ponleu.response.field.models import Device, Entry, PersonFound
from ponleu.response.field.services import opening, registering
from ponleu.response.field.web import shell
from tests.field.conftest import (  # noqa: F401  # fixtures
    alleged,
    asked,
    basic,
    country,
    desk,
    holder,
    hotel,
    keep_from,
    let_in,
    make_officer,
    opened,
    operation,
    people,
    place,
    sealed,
    signed,
    site,
    started,
    tell,
    told,
    version,
)
from tests.journeys.conftest import FLAGS, PHONE
from tests.journeys.test_field import (
    DUMP,
    FIELD,
    begin,
    faults,
    go,
    kept,
    on,
    send,
    to_site,
    unlock,
)
from tests.journeys.test_field import PHOTO as PICTURE

FAKE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
WEBM = bytes.fromhex("1a45dfa3")
SYNC = "**/field/sync/"
FULL = """() => {
    globalThis.put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
        if (value instanceof Blob) throw new DOMException("full", "QuotaExceededError");
        return put.call(this, value, key);
    };
}"""
"""What the browser does when its disk is full; no setting of it makes the disk so small."""

KEPT_SHELLS = "caches.keys().then((names) => names.filter((name) => name.startsWith('field-')))"


@pytest.fixture
def hand(chromium, live_server, people, operation, holder, demonstration):  # noqa: F811
    """A phone with a microphone, of somebody who goes along and is signed in; its clock can be set
    forward. The record behind it is at hand for the test."""
    session = Client()
    session.force_login(
        people["field"].user, backend="ponleu.foundation.accounts.backends.PassphraseBackend"
    )
    browser = chromium.browser_type.launch(
        executable_path=shutil.which("chromium"), args=[*FLAGS, *FAKE]
    )
    context = browser.new_context(
        viewport=PHONE, base_url=live_server.url, reduced_motion="reduce", locale="en"
    )
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": session.cookies[name].value, "url": live_server.url}
    context.add_cookies([cookie])
    context.clock.install()
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    waiting = Counter()
    for event, change in (("request", 1), ("requestfinished", -1), ("requestfailed", -1)):
        page.on(event, lambda _request, by=change: waiting.update(requests=by))
    yield page
    page.goto("about:blank")
    while waiting["requests"] > 0:  # one that outlives the test would ask a database that is gone
        page.wait_for_timeout(50)
    browser.close()


def rows(page):
    """How many rows each store of the phone holds."""
    return page.evaluate(DUMP)["rows"]


def speak(page):
    """A voice note, without a line."""
    page.locator("[data-record]").click()
    page.get_by_text("Recording, 2 of 300 seconds").wait_for()
    page.get_by_role("button", name="Stop and keep").click()
    page.get_by_text("Voice notes made on this phone: 1").wait_for()
    page.get_by_text("Kept: Voice note").wait_for()


def enter_a_wristband(page):
    """Typed with Khmer digits; read by the camera only where the browser can read codes."""
    go(page, "persons")
    page.locator(FIELD["add"]).click()
    on(page, "person")
    can_read = page.evaluate("'BarcodeDetector' in window")
    expect(page.locator("[data-scan]")).to_be_visible(visible=can_read)
    page.fill("#wristband", "w-៤៧")
    page.locator(FIELD["keep"]).click()
    kept(page)
    page.locator("[data-back]").click()
    page.get_by_role("button", name="W47").wait_for()


def fill_the_disk(page):
    """A photo for which there is no room is not kept, and that is said; with room it is."""
    go(page, "photo")
    before = rows(page)
    page.evaluate(FULL)
    page.set_input_files("[data-camera]", PICTURE)
    page.get_by_text("NOT KEPT: this phone is full").wait_for()
    page.get_by_text("Photos made on this phone: 0").wait_for()
    expect(page.locator("[data-sealing]")).to_be_hidden()
    assert rows(page) == before
    page.evaluate("() => { IDBObjectStore.prototype.put = put; }")
    page.set_input_files("[data-camera]", PICTURE)
    page.get_by_text("Photos made on this phone: 1").wait_for()
    expect(page.locator("[data-fault]")).to_be_hidden()


def leave_it_lying(page):
    """Locked five minutes after the last touch, not before; what is half typed comes back."""
    go(page, "note")
    page.fill("#text", "a half-written sentence")
    for _ in range(2):
        page.clock.fast_forward("04:30")
        page.locator("#text").press("End")
    on(page, "note")
    page.clock.fast_forward("05:01")
    on(page, "lock")
    assert "half-written" not in page.content()
    page.go_back()
    on(page, "lock")
    expect(page.get_by_role("button", name="Lock", exact=True)).to_be_hidden()
    unlock(page)
    on(page, "note")
    assert page.input_value("#text") == "a half-written sentence"
    page.locator(FIELD["keep"]).click()
    kept(page)


def take_a_new_version(page):
    """While work waits that the server does not take: all of it is there afterwards."""
    before, old = rows(page), page.evaluate(KEPT_SHELLS)
    page.route(SYNC, lambda route: route.abort())
    page.context.set_offline(False)
    page.goto("/field/en/")
    unlock(page)
    on(page, "note")
    page.locator("[data-back]").click()
    on(page, "site")
    page.locator("[data-back]").click()
    on(page, "home")
    page.get_by_role("button", name="Lock and take it").click()
    expect(page.locator(".pl-demo")).to_have_count(0)
    on(page, "lock")
    unlock(page)
    on(page, "home")
    assert {name: rows(page)[name] for name in ("outbox", "log", "files")} == {
        name: before[name] for name in ("outbox", "log", "files")
    }
    (new,) = page.evaluate(KEPT_SHELLS)
    assert [new] != old
    page.unroute(SYNC)


def test_nothing_is_lost_or_left_from_the_first_word_to_the_wipe(
    hand,
    operation,  # noqa: F811
    people,  # noqa: F811
    holder,  # noqa: F811
    monkeypatch,
):
    page, user = hand, people["field"].user
    begin(page)
    page.context.set_offline(True)
    to_site(page, "voice")
    speak(page)
    enter_a_wristband(page)
    fill_the_disk(page)
    leave_it_lying(page)
    assert rows(page)["outbox"] == 4

    monkeypatch.setattr(shell, "frame", lambda _request: {"is_demonstration": False})
    take_a_new_version(page)
    send(page)
    kinds = Entry.objects.filter(operation=operation).order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["voice", "person", "photo", "note"]
    assert PersonFound.objects.get().wristband == "W47"
    voice = Entry.objects.get(kind="voice")
    heard = opening.open_file(holder.user, voice.pk, holder.pair, at=clock.now())
    sound = b"".join(heard.pieces)
    assert (heard.media_type, sound[:4]) == ("audio/webm", WEBM)
    assert len(sound) == voice.open["size"] > 500
    assert 2 <= voice.open["seconds"] <= 4

    page.context.set_offline(True)
    to_site(page, "note")
    page.fill("#text", "the last before the wipe")
    page.locator(FIELD["keep"]).click()
    kept(page)
    page.get_by_role("button", name="Lock", exact=True).click()
    on(page, "lock")
    device = Device.objects.get(user=user)
    registering.command_wipe(user, device.pk, at=clock.now())
    page.context.set_offline(False)
    page.get_by_role("heading", name="This phone is clear").wait_for(timeout=40_000)
    assert rows(page) == {}
    assert Entry.objects.filter(kind="note").count() == 2
    device.refresh_from_db()
    assert device.wiped_at is not None
    assert faults(page) == ["full"]  # what the browser said when the photo had no room
