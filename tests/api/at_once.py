"""Lines that send at the same moment; as a program of its own, on a file of SQLite.

Prints as JSON, for each of ten rounds, the statuses of the answers and what was kept.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

LINES, ROUNDS = 4, 10


def at_once(work):
    """The answers of threads that start together; each closes its own connection."""
    from django.db import connection

    start = Barrier(LINES)

    def begin(number):
        try:
            start.wait(10)
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(LINES) as pool:
        return list(pool.map(begin, range(LINES)))


def one_round(key):
    """One complaint, one key with four words, one file: each on four lines."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from ponleu.foundation.core.keys import new_key
    from ponleu.response.complaints.models import Complaint, Message

    send, heads = "/api/1/complaints/", {"Authorization": f"Bearer {key}"}

    def post(address, data, **more):
        return Client(SERVER_NAME="127.0.0.1").post(address, data, headers=heads, **more)

    def report(**fields):
        body = {"key": str(new_key()), "language": "km", "what": "x", **fields}
        return json.dumps(body)

    def counts():
        return {"complaints": Complaint.objects.count(), "messages": Message.objects.count()}

    def statuses(answers):
        return sorted(answer.status_code for answer in answers)

    before = counts()
    complaint, other, file_key = str(new_key()), str(new_key()), str(new_key())
    body = report(key=complaint, receipt=True)
    same = at_once(lambda _: post(send, body, content_type="application/json"))
    words = at_once(
        lambda n: post(send, report(key=other, what=f"{n}"), content_type="application/json")
    )
    files = at_once(
        lambda _: post(
            f"{send}{complaint}/files/",
            {"file_key": file_key, "file": SimpleUploadedFile("a.txt", b"abc")},
        )
    )
    told = [answer.json() for answer in same]
    return {
        "same": statuses(same),
        "references": len({one["reference"] for one in told}),
        "receipts": sum(one["receipt"] is not None for one in told),
        "other words": statuses(words),
        "files": statuses(files),
        "kept": {name: number - before[name] for name, number in counts().items()},
    }


def main():
    """Go through the rounds."""
    import django

    django.setup()
    from tests.api.planted import handed, officer

    ana, _pair = officer()
    key = handed(ana).key
    json.dump([one_round(key) for _ in range(ROUNDS)], sys.stdout)


if __name__ == "__main__":
    main()
