"""Custody in a browser: taken, copied over a line that is cut, handed over, its report checked."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from tests.journeys.conftest import PHONE, ROOT

PIECE_BYTES = 8 * 1024 * 1024
SCRIPT = ROOT / "docs" / "examples" / "verify_custody.py"


def checked(*paths):
    """The script as anybody runs it: its exit code and what it says."""
    words = [sys.executable, "-I", str(SCRIPT), *map(str, paths)]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr


def taken_at(page):
    """When the recorder of the demonstration was taken, as browsers write it."""
    stamp = page.locator(".pl-time time").first.get_attribute("datetime")
    local = datetime.fromisoformat(stamp).astimezone(ZoneInfo("Asia/Phnom_Penh"))
    return local.strftime("%Y-%m-%dT%H:%M:%S")


def cut_once(page):
    """The line is cut under the second piece, once."""
    cut = []

    def handle(route):
        if not cut and f"from={PIECE_BYTES}" in route.request.url:
            cut.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/piece/**", handle)
    return cut


def seize(page, seal):
    """Enter another recorder beside the demonstration's; the address of its page."""
    page.goto("/custody/")
    page.get_by_role("link", name="Camera recorder with eight channels").first.click()
    at = taken_at(page)
    page.get_by_role("link", name="What was seized").click()
    page.get_by_role("link", name="Enter what was taken").click()
    page.select_option("#id_kind", "recorder")
    page.fill("#id_what", "Recorder of the gate")
    page.fill("#id_seal", seal)
    page.fill("#id_seized_at", at)
    page.get_by_role("button", name="Enter it and sign").click()
    page.get_by_role("heading", name="Recorder of the gate").wait_for()
    return page.url


def announce(page, data, digest=""):
    page.get_by_role("link", name="Add a file of it").click()
    page.fill("#id_name", "gate.mp4")
    page.fill("#id_sha256", digest or hashlib.sha256(data).hexdigest())
    page.fill("#id_size", str(len(data)))
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="Bring the file").wait_for()


def test_a_recorder_from_the_site_to_a_report_that_verifies(
    open_browser, sign_in, violations, tmp_path
):
    recording = tmp_path / "gate.mp4"
    recording.write_bytes(os.urandom(2 * PIECE_BYTES + 1000))
    field = sign_in(open_browser(), "field")
    own = seize(field, "KM 900001")
    assert violations(field) == []

    announce(field, recording.read_bytes())
    cut = cut_once(field)
    field.set_input_files("#file", recording)
    assert violations(field) == []
    field.get_by_role("button", name="Send it").click()
    field.get_by_text("Original, sealed").wait_for(timeout=90_000)
    assert len(cut) == 1
    assert violations(field) == []

    field.goto(own + "hand-over/")
    field.fill("#id_username", "commander")
    field.fill("#id_reason", "To the store")
    field.locator("#id_is_intact").check()
    field.get_by_role("button", name="Offer it").click()
    commander = sign_in(open_browser(), "commander")
    commander.goto("/custody/waiting/")
    commander.get_by_role("link", name="Recorder of the gate").click()
    commander.fill("#id_number", "KM 900001")
    commander.locator("#id_is_intact").check()
    assert violations(commander) == []
    commander.get_by_role("button", name="Accept it").click()
    commander.get_by_text("was whole for both").wait_for()

    with commander.expect_download() as download:
        commander.get_by_role("link", name="as a file that a script checks").click()
    report = tmp_path / "report.json"
    download.value.save_as(report)
    code, said = checked(report, recording)
    assert code == 0
    assert "3 links hold" in said
    assert "original 1" in said
    for path in (report, recording):
        whole = path.read_bytes()
        middle = len(whole) // 2
        path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
        assert checked(report, recording)[0] == 1
        path.write_bytes(whole)
    other = sign_in(open_browser(), "field.capital")
    assert other.goto(own).status == 404
    assert field.problems == [text for text in field.problems if re.search("ERR_", text)]
    assert commander.problems == []


def test_on_a_phone_without_script_a_file_that_does_not_match_is_kept_aside(
    open_browser, sign_in, violations
):
    page = sign_in(open_browser(size=PHONE, scripts=False), "field")
    own = seize(page, "KM 900002")
    data = b"something else than was stated"
    announce(page, data, "0" * 64)
    page.set_input_files("#file", {"name": "gate.mp4", "mimeType": "video/mp4", "buffer": data})
    page.get_by_role("button", name="Send it").click()
    page.get_by_role("heading", name="It does not match").wait_for()

    seen = sign_in(open_browser(size=PHONE), "commander")
    for address in (own, page.url, own + "report/", own + "viewers/", own + "hand-over/"):
        seen.goto(address)
        assert violations(seen) == [], address
    for address in ("/custody/", "/custody/waiting/"):
        seen.goto(address)
        assert violations(seen) == [], address
