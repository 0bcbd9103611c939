"""What a column of a table may hold, and which column likely holds what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from ponleu.response.complaints.words import Word


class Field(StrEnum):
    """What of a complaint a column holds; also the names of columns in our own table and form."""

    WHAT = "what"
    SIGNS = "signs"
    IS_SAFE = "is_safe"
    FOR_WHOM = "for_whom"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    NEAR = "near"
    PIN = "pin"
    CONTACT = "contact"
    CONTACT_WHEN = "contact_when"
    MAY_CONTACT = "may_contact"
    CONSENT = "consent"
    LANGUAGE = "language"
    SOURCE = "source"
    SENT = "sent"
    ID = "id"


WORDS: Mapping[Field, Word] = {
    Field.WHAT: _("What is happening, in their words"),
    Field.SIGNS: _("What they said: signs"),
    Field.IS_SAFE: _("Whether they are safe now: yes or no"),
    Field.FOR_WHOM: _("Whom it happens to: self or other"),
    Field.PROVINCE: _("Province: its code or name"),
    Field.DISTRICT: _("District: its code or name"),
    Field.COMMUNE: _("Commune: its code or name"),
    Field.NEAR: _("The place in their words"),
    Field.PIN: _("Latitude and longitude"),
    Field.CONTACT: _("How to reach them"),
    Field.CONTACT_WHEN: _("When it is safe to call back"),
    Field.MAY_CONTACT: _("Whether they may be contacted: yes or no"),
    Field.CONSENT: _("Whether they agreed that it is written down: yes or no"),
    Field.LANGUAGE: _("Their language: its code or name"),
    Field.SOURCE: _("Where it came from"),
    Field.SENT: _("The day on which it was told"),
    Field.ID: _("Number of the submission"),
}
"""For whoever chooses which column is what."""

SEVERAL = frozenset({Field.WHAT, Field.NEAR, Field.SOURCE})
"""What several columns together may hold."""

OTHER_NAMES: Mapping[str, Field] = {
    "message": Field.WHAT,
    "description": Field.WHAT,
    "details": Field.WHAT,
    "story": Field.WHAT,
    "what_happened": Field.WHAT,
    "what_is_happening": Field.WHAT,
    "complaint": Field.WHAT,
    "safe": Field.IS_SAFE,
    "safe_now": Field.IS_SAFE,
    "lang": Field.LANGUAGE,
    "khet": Field.PROVINCE,
    "srok": Field.DISTRICT,
    "khum": Field.COMMUNE,
    "address": Field.NEAR,
    "location": Field.NEAR,
    "place": Field.NEAR,
    "landmark": Field.NEAR,
    "gps": Field.PIN,
    "geopoint": Field.PIN,
    "phone": Field.CONTACT,
    "telephone": Field.CONTACT,
    "phone_number": Field.CONTACT,
    "contact_number": Field.CONTACT,
    "when_to_call": Field.CONTACT_WHEN,
    "date": Field.SENT,
    "submissiondate": Field.SENT,
    "submission_time": Field.SENT,
    "received": Field.SENT,
    "key": Field.ID,
    "uuid": Field.ID,
    "instanceid": Field.ID,
}
"""Names that tables of others, ODK and Kobo among them, have for these columns."""

WITHOUT_EQUAL = ("KEY", "_uuid", "instanceID", "meta/instanceID", "meta-instanceID")
"""Columns of ODK and Kobo with a number that no other submission has, the most lasting first."""

_PARTS = re.compile(r"[/:.]")
_SIGNS = re.compile(r"[\W_]+")


def fold(words: str) -> str:
    """Words as they are compared: small letters, without what stands between them."""
    whole = unicodedata.normalize("NFKC", words.casefold())
    return "".join(sign for sign in whole if sign.isalnum() or unicodedata.category(sign)[0] == "M")


def likely(heading: Sequence[str], labels: Mapping[str, str]) -> dict[int, Field]:
    """Which column holds what, as far as its name or its question's name tells.

    Where two columns would hold one thing, the first does; a number of the submission that
    no other has (KEY of ODK, _uuid of Kobo) goes before any other number.

    Args:
        labels: what a form asks -> the name of its question.
    """
    found: dict[int, Field] = {}
    ranks = {name: rank for rank, name in enumerate(WITHOUT_EQUAL)}
    order = sorted(range(len(heading)), key=lambda n: ranks.get(heading[n], len(ranks)))
    for column in order:
        field = _named(labels.get(heading[column], heading[column]))
        if field is not None and field not in found.values():
            found[column] = field
    return dict(sorted(found.items()))


def _named(heading: str) -> Field | None:
    """What a name of a column says; of ``group/name`` and ``group-name`` the last part."""
    last = _PARTS.split(heading)[-1]
    for name in (last, last.rsplit("-", 1)[-1]):
        plain = _SIGNS.sub("_", name.casefold()).strip("_")
        if plain in Field._value2member_map_:
            return Field(plain)
        if plain in OTHER_NAMES:
            return OTHER_NAMES[plain]
    return None
