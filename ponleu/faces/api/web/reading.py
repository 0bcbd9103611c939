"""From a report as it was sent to what is brought in, and from faults of fields to words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponleu.faces.api import queries, services
from ponleu.faces.api.web.refusals import WrongFields
from ponleu.faces.api.web.shapes import Report
from ponleu.response.complaints.channels.types import Brought, Carried
from ponleu.response.complaints.intake import Told
from ponleu.response.complaints.words import Word

if TYPE_CHECKING:
    from ponleu.foundation.accounts.models import Program

ORIGINAL = "original.json"
MOST_NAME = 60
PROBLEMS: Mapping[str, Word] = {
    "missing": gettext_lazy("it is missing"),
    "extra_forbidden": gettext_lazy("there is no such field"),
    "bool_type": gettext_lazy("write true or false, without quotation marks"),
    "string_type": gettext_lazy("write it as text, in quotation marks"),
    "string_unicode": gettext_lazy("it holds half of a letter: send whole ones"),
    "no_day": gettext_lazy("write the day as 2026-11-22"),
    "other": gettext_lazy("it cannot be taken as it is; see /api/1/openapi.json"),
}
"""What is wrong with a field, by what pydantic calls it."""


def brought(program: Program, report: Report, original: bytes) -> Brought:
    """A report with what it was sent as.

    Raises:
        WrongFields: nothing was told, or its places do not hold each other.
    """
    if not (report.what.strip() or report.near.strip() or report.signs or report.is_safe is False):
        raise WrongFields([("what", _("say here what is happening, or in “near” where"))])
    commune, district = report.commune, report.district or report.commune[:4]
    province = report.province or district[:2]
    _refuse_places(province, district, commune)
    told = Told(
        language=report.language,
        is_safe=report.is_safe,
        for_whom=report.for_whom,
        what=report.what,
        signs=tuple(dict.fromkeys(map(str, report.signs))),
        province=province,
        district=district,
        commune=commune,
        near=report.near,
        pin=(report.pin.latitude, report.pin.longitude) if report.pin else None,
        contact=report.contact,
        contact_when=report.contact_when,
        may_contact=report.may_contact,
        beside=_beside(program, report),
    )
    origin = services.origin_of(program, UUID(report.key))
    return Brought("", told, origin, (Carried(ORIGINAL, "application/json", original),))


def wrong_fields(faults: Sequence[Mapping[str, Any]]) -> WrongFields:
    """What pydantic found, told without a word of what was sent."""
    return WrongFields([(_name(fault), _problem(fault)) for fault in faults])


def refuse_unknown(request: HttpRequest, *known: str) -> None:
    """A question with a slip in it must not be answered as another one.

    Raises:
        WrongFields: something behind the question mark is none of the names that are known.
    """
    if set(request.GET) - set(known):
        said = _("behind the question mark only these stand: %(names)s")
        names = ", ".join(known) or _("nothing")
        raise WrongFields([("", said % {"names": names})])


def _beside(program: Program, report: Report) -> dict[str, str]:
    beside = {
        "sender": f"{program.name} ({program.unit})",
        "consent": "agreed" if report.consent else "not_asked",
        "source": report.source,
        "sent": report.sent.isoformat() if report.sent else "",
        "id": report.id,
    }
    return {name: words for name, words in beside.items() if words}


def _refuse_places(province: str, district: str, commune: str) -> None:
    named = {"province": province, "district": district, "commune": commune}
    held = [code for code in named.values() if code]
    if any(not code.startswith(holder) for holder, code in pairwise(held)):
        raise WrongFields([("district", _("it lies in another place than the one before it"))])
    if unknown := queries.unknown_places(held):
        problem = _("there is no such place; see /api/1/places/")
        raise WrongFields([(name, problem) for name, code in named.items() if code in unknown])


def _name(fault: Mapping[str, Any]) -> str:
    """Where it is: "signs.0"; a field that is none of ours only if it looks like one."""
    parts = [str(part) for part in fault["loc"][1:] if part not in ("report",)]
    name = ".".join(parts)
    is_plain = name.replace(".", "").replace("_", "").isalnum() and name.isascii()
    return name if is_plain and len(name) <= MOST_NAME else ""


def _problem(fault: Mapping[str, Any]) -> str:
    kind, limits = str(fault["type"]), fault.get("ctx", {})
    if kind in ("enum", "literal_error", "none_of"):
        return _("write one of: %(codes)s") % {"codes": limits["expected"]}
    if kind == "string_pattern_mismatch":
        return _("write it so that it fits %(pattern)s") % {"pattern": limits["pattern"]}
    if kind in ("string_too_long", "too_long"):
        return _("it has more than %(most)d letters or entries") % {"most": limits["max_length"]}
    return str(PROBLEMS.get(kind, PROBLEMS["other"]))
