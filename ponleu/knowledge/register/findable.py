"""What of an entry can be found by searching: only words that its readers may read."""

from __future__ import annotations

from datetime import datetime

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.places import queries as places
from ponleu.foundation.search import services as search
from ponleu.knowledge.register.models import Entry, open_to_readers

TARGET_TYPE = "register.entry"
MOST_WORDS = 200
"""Names and offices of one entry that go into the index."""


def refresh(entry: Entry, *, at: datetime) -> None:
    """Bring the index to what the entry says now; a withdrawn entry is found no longer."""
    if entry.withdrawn_at:
        search.forget(TARGET_TYPE, entry.pk)
        return
    other_names = [name for name in open_names(entry) if name != entry.name]
    search.index(
        target_type=TARGET_TYPE,
        target=entry.pk,
        kind=entry.kind,
        reference=entry.reference,
        title=entry.name,
        body="\n".join([*other_names, *_offices(entry), *_place(entry)]),
        read_action=Action.REGISTER_READ,
        unit_path=entry.unit.path,
        territory=entry.territory,
        at=at,
    )


def open_names(entry: Entry) -> list[str]:
    """Standing names that whoever may read the entry may read too, in the order they came."""
    names = entry.names.filter(open_to_readers()).values_list("text", flat=True)
    return list(dict.fromkeys(names[:MOST_WORDS]))


def _offices(entry: Entry) -> list[str]:
    offices = entry.offices.filter(open_to_readers())[:MOST_WORDS]
    lines = (" ".join(filter(None, [each.title, each.organisation])) for each in offices)
    return list(dict.fromkeys(lines))


def _place(entry: Entry) -> list[str]:
    if not entry.place:
        return []
    return [f"{place.name} {place.name_km}".strip() for place in places.chain(entry.place)]
