"""Orders, seals, asks and signs with planted words; run by ``test_leaks.py``.

Prints as JSON the files on disk, and in a copy of the database, in which a word was found.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from ponleu.foundation.accounts.models import Grant, Organisation, Role, Unit, User  # noqa: E402
from ponleu.foundation.accounts.rules import Action  # noqa: E402
from ponleu.foundation.accounts.services import begin_key_pair  # noqa: E402
from ponleu.foundation.core import clock  # noqa: E402
from ponleu.foundation.core.models import Installation  # noqa: E402
from ponleu.knowledge.register.rules import EntryKind  # noqa: E402
from ponleu.knowledge.register.services import by_hand  # noqa: E402
from ponleu.response.operations.models import Operation  # noqa: E402
from ponleu.response.operations.rules.order import Member, Scope, SiteWork, Team  # noqa: E402
from ponleu.response.operations.services import (  # noqa: E402
    asking,
    drawing,
    mixing,
    opening,
    ordering,
    signing,
    teaming,
)

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PASSPHRASE = "plainpassphrase of this test"
ACTIONS = (
    Action.HOME,
    Action.REGISTER_READ,
    Action.REGISTER_EDIT,
    Action.OPERATION_READ,
    Action.OPERATION_ORDER,
    Action.OPERATION_SIGN,
)
WORDS = (
    "plantedbasis",
    "plantedwhere",
    "plantedmember",
    "plantedcar",
    "plantedperson",
    "plantednote",
    "plantedask",
    "plantedanswer",
    "plantedreason",
    "ពាក្យដាំទុក",
)
MIX = "ponleu-mix-1"
"""What the document of a mixed plan begins with; the record keeps it only sealed."""
CONTROL = "openlyknown site"


def person(name, unit):
    """Somebody who orders and signs, with their key."""
    user = User(username=name, name=name.title(), unit=unit, joined_at=AT, is_demonstration=True)
    user.set_password(PASSPHRASE)
    user.save()
    role = Role.objects.create(code=name, name=name, about="-", actions=list(ACTIONS))
    Grant.objects.create(user=user, role=role, unit=unit, granted_at=AT)
    return user, begin_key_pair(user, PASSPHRASE, at=AT)


def live(vibol, pov, unit):
    """An order is written, asked for, signed and postponed; by services and on pages."""
    (ordered, pair), (prosecutor, other) = vibol, pov
    client = Client(SERVER_NAME="127.0.0.1")
    client.post(reverse("account_login"), {"login": "vibol", "password": PASSPHRASE})
    first = {"decided_by": WORDS[9], "basis": WORDS[0], "aims": ["rescue"]}
    statuses = [
        client.get(reverse("operations:new")).status_code,
        client.post(reverse("operations:new"), first).status_code,
    ]
    key, now = Operation.objects.get().pk, clock.now()
    known = by_hand.Known(kind=EntryKind.SITE, name=CONTROL, spellings=[], territory="")
    entry = str(by_hand.enter_known(ordered, known, unit=unit, at=now).pk)
    site = SiteWork(entry, CONTROL, where=WORDS[1])
    made = ordering.edit(ordered, key, pair, 1, sites=(site,), at=now)
    team = Team(0, (Member(WORDS[2], "minutes"),), vehicles=(WORDS[3],))
    made = teaming.set_team(ordered, key, team, pair, seen=made.number, at=now)
    scope = Scope((entry,), "2020-01-01T00:00:00+00:00", "2099-01-01T00:00:00+00:00", (WORDS[4],))
    made = ordering.edit(ordered, key, pair, made.number, scope=scope, at=now)
    token = mixing.propose(ordered, key, pair, share=1.0, seed=1, seconds=0.1, at=now)
    draw = mixing.keep(ordered, key, token.as_token(ordered), pair, at=now)
    assert MIX.encode() in mixing.opened_mix(draw, pair).content
    seed = drawing.commit(ordered, key, pair, at=now)
    assert len(seed.envelope) > 4096
    ask = asking.ask(ordered, key, "pov", "medical", WORDS[6], pair, at=now)
    asking.answer(prosecutor, ask.pk, can=True, words=WORDS[7], pair=other, at=now)
    row = signing.ask(ordered, key, "pov", "", pair, seen=made.number, at=now)
    signing.sign(prosecutor, row.pk, other, words=WORDS[8], at=now)
    note = reverse("operations:note", args=[key])
    statuses.append(client.post(note, {"words": WORDS[5]}).status_code)
    page = client.get(reverse("operations:order", args=[key]))
    statuses += [
        page.status_code,
        client.get(reverse("operations:paper", args=[row.pk])).status_code,
    ]
    text = page.content.decode()
    assert opening.newest(Operation.objects.get(), ordered, pair).order.notes
    shown = [word for word in WORDS if word != WORDS[5] and word in text]
    return {"statuses": statuses, "is_read": len(shown) >= 7 and WORDS[5] in text}


def found(words):
    """Files that hold one of the words, in any of the usual writings."""
    wanted = {}
    for word in words:
        plain = word.encode()
        for written in (
            plain,
            word.encode("utf-16-le"),
            plain.hex().encode(),
            base64.b64encode(plain).rstrip(b"=")[:-1],
            json.dumps(word)[1:-1].encode(),
        ):
            wanted[written] = word
    places = []
    for file in Path(settings.PONLEU_HOME).rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            places += [f"{word} in {file.name}" for one, word in wanted.items() if one in content]
    return sorted(set(places))


def main():
    """Plant, live, copy, search."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    Installation.objects.create(kind=Installation.DEMONSTRATION, country="kh", begun_at=AT)
    body = Organisation.objects.create(code="T", name="T", sort="committee")
    unit = Unit.objects.create(code="KH", organisation=body, path="KH/", name="KH")
    seen = live(person("vibol", unit), person("pov", unit), unit)
    home = Path(settings.PONLEU_HOME)
    copy = sqlite3.connect(home / "copy.sqlite3")
    connection.ensure_connection()
    connection.connection.backup(copy)
    copy.close()
    places = found([*WORDS, MIX, CONTROL])
    searched = [file for file in home.rglob("*") if file.is_file()]
    connection.close()
    control = [place for place in places if place.startswith(CONTROL)]
    leaks = [place for place in places if not place.startswith(CONTROL)]
    said = {**seen, "control": control, "found": leaks, "files": len(searched)}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
