"""From how many origins evidence comes, and what level it allows."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from uuid import UUID

from ponleu.engines.reading.alike import Kind
from ponleu.foundation.accounts.models import User
from ponleu.knowledge.sources import likeness
from ponleu.knowledge.sources.models import Fingerprint
from ponleu.knowledge.sources.rules import CopyVerdict
from ponleu.response.findings.models import Cited, Piece
from ponleu.response.findings.rules.kinds import Reliability, Side
from ponleu.response.findings.rules.proof import Weighed


def origin_key(origin: str) -> str:
    """An origin as it is compared: without case, marks and spaces around words."""
    folded = unicodedata.normalize("NFKC", origin).casefold()
    kept = (c if unicodedata.category(c)[0] in "LMN" else " " for c in folded)
    return " ".join("".join(kept).split())


def origins(actor: User, pieces: Collection[Piece]) -> dict[UUID, int]:
    """By piece, the number of the independent origin that it comes from, from 1 on.

    One name is one origin, so is one document, and so are copies of one text.
    """
    parent: dict[str, str] = {}

    def head(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for piece in pieces:
        parent[head(_node(piece))] = head(f"name {piece.origin_key}")
    for one, other in _copies(actor, {key for piece in pieces if (key := document_of(piece))}):
        parent[head(f"text {one}")] = head(f"text {other}")
    numbers: dict[str, int] = {}
    return {piece.pk: numbers.setdefault(head(_node(piece)), len(numbers) + 1) for piece in pieces}


def weighed(pieces: Iterable[tuple[Piece, Side]], origin_of: Mapping[UUID, int]) -> list[Weighed]:
    """Pieces on their sides as far as proof goes."""
    return [
        Weighed(
            side=side,
            origin=str(origin_of[piece.pk]),
            is_direct=piece.is_direct,
            reliability=Reliability(piece.reliability),
            credibility=piece.credibility,
            is_judgment=piece.is_judgment,
            stands=piece.stands,
        )
        for piece, side in pieces
    ]


def weighed_as_cited(cited: Sequence[Cited]) -> list[Weighed]:
    """What a finding rests on, with the origins that were counted when it was written."""
    return weighed(
        ((each.piece, Side(each.side)) for each in cited),
        {each.piece_id: each.origin for each in cited},
    )


def document_of(piece: Piece) -> UUID | None:
    """The document that a piece is from, its claim's if it is a claim."""
    return piece.source_id or (piece.claim.source_id if piece.claim else None)


def _node(piece: Piece) -> str:
    document = document_of(piece)
    return f"text {document}" if document else f"name {piece.origin_key}"


def _copies(actor: User, documents: set[UUID]) -> list[tuple[UUID, UUID]]:
    """Pairs of documents with the words of one text, or that a person called copies."""
    if len(documents) < 2:
        return []
    said = likeness.standing(likeness.judgements(actor, documents))
    kept = {row.source_id: row for row in Fingerprint.objects.filter(source__in=documents)}
    found = []
    for one, other in combinations(sorted(documents), 2):
        judgement = said.get((one, other))
        if judgement and judgement.verdict:
            is_copy = judgement.verdict == CopyVerdict.COPY
        elif one in kept and other in kept:
            is_copy = likeness.relation_of(kept[one], kept[other]).kind is not Kind.NONE
        else:
            is_copy = False
        if is_copy:
            found.append((one, other))
    return found
