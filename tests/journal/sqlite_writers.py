"""A program for test_writers: processes that write at once to the journal in one SQLite file.

Run: ``python -m tests.journal.sqlite_writers WRITERS EACH``, with PONLEU_HOME an empty folder.
"""

import json
import multiprocessing
import sys
from datetime import UTC, datetime

import django

django.setup()

from django.db import connection  # noqa: E402  # only after set-up

from ponleu.foundation.journal import services, triggers  # noqa: E402
from ponleu.foundation.journal.models import Entry  # noqa: E402
from ponleu.foundation.journal.verification import verify  # noqa: E402

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def write(line, number, each):
    line.wait(20)
    for _ in range(each):
        services.record(at=NOON, actor=None, action=f"writer.{number}", target="t")


def main(writers, each):
    with connection.schema_editor() as editor:
        editor.create_model(Entry)
    triggers.install(connection)
    connection.close()
    forking = multiprocessing.get_context("fork")
    line = forking.Barrier(writers)
    processes = [forking.Process(target=write, args=(line, n, each)) for n in range(writers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    found = verify()
    actions = list(Entry.objects.order_by("sequence").values_list("action", flat=True))
    codes = [process.exitcode for process in processes]
    print(json.dumps([codes, found.is_whole, found.rows, actions]))  # noqa: T201  # its answer


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
