"""What an accepted proposal puts into the record, one function for each kind of fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.claims import services as claims
from ponleu.knowledge.claims import traces as claim_traces
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.knowledge.register import services as register
from ponleu.knowledge.register import traces as register_traces
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.sources.models import Proposal

Effect = Callable[[User, Proposal, datetime], None]


def enter(actor: User, proposal: Proposal, *, at: datetime) -> None:
    """Put an accepted or edited fact into the record.

    Days and places enter nothing of their own: they stand accepted in their source.
    """
    if effect := EFFECTS.get(proposal.kind):
        effect(actor, proposal, at)


def withdraw(actor: User, proposal: Proposal, *, at: datetime) -> None:
    """Take back whatever a proposal put into the record; the rows stay, marked withdrawn."""
    register.withdraw_by_proposal(actor, proposal.pk, at=at)
    claims.withdraw_by_proposal(actor, proposal.pk, at=at)


def _enter_party_or_site(actor: User, proposal: Proposal, at: datetime) -> None:
    edited: Mapping[str, Any] = proposal.edited or {}
    entry = register.enter_candidate(
        actor,
        kind=EntryKind(proposal.kind),
        name=proposal.shown_label,
        spellings=_spellings(proposal),
        source=proposal.source,
        spans=[(start, end) for start, end in proposal.mentions],
        proposal=proposal.pk,
        at=at,
        place=str(edited.get("place") or _part_value(proposal, "place")),
        same_as=_same_as(actor, edited),
    )
    _give_office(actor, proposal, entry, at)


def _same_as(actor: User, edited: Mapping[str, Any]) -> Entry | None:
    key = edited.get("same_as")
    return Entry.objects.get_for(actor, key) if key else None


def _spellings(proposal: Proposal) -> list[str]:
    if proposal.kind != "person":
        spans = proposal.mentions
    else:  # short forms of a name in running text are not names to find a person by
        spans = [
            (start, end)
            for start, end in proposal.mentions
            if len(proposal.source.text[start:end].split()) >= len(proposal.label.split())
        ]
    found = (" ".join(proposal.source.text[start:end].split()) for start, end in spans)
    return list(dict.fromkeys(found))


def _give_office(actor: User, proposal: Proposal, entry: Entry, at: datetime) -> None:
    part = proposal.parts.get("office")
    edited = (proposal.edited or {}).get("office")
    if not part and not edited:
        return
    span = (part["start"], part["end"]) if part else (proposal.start, proposal.end)
    register.give_office(
        actor,
        entry=entry,
        title=str(edited or part["text"]),
        place=_part_value(proposal, "office_place"),
        organisation=_part_text(proposal, "organisation"),
        source=proposal.source,
        span=span,
        proposal=proposal.pk,
        at=at,
    )


def _record_claim(kind: ClaimKind) -> Effect:
    def record(actor: User, proposal: Proposal, at: datetime) -> None:
        claims.record_claim(
            actor,
            kind=kind,
            source=proposal.source,
            span=(proposal.start, proposal.end),
            content=proposal.shown_label,
            speaker=_speaker(proposal),
            speaker_entry=_speaker_entry(actor, proposal),
            through=_part_text(proposal, "through"),
            value=(proposal.edited or {}).get("value") or proposal.value,
            parts=proposal.parts,
            against=_claim_against(proposal),
            proposal=proposal.pk,
            at=at,
        )

    return record


def _record_commitment(actor: User, proposal: Proposal, at: datetime) -> None:
    edited: Mapping[str, Any] = proposal.edited or {}
    claims.record_commitment(
        actor,
        source=proposal.source,
        span=(proposal.start, proposal.end),
        content=proposal.shown_label,
        speaker=_speaker(proposal),
        speaker_entry=_speaker_entry(actor, proposal),
        due=str(edited.get("due", _part_value(proposal, "due"))),
        due_words=_part_text(proposal, "due"),
        proposal=proposal.pk,
        at=at,
    )


def _claim_against(proposal: Proposal) -> Claim | None:
    return claim_traces.claim_of_proposal(proposal.against_id) if proposal.against_id else None


def _speaker(proposal: Proposal) -> str:
    edited = (proposal.edited or {}).get("speaker")
    if edited is not None:
        return str(edited)
    return _part_value(proposal, "speaker") or _part_text(proposal, "speaker")


def _speaker_entry(actor: User, proposal: Proposal) -> Entry | None:
    speaker = _speaker(proposal)
    return register_traces.entry_in_source(actor, proposal.source, speaker) if speaker else None


def _part_text(proposal: Proposal, name: str) -> str:
    return str(proposal.parts.get(name, {}).get("text", ""))


def _part_value(proposal: Proposal, name: str) -> str:
    value = proposal.parts.get(name, {}).get("value", "")
    return value if isinstance(value, str) else ""


EFFECTS: Mapping[str, Effect] = {
    "person": _enter_party_or_site,
    "organisation": _enter_party_or_site,
    "site": _enter_party_or_site,
    "claim": _record_claim(ClaimKind.CLAIM),
    "denial": _record_claim(ClaimKind.DENIAL),
    "request": _record_claim(ClaimKind.REQUEST),
    "amount": _record_claim(ClaimKind.FIGURE),
    "event": _record_claim(ClaimKind.EVENT),
    "penalty": _record_claim(ClaimKind.PENALTY),
    "commitment": _record_commitment,
}
