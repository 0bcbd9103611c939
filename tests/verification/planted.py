"""Names, asks and keeps with planted words; run by ``test_planted.py``.

Prints as JSON the files on disk in which any of the words, or a key that opens them, was found.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
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
from ponleu.knowledge.register.rules import EntryKind  # noqa: E402
from ponleu.knowledge.register.services import by_hand  # noqa: E402
from ponleu.response.cases.services import allegations  # noqa: E402
from ponleu.response.cases.services.allegations import Said  # noqa: E402
from ponleu.response.complaints.intake import Told  # noqa: E402
from ponleu.response.complaints.models import Complaint  # noqa: E402
from ponleu.response.complaints.services import filing, linking  # noqa: E402
from ponleu.response.verification.rules import (  # noqa: E402
    Giver,
    Information,
    Purpose,
    Reliability,
)
from ponleu.response.verification.services import interviews, pieces, witnesses  # noqa: E402

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
PASSPHRASE = "plantedpassphrase of this test"
NAME, CONTACT, INTERPRETER = "plantedname Sokha", "plantedcontact 012", "plantedinterpreter Chan"
NOTES, KHMER = "plantednotes they lock the doors", "ពាក្យដាំទុក"
FORM = {"name": "plantedform Bopha", "contact": KHMER}


def people():
    """An analyst who holds the keys of the country, and a colleague who vouches for training."""
    body = Organisation.objects.create(code="T", name="T", sort="committee")
    unit = Unit.objects.create(code="KH", organisation=body, path="KH/", name="KH")
    role = Role.objects.create(code="all", name="All", about="-", actions=list(Action))
    found = []
    for username in ("ana", "bora"):
        user = User(
            username=username, name=username, unit=unit, joined_at=AT, is_demonstration=True
        )
        user.set_password(PASSPHRASE)
        user.save()
        Grant.objects.create(user=user, role=role, unit=unit, granted_at=AT)
        found.append(user)
    pair = begin_key_pair(found[0], PASSPHRASE, at=AT)
    begin_ring(unit, [found[0]], actor=None, at=AT)
    return (*found, pair)


def an_allegation(ana):
    """An allegation about a site, of one complaint."""
    known = by_hand.Known(kind=EntryKind.SITE, name="Lantern Hotel", spellings=[], territory="")
    entry = by_hand.enter_known(ana, known, unit=ana.unit, at=AT)
    filing.file_report(Told(language="km", what="-"), [], filing.new_receipt(), at=AT)
    key = Complaint.objects.get().pk
    linking.link(ana, key, entry.pk, at=AT)
    return allegations.open_allegation(ana, entry.pk, Said("confinement"), [key], at=AT)


def live(ana, bora):
    """A witness named, asked through an interpreter, and made evidence of; the interview."""
    plan = an_allegation(ana)
    trained = witnesses.Trained("Course", date(2026, 1, 1), date(2026, 12, 31))
    witnesses.record_training(bora, "ana", trained, at=AT)
    identity = witnesses.Identity(NAME, CONTACT)
    witness = witnesses.name_witness(ana, plan.pk, identity, is_child=False, at=AT)
    through = interviews.Interpreter("Thai", INTERPRETER, is_apart=True)
    wanted = interviews.Plan(ana.pk, TODAY, interpreter=through)
    interview = interviews.plan_interview(ana, witness.pk, wanted, at=AT)
    interviews.record_consents(
        ana, interview.pk, Giver.SELF, tuple(Purpose), said=TODAY, was_informed=True, at=AT
    )
    held = interviews.Held(TODAY, f"{NOTES} {KHMER}", help_was_offered=True)
    interviews.keep_interview(ana, interview.pk, held, at=AT)
    shows = pieces.Shows("Saw a chain.", Reliability.B, Information.TWO)
    pieces.from_interview(ana, interview.pk, shows, at=AT)
    return plan, witness, interview


def on_pages(plan, witness, interview):
    """The analyst signs in, reads, and names one more by the form."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.post(reverse("account_login"), {"login": "ana", "password": PASSPHRASE})
    pages = [
        reverse("verification:plan", args=[plan.pk]),
        reverse("verification:witness", args=[witness.pk]),
        reverse("verification:interview", args=[interview.pk]),
    ]
    answers = [client.get(page) for page in pages]
    texts = [answer.content.decode() for answer in answers]
    form = client.post(reverse("verification:act", args=["witness", plan.pk]), FORM)
    titles = [text.split("<title>")[1].split("</title>")[0] for text in texts]
    return {
        "statuses": [*(answer.status_code for answer in answers), form.status_code],
        "is_read": NAME in texts[1] and NOTES in texts[2] and INTERPRETER in texts[2],
        "titles": " ".join(titles),
        "plan_has_words": "planted" in texts[0],
        "address": form.url,
    }


def found(secrets):
    """Files that hold one of the secrets, as they are or in hexadecimal."""
    wanted = {secret: name for name, secret in secrets.items()}
    wanted |= {secret.hex().encode(): name for name, secret in secrets.items()}
    places = []
    for file in Path(settings.PONLEU_HOME).rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            places += [f"{name} in {file.name}" for one, name in wanted.items() if one in content]
    return sorted(set(places))


def main():
    """Plant, live, search."""
    Installation.objects.create(kind=Installation.DEMONSTRATION, country="kh", begun_at=AT)
    ana, bora, pair = people()
    seen = on_pages(*live(ana, bora))
    texts = {NAME, CONTACT, INTERPRETER, NOTES, *FORM.values()}
    secrets = {text: text.encode() for text in texts}
    secrets |= {f"{text} in 16 bits": text.encode("utf-16-le") for text in texts}
    rings = {f"ring {nth}": one.private for nth, one in enumerate(held_pairs(ana, pair).values())}
    searched = [file for file in Path(settings.PONLEU_HOME).rglob("*") if file.is_file()]
    connection.close()
    places = found({**secrets, **rings, "own key": pair.private})
    json.dump({**seen, "found": places, "files": len(searched)}, sys.stdout)


if __name__ == "__main__":
    main()
