"""The phone's page and what a browser keeps of it: the same for everybody, and it tells nothing."""

from __future__ import annotations

import json
import re
from base64 import b64decode

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.response.field.web import shell

pytestmark = pytest.mark.usefixtures("demonstration")
SCRIPTS = sorted((shell.ROOM / "field").rglob("*.js"))
OPEN = ("field:worker", "field:manifest")


@pytest.fixture
def goes_along(make_user, client):
    """A signed-in browser of somebody who works in the field."""

    def sign_in(name, actions=(Action.HOME, Action.FIELD_WORK)):
        client.force_login(make_user(name, actions=actions))
        return client

    return sign_in


def shell_of(client):
    script = client.get(reverse("field:worker")).content.decode()
    return json.loads(script.split(";\n", 1)[0].removeprefix("const SHELL = "))


@pytest.mark.parametrize("name", ["field:device", "field:me"])
def test_who_is_signed_out_is_sent_to_sign_in(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert response.url.startswith("/sign-in/login/")


@pytest.mark.parametrize("name", ["field:device", "field:me"])
def test_who_does_not_work_in_the_field_has_no_page(goes_along, name):
    assert goes_along("clerk", (Action.HOME,)).get(reverse(name)).status_code == 403


@pytest.mark.parametrize("language", shell.LANGUAGES)
def test_the_page_is_the_same_for_everybody(goes_along, language):
    address = reverse("field:device_in", args=[language])
    first = goes_along("sovann").get(address)
    second = goes_along("bopha").get(address)

    assert first.content == second.content
    assert b"csrfmiddlewaretoken" not in first.content
    assert b"sovann" not in first.content
    assert first["Cache-Control"] == "private, no-store"
    assert "'unsafe" not in first["Content-Security-Policy"]


def test_the_page_and_the_manifest_say_nothing_of_operations(client, goes_along):
    page = goes_along("sovann").get("/field/en/").content.decode()
    manifest = client.get(reverse("field:manifest"))

    assert "<title>Ponleu</title>" in page
    assert manifest["Content-Type"] == "application/manifest+json"
    told = manifest.json()
    assert (told["name"], told["scope"], told["start_url"]) == ("Ponleu", "/field/", "/field/")
    assert not re.search(r"field work|operation|police|team", json.dumps(told), re.IGNORECASE)
    assert [finders.find(icon["src"].removeprefix("/static/")) for icon in told["icons"]]


def test_the_worker_knows_every_script_and_only_what_is_there(client):
    files = [name.removeprefix("/static/") for name in shell_of(client)["files"]]

    assert [name for name in files if not finders.find(name)] == []
    own = {path.relative_to(shell.ROOM).as_posix() for path in SCRIPTS if path != shell.WORKER}
    assert own <= set(files)
    page = client.get(reverse("field:worker"))
    assert page["Content-Type"] == "text/javascript"
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_what_a_script_imports_is_kept_with_it(client, path):
    text = path.read_text(encoding="utf-8")
    kept = shell_of(client)["files"]

    for address in re.findall(r'from "(\.[^"]+)"', text):
        target = (path.parent / address).resolve()
        static = shell.SHARED if "ponleu/sealing" in address else shell.ROOM
        name = (
            "ponleu/sealing.js" if static is shell.SHARED else target.relative_to(static).as_posix()
        )
        assert f"/static/{name}" in kept
    assert not re.search(r"\beval\(|new Function|innerHTML|console\.", text)


def test_the_version_changes_with_a_file_and_only_then(rf, monkeypatch, tmp_path):
    request = rf.get("/")
    before = shell.version(request)
    again = shell.version(request)
    copy = tmp_path / "field"
    copy.mkdir()
    for path in SCRIPTS:
        (copy / path.name).write_bytes(path.read_bytes())
    (copy / "field.js").write_text("// another version")
    monkeypatch.setattr(shell, "ROOM", tmp_path)
    shell._of_files.cache_clear()
    after = shell.version(request)
    shell._of_files.cache_clear()

    assert before == again != after


def test_who_is_signed_in_is_a_word_that_says_nothing_and_has_their_own_key(goes_along):
    address = reverse("field:me")
    first = goes_along("sovann").get(address).json()
    client = goes_along("dara")
    other, same = client.get(address).json(), client.get(address).json()

    assert re.fullmatch(r"[0-9a-f]{16}", first["account"])
    assert len(b64decode(first["sending_key"])) == 32
    assert first["account"] != other["account"]
    assert first["sending_key"] != other["sending_key"]
    assert same == other


def test_every_sentence_that_a_script_says_is_worded():
    template = shell.ROOM.parent / "templates/field/device_words.html"
    worded = set(re.findall(r'data-word="([\w-]+)"', template.read_text(encoding="utf-8")))
    said = set()
    for path in SCRIPTS:
        said |= set(re.findall(r'\bsay\("([\w-]+)"', path.read_text(encoding="utf-8")))

    assert said <= worded
    kinds = {"check", "headcount", "person", "person_change", "note", "photo", "voice", "sketch"}
    assert {f"kind-{kind}" for kind in kinds | {"exhibit"}} <= worded


@pytest.mark.parametrize("name", OPEN)
def test_what_a_browser_asks_for_by_itself_needs_no_account(client, name):
    assert client.get(reverse(name)).status_code == 200
