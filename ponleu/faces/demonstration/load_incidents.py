"""Documents of the invented country looked through for incidents; three tell of one raid."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime

from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.sources import services as sources
from ponleu.knowledge.sources.models import Source
from ponleu.knowledge.sources.rules import SourceKind
from ponleu.response.incidents.queries import proposals
from ponleu.response.incidents.services import incidents, looking

PROVINCE = "18"
SAID = (
    (
        "Eleven brought out of hotel on the coast",
        "The Gulf Courier",
        date(2026, 9, 11),
        (
            "Preah Sihanouk, 11 September 2026. Police raided the Pomelo Garden Hotel in "
            "Sihanoukville on 10 September 2026. Officers found 11 people inside the building. "
            "Two suspects were arrested."
        ),
    ),
    (
        "Volunteers count fourteen at Pomelo Garden",
        "Coast Volunteers",
        date(2026, 9, 12),
        (
            "Sihanoukville. A raid on the Pomelo Garden Hotel on 10 September 2026 found 14 "
            "people, the volunteers said. The people said that they were locked in at night."
        ),
    ),
    (
        "Provincial hall on the inspection of a hotel",
        "Provincial hall",
        date(2026, 9, 14),
        (
            "Preah Sihanouk. The inspection of Pomelo Garden Hotel on 10 September 2026 found 14 "
            "people. The police denied that anyone was locked in. In the year so far 104 cases "
            "were recorded, an increase of 17 cases (16.34%) on 87."
        ),
    ),
)
"""Title, who published it, the day, the text: 11 stands against 14, one denies what one says."""

ALSO = (
    "Seven met in a house by the river",
    "The Gulf Courier",
    date(2026, 10, 3),
    (
        "Preah Sihanouk, 3 October 2026. Police raided the Tamarind Wharf House in Sihanoukville "
        "on 2 October 2026. Officers found 7 people there."
    ),
)
AGAIN = (
    "Seven found at Tamarind Wharf",
    "Coast Volunteers",
    date(2026, 10, 4),
    (
        "Sihanoukville. A raid on the Tamarind Wharf House on 2 October 2026 found 7 people, the "
        "volunteers said."
    ),
)


def tell_incidents(
    people: list[User], *, at: datetime, say: Callable[[str], None] = lambda _sentence: None
) -> int:
    """Bring in documents of two raids and open an incident of the first; how many are opened.

    The second waits for a person, as does the contradiction in the first. Done by whoever of
    the demonstration people may judge incidents of the province.
    """
    unit = Unit.objects.filter(territory=PROVINCE).order_by("path").first()
    analyst = next((one for one in people if unit and _may_judge(one, unit)), None)
    if analyst is None:
        return 0
    kept = [_add(analyst, *each, at=at) for each in (*SAID, ALSO, AGAIN)]
    for source in kept:
        looking.refresh(source.pk, at=at)
    looking.catch_up(at=at, say=say)
    first = kept[0].pk
    for group in proposals.proposals(analyst):
        if any(told.telling.source_id == first for told in group.rows) and not group.incident:
            keys = [told.telling.pk for told in group.rows]
            incidents.open_incident(analyst, keys, why="One raid, told three times.", at=at)
            return 1
    return 0


def _may_judge(person: User, unit: Unit) -> bool:
    reaches = person.reaches(Action.INCIDENT_JUDGE)
    return unit == person.unit and any(
        reach.covers(Action.INCIDENT_JUDGE, unit.path, PROVINCE) for reach in reaches
    )


def _add(
    analyst: User, title: str, origin: str, published: date, text: str, *, at: datetime
) -> Source:
    about = sources.About(
        title=title,
        kind=SourceKind.PRESS,
        origin=origin,
        published=published,
        territory=PROVINCE,
    )
    return sources.add_source(analyst, io.BytesIO(text.encode()), about, at=at)[0]
