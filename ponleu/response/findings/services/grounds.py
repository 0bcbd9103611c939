"""What a finding says and rests on: checked, then kept with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.response.cases.models import Allegation
from ponleu.response.findings.models import Borne, Cited, Finding, FindingElement, Piece
from ponleu.response.findings.rules import elements, proof
from ponleu.response.findings.rules.elements import Element, Group, Results, Seen
from ponleu.response.findings.rules.kinds import (
    Istanbul,
    OtherMatter,
    Outcome,
    PieceKind,
    Side,
)
from ponleu.response.findings.services.opening import checked

LONGEST_WORDS = 4000
LONGEST_NAME = 200


class WithdrawnEvidence(ChangedMeanwhile):
    """Something that the finding rests on was withdrawn since it was written."""

    code = "withdrawn_evidence"


@dataclass(frozen=True, slots=True)
class Said:
    """What a finding says.

    Attributes:
        level: how well the conclusion is proved, 0 to 5.
        words: the conclusion; names no person found; not sealed.
        speaking_for, speaking_against: keys of pieces that speak for the allegation, and
            against it. For "not substantiated" and "other matter" it is the second that
            supports the conclusion.
        other_matter: which, when the outcome is that.
        elements: by group and code; what is left out is not known.
        borne: by element that is found or not found, keys of pieces of either side that bear it.
        concerns_child: whether someone concerned was under 18; None if not known.
        istanbul, clinician, clinician_piece: of torture; all three or none. The piece is the
            clinician's document, and among those above.
    """

    outcome: Outcome
    level: int
    words: str
    speaking_for: Collection[UUID] = ()
    speaking_against: Collection[UUID] = ()
    other_matter: OtherMatter | None = None
    elements: Results = field(default_factory=dict)
    borne: Mapping[Element, Collection[UUID]] = field(default_factory=dict)
    concerns_child: bool | None = None
    istanbul: Istanbul | None = None
    clinician: str = ""
    clinician_piece: UUID | None = None


def checked_words(said: Said) -> str:
    """The words of a conclusion, and that level and outcome fit.

    Raises:
        InvalidInput: something is missing or does not fit.
    """
    words = said.words.strip()
    if not words:
        raise InvalidInput(_("Write what was concluded."))
    if len(words) > LONGEST_WORDS:
        raise InvalidInput(_("Shorten this to %(most)d characters.") % {"most": LONGEST_WORDS})
    if said.level not in proof.LEVELS:
        raise InvalidInput(_("Choose a level from 0 to 5."))
    if (said.outcome is Outcome.OTHER_MATTER) != bool(said.other_matter):
        raise InvalidInput(_("Say which other matter it was, or choose another outcome."))
    return words


def check_elements(said: Said) -> None:
    """Refuse elements beside the list, and pieces under one that is not known or not cited.

    Raises:
        InvalidInput: that is so.
    """
    for group, code in {**said.elements, **said.borne}:
        if not elements.is_element(group, code):
            raise InvalidInput(_("Choose elements of the list."))
    used = {*said.speaking_for, *said.speaking_against}
    for element, keys in said.borne.items():
        if keys and said.elements.get(element, Seen.NOT_KNOWN) is Seen.NOT_KNOWN:
            raise InvalidInput(
                _("Say whether an element was found before you put pieces under it.")
            )
        if not used.issuperset(keys):
            raise InvalidInput(_("A piece that bears an element has to be on a side as well."))


def cited(actor: User, allegation: Allegation, said: Said) -> list[tuple[Piece, Side]]:
    """The pieces that are chosen, each on its side.

    Raises:
        InvalidInput: one is on both sides.
        NotFound: one is not there for the actor.
        WithdrawnEvidence: one was withdrawn.
    """
    sides = dict.fromkeys(said.speaking_for, Side.FOR)
    if sides.keys() & set(said.speaking_against):
        raise InvalidInput(_("A piece speaks for or against: choose one side for each."))
    sides |= dict.fromkeys(said.speaking_against, Side.AGAINST)
    rows = Piece.objects.visible_to(actor).filter(allegation=allegation, pk__in=sides)
    found = list(rows.select_related("claim", "complaint").order_by("added_at", "pk"))
    if len(found) < len(sides):
        raise NotFound(_("There is no such record."))
    if not all(piece.stands for piece in found):
        raise WithdrawnEvidence(_("A piece that you chose was withdrawn. Look at the list again."))
    return [(piece, sides[piece.pk]) for piece in found]


def checked_clinician(said: Said, pieces: Collection[Piece]) -> str:
    """The name of the clinician who speaks of torture; "" if nothing is said of it.

    Raises:
        InvalidInput: name, scale and document are not all there.
    """
    name = checked(said.clinician, LONGEST_NAME)
    if not (said.istanbul or name or said.clinician_piece):
        return ""
    theirs = next((piece for piece in pieces if piece.pk == said.clinician_piece), None)
    is_document = theirs is not None and theirs.kind == PieceKind.DOCUMENT
    if not (said.istanbul and name and is_document):
        raise InvalidInput(
            _("Only a clinician can say this of torture: give their name and their document.")
        )
    return name


def keep_grounds(
    finding: Finding,
    cited: Sequence[tuple[Piece, Side]],
    origin_of: Mapping[UUID, int],
    said: Said,
) -> None:
    """Keep what a finding rests on: pieces on their sides, elements, and which bear each."""
    rows = Cited.objects.bulk_create(
        Cited(finding=finding, piece=piece, side=side, origin=origin_of[piece.pk])
        for piece, side in cited
    )
    of_piece = {row.piece_id: row for row in rows}
    known = FindingElement.objects.bulk_create(
        FindingElement(finding=finding, group=group, code=code, result=result)
        for (group, code), result in sorted(said.elements.items())
        if result is not Seen.NOT_KNOWN
    )
    Borne.objects.bulk_create(
        Borne(element=row, cited=of_piece[key])
        for row in known
        for key in sorted(set(said.borne.get((Group(row.group), row.code), ())))
    )
