"""Keys for the desks of the invented country, and the complaints that wait there, sealed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from ponleu.faces.demonstration.complaints import LAST_DAY
from ponleu.faces.demonstration.types import Channel, Complaint, Country
from ponleu.foundation.accounts.models import Grant, Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.keyrings import services as keyrings
from ponleu.response.complaints import rules
from ponleu.response.complaints.intake import Told
from ponleu.response.complaints.services import filing

WAITING_DAYS = 60
"""Complaints of so many last days wait at the desks; the older ones are documents."""

CHANNELS = {
    Channel.HOTLINE: rules.Channel.HOTLINE,
    Channel.WALK_IN: rules.Channel.IN_PERSON,
    Channel.FACEBOOK: rules.Channel.MINISTER_FACEBOOK,
    Channel.EMBASSY: rules.Channel.EMBASSY,
    Channel.LETTER: rules.Channel.ANONYMOUS_LETTER,
}

SIGNS = {
    "confinement": rules.Sign.CANNOT_LEAVE,
    "passport": rules.Sign.PAPERS_TAKEN,
    "debt": rules.Sign.DEBT,
    "wages": rules.Sign.UNPAID,
    "children": rules.Sign.CHILD,
    "recruitment": rules.Sign.FORCED_TO_DECEIVE,
}


def begin_desks(people: Iterable[User]) -> None:
    """Give every unit keys whose complaints someone may open; those people hold them."""
    readers: dict[Unit, list[User]] = defaultdict(list)
    for grant in Grant.objects.filter(user__in=list(people)).select_related("role", "unit", "user"):
        if Action.COMPLAINT_READ in grant.role.actions:
            readers[grant.unit].append(grant.user)
    for unit, holders in readers.items():
        keyrings.begin_ring(unit, holders, actor=None, at=holders[0].joined_at)


def file_complaints(complaints: Sequence[Complaint], country: Country) -> dict[str, str]:
    """File the latest complaints as they came in: the key of the site by each reference."""
    provinces = {site.key: site.place_code[:2] for site in country.sites}
    since = LAST_DAY - timedelta(days=WAITING_DAYS)
    latest = [one for one in complaints if one.received_at >= since]
    site_of = {}
    for one in latest:
        told = Told(
            language=one.language,
            what=one.text,
            signs=(SIGNS[one.topic],),
            province=provinces[one.site],
            near=one.spelling,
        )
        channel = CHANNELS[one.channel]
        receipt = filing.new_receipt() if channel is rules.Channel.HOTLINE else None
        filed = filing.file_report(told, [], receipt, at=one.received_at, channel=channel)
        site_of[filed.reference] = one.site
    return site_of
