"""What the review page shows: questions by family, what an answer would enter, what it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.places import queries as places
from ponleu.knowledge.claims import traces as claims
from ponleu.knowledge.register import queries as register
from ponleu.knowledge.register import traces as register_traces
from ponleu.knowledge.register.queries import Candidate
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.sources import queries as sources
from ponleu.knowledge.sources.models import Proposal, Source
from ponleu.knowledge.sources.rules import Family

MOST_SHOWN = 200
"""Questions on one page; a press report raises about 25."""

IN_REGISTER = frozenset({"person", "organisation", "site"})


@dataclass(frozen=True, slots=True)
class Question:
    """A proposal as it is asked on the page.

    Attributes:
        details: sentences that say what the fact would mean, each a whole line.
        may_be: entries of the register that it may be, with reasons.
        entered: what it put into the record: {"reference", "address", "label"}.
    """

    proposal: Proposal
    details: Sequence[str]
    may_be: Sequence[Candidate] = ()
    entered: Sequence[dict[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Questions of one family."""

    family: Family
    label: str
    questions: Sequence[Question]

    @property
    def waiting(self) -> int:
        """How many still wait."""
        return sum(not question.proposal.verdict for question in self.questions)


def groups(actor: User, source: Source, *, zone: str = "article") -> list[Group]:
    """All questions of a zone, grouped by family in the order in which they are asked."""
    asked = shown([p for p in sources.proposals(source) if p.zone == zone])
    questions = _questions(actor, source, asked)
    return [
        Group(family, sources.family_label(family), members)
        for family in Family
        if (members := [q for q in questions if q.proposal.family == family])
    ]


def shown(asked: Sequence[Proposal]) -> Sequence[Proposal]:
    """All questions, or of very many the first that wait: the others follow as these are judged."""
    if len(asked) <= MOST_SHOWN:
        return asked
    return [p for p in asked if not p.verdict][:MOST_SHOWN] or asked[:MOST_SHOWN]


def question(actor: User, proposal: Proposal) -> Question:
    """One question, as it stands now."""
    return _questions(actor, proposal.source, [proposal])[0]


def _questions(actor: User, source: Source, asked: Sequence[Proposal]) -> list[Question]:
    names = places.names(_place_codes(asked))
    entered = _entered(actor, [p.pk for p in asked if p.verdict])
    open_names = [p for p in asked if not p.verdict and p.kind in IN_REGISTER]
    candidates = {
        p.pk: register.may_be(actor, EntryKind(p.kind), p.label, unit_path=source.unit.path)
        for p in open_names
    }
    return [
        Question(
            proposal=proposal,
            details=list(details(proposal, names)),
            may_be=candidates.get(proposal.pk, ()),
            entered=entered.get(proposal.pk, ()),
        )
        for proposal in asked
    ]


def _entered(actor: User, keys: Sequence[UUID]) -> dict[UUID, list[dict[str, str]]]:
    found: dict[UUID, list[dict[str, str]]] = {}
    for by_key in (register_traces.entered_by(actor, keys), claims.entered_by(actor, keys)):
        for key, links in by_key.items():
            found.setdefault(key, []).extend(links)
    return found


def _place_codes(asked: Sequence[Proposal]) -> set[str]:
    values = [p.value for p in asked if p.kind == "place"]
    values += [
        part.get("value")
        for p in asked
        for name, part in p.parts.items()
        if name in ("place", "office_place")
    ]
    return {value for value in values if isinstance(value, str) and value}


def details(proposal: Proposal, names: dict[str, str]) -> list[str]:
    """What the fact means, in lines for the person who judges it."""
    lines = [*_value_lines(proposal, names), *_part_lines(proposal, names)]
    if proposal.against:
        lines.append(_("Answers: “%(claim)s”") % {"claim": proposal.against.label})
    if proposal.reason:
        lines.append(proposal.reason)
    return lines


def _value_lines(proposal: Proposal, names: dict[str, str]) -> list[str]:
    value: Any = proposal.value
    if proposal.kind == "place" and value:
        return [_("%(name)s, code %(code)s") % {"name": names.get(value, value), "code": value}]
    if proposal.kind == "date" and value:
        return [_("Read as %(day)s") % {"day": value}]
    if isinstance(value, dict) and value.get("unit"):
        number = f"{value['number']:,.10g}"
        return [_("Read as %(number)s %(unit)s") % {"number": number, "unit": value["unit"]}]
    return []


def part_labels() -> dict[str, str]:
    """How the pieces of facts are called on pages."""
    return {
        "speaker": _("Speaker"),
        "through": _("Reported through"),
        "office": _("Office"),
        "office_place": _("Office of"),
        "organisation": _("Body"),
        "to": _("To"),
        "due": _("Due"),
        "conduct": _("Conduct"),
        "amount": _("Amount"),
        "law": _("Law"),
        "who": _("Who"),
        "where": _("Where"),
        "when": _("When"),
        "how_many": _("How many"),
        "place": _("Place"),
    }


def _part_lines(proposal: Proposal, names: dict[str, str]) -> list[str]:
    lines = []
    for name, label in part_labels().items():
        if part := proposal.parts.get(name):
            shown = _shown_part(name, part, names)
            lines.append(_("%(label)s: %(words)s") % {"label": label, "words": shown})
    return lines


def _shown_part(name: str, part: dict[str, Any], names: dict[str, str]) -> str:
    value = part.get("value")
    if name in ("speaker", "who") and isinstance(value, str) and value:
        return value
    if name in ("place", "office_place") and value:
        return names.get(value, str(value))
    if name in ("due", "when") and value:
        return f"{part['text']} ({value})"
    return str(part["text"])
