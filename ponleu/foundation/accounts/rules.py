"""What may be granted, and when a grant covers a record. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


def _(sentence: str) -> str:
    """Mark a sentence for the catalogue of translations; pages translate it."""
    return sentence


class Action(StrEnum):
    """Everything that a role may be allowed. Views and services name one of these."""

    HOME = "desk.home"
    SEARCH = "desk.search"
    SOURCE_READ = "source.read"
    SOURCE_ADD = "source.add"
    REVIEW = "review.judge"
    REGISTER_READ = "register.read"
    REGISTER_EDIT = "register.edit"
    SITE_EXACT = "site.exact"
    CLAIM_READ = "claim.read"
    COMPLAINT_READ = "complaint.read"
    COMPLAINT_TAKE = "complaint.take"
    COMPLAINT_DECIDE = "complaint.decide"
    ALLEGATION_READ = "allegation.read"
    ALLEGATION_EDIT = "allegation.edit"
    FIGURE_EDIT = "figure.edit"
    INCIDENT_JUDGE = "incident.judge"
    CASE_READ = "case.read"
    CASE_EDIT = "case.edit"
    VERIFICATION_READ = "verification.read"
    VERIFICATION_EDIT = "verification.edit"
    FINDING_READ = "finding.read"
    EXHIBIT_OPEN = "exhibit.open"
    FINDING_WRITE = "finding.write"
    FINDING_REVIEW = "finding.review"
    ANSWER_READ = "answer.read"
    ANSWER_WRITE = "answer.write"
    ANSWER_APPROVE = "answer.approve"
    VISIT_READ = "visit.read"
    VISIT_EDIT = "visit.edit"
    OPERATION_READ = "operation.read"
    OPERATION_ORDER = "operation.order"
    OPERATION_SIGN = "operation.sign"
    FIELD_WORK = "field.work"
    CUSTODY_READ = "custody.read"
    CUSTODY_KEEP = "custody.keep"
    OUTCOME_EDIT = "outcome.edit"
    JOURNAL_READ = "journal.read"
    JOURNAL_VERIFY = "journal.verify"
    ROLES_READ = "roles.read"
    ACCOUNTS_MANAGE = "accounts.manage"


SENTENCES: Mapping[Action, str] = MappingProxyType(
    {
        Action.HOME: _("see what waits for them"),
        Action.SEARCH: _("search everything that they may read"),
        Action.SOURCE_READ: _("read documents"),
        Action.SOURCE_ADD: _("add documents"),
        Action.REVIEW: _("judge what was read in a document"),
        Action.REGISTER_READ: _("read the register of sites, persons and organisations"),
        Action.REGISTER_EDIT: _("enter sites and parties, their ties, and decide which are one"),
        Action.SITE_EXACT: _("see exactly where a site is"),
        Action.CLAIM_READ: _("read claims and commitments"),
        Action.COMPLAINT_READ: _("open complaints, if a keyholder has let them in"),
        Action.COMPLAINT_TAKE: _("take down complaints by telephone, letter or in person"),
        Action.COMPLAINT_DECIDE: _("answer complaints and decide what becomes of them"),
        Action.ALLEGATION_READ: _("read allegations and which complaints are gathered in them"),
        Action.ALLEGATION_EDIT: _("open allegations and gather complaints in them"),
        Action.FIGURE_EDIT: _("enter published figures with what they count and their source"),
        Action.INCIDENT_JUDGE: _(
            "judge which texts tell of one incident, and settle contradictions"
        ),
        Action.CASE_READ: _("read cases that are open to them"),
        Action.CASE_EDIT: _("open cases, choose their members, merge and split them"),
        Action.VERIFICATION_READ: _("read how allegations are verified"),
        Action.VERIFICATION_EDIT: _("plan and do what verifies an allegation"),
        Action.FINDING_READ: _("read findings with the evidence for and against"),
        Action.EXHIBIT_OPEN: _("open the files of exhibits"),
        Action.FINDING_WRITE: _("write findings for another person to review"),
        Action.FINDING_REVIEW: _("approve or refuse findings that others wrote"),
        Action.ANSWER_READ: _("read public answers beside what was claimed and found"),
        Action.ANSWER_WRITE: _("draft public answers and their corrections"),
        Action.ANSWER_APPROVE: _("approve public answers that others drafted"),
        Action.VISIT_READ: _("read visits of rapporteurs: questions, answers, recommendations"),
        Action.VISIT_EDIT: _("keep the record of visits of rapporteurs"),
        Action.OPERATION_READ: _("read operations once they have started"),
        Action.OPERATION_ORDER: _("order operations and choose who may read the order"),
        Action.OPERATION_SIGN: _("sign, narrow or refuse an operation as its prosecutor"),
        Action.FIELD_WORK: _("go along with operations and keep their field pages"),
        Action.CUSTODY_READ: _("see what was seized, and who had it when"),
        Action.CUSTODY_KEEP: _("take what is seized into keeping and hand it over"),
        Action.OUTCOME_EDIT: _("enter what became of operations and what follows from them"),
        Action.JOURNAL_READ: _("read the journal: who did what, and when"),
        Action.JOURNAL_VERIFY: _("check that the journal is whole"),
        Action.ROLES_READ: _("see what each role may do"),
        Action.ACCOUNTS_MANAGE: _("keep accounts: add people, give and end grants"),
    }
)
"""What a person holding the action may do, to be read after "may"."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one grant reaches: an action, a unit and all below it, a territory and all in it.

    Attributes:
        unit_path: path of the unit, "KH/18/"; a record is inside if its path begins with it.
        territory: government code; "" is the whole country.
    """

    action: str
    unit_path: str
    territory: str

    def covers(self, action: str, unit_path: str, territory: str) -> bool:
        """Whether the grant allows the action on a record of a unit and territory."""
        return (
            self.action == action
            and unit_path.startswith(self.unit_path)
            and territory.startswith(self.territory)
        )


def widest(reaches: Iterable[Reach]) -> list[Reach]:
    """The reaches without those that lie inside another: fewer conditions in a query."""
    kept: list[Reach] = []
    for reach in sorted(set(reaches), key=lambda r: (len(r.unit_path), len(r.territory))):
        if not any(wide.covers(reach.action, reach.unit_path, reach.territory) for wide in kept):
            kept.append(reach)
    return kept


def is_territory(code: str) -> bool:
    """Whether a code names an area: "" the country, "18", "1801", "180104" or "18010401"."""
    return re.fullmatch(r"(?:[0-9]{2}){0,4}", code) is not None


def is_username(text: str) -> bool:
    """Whether a name can be signed in with: 3 to 64 small letters, digits, dots and hyphens.

    Only these, so that two names never look alike and a name has one spelling.
    """
    is_well_formed = re.fullmatch(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*", text) is not None
    return is_well_formed and 3 <= len(text) <= 64
