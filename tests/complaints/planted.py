"""Tells, takes down, reads and answers with planted words; run by ``test_planted.py``.

Prints as JSON the files on disk in which any of the words, or a key that opens them, was found.
"""

from __future__ import annotations

import base64
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from ponleu.foundation.accounts.models import Grant, Organisation, Role, Unit, User  # noqa: E402
from ponleu.foundation.accounts.rules import Action  # noqa: E402
from ponleu.foundation.accounts.services import begin_key_pair  # noqa: E402
from ponleu.foundation.core.models import Installation  # noqa: E402
from ponleu.foundation.keyrings.queries import held_pairs  # noqa: E402
from ponleu.foundation.keyrings.services import begin_ring  # noqa: E402
from ponleu.response.complaints.intake import Told  # noqa: E402
from ponleu.response.complaints.models import Complaint  # noqa: E402
from ponleu.response.complaints.rules import Channel  # noqa: E402
from ponleu.response.complaints.services import desk, files, filing, returning  # noqa: E402

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PASSPHRASE = "plantedpassphrase of this test"
OFFICER = (Action.HOME, Action.COMPLAINT_READ, Action.COMPLAINT_TAKE, Action.COMPLAINT_DECIDE)
WORDS = {
    "what": "plantedwhat they lock the doors",
    "near": "plantednear behind the pier",
    "contact": "plantedcontact 012 345 678",
    "contact_when": "plantedwhen after ten",
}
FILE, FILE_NAME = b"plantedfile " * 20_000, "plantedname.jpg"
ANSWER, BACK, REASON, KHMER = "plantedanswer", "plantedback", "plantedreason", "ពាក្យដាំទុក"


def officer():
    """An officer who holds the keys of the country."""
    body = Organisation.objects.create(code="T", name="T", sort="committee")
    unit = Unit.objects.create(code="KH", organisation=body, path="KH/", name="KH")
    ana = User(username="ana", name="Ana", unit=unit, joined_at=AT, is_demonstration=True)
    ana.set_password(PASSPHRASE)
    ana.save()
    role = Role.objects.create(code="officer", name="Officer", about="-", actions=list(OFFICER))
    Grant.objects.create(user=ana, role=role, unit=unit, granted_at=AT)
    pair = begin_key_pair(ana, PASSPHRASE, at=AT)
    begin_ring(unit, [ana], actor=None, at=AT)
    return ana, pair


def live(ana):
    """All that happens to a report; the secrets of its receipt."""
    kept = files.keep_file([FILE], name=FILE_NAME, media_type="image/jpeg", at=AT)
    receipt = filing.new_receipt()
    told = Told(language="km", may_contact=True, beside={"consent": KHMER}, **WORDS)
    filing.file_report(told, [kept], receipt, at=AT)
    filing.file_report(told, [], None, at=AT, channel=Channel.HOTLINE, taken_by=ana)
    words = " ".join(receipt.words("km"))
    key = Complaint.objects.exclude(mark=None).get().pk
    desk.look_at(ana, key, at=AT)
    desk.answer(ana, key, ANSWER, at=AT)
    returning.open_with(words, at=AT)
    returning.write_back(words, BACK, [], at=AT)
    desk.decide(ana, key, "labour_dispute", REASON, at=AT)
    return key, receipt


def at_the_desk(key):
    """An officer signs in and reads; statuses of the pages."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.post(reverse("account_login"), {"login": "ana", "password": PASSPHRASE})
    pages = [reverse("complaints:queue"), reverse("complaints:complaint", args=[key])]
    answers = [client.get(page) for page in pages]
    told = WORDS["what"] in answers[1].content.decode()
    return {"statuses": [one.status_code for one in answers], "is_read": told}


def found(secrets):
    """Files that hold one of the secrets, in any of the usual writings."""
    wanted = {secret: name for name, secret in secrets.items()}
    for secret, name in list(wanted.items()):
        for written in (secret.hex().encode(), base64.b64encode(secret).rstrip(b"=")):
            wanted[written] = name
    places = []
    for file in Path(settings.PONLEU_HOME).rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            places += [f"{name} in {file.name}" for one, name in wanted.items() if one in content]
    return sorted(set(places))


def main():
    """Plant, live, search."""
    Installation.objects.create(kind=Installation.DEMONSTRATION, country="kh", begun_at=AT)
    ana, pair = officer()
    key, receipt = live(ana)
    seen = at_the_desk(key)
    texts = {*(text for text in WORDS.values()), FILE_NAME, ANSWER, BACK, REASON, KHMER}
    secrets = {text: text.encode() for text in texts}
    secrets |= {f"{text} in 16 bits": text.encode("utf-16-le") for text in texts}
    secrets["receipt words"] = " ".join(receipt.words("km")[:2]).encode()
    secrets |= {
        "file": FILE[:24],
        "receipt": receipt.secret,
        "reporter's key": receipt.derived().pair.private,
        "officer's key": pair.private,
        **{f"ring {nth}": one.private for nth, one in enumerate(held_pairs(ana, pair).values())},
    }
    searched = [file.name for file in Path(settings.PONLEU_HOME).rglob("*") if file.is_file()]
    connection.close()
    json.dump({**seen, "found": found(secrets), "files": len(searched)}, sys.stdout)


if __name__ == "__main__":
    main()
