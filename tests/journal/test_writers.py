"""Many writers at once leave one unbroken chain: processes on SQLite, threads on PostgreSQL."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection, transaction

from ponleu.foundation.journal import queries, services
from ponleu.foundation.journal.models import Entry
from ponleu.foundation.journal.verification import verify

ROOT = Path(__file__).resolve().parents[2]
WRITERS, EACH = 4, 25


@pytest.mark.slow
def test_record_by_processes_on_one_sqlite_file_leaves_one_chain(tmp_path):
    environment = {
        **{name: worth for name, worth in os.environ.items() if name != "DATABASE_URL"},
        "PONLEU_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "ponleu.faces.config.settings",
    }

    run = subprocess.run(
        [sys.executable, "-m", "tests.journal.sqlite_writers", str(WRITERS), str(EACH)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    codes, whole, rows, actions = json.loads(run.stdout)
    assert codes == [0] * WRITERS
    assert (whole, rows) == (True, WRITERS * EACH)
    assert sorted(actions) == sorted(f"writer.{n}" for n in range(WRITERS) for _ in range(EACH))


@pytest.fixture
def real_locks():
    if connection.vendor != "postgresql":
        pytest.skip("set DATABASE_URL to a PostgreSQL database to run it")


def at_once(work):
    """Run work(0), work(1), ... in threads that begin together, each with its own connection."""
    line = Barrier(WRITERS)

    def begin(number):
        try:
            line.wait(10)
            work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(begin, range(WRITERS)))


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_record_by_threads_on_postgresql_leaves_one_chain(real_locks, noon):
    def work(number):
        for _ in range(EACH):
            services.record(at=noon, actor=None, action=f"writer.{number}", target="t")

    at_once(work)

    found = verify()
    assert (found.is_whole, found.rows) == (True, WRITERS * EACH)


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_record_inside_long_transactions_on_postgresql_leaves_one_chain(real_locks, noon):
    def work(number):
        for turn in range(EACH):
            with transaction.atomic():
                queries.head()  # a read before must not fix what the writer sees
                services.record(at=noon, actor=None, action=f"first.{number}", target="t")
                services.record(at=noon, actor=None, action=f"second.{number}", target="t")
                transaction.set_rollback(turn % 5 == 0)

    at_once(work)

    kept = WRITERS * (EACH - EACH // 5) * 2
    found = verify()
    assert (found.is_whole, found.rows, Entry.objects.count()) == (True, kept, kept)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_database_is_emptied_between_tests_that_commit(make_entries):
    make_entries(1)

    assert queries.head().sequence == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_database_refuses_again_after_it_was_emptied(make_entries):
    make_entries(1)

    assert verify().is_whole
    assert queries.head().sequence == 1
