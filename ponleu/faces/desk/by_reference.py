"""Records that are found by their reference alone: none of their words is in the index.

Who may see them depends on more than unit and territory: whom a complaint names, who is a member,
which documents are seen. So each is asked for as its own page asks, and nothing is copied.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.references import is_reference
from ponleu.foundation.search.queries import Hit
from ponleu.knowledge.figures.models import Figure
from ponleu.response.cases.models import Allegation, Case
from ponleu.response.complaints.models import Complaint
from ponleu.response.custody.models import Exhibit
from ponleu.response.findings.models import Finding
from ponleu.response.incidents.models import Incident
from ponleu.response.minutes.models import Minutes
from ponleu.response.operations.models import Operation
from ponleu.response.outcomes.models import Measure
from ponleu.response.public_answers.models import Answer
from ponleu.response.visits.models import Visit


@dataclass(frozen=True, slots=True)
class Numbered:
    """Records whose references begin with one letter, and where they open."""

    model: Any
    kind: str
    page: str


KINDS = {
    "A": Numbered(Allegation, "allegation", "cases:allegation"),
    "B": Numbered(Case, "case", "case_files:case"),
    "C": Numbered(Complaint, "complaint", "complaints:complaint"),
    "E": Numbered(Exhibit, "exhibit", "custody:exhibit"),
    "F": Numbered(Finding, "finding", "findings:finding"),
    "G": Numbered(Measure, "measure", "outcomes:measure"),
    "J": Numbered(Minutes, "minutes", "minutes:minutes"),
    "N": Numbered(Incident, "incident", "incidents:incident"),
    "Q": Numbered(Figure, "published", "figures:figure"),
    "R": Numbered(Answer, "answer", "public_answers:answer"),
    "U": Numbered(Operation, "operation", "operations:operation"),
    "V": Numbered(Visit, "visit", "visits:visit"),
}
OPENS = {one.model._meta.label_lower: one.page for one in KINDS.values()}


def by_reference(actor: User, text: str) -> Hit | None:
    """The record of a reference, if the actor may see it; its title is its reference."""
    wanted = text.strip().upper()
    numbered = KINDS.get(wanted[:1])
    if numbered is None or not is_reference(wanted):
        return None
    found = numbered.model.objects.visible_to(actor).filter(reference=wanted).first()
    if found is None:
        return None
    return Hit(
        numbered.kind, wanted, wanted, "", "", "", numbered.model._meta.label_lower, found.pk
    )
