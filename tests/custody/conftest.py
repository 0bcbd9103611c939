"""A started operation, with those who keep what is seized there and those who do not."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.rules import Action
from ponleu.response.custody.rules import pieces
from ponleu.response.custody.rules.kinds import Kind
from ponleu.response.custody.services import announcing, handing, seizing, uploading
from ponleu.response.custody.services.handing import SealState
from ponleu.response.custody.services.seizing import Seizure
from ponleu.response.operations.models import Operation
from tests.operations import conftest as operations
from tests.operations.conftest import (
    alleged,
    asked,
    at_noon,
    basic,
    country,
    desk,
    hotel,
    keep_from,
    make_officer,
    opened,
    sealed,
    sign_in,
    signed,
    site,
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
    "make_officer",
    "opened",
    "sealed",
    "sign_in",
    "signed",
    "site",
    "started",
    "tell",
    "told",
    "version",
]

SEES = (Action.HOME, Action.OPERATION_READ, Action.CUSTODY_READ)
KEEPS = (*SEES, Action.CUSTODY_KEEP)
PEOPLE = {
    **operations.PEOPLE,
    "sok": ("KH-18", KEEPS),
    "dara": ("KH-18", KEEPS),
    "lina": ("KH-18", SEES),
    "far": ("KH-12", KEEPS),
}
"""sok seizes, dara takes over, lina only sees; far does the same in another province."""

SMALL_PIECE = 64 * 1024


@pytest.fixture
def people(make_user, country, noon):
    """Everybody with their key pair: ``people["sok"].user``, ``.pair``."""
    found = {}
    for name, (unit, actions) in PEOPLE.items():
        user = make_user(name, unit=country[unit], actions=actions)
        pair = accounts.begin_key_pair(user, f"words of {name}", at=noon)
        found[name] = SimpleNamespace(user=user, pair=pair)
    return found


@pytest.fixture
def small_pieces(monkeypatch):
    """Pieces of 64 KiB, so that small files have several."""
    monkeypatch.setattr(pieces, "PIECE_BYTES", SMALL_PIECE)


@pytest.fixture
def seizure(noon):
    """What is written about a recorder."""
    return Seizure(
        kind=Kind.RECORDER,
        what="Camera recorder on the third floor",
        seal="km 0451",
        seized_at=noon,
        make="Lantern NVR-8",
        serial="SN-77120",
        found_where="Third floor, cupboard",
        owner_said="The guard said it is Mr Plantedowner's",
        clock_offset_s=-754,
        clock_how="telephone on the network",
        channels="1-8",
        covers_from=noon - timedelta(days=30),
        covers_until=noon,
    )


@pytest.fixture
def seized(started, people, seizure, noon):
    """An exhibit that sok seized: ``seized()``, ``seized(kind=Kind.PHONE, seal="KM 2")``."""
    begun = []

    def make(*, by="sok", operation=None, **changes):
        if operation is None:
            if not begun:
                begun.append(started())
            operation = begun[0]
        given = replace(seizure, site=operation.sites.get().pk, **changes)
        return seizing.seize(people[by].user, operation.pk, given, at=noon)

    return make


@pytest.fixture
def begun(people, noon):
    """Announce a file: ``begun(exhibit, data)``; stated otherwise, ``sha256=``."""

    def make(exhibit, data, *, by="sok", sha256=None, name="channel 3.mp4"):
        stated = sha256 or hashlib.sha256(data).hexdigest()
        return announcing.begin(
            people[by].user, exhibit.pk, name=name, sha256=stated, size=len(data), at=noon
        )

    return make


@pytest.fixture
def kept(begun, people, noon):
    """Announce a file, bring it and have it compared: ``kept(exhibit, data)``."""

    def make(exhibit, data, *, by="sok", **stated):
        file, who = begun(exhibit, data, by=by, **stated), people[by]
        uploading.take_rest(who.user, file.pk, who.pair, io.BytesIO(data))
        return uploading.finish(who.user, file.pk, who.pair, at=noon)

    return make


@pytest.fixture
def handed(people, noon):
    """Hand over and accept: ``handed(exhibit)``; a broken seal, ``intact=(True, False)``."""

    def make(exhibit, *, giver="sok", receiver="dara", intact=(True, True), seal=None, at=noon):
        row = handing.offer(
            people[giver].user, exhibit.pk, receiver, "to the store", is_intact=intact[0], at=at
        )
        found = SealState(seal or row.seal_before, intact[1])
        return handing.accept(people[receiver].user, row.pk, found, at=at)

    return make


@pytest.fixture
def allowed():
    """As if the sign-off had allowed something else: ``allowed(operation, [...])``."""

    def make(operation, codes):
        Operation.objects.filter(pk=operation.pk).update(allowed=codes)

    return make
