"""What a source of a plan is, in words that a reader may see."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.sources.models import Source
from ponleu.response.verification.models import GradedSource


@dataclass(frozen=True, slots=True)
class Named:
    """What is relied on.

    Attributes:
        kind: "source", "claim", "entry" or "witness".
        reference: as people write it; "" if the reader may not see what it is.
        title: title, words or name; "" for a witness and for what the reader may not see.
        key: of the record, for its address.
    """

    kind: str
    reference: str
    title: str
    key: UUID


def named(actor: User, rows: Collection[GradedSource]) -> Mapping[UUID, Named]:
    """What some sources are, by their key; a record beyond the reader's reach has no words."""
    sources = Source.objects.visible_to(actor).defer("text")
    claims = Claim.objects.visible_to(actor)
    entries = Entry.objects.visible_to(actor)
    seen: dict[UUID, tuple[str, str]] = {}
    for source in sources.filter(pk__in=[row.source_id for row in rows if row.source_id]):
        seen[source.pk] = (source.reference, source.title)
    for claim in claims.filter(pk__in=[row.claim_id for row in rows if row.claim_id]):
        seen[claim.pk] = (claim.reference, claim.content)
    for entry in entries.filter(pk__in=[row.entry_id for row in rows if row.entry_id]):
        seen[entry.pk] = (entry.reference, entry.name)
    return {row.pk: _named(row, seen) for row in rows}


def _named(row: GradedSource, seen: Mapping[UUID, tuple[str, str]]) -> Named:
    if row.witness is not None:
        return Named("witness", row.witness.reference, "", row.witness.pk)
    for kind, key in (("source", row.source_id), ("claim", row.claim_id), ("entry", row.entry_id)):
        if key is not None:
            reference, title = seen.get(key, ("", ""))
            return Named(kind, reference, title, key)
    raise LookupError(row.pk)
