"""Finding records by their words, cut to what the person may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.references import is_reference
from ponleu.foundation.search import rules
from ponleu.foundation.search.models import Findable, FindableQuerySet


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found, and the words that show why.

    Attributes:
        kind: "site", "person", "document", "claim"...
        before, match, after: a piece of the record's text; match is empty if only the
            title or the reference holds the words.
        target_type, target: the record itself: "register.entry" and its key.
    """

    kind: str
    reference: str
    title: str
    before: str
    match: str
    after: str
    target_type: str
    target: UUID


def find(actor: User, text: str, *, limit: int = 50) -> list[Hit]:
    """Records that hold all words of a text and that the actor may read.

    A record with exactly this reference comes first, then records with the words in their
    title, then the others, newest first in each.
    """
    asked = rules.words(text)
    return [_hit(row, asked) for row in _found(Findable.objects.visible_to(actor), text, limit)]


def targets(actor: User, text: str, *, target_type: str, kind: str, limit: int = 50) -> list[UUID]:
    """Keys of the records of one kind that ``find`` would give, in its order."""
    rows = Findable.objects.visible_to(actor).filter(target_type=target_type, kind=kind)
    return [row.target for row in _found(rows, text, limit)]


def _found(rows: FindableQuerySet, text: str, limit: int) -> list[Findable]:
    found: dict[int, Findable] = {}
    for step in _steps(rows, text):
        wanted = limit - len(found)
        if wanted > 0:
            found |= {row.pk: row for row in step.exclude(pk__in=list(found))[:wanted]}
    return list(found.values())


def _steps(rows: FindableQuerySet, text: str) -> Iterator[FindableQuerySet]:
    if is_reference(text):
        yield rows.filter(reference=text.strip().upper()).order_by("-pk")
    if asked := rules.words(text):
        yield rows.with_words(asked, rules.TITLES)
        yield rows.with_words(asked, rules.ALL_WORDS)


def _hit(row: Findable, asked: list[str]) -> Hit:
    piece = rules.snippet(row.body, asked)
    return Hit(
        kind=row.kind,
        reference=row.reference,
        title=row.title,
        before=piece.before,
        match=piece.match,
        after=piece.after,
        target_type=row.target_type,
        target=row.target,
    )
