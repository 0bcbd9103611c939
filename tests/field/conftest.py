"""An operation that has started, people who go along, their devices, and entries to send."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from hashlib import sha256
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from ponleu.engines.sealing import new_file_key, seal, seal_file
from ponleu.foundation.keyrings import queries as keyrings
from ponleu.foundation.keyrings import services as holding
from ponleu.response.field import sealed as contexts
from ponleu.response.field.services import registering, syncing
from ponleu.response.operations.models import OperationSite
from tests.complaints.desk_world import site
from tests.operations.conftest import (
    alleged,
    asked,
    at_noon,
    basic,
    country,
    desk,
    hotel,
    keep_from,
    let_in,
    make_officer,
    opened,
    people,
    sealed,
    sign_in,
    signed,
    started,
    tell,
    told,
    version,
)

__all__ = [
    "alleged",
    "asked",
    "at_noon",
    "basic",
    "country",
    "desk",
    "hotel",
    "keep_from",
    "let_in",
    "make_officer",
    "opened",
    "people",
    "sealed",
    "sign_in",
    "signed",
    "site",
    "started",
    "tell",
    "told",
    "version",
]


@pytest.fixture
def operation(started):
    """An operation that has started; "field" goes along, "chan" reads it, "vibol" ordered it."""
    return started()


@pytest.fixture
def place(operation):
    """Its only site."""
    return OperationSite.objects.get(operation=operation)


@pytest.fixture
def holder(people, desk, noon):
    """Chan holds the keys of the unit, so that what devices seal opens for them."""
    ana, pair = desk["ana"]
    chan = people["chan"].user
    holding.let_in(ana, pair, chan.unit, chan, at=noon)
    return people["chan"]


class Phone:
    """A device of somebody: makes entries as a device does, and sends them."""

    def __init__(self, user, operation, place, noon, *, name="Phone", recipients=()):
        self.key, self.user, self.operation, self.place = uuid4(), user, operation, place
        self.noon, self.seq, self.made = noon, 0, []
        self.recipients = list(recipients)
        registering.register(user, self.key, name, at=noon)

    def entry(self, kind, open_fields, *, base=None, minutes=0, site=..., sealed=None, **more):
        """The next entry of the device; ``more`` replaces or adds fields."""
        self.seq += 1
        place = self.place if site is ... else site
        made = {
            "id": str(uuid4()),
            "seq": self.seq,
            "operation": str(self.operation.pk),
            "site": str(place.pk) if place else None,
            "kind": kind,
            "at": (self.noon + timedelta(minutes=minutes)).isoformat(),
            "base": base,
            "open": open_fields,
            "sealed": None,
        }
        if sealed is not None:
            made["sealed"] = self.seal(made["id"], sealed)
        made.update(more)
        self.made.append(made)
        return made

    def seal(self, key, told):
        """The sealed part of an entry, as the page of a device writes it."""
        text = json.dumps({"v": 1, **told}).encode()
        envelope = seal(text, self.recipients, context=contexts.entry_context(UUID(key)))
        return base64.b64encode(envelope).decode()

    def person(self, wristband, *, person=None, **more):
        """Somebody found."""
        fields = {
            "person": person or str(uuid4()),
            "wristband": wristband,
            "language": "vi",
            "age_band": "18_24",
            "needs": [],
        }
        return self.entry("person", {**fields, **more})

    def change(self, person, name, value, *, base=None, **more):
        """Something else is said of a person found."""
        fields = {"person": person, "field": name, "value": value}
        return self.entry("person_change", fields, base=base, **more)

    def check(self, code, answer, *, base=None, **more):
        """A question is answered."""
        return self.entry("check", {"code": code, "answer": answer}, base=base, **more)

    def note(self, text="Two doors are chained.", **more):
        """Something in words."""
        return self.entry("note", {"kind": "seen"}, sealed={"text": text}, **more)

    def photo(self, plain=b"picture", **more):
        """A photo, and the sealed bytes of its file."""
        key, file_key = str(uuid4()), new_file_key()
        context = contexts.file_context(UUID(key))
        stored = b"".join(seal_file([plain], file_key, context=context))
        fields = {
            "sha256": sha256(plain).hexdigest(),
            "size": len(plain),
            "media_type": "image/jpeg",
            "sealed_sha256": sha256(stored).hexdigest(),
            "sealed_size": len(stored),
        }
        inside = {"text": "A door", "file_key": base64.b64encode(file_key).decode()}
        made = self.entry("photo", fields, id=key, **more)
        if self.recipients:
            made["sealed"] = self.seal(key, inside)
        return made, stored

    def sync(self, entries=..., *, now=None, at=None):
        """Send all that was made, or some entries."""
        sent = self.made if entries is ... else entries
        at = at or self.noon
        return syncing.sync(self.user, self.key, now or at, sent, at=at)


@pytest.fixture
def phone(people, operation, place, noon, desk):
    """A device: ``phone()`` of "field", ``phone("vibol")``."""
    recipients = keyrings.recipients(operation.unit.path)

    def make(who="field", **more):
        user = people[who].user
        return Phone(user, operation, place, noon, recipients=recipients, **more)

    return make


@pytest.fixture
def api(client):
    """What a device's page asks: ``api.post("sync", {...})``, ``api.get("work", device=key)``."""

    def post(name, told, **more):
        return client.post(
            reverse(f"field:{name}"), json.dumps(told), content_type="application/json", **more
        )

    def get(name, **asked):
        return client.get(reverse(f"field:{name}"), asked)

    def put(entry, begins_at, piece):
        address = reverse("field:file", args=[entry]) + f"?from={begins_at}"
        return client.put(address, piece, content_type="application/octet-stream")

    return SimpleNamespace(post=post, get=get, put=put)
