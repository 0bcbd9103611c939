"""Sends, adds and asks with planted words; run by ``test_planted.py``.

Prints as JSON the files on disk in which any of the words, or a key, was found.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from ponleu.foundation.accounts.models import Grant, Role, User  # noqa: E402
from ponleu.foundation.accounts.program_rules import ProgramAction  # noqa: E402
from ponleu.foundation.accounts.rules import Action  # noqa: E402
from ponleu.foundation.accounts.services import Wish, make_program  # noqa: E402
from ponleu.foundation.core import clock  # noqa: E402
from ponleu.foundation.core.keys import new_key  # noqa: E402
from tests.complaints.planted import AT, found, officer  # noqa: E402

FILE, FILE_NAME = b"plantedfile " * 300_000, "plantedname.jpg"
REPORT = {
    "what": "plantedwhat they lock the doors",
    "near": "plantednear behind the pier",
    "contact": "plantedcontact 012 345 678",
    "contact_when": "plantedwhen after ten",
    "source": "plantedsource",
    "id": "plantedid",
    "language": "km",
    "receipt": True,
}


def handed(ana):
    """A program of the country, made by a keeper."""
    kim = User.objects.create(username="kim", name="Kim", unit=ana.unit, joined_at=AT)
    role = Role.objects.create(code="k", name="K", about="-", actions=[Action.ACCOUNTS_MANAGE])
    Grant.objects.create(user=kim, role=role, unit=ana.unit, granted_at=AT)
    ends_at = clock.now() + timedelta(days=1)
    wish = Wish("Line", ana.unit, "ana", "ngo", list(ProgramAction), "", ends_at)
    return make_program(kim, wish, at=clock.now())


def live(key):
    """All that a program does, rightly and wrongly; statuses, and the receipt's words."""
    client = Client(SERVER_NAME="127.0.0.1", headers={"Authorization": f"Bearer {key}"})
    body = {**REPORT, "key": str(new_key())}
    send = "/api/1/complaints/"

    def post(data):
        return client.post(send, json.dumps(data), content_type="application/json")

    first, again = post(body), post(body)
    form = {"file_key": str(new_key()), "file": SimpleUploadedFile(FILE_NAME, FILE)}
    answers = [
        first,
        again,
        client.post(f"{send}{body['key']}/files/", form),
        client.get(send),
        client.get(first.json()["address"]),
        post({**body, "what": "plantedother"}),
        post({**body, "near": 5}),
    ]
    return [answer.status_code for answer in answers], first.json()["receipt"]["words"]


def main():
    """Plant, live, search."""
    ana, _pair = officer()
    program = handed(ana)
    statuses, words = live(program.key)
    texts = [text for text in REPORT.values() if isinstance(text, str) and text != "km"]
    secrets = {text: text.encode() for text in (*texts, FILE_NAME, "plantedother")}
    secrets["file"] = FILE[:24]
    secrets["key"] = program.key[7:].encode()
    secrets["key without its check"] = program.key[14:50].encode()
    secrets["receipt words"] = " ".join(words[:2]).encode()
    secrets["original"] = b'"plantedwhat'
    files = (file for file in Path(settings.PONLEU_HOME).rglob("*") if file.is_file())
    searched = [file for file in files if settings.STATIC_ROOT not in file.parents]
    connection.close()
    json.dump({"statuses": statuses, "found": found(secrets), "files": len(searched)}, sys.stdout)


if __name__ == "__main__":
    main()
