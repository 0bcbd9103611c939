"""What imports cannot say: who may open a page, what views may do, what models must declare."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ponleu"
WRITES = {"save", "create", "update", "delete", "bulk_create", "get_or_create", "update_or_create"}
PERSONAL = {"name", "name_km", "email", "title", "text", "content", "speaker", "label", "body"}

OPEN_BECAUSE = {
    "account_login": "who signs in has no grant yet",
    "account_logout": "anyone may leave",
    "account_reauthenticate": "asks a signed-in person for the passphrase again",
    "account_inactive": "says that an account is closed, to nobody in particular",
    "set_language": "a choice of language reveals nothing",
}
"""Pages of libraries by URL name; our own say why in ``open_page``."""

LIBRARY_PAGES_OF_ONESELF = re.compile(r"^(mfa_|usersessions_|account_)")
"""allauth's pages show a signed-in person their own account, and ask for sign-in themselves."""


def our_models():
    return [m for m in apps.get_models() if m.__module__.startswith("ponleu.")]


def patterns(resolver=None):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        elif isinstance(entry, URLPattern):
            yield entry


def test_every_page_says_who_may_open_it():
    silent = [
        str(p.pattern)
        for p in patterns()
        if not getattr(p.callback, "needs", None)
        and not getattr(p.callback, "open_because", None)
        and p.name not in OPEN_BECAUSE
        and not (
            p.callback.__module__.startswith("allauth.")
            and LIBRARY_PAGES_OF_ONESELF.match(p.name or "")
        )
    ]
    assert silent == []


def test_pages_never_write_themselves():
    faults = []
    for path in PACKAGE.glob("*/*/web/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in WRITES
                and not (isinstance(node.func.value, ast.Name) and "services" in node.func.value.id)
            ):
                faults.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.func.attr}")
    assert faults == []


@pytest.mark.parametrize("model", our_models(), ids=lambda m: m._meta.label)
def test_every_model_says_who_sees_its_rows(model):
    manager_sees = hasattr(model._default_manager, "visible_to")
    reason = getattr(model, "scoping_because", "")

    assert manager_sees or reason, f"{model._meta.label}: no visible_to and no reason"


@pytest.mark.parametrize("model", our_models(), ids=lambda m: m._meta.label)
def test_every_model_with_personal_words_says_how_long_and_how_scrubbed(model):
    if getattr(model, "holds_no_person", ""):
        return
    personal = {f.name for f in model._meta.fields} & PERSONAL
    scrub = getattr(model, "scrub", {})

    assert not personal or (getattr(model, "retention", "") and scrub), model._meta.label
    assert set(scrub) <= {f.name for f in model._meta.fields}


def test_every_template_is_used():
    used = set()
    words = re.compile(r"[\"']([\w/.-]+\.(?:html|txt))[\"']")
    for path in (*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")):
        used.update(words.findall(path.read_text(encoding="utf-8")))
    names = {
        str(path.relative_to(folder))
        for folder in PACKAGE.rglob("templates")
        for path in folder.rglob("*.html")
    }
    by_libraries = re.compile(r"^(allauth|account|mfa|usersessions)/|^\d{3}(_csrf)?\.html$")
    assert sorted(n for n in names - used if not by_libraries.match(n)) == []


def test_no_template_holds_script_or_style():
    faults = [
        str(path.relative_to(ROOT))
        for path in PACKAGE.rglob("*.html")
        if re.search(
            r"<script(?![^>]*\b(?:src=|type=\"application/json\"))|<style|\sstyle=|\son\w+=\"",
            path.read_text(encoding="utf-8"),
        )
    ]
    assert faults == []


def test_set_up_files_name_no_registry():
    files = [*(ROOT / "requirements").iterdir(), ROOT / "Makefile", ROOT / "pyproject.toml"]
    assert [f.name for f in files if "://" in f.read_text().replace("http://127.0.0.1", "")] == []


def test_nothing_names_this_machine():
    private = re.compile(r"(?<![\w.:/])/(?:work|farm|root|home)/")
    faults = []
    for folder in ("ponleu", "tools", "tests", "docs", "benchmarks"):
        for path in (ROOT / folder).rglob("*"):
            if (
                path.suffix in (".py", ".md", ".html", ".toml", ".csv", ".js", ".css")
                and path != Path(__file__)
                and private.search(path.read_text(encoding="utf-8"))
            ):
                faults.append(str(path.relative_to(ROOT)))
    assert faults == []
