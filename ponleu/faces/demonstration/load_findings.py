"""Evidence and findings on the allegations of the invented country: some stand, some wait."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from ponleu.faces.demonstration.load_said import BothSides
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.response.cases.models import Allegation
from ponleu.response.findings.models import Finding, allegations_open_to
from ponleu.response.findings.rules.elements import Group, Seen
from ponleu.response.findings.rules.kinds import (
    OtherMatter,
    Outcome,
    PieceKind,
    Reliability,
    Side,
)
from ponleu.response.findings.services import findings, pieces
from ponleu.response.findings.services.grounds import Said
from ponleu.response.findings.services.pieces import About

WORKER = About(
    PieceKind.INTERVIEW,
    "A person found says that the doors of the upper floors opened only with a guard's card.",
    origin="A person found, spoken to by a social worker",
    is_direct=True,
    reliability=Reliability.B,
    credibility=2,
)
TEAM = About(
    PieceKind.INSPECTION,
    "The team found card locks on the outside of both stair doors and photographed them.",
    origin="The inspection team",
    is_direct=True,
    reliability=Reliability.A,
    credibility=1,
)
NEIGHBOUR = About(
    PieceKind.INTERVIEW,
    "A neighbour saw people at the windows and never at the gate.",
    origin="A neighbour",
    is_direct=True,
    reliability=Reliability.C,
    credibility=3,
)
OWNER = About(
    PieceKind.REPLY,
    "The owner answers in writing that everybody holds a card and that gates are open by day.",
    origin="The owner",
    reliability=Reliability.D,
    credibility=4,
)
CONTRACTS = About(
    PieceKind.EXHIBIT,
    "Contracts and pay slips agree with what the workers say they were promised and paid.",
    origin="The labour inspectorate",
    is_direct=True,
    reliability=Reliability.B,
    credibility=2,
)
QUARREL = About(
    PieceKind.INTERVIEW,
    "Three workers say they went out every evening and wanted to leave for better pay.",
    origin="Three workers, spoken to apart",
    is_direct=True,
    reliability=Reliability.B,
    credibility=2,
)
LATE_PAY = About(
    PieceKind.REPLY,
    "A colleague says that wages came two months late and debts grew meanwhile.",
    origin="A colleague",
    is_direct=True,
    reliability=Reliability.C,
    credibility=3,
)

CLAIMED = "Somebody who worked there says so in a newspaper."
DENIED = "Whoever runs the site denies it in the same newspaper."
LOCKED = {
    (Group.ACT, "harbouring"): Seen.SEEN,
    (Group.MEANS, "coercion"): Seen.SEEN,
    (Group.INDICATOR, "restriction_of_movement"): Seen.SEEN,
    (Group.INDICATOR, "excessive_overtime"): Seen.NOT_SEEN,
}


def write_findings(
    people: list[User], said: Mapping[UUID, BothSides] | None = None, *, at: datetime
) -> int:
    """Write findings about the two allegations that are open, and review some; how many.

    Done by whoever of the demonstration people may write there, and reviewed by another. On the
    first, one stands; on the second, one was refused and one waits.

    Args:
        said: a claim and a denial that findings cite, by the key of the allegation.
    """
    n_written = 0
    tellers = (_locked_doors, _unpaid_wages)
    for allegation, tell in zip(_allegations(people), tellers, strict=False):
        pair = _pair(people, allegation)
        if pair:
            both = (said or {}).get(allegation.pk)
            n_written += tell(*pair, allegation.pk, both, at)
    return n_written


def lower_finding(people: list[User], *, at: datetime) -> int:
    """Write that less is proven on the first allegation than was found; 1, or 0 if nothing stands.

    What a neighbour said is withdrawn: the finding that replaces the first rests on the others.
    """
    allegation = next(iter(_allegations(people)), None)
    pair = _pair(people, allegation) if allegation else None
    first = Finding.objects.standing().filter(allegation=allegation).first()
    if not (allegation and pair and first):
        return 0
    writer, reviewer = pair
    cited = list(first.cited.select_related("piece"))
    neighbour = next(each.piece for each in cited if each.piece.words == NEIGHBOUR.words)
    why = "The neighbour spoke of another building."
    pieces.withdraw_piece(writer, neighbour.pk, why=why, at=at)
    kept = [each for each in cited if each.piece != neighbour]
    said = Said(
        Outcome.PARTLY,
        3,
        "The doors of the upper floors opened only with a guard's card. Whether anybody was "
        "kept there against their will at night could not be seen.",
        speaking_for=[each.piece_id for each in kept if each.side == Side.FOR],
        speaking_against=[each.piece_id for each in kept if each.side == Side.AGAINST],
        elements=LOCKED,
        concerns_child=False,
    )
    second = findings.propose(writer, allegation.pk, said, at=at)
    findings.approve(reviewer, second.pk, at=at)
    return 1


def _allegations(people: list[User]) -> list[Allegation]:
    writer = next((one for one in people if one.may(Action.FINDING_WRITE)), None)
    if writer is None:
        return []
    rows = allegations_open_to(writer, Action.FINDING_WRITE).filter(withdrawn_at=None)
    return list(rows.select_related("unit").order_by("reference")[:2])


def _pair(people: list[User], allegation: Allegation) -> tuple[User, User] | None:
    """Who writes and who reviews there: two people, or nobody."""
    writer = _who(people, Action.FINDING_WRITE, allegation)
    reviewer = _who(people, Action.FINDING_REVIEW, allegation)
    return (writer, reviewer) if writer and reviewer and writer != reviewer else None


def _who(people: list[User], action: Action, allegation: Allegation) -> User | None:
    return next((one for one in people if one.may(action, allegation)), None)


def _add(writer: User, allegation: UUID, *abouts: About, at: datetime) -> list[UUID]:
    return [pieces.add_piece(writer, allegation, each, at=at).pk for each in abouts]


def _add_said(
    writer: User, allegation: UUID, both: BothSides | None, at: datetime
) -> tuple[list[UUID], list[UUID]]:
    """The claim and the denial as pieces of evidence: what speaks for, and what against."""
    if both is None:
        return [], []
    told = (
        About(PieceKind.CLAIM, CLAIMED, claim=both.claim, reliability=Reliability.C, credibility=3),
        About(PieceKind.CLAIM, DENIED, claim=both.denial, reliability=Reliability.D, credibility=4),
    )
    claim, denial = _add(writer, allegation, *told, at=at)
    return [claim], [denial]


def _locked_doors(
    writer: User, reviewer: User, allegation: UUID, both: BothSides | None, at: datetime
) -> int:
    worker, team, neighbour, owner = _add(writer, allegation, WORKER, TEAM, NEIGHBOUR, OWNER, at=at)
    claimed, denied = _add_said(writer, allegation, both, at)
    said = Said(
        Outcome.SUBSTANTIATED,
        4,
        "People were kept on the upper floors: they could leave them only when a guard opened.",
        speaking_for=[worker, team, neighbour, *claimed],
        speaking_against=[owner, *denied],
        elements=LOCKED,
        concerns_child=False,
    )
    first = findings.propose(writer, allegation, said, at=at)
    findings.approve(reviewer, first.pk, at=at)
    return 1


def _unpaid_wages(
    writer: User, reviewer: User, allegation: UUID, both: BothSides | None, at: datetime
) -> int:
    contracts, quarrel, late_pay = _add(writer, allegation, CONTRACTS, QUARREL, LATE_PAY, at=at)
    claimed, denied = _add_said(writer, allegation, both, at)
    said = Said(
        Outcome.NOT_SUBSTANTIATED,
        2,
        "Nothing speaks for a debt that keeps anybody there.",
        speaking_for=[late_pay, *claimed],
        speaking_against=[contracts, quarrel, *denied],
    )
    refused = findings.propose(writer, allegation, said, at=at)
    why = "Late wages are a matter of their own. Say which, and what the inspectorate does."
    findings.refuse(reviewer, refused.pk, why=why, at=at)
    said = Said(
        Outcome.OTHER_MATTER,
        2,
        "A labour dispute: wages came late, and workers wanted to leave for better pay. The "
        "labour inspectorate follows it. Nothing speaks for a debt that keeps anybody there.",
        other_matter=OtherMatter.LABOUR_DISPUTE,
        speaking_for=[late_pay, *claimed],
        speaking_against=[contracts, quarrel, *denied],
        concerns_child=False,
    )
    findings.propose(writer, allegation, said, at=at)
    return 2
