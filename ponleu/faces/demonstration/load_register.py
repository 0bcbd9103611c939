"""Puts the bodies and sites of the invented country into the register, with what is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from ponleu.faces.demonstration.types import Complaint, Organisation, Site
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.core.keys import new_key
from ponleu.knowledge.register import services as register
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.register.rules import DetailSort, EntryKind, IdentifierSort, TieSort
from ponleu.knowledge.register.services import dated
from ponleu.knowledge.register.services.by_hand import Known, enter_known
from ponleu.knowledge.register.services.dated import Ground
from ponleu.knowledge.sources.models import Source

LISTED = Ground(since="2024", text="list of premises of the provincial hall, invented")
ACCURACY_METRES = 30


def enter_register(
    organisations: Iterable[Organisation],
    sites: Iterable[Site],
    keeper: User,
    units: Mapping[str, Unit],
    *,
    at: datetime,
) -> dict[str, Entry]:
    """Enter bodies, sites, what is known of the sites and who runs and lets them; by their keys."""
    entries = {each.key: _enter_organisation(each, keeper, units, at=at) for each in organisations}
    for site in sites:
        entry = entries[site.key] = _enter_site(site, keeper, units, at=at)
        _say_what_is_known(site, entry, keeper, at=at)
        for sort, key in ((TieSort.OPERATOR, site.operator), (TieSort.LANDLORD, site.landlord)):
            if key:
                dated.enter_tie(keeper, entries[key], sort, entry, LISTED, at=at)
    return entries


def mention_in(
    source: Source, complaint: Complaint, site: Entry, keeper: User, *, at: datetime
) -> None:
    """Connect a complaint with the site that it names, under the name that it uses."""
    start = source.text.find(complaint.spelling)
    if start < 0:
        return
    register.enter_candidate(
        keeper,
        kind=EntryKind.SITE,
        name=complaint.spelling,
        spellings=[complaint.spelling],
        source=source,
        spans=[(start, start + len(complaint.spelling))],
        proposal=new_key(),
        same_as=site,
        at=at,
    )


def _enter_organisation(
    organisation: Organisation, keeper: User, units: Mapping[str, Unit], *, at: datetime
) -> Entry:
    known = Known(
        kind=EntryKind.ORGANISATION,
        name=organisation.name,
        spellings=[name.text for name in organisation.names],
        territory=organisation.place_code,
        sort=organisation.sort,
    )
    return enter_known(keeper, known, unit=units[organisation.place_code], at=at)


def _enter_site(site: Site, keeper: User, units: Mapping[str, Unit], *, at: datetime) -> Entry:
    province = site.place_code[:2]
    known = Known(
        kind=EntryKind.SITE,
        name=site.name,
        spellings=[name.text for name in site.names],
        territory=province,
        place=site.place_code,
        sort=site.kind,
        about=site.note,
    )
    return enter_known(keeper, known, unit=units[province], at=at)


def _say_what_is_known(site: Site, entry: Entry, keeper: User, *, at: datetime) -> None:
    dated.enter_detail(keeper, entry, DetailSort.LEGAL_STATUS, site.legal_status, LISTED, at=at)
    if site.landmark:
        dated.enter_detail(keeper, entry, DetailSort.LANDMARK, site.landmark, LISTED, at=at)
    if site.licence:
        dated.enter_identifier(keeper, entry, IdentifierSort.LICENCE, site.licence, LISTED, at=at)
    dated.enter_position(
        keeper,
        entry,
        str(site.latitude),
        str(site.longitude),
        accuracy_metres=ACCURACY_METRES,
        ground=LISTED,
        at=at,
    )
