"""Typed readers of the environment; what is missing or malformed is named at start."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from ponleu.faces.public import options as public
from ponleu.foundation.suggesters.options import BadSetting, Options, options_from

PACKAGE = Path(__file__).resolve().parents[2]
"""The folder ``ponleu``."""


def home() -> Path:
    """Where the record lives: database, files and keys.

    ``PONLEU_HOME``; ``var`` here if that is unset or empty, so that no slip of a script puts a
    record and its keys between other files.
    Made if it is not there, for its owner alone.
    """
    folder = Path(os.environ.get("PONLEU_HOME") or "var").absolute()
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700)
    return folder


def flag(name: str, *, default: bool) -> bool:
    """An on/off variable: 1 or 0."""
    value = os.environ.get(name, "1" if default else "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")
    return value == "1"


def suggesters() -> Options:
    """Models that may suggest facts: ``PONLEU_SPACY_MODEL``, ``PONLEU_LLM_...``; none if unset."""
    try:
        return options_from(os.environ)
    except BadSetting as fault:
        raise ImproperlyConfigured(str(fault)) from None


def public_pages() -> public.Options:
    """What is set for the pages without login: ``PONLEU_REPORT_...`` and ``PONLEU_LEAVE_TO``."""
    try:
        return public.options_from(os.environ)
    except public.BadSetting as fault:
        raise ImproperlyConfigured(str(fault)) from None


def words(name: str, *, default: str) -> list[str]:
    """A list of words separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret(name: str, folder: Path) -> str:
    """A secret from the environment, else from a file that is made once, for the owner alone."""
    if value := os.environ.get(name):
        return value
    path = folder / f"{name.lower()}.txt"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = folder / f"{name.lower()}.{secrets.token_hex(4)}.new"
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):  # another process was first: both then read the same
            os.link(made, path)
        made.unlink()
    return path.read_text(encoding="utf-8")


def database(folder: Path) -> dict[str, Any]:
    """The database: ``DATABASE_URL`` (postgresql://user:word@host:port/name), else one SQLite file.

    SQLite takes the write lock when a transaction begins, so that two writers wait for each
    other instead of failing, and syncs at each commit, so that what was acknowledged is kept.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "ponleu.sqlite3",
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    pieces = urlsplit(url)
    if pieces.scheme not in ("postgres", "postgresql") or not pieces.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL must read postgresql://user:word@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(pieces.path.strip("/")),
        "USER": unquote(pieces.username or ""),
        "PASSWORD": unquote(pieces.password or ""),
        "HOST": unquote(pieces.hostname or ""),
        "PORT": str(pieces.port or ""),
        "CONN_MAX_AGE": 60,
    }
