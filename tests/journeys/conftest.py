"""A real server with the demonstration country, and a real browser."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from ponleu.foundation.accounts.demonstration import PASSPHRASE
from tests.records import environment, made_once

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
AXE = (ROOT / "tests" / "vendor" / "axe-4.14.1.min.js").read_text(encoding="utf-8")
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def prepared(shared):
    """A folder with the demonstration country, loaded once for all workers of a run."""

    def load(record):
        command = [sys.executable, "-m", "ponleu", "up", "--prepare-only"]
        subprocess.run(command, cwd=ROOT, env=environment(record), check=True)

    return made_once(shared / "prepared", load)


@pytest.fixture(scope="session")
def served(tmp_path_factory, prepared):
    """The address of ``ponleu up`` on a record of its own."""
    home = shutil.copytree(prepared, tmp_path_factory.mktemp("home") / "record")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "ponleu", "up", "--port", str(port), "--workers", "1"],
            cwd=ROOT,
            env=environment(home),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(address, server, home / "server.log")
            yield address
        finally:
            server.terminate()
            server.wait(20)


def _wait(address, server, log):
    for _ in range(600):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(address + "/sign-in/login/", timeout=5).read()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise AssertionError(f"the server did not come up:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def chromium():
    """One browser for all journeys."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium, served):
    """A fresh browser window: open_browser(size=PHONE, scripts=False, language="km")."""
    contexts = []

    def open_one(*, size=DESK, scripts=True, dark=False, language="en"):
        context = chromium.new_context(
            viewport=size,
            java_script_enabled=scripts,
            base_url=served,
            locale=language,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.problems = []
        page.on(
            "console",
            lambda message: message.type == "error" and page.problems.append(message.text),
        )
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in():
    """Sign a demonstration person in: sign_in(page, "analyst.coast")."""

    def enter(page, username):
        page.goto("/sign-in/login/")
        page.fill("input[name=login]", username)
        page.fill("input[name=password]", PASSPHRASE)
        page.locator("main form button").first.click()
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        return page

    return enter


@pytest.fixture
def violations():
    """What axe finds on a page, in short; empty is right."""

    def find(page):
        page.wait_for_load_state()  # what is half there has no main part, no title
        page.evaluate(AXE)
        found = page.evaluate(
            """() => axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
                "wcag22aa", "best-practice"]}).then(r => r.violations.map(v =>
                v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(" | ")))"""
        )
        wide = page.evaluate(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        return [*found, *(["the page scrolls sideways"] if wide else [])]

    return find
