"""A phone at a site without a line: recorded, locked, sent later; and what is left on it."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE

PIN = "408152"
WORDS = "tamarind ledger under the mat"
CAPTION = "padlock on the rear gate"
PHOTO = {"name": "p.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8" + os.urandom(300_000)}
FIELD = {
    "site": ".pl-fdlist button >> nth=0",
    "add": "[data-add]",
    "keep": "main form button.govuk-button:not([type=button])",
}

CONTROLLED = """() => new Promise((done) => {
    const { serviceWorker } = navigator;
    if (serviceWorker.controller) return done(true);
    serviceWorker.addEventListener("controllerchange", () => done(true));
})"""
DUMP = """async () => {
    const latin = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    const told = async (value) => {
        if (value instanceof Blob) return latin(new Uint8Array(await value.arrayBuffer()));
        if (value instanceof ArrayBuffer) return latin(new Uint8Array(value));
        if (ArrayBuffer.isView(value)) return latin(value);
        if (value === null || typeof value !== "object") return String(value);
        const parts = Object.entries(value).map(
            async ([name, one]) => name + " " + await told(one));
        return (await Promise.all(parts)).join(" ");
    };
    const asked = (request) => new Promise((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = failed;
    });
    const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    const rows = {};
    let rounds;
    for (const { name } of await indexedDB.databases()) {
        const base = await asked(indexedDB.open(name));
        for (const store of base.objectStoreNames) {
            const all = await asked(base.transaction(store).objectStore(store).getAll());
            for (const one of all) rounds = one.rounds?.iterations ?? rounds;
            rows[store] = (rows[store] ?? 0) + all.length;
            found.push(name, store, ...(await Promise.all(all.map(told))));
        }
        base.close();
    }
    for (const name of await caches.keys()) {
        const kept = await (await caches.open(name)).keys();
        found.push(name, ...kept.map((one) => one.url));
    }
    return { text: found.join("\\n"), rows, rounds };
}"""


@pytest.fixture
def phone(open_browser, sign_in):
    """A phone of a person that was set up with a line: phone("field")."""

    def take(username="field", **how):
        page = sign_in(open_browser(**{"size": PHONE, **how}), username)
        begin(page)
        return page

    return take


def begin(page):
    page.goto("/field/en/")
    page.fill("#pin", PIN)
    page.fill("#again", PIN)
    page.locator(FIELD["keep"]).click()
    page.locator("[data-sites] button").first.wait_for()
    page.evaluate(CONTROLLED)


def on(page, screen):
    page.wait_for_selector(f"main[data-screen={screen}]")


def unlock(page, pin=PIN):
    on(page, "lock")
    page.fill("#pin", pin)
    page.locator(FIELD["keep"]).click()


def to_site(page, screen):
    page.locator(FIELD["site"]).click()
    on(page, "site")
    page.locator(f"[data-to={screen}] button, button[data-to={screen}]").click()
    on(page, screen)


def go(page, screen):
    """From any screen of a site to another of it."""
    page.locator("[data-back]").click()
    on(page, "site")
    page.locator(f"[data-to={screen}] button").click()
    on(page, screen)


def kept(page):
    page.locator("[data-kept]:not([hidden])").wait_for()


def add_person(page, band, *, language="km", age="25_59", needs=()):
    page.fill("#wristband", band)
    page.select_option("#language", language)
    page.select_option("#age_band", age)
    for need in needs:
        page.check(f"input[value={need}]")
    page.locator(FIELD["keep"]).click()
    expect(page.locator("#wristband")).to_have_value("")


def faults(page):
    """What the browser complained of; that there was no line is no fault."""
    return [said for said in page.problems if "ERR_INTERNET_DISCONNECTED" not in said]


def send(page):
    page.locator("[data-send]").click()
    page.get_by_text("Everything is sent.").wait_for(timeout=30_000)
    page.wait_for_selector("[data-line][data-state=calm]")


def record_people(page, violations):
    """Three people, a change of one; a wristband that is worn already is refused."""
    go(page, "persons")
    page.locator(FIELD["add"]).click()
    on(page, "person")
    add_person(page, "plant 71", needs=["doctor_now"])
    add_person(page, "PLANT72", language="vi", age="12_14", needs=["child_alone"])
    add_person(page, "PLANT73")
    expect(page.locator("#wristband")).to_have_value("")
    page.fill("#wristband", "plant-71")
    page.locator(FIELD["keep"]).click()
    page.get_by_text("Another person already wears this code").wait_for()
    assert violations(page) == []
    page.locator("[data-back]").click()
    on(page, "persons")
    page.get_by_role("button", name="PLANT73").click()
    page.select_option("#language", "th")
    page.locator(FIELD["keep"]).click()
    on(page, "persons")


def record_counts_and_photo(page):
    """A headcount that cannot be, one that can; a photo with words."""
    go(page, "headcount")
    page.fill("#number", "42")
    page.fill("#children", "43")
    page.locator(FIELD["keep"]).click()
    page.get_by_text("more children than people").wait_for()
    page.fill("#children", "5")
    page.locator(FIELD["keep"]).click()
    page.get_by_text("42 people, of whom 5 children").wait_for()
    go(page, "photo")
    page.fill("#caption", CAPTION)
    page.set_input_files("[data-camera]", PHOTO)
    page.get_by_text("Photos made on this phone: 1").wait_for()


def record_words_and_sketch(page):
    """A note, one that is taken back, a sketch; and words that are not kept yet."""
    go(page, "note")
    page.fill("#text", WORDS)
    page.locator(FIELD["keep"]).click()
    page.locator("[data-notes] li").wait_for()
    page.fill("#text", "to be taken back")
    page.locator(FIELD["keep"]).click()
    page.get_by_text("to be taken back").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Taken back.").wait_for()
    go(page, "sketch")
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 120, steps=5)
    page.mouse.up()
    page.fill("#text", "one door, barred")
    page.locator(FIELD["keep"]).click()
    kept(page)
    go(page, "exhibit")
    page.fill("#text", "a half-written paragr")


def test_a_phone_records_without_a_line_and_the_desk_gets_it(
    phone, open_browser, sign_in, violations
):
    page = phone()
    page.context.set_offline(True)
    page.reload()
    unlock(page, "111222")
    page.get_by_text("Tries left: 9").wait_for()
    unlock(page)
    on(page, "home")
    name = page.locator("[data-sites] [data-name]").first.inner_text().split(". ", 1)[1]
    to_site(page, "checklist")
    page.locator("input[value=yes]:not(:checked)").first.check()
    kept(page)
    assert violations(page) == []
    record_people(page, violations)
    record_counts_and_photo(page)
    record_words_and_sketch(page)

    page.get_by_role("button", name="Lock", exact=True).click()
    on(page, "lock")
    dumped = page.evaluate(DUMP)
    planted = (WORDS, CAPTION, "PLANT7", "child_alone", name, "children", "paragr", "25_59")
    assert [word for word in planted if word in dumped["text"]] == []
    assert dumped["rows"]["outbox"] == dumped["rows"]["log"] == 9
    assert dumped["rounds"] >= 600_000

    page.reload()
    unlock(page)
    on(page, "exhibit")
    assert page.input_value("#text") == "a half-written paragr"
    page.locator("[data-said]").get_by_text("No line now. Waiting, sealed: 9").wait_for()
    page.context.set_offline(False)
    send(page)

    desk = sign_in(open_browser(), "commander")
    shown = field_work(desk, "PLANT71")
    assert [word for word in ("PLANT71", "PLANT72", "PLANT73", "42") if word not in shown] == []
    assert faults(page) == []


def field_work(page, wristband):
    """What the desk shows of the operation in which somebody wears this wristband."""
    page.goto("/operations/")
    page.wait_for_load_state()
    for link in page.locator("main ol.pl-wait > li > a").all():
        key = link.get_attribute("href").rstrip("/").rsplit("/", 1)[1]
        other = page.context.new_page()
        if other.goto(f"/field/operations/{key}/").status == 200:
            shown = other.inner_text("main")
            if wristband in shown:
                return shown
    raise AssertionError(f"nobody wears {wristband}")


def test_two_phones_that_answer_differently_are_both_kept_and_told(phone):
    one, other = phone("field"), phone("commander")
    for page, answer in ((one, "yes"), (other, "no")):
        page.context.set_offline(True)
        to_site(page, "checklist")
        page.locator(f"input[value={answer}]").last.check()
        kept(page)
    for page in (one, other):
        page.context.set_offline(False)
        send(page)

    go(other, "headcount")
    go(other, "checklist")
    other.get_by_text("Two phones answered differently").first.wait_for()
    for page in (other, one):
        page.locator("[data-back]").click()
        page.locator("[data-back]").click()
        on(page, "home")
        page.locator("[data-waiting]").click()
        on(page, "waiting")
    other.get_by_text("Answer: here No, on another phone Yes").first.wait_for()
    assert faults(one) + faults(other) == []


def test_ten_wrong_pins_leave_nothing_to_read_and_lose_nothing(phone):
    page = phone()
    page.context.set_offline(True)
    to_site(page, "note")
    page.fill("#text", WORDS)
    page.locator(FIELD["keep"]).click()
    page.locator("[data-notes] li").wait_for()
    page.reload()
    for left in (*range(9, 0, -1), 0):
        unlock(page, "975310")
        if left:
            page.get_by_text(f"Tries left: {left}").wait_for()

    on(page, "shut")
    page.get_by_text("Sealed here, to be sent: 1").wait_for()
    dumped = page.evaluate(DUMP)
    assert WORDS not in dumped["text"]
    assert dumped["rows"] == {"door": 1, "files": 0, "log": 0, "outbox": 1, "told": 1, "work": 0}
    page.context.set_offline(False)
    page.get_by_text("Everything is sent.").wait_for(timeout=40_000)
    page.get_by_role("button", name="Choose a new PIN").click()
    page.fill("#pin", "864209")
    page.fill("#again", "864209")
    page.locator(FIELD["keep"]).click()
    on(page, "home")
    page.locator("[data-sites] button").first.wait_for()
    assert faults(page) == []


def test_a_phone_that_is_signed_out_keeps_everything_and_another_person_sees_nothing_of_it(
    phone, sign_in
):
    page = phone()
    to_site(page, "headcount")
    page.fill("#number", "17")
    page.context.clear_cookies()
    page.locator(FIELD["keep"]).click()
    kept(page)
    page.locator("[data-send]").click()
    page.get_by_text("Your sign-in has ended. Everything is kept; waiting: 1").wait_for()

    sign_in(page, "commander")
    page.goto("/field/en/")
    on(page, "pin")
    assert "17" not in page.inner_text("main")
    page.context.clear_cookies()
    sign_in(page, "field")
    page.goto("/field/en/")
    page.get_by_text("Everything is sent.").wait_for(timeout=40_000)
    unlock(page)
    on(page, "headcount")
    page.get_by_text("17 people, of whom 0 children").wait_for()


def test_a_phone_that_the_desk_orders_wiped_sends_what_waits_and_is_empty(
    phone, open_browser, sign_in
):
    page = phone()
    page.context.set_offline(True)
    to_site(page, "note")
    page.fill("#text", "before the wipe")
    page.locator(FIELD["keep"]).click()
    kept(page)

    order_wipe(sign_in(open_browser(), "field"))
    page.context.set_offline(False)
    page.get_by_role("heading", name="This phone is clear").wait_for(timeout=40_000)
    dumped = page.evaluate(DUMP)
    assert dumped["rows"] == {}
    assert "field-vaults" not in dumped["text"]
    page.reload()
    on(page, "pin")


def test_a_phone_is_cleared_when_the_work_is_finished(phone):
    page = phone()
    page.locator("[data-finish]").click()
    page.get_by_text("All of your work leaves this phone").wait_for()
    page.get_by_role("button", name="Yes, clear this phone").click()
    on(page, "wiped")
    assert page.evaluate(DUMP)["rows"] == {}


@pytest.mark.parametrize(
    ("size", "dark", "language"),
    [(PHONE, False, "km"), (DESK, True, "en"), (PHONE, True, "en"), (DESK, False, "km")],
    ids=["phone-km", "desk-dark", "phone-dark", "desk-km"],
)
def test_every_screen_is_for_everybody(open_browser, sign_in, violations, size, dark, language):
    page = sign_in(open_browser(size=size, dark=dark), "field")
    page.goto(f"/field/{language}/")
    on(page, "pin")
    found = violations(page)
    page.fill("#pin", PIN)
    page.fill("#again", PIN)
    page.locator(FIELD["keep"]).click()
    page.locator("[data-sites] button").first.wait_for()
    found += violations(page)
    page.locator("[data-waiting]").click()
    on(page, "waiting")
    found += violations(page)
    page.locator("[data-back]").click()
    to_site(page, "checklist")
    found += violations(page)
    for screen in ("headcount", "persons", "photo", "note", "voice", "sketch", "exhibit"):
        go(page, screen)
        found += violations(page)
    go(page, "persons")
    page.locator(FIELD["add"]).click()
    on(page, "person")
    found += violations(page)
    page.locator("[data-lock]").click()
    on(page, "lock")
    found += violations(page)

    assert found == []
    assert faults(page) == []


def order_wipe(page):
    """By its owner, on the page of their phones: the one that was heard last."""
    page.goto("/field/my-devices/")
    page.get_by_role("button", name="Wipe it").first.click()
