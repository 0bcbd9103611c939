"""Codes of the register's facts as people read them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ponleu.knowledge.register.rules import DetailSort, EntryKind, IdentifierSort, TieSort, Verdict

Word = str | Promise

KINDS: Mapping[EntryKind, Word] = {
    EntryKind.PERSON: _("Person"),
    EntryKind.ORGANISATION: _("Organisation"),
    EntryKind.SITE: _("Site"),
}
DETAILS: Mapping[DetailSort, Word] = {
    DetailSort.LEGAL_STATUS: _("Legal status"),
    DetailSort.SECTOR: _("Sector"),
    DetailSort.LICENCE: _("Licence"),
    DetailSort.ADDRESS: _("Address"),
    DetailSort.LANDMARK: _("Landmark"),
    DetailSort.BORN: _("Born"),
    DetailSort.SEX: _("Sex"),
    DetailSort.NATIONALITY: _("Nationality"),
    DetailSort.OTHER: _("Other"),
}
IDENTIFIERS: Mapping[IdentifierSort, Word] = {
    IdentifierSort.PASSPORT: _("Passport"),
    IdentifierSort.NATIONAL_ID: _("National identity card"),
    IdentifierSort.LICENCE: _("Licence number"),
    IdentifierSort.TAX: _("Tax number"),
    IdentifierSort.TELEPHONE: _("Telephone number"),
    IdentifierSort.VEHICLE: _("Number plate"),
}
TIES: Mapping[TieSort, tuple[Word, Word]] = {
    TieSort.OWNER: (_("Owner of"), _("Owned by")),
    TieSort.LANDLORD: (_("Landlord of"), _("Let by")),
    TieSort.OPERATOR: (_("Operator of"), _("Run by")),
    TieSort.DIRECTOR: (_("Director of"), _("Directed by")),
    TieSort.SHAREHOLDER: (_("Shareholder of"), _("Share held by")),
    TieSort.EMPLOYER: (_("Employer of"), _("Employed by")),
    TieSort.RECRUITER: (_("Recruiter for"), _("Recruited for by")),
    TieSort.TRANSPORTER: (_("Transporter for"), _("Transported for by")),
    TieSort.GUARD: (_("Guard of"), _("Guarded by")),
    TieSort.RELATIVE: (_("Relative of"), _("Relative of")),
    TieSort.LINKED: (_("Linked with"), _("Linked with")),
}
"""How a tie reads from its holder, and from what is held."""

VERDICTS: Mapping[Verdict, Word] = {
    Verdict.SAME: _("Same"),
    Verdict.DIFFERENT: _("Different"),
    Verdict.UNSURE: _("Unsure"),
}
FEATURES: Mapping[str, Word] = {
    "names": _("Names"),
    "sort": _("Sort"),
    "place": _("Place"),
    **{str(sort): word for sort, word in DETAILS.items()},
    **{f"number {sort}": word for sort, word in IDENTIFIERS.items()},
}
