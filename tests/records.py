"""Records that all tests of a run share: made once, by whoever comes first, and copied by each."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.signals import connection_created

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared(tmp_path_factory, worker_id):
    """A folder for all workers of a run; ``PONLEU_PREPARED`` names one that several runs share."""
    base = tmp_path_factory.getbasetemp()
    own = base if worker_id == "master" else base.parent
    return Path(os.environ.get("PONLEU_PREPARED") or own)


def made_once(folder, make):
    """The folder, filled by ``make(folder)`` unless another process of the run has done so."""
    whole = folder.with_name(f"{folder.name}.whole")
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            whole.touch()
    return folder


def environment(home, **more):
    """The environment of a program that keeps its record in a folder, in SQLite."""
    known = {name: worth for name, worth in os.environ.items() if name != "DATABASE_URL"}
    settings = {"DJANGO_SETTINGS_MODULE": "ponleu.faces.config.settings"}
    return {**known, **settings, "PONLEU_HOME": str(home), **more}


@pytest.fixture(scope="session")
def empty_record(shared):
    """A record in SQLite with all that the migrations make, and the files that pages show."""

    def make(home):
        _manage(environment(home), "migrate", "createcachetable", "collectstatic")
        shutil.rmtree(home / "keys")  # whoever copies it makes their own

    return made_once(shared / "tables", make)


@pytest.fixture
def run_apart(tmp_path, empty_record):
    """Run a program in a process of its own, on an empty record in a file of SQLite.

    ``run_apart("tests.complaints.killed", "200")`` gives what ended, with both outputs as text.
    Whatever the program leaves on disk is in the record's folder, its passing files too.
    """

    def run(program, *words):
        home = shutil.copytree(empty_record, tmp_path / "record")
        (home / "waiting").mkdir()
        ended = subprocess.run(
            [sys.executable, "-m", program, *words],
            cwd=ROOT,
            env=environment(home, TMPDIR=str(home / "waiting")),
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr[-3000:]
        return ended

    return run


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, django_db_blocker, request, shared
):
    """Each worker's database begins as a copy of one that the migrations made."""
    connection.settings_dict["TEST"]["MIGRATE"] = False  # what is copied has been migrated
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = _template(shared)
    else:
        _fill_when_it_opens(request.getfixturevalue("empty_record"))


def _fill_when_it_opens(record):
    def fill(connection, **_):
        assert connection.is_in_memory_db()
        connection_created.disconnect(fill)
        with closing(sqlite3.connect(record / "ponleu.sqlite3")) as whole:
            whole.backup(connection.connection)

    connection_created.connect(fill, weak=False)


def _template(shared):
    """The name of a database that the migrations made on the server of ``DATABASE_URL``."""
    url = os.environ["DATABASE_URL"]
    server, name = url.rpartition("/")[0], "ponleu_tables"

    def make(folder):
        folder.mkdir()
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f"drop database if exists {name}")
            cursor.execute(f"create database {name}")
        address = {"DATABASE_URL": f"{server}/{name}"}
        _manage({**os.environ, **address}, "migrate", "createcachetable")

    made_once(shared / f"tables-{connection.settings_dict['PORT']}", make)
    return name


def _manage(environment, *commands):
    for command in commands:
        words = [sys.executable, "manage.py", command, "--verbosity", "0"]
        subprocess.run(words, cwd=ROOT, env=environment, check=True)
