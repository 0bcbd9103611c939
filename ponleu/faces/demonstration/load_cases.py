"""Complaints of the invented country linked with sites; some wait together, two are opened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.register.models import Entry
from ponleu.response.cases import proposing
from ponleu.response.cases.services import allegations
from ponleu.response.cases.services.allegations import Said
from ponleu.response.complaints.models import Complaint
from ponleu.response.complaints.services import linking

OPENED = ("confinement", "debt_bondage")
"""What the allegations say that are opened, one group each; the most valuable group waits."""

LEFT_UNLINKED = 5
"""Every so many is left for an officer to link."""


def gather_complaints(
    people: list[User], site_of: Mapping[str, str], entries: Mapping[str, Entry], *, at: datetime
) -> int:
    """Link complaints with the sites that they are about, and open two allegations; how many.

    Done by whoever of the demonstration people may decide on complaints; what the others of
    the country hold waits as it came.

    Args:
        site_of: key of the site by the reference of each complaint.
        entries: the entry of the register by the key of the site.
    """
    officer = next((one for one in people if one.may(Action.COMPLAINT_DECIDE)), None)
    if officer is None:
        return 0
    seen = Complaint.objects.visible_to(officer).filter(reference__in=list(site_of))
    for number, complaint in enumerate(seen.order_by("arrived_at", "pk"), 1):
        if number % LEFT_UNLINKED:
            entry = entries[site_of[complaint.reference]]
            linking.link(officer, complaint.pk, entry.pk, at=at)
    groups = proposing.offered(officer).groups
    opened = list(zip(OPENED, groups[1:], strict=False))
    for offence, group in opened:
        allegations.open_allegation(officer, group.about, Said(offence), group.keys, at=at)
    return len(opened)
