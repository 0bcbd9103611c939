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
from ponleu.knowledge.register import traces as register_traces
from ponleu.knowledge.register.likely import Likely
from ponleu.knowledge.register.queries.known_as import Called, meant_by
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.review import facts
from ponleu.knowledge.sources import queries as sources
from ponleu.knowledge.sources.models import Proposal, Source
from ponleu.knowledge.sources.rules import Family, Verdict

MOST_SHOWN = 80
"""Questions on one page; a press report raises about 25. Of more, the first that wait are shown
with the text around them, so that a document of 200 kB answers as fast as a short one."""

IN_REGISTER = frozenset({"person", "organisation", "site"})


@dataclass(frozen=True, slots=True)
class Question:
    """A proposal as it is asked on the page.

    Attributes:
        details: sentences that say what the fact would mean, each a whole line.
        may_be: entries of the register that it may be, with reasons.
        elsewhere: in how many other documents the same fact waits.
        entered: what it put into the record: {"reference", "address", "label"}.
    """

    proposal: Proposal
    details: Sequence[str]
    may_be: Sequence[Likely] = ()
    elsewhere: int = 0
    entered: Sequence[dict[str, str]] = ()

    @property
    def is_open(self) -> bool:
        """Whether it can be answered: it waits, or someone was unsure of it."""
        return is_open(self.proposal)


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
    asked = shown(actor, source, zone=zone)
    questions = _questions(actor, source, asked)
    return [
        Group(family, sources.family_label(family), members)
        for family in Family
        if (members := [q for q in questions if q.proposal.family == family])
    ]


def shown(actor: User, source: Source, *, zone: str = "article") -> list[Proposal]:
    """All questions of a zone in text order; of very many, the first that wait.

    The question that the actor answered last comes with them, so that it can be taken back.
    """
    rows = source.proposals.filter(zone=zone).select_related("decided_by", "against")
    rows = rows.order_by("start", "end", "id")
    few = list(rows[: MOST_SHOWN + 1])
    if len(few) <= MOST_SHOWN:
        return few
    waiting = list(rows.filter(verdict="")[:MOST_SHOWN])
    if not waiting:
        return few[:MOST_SHOWN]
    last = sources.last_judged(source, actor)
    return [*(rows.filter(pk=last) if last else ()), *waiting]


def keys_of_waiting(asked: Sequence[Group]) -> set[str]:
    """Keys of the questions that wait, as highlights carry them."""
    return {
        str(question.proposal.pk)
        for group in asked
        for question in group.questions
        if not question.proposal.verdict
    }


def exact_questions(asked: Sequence[Group]) -> list[Question]:
    """Those of the questions that may be accepted in bulk: exact places and exact days."""
    return [
        question
        for group in asked
        for question in group.questions
        if not question.proposal.verdict and facts.is_exact(question.proposal)
    ]


def question(actor: User, proposal: Proposal) -> Question:
    """One question, as it stands now."""
    return _questions(actor, proposal.source, [proposal])[0]


@dataclass(frozen=True, slots=True)
class Described:
    """A fact that waits in several documents, and what it would mean."""

    proposal: Proposal
    documents: int
    details: Sequence[str]


def described(found: Sequence[facts.Waiting]) -> list[Described]:
    """Facts with what they would mean, in lines."""
    names = places.names(_place_codes([each.proposal for each in found]))
    return [
        Described(
            each.proposal,
            each.documents,
            [*_value_lines(each.proposal, names), *_part_lines(each.proposal, names)],
        )
        for each in found
    ]


def _questions(actor: User, source: Source, asked: Sequence[Proposal]) -> list[Question]:
    names = places.names(_place_codes(asked))
    entered = _entered(actor, [p.pk for p in asked if p.verdict])
    called = {p.pk: _called(p) for p in asked if is_open(p) and p.kind in IN_REGISTER}
    meant = meant_by(actor, list(called.values()), unit_path=source.unit.path)
    elsewhere = facts.elsewhere(actor, source, asked)
    return [
        Question(
            proposal=proposal,
            details=list(details(proposal, names)),
            may_be=meant.get(called[proposal.pk], ()) if proposal.pk in called else (),
            elsewhere=elsewhere.get(proposal.pk, 0),
            entered=entered.get(proposal.pk, ()),
        )
        for proposal in asked
    ]


def _called(proposal: Proposal) -> Called:
    place = proposal.parts.get("place", {}).get("value")
    return Called(EntryKind(proposal.kind), proposal.label, place if isinstance(place, str) else "")


def is_open(proposal: Proposal) -> bool:
    """Whether it can be answered at once: it waits, or someone was unsure of it."""
    return proposal.verdict in ("", Verdict.UNSURE)


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


def details_of(asked: Sequence[Proposal]) -> dict[UUID, list[str]]:
    """What each fact means, in lines, with the names of all places in one query."""
    names = places.names(_place_codes(asked))
    return {proposal.pk: details(proposal, names) for proposal in asked}


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
