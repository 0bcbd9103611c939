"""What a finding says of each element, and which pieces bear it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from ponleu.response.findings.models import Borne, Cited, Finding
from ponleu.response.findings.rules.elements import CODES, Element, Group, Seen


@dataclass(frozen=True, slots=True)
class ElementRow:
    """What a finding says of one element.

    Attributes:
        borne: the cited pieces that bear it and that this person may see.
        is_bare: no piece at all was put under it.
        has_unseen: some were that this person may not see.
        is_shaken: every piece under it was withdrawn since.
    """

    element: Element
    result: Seen
    borne: tuple[Cited, ...] = ()
    is_bare: bool = True
    has_unseen: bool = False
    is_shaken: bool = False


Rows = tuple[tuple[Group, tuple[ElementRow, ...]], ...]


def rows_of(finding: Finding, cited: Sequence[Cited], visible: Collection[UUID]) -> Rows:
    """By group every element of its list, in order.

    Args:
        cited: all that the finding cites, with the pieces.
        visible: keys of the pieces that the reader may see.
    """
    of_key = {each.pk: each for each in cited}
    under: dict[int, list[Cited]] = {}
    for borne in Borne.objects.filter(element__finding=finding).order_by("pk"):
        under.setdefault(borne.element_id, []).append(of_key[borne.cited_id])
    known = {(row.group, row.code): row for row in finding.elements.all()}
    made = []
    for group, codes in CODES.items():
        rows = []
        for code in codes:
            said = known.get((group, code))
            pieces = under.get(said.pk, []) if said else []
            result = Seen(said.result) if said else Seen.NOT_KNOWN
            rows.append(_row((group, code), result, pieces, visible))
        made.append((group, tuple(rows)))
    return tuple(made)


def _row(
    element: Element, result: Seen, pieces: Sequence[Cited], visible: Collection[UUID]
) -> ElementRow:
    shown = tuple(each for each in pieces if each.piece_id in visible)
    return ElementRow(
        element,
        result,
        shown,
        is_bare=not pieces,
        has_unseen=len(shown) < len(pieces),
        is_shaken=bool(pieces) and not any(each.piece.stands for each in pieces),
    )
