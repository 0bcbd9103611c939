"""Documents of two provinces brought in through the services, and people who judge them."""

from __future__ import annotations

import io
from datetime import date
from itertools import count

import pytest

from ponleu.engines import incidents as engine
from ponleu.engines.incidents import ContradictionKind, Count, Days, Span, Statement
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.knowledge.sources import services as sources
from ponleu.knowledge.sources.rules import SourceKind
from ponleu.knowledge.sources.services import About
from ponleu.response.incidents.models import Looked, Telling
from ponleu.response.incidents.services import incidents, looking

ANALYST = (
    Action.HOME,
    Action.SOURCE_READ,
    Action.SOURCE_ADD,
    Action.REVIEW,
    Action.CLAIM_READ,
    Action.REGISTER_READ,
    Action.REGISTER_EDIT,
    Action.INCIDENT_JUDGE,
)
READER = (Action.SOURCE_READ,)

ELEVEN = (
    "Preah Sihanouk, 18 August 2023. Police raided the Amber Field Hotel in Sihanoukville on "
    "16 August 2023. Officers found 11 people inside the building. Three suspects were arrested."
)
FOURTEEN = (
    "Sihanoukville. A raid on the Amber Field Hotel on 16 August 2023 found 14 people, "
    "a volunteer group said. The people said that they were locked in."
)
AGAIN = (
    "Provincial hall, Preah Sihanouk. The inspection of Amber Field Hotel on 16 August 2023 found "
    "14 people. The police denied that anyone was locked in the building."
)
ELSEWHERE = (
    "Siem Reap, 4 March 2022. Police raided the Stone Lantern Guesthouse in Siem Reap on "
    "2 March 2022. Officers found 40 people there."
)


@pytest.fixture
def at_noon(monkeypatch, noon):
    """Pages happen at noon."""
    monkeypatch.setattr(clock, "now", lambda: noon)


@pytest.fixture
def country(make_unit):
    """Units of the country and of two provinces."""
    root = make_unit()
    return {
        "KH": root,
        "18": make_unit("18", parent=root, territory="18"),
        "17": make_unit("17", parent=root, territory="17"),
    }


@pytest.fixture
def people(country, make_user):
    """An analyst of the country, two of the coast, one of the north, a reader of the coast."""
    return {
        "mona": make_user("mona", unit=country["KH"], actions=ANALYST),
        "ana": make_user("ana", unit=country["18"], actions=ANALYST, territory="18"),
        "bora": make_user("bora", unit=country["18"], actions=ANALYST, territory="18"),
        "north": make_user("north", unit=country["17"], actions=ANALYST, territory="17"),
        "rita": make_user("rita", unit=country["18"], actions=READER, territory="18"),
    }


@pytest.fixture
def brought(people, noon):
    """Bring a document in and look it through: ``brought(ELEVEN)`` gives the source."""

    def bring(text, *, by="ana", published=date(2023, 8, 18), origin="The Coast Paper", look=True):
        about = About(
            title=text[:40],
            kind=SourceKind.PRESS,
            origin=origin,
            published=published,
            territory=people[by].unit.territory,
        )
        source, _is_new = sources.add_source(people[by], io.BytesIO(text.encode()), about, at=noon)
        if look:
            looking.catch_up(at=noon)
        return source

    return bring


@pytest.fixture
def telling(brought):
    """Bring a document in that tells of one incident: ``telling(ELEVEN)`` gives its telling."""

    def make(text, **more):
        return Telling.objects.get(source=brought(text, **more))

    return make


@pytest.fixture
def three(telling):
    """Three documents of one incident: one says 11, two say 14, one of them denies."""
    return (
        telling(ELEVEN),
        telling(FOURTEEN, origin="Volunteers of the coast", published=date(2023, 8, 19)),
        telling(AGAIN, origin="Provincial hall", published=date(2023, 8, 20)),
    )


@pytest.fixture
def plant(country, make_source, noon):
    """A document whose one telling is stated, not read: ``plant(14)`` says 14 were found."""
    numbers = count(1)

    def make(
        found=14,
        *,
        site="Amber Field Hotel",
        day=date(2023, 8, 16),
        unit="18",
        denies=None,
        also=(),
    ):
        words = f"{found} people were found"
        claim = {None: "", False: "They were locked in.", True: "No one was locked in."}[denies]
        text = f"Report {next(numbers)} on {site}: {words}. {claim}"
        source = make_source(
            text, unit=country[unit], territory=country[unit].territory, origin="A paper"
        )
        start = text.index(words)
        stated = [
            Statement(
                ContradictionKind.COUNT,
                "found",
                Span("-", start, start + len(words), words),
                count=Count("found", found, found),
            )
        ]
        if claim:
            at = text.index(claim)
            value = "denied" if denies else "said"
            span = Span("-", at, at + len(claim), claim)
            stated.append(Statement(ContradictionKind.DENIAL, "confinement", span, value))
        told = engine.Telling(
            "-",
            "-",
            days=Days(day, day),
            places=("1801",),
            sites=(site, *also),
            counts=(Count("found", found, found),),
            kinds=frozenset({"raid"}),
            statements=tuple(stated),
        )
        looking.take(source, [told], at=noon)
        Looked.objects.create(source=source, at=noon, engine_version="test")
        return Telling.objects.get(source=source)

    return make


@pytest.fixture
def opened(plant, people, noon):
    """An incident of three documents: 11 found, 14 found, and 14 found with a denial."""
    tellings = [plant(11), plant(14, denies=False), plant(14, denies=True)]
    keys = [each.pk for each in tellings]
    return incidents.open_incident(people["ana"], keys, why="one raid", at=noon), tellings


@pytest.fixture
def signed_in(client, people):
    """Sign someone in: ``signed_in("ana")``."""

    def enter(name):
        client.force_login(people[name])
        return client

    return enter
