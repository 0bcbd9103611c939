"""What of a claim or commitment can be found by searching."""

from __future__ import annotations

from datetime import datetime

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.search import services as search
from ponleu.knowledge.claims.models import Claim, Commitment

TITLE_LENGTH = 160


def refresh(said: Claim | Commitment, *, at: datetime) -> None:
    """Bring the index to what is recorded now; what is withdrawn is found no longer."""
    target_type = said._meta.label_lower
    if said.withdrawn_at:
        search.forget(target_type, said.pk)
        return
    search.index(
        target_type=target_type,
        target=said.pk,
        kind=said.kind if isinstance(said, Claim) else "commitment",
        reference=said.reference,
        title=_shortened(said.content),
        body="\n".join([said.content, *_named(said)]),
        read_action=Action.CLAIM_READ,
        unit_path=said.unit.path,
        territory=said.territory,
        at=at,
    )


def _shortened(text: str) -> str:
    """The beginning of a text, cut at a space if one is near."""
    if len(text) <= TITLE_LENGTH:
        return text
    cut = text[:TITLE_LENGTH]
    return cut.rpartition(" ")[0] or cut


def _named(said: Claim | Commitment) -> list[str]:
    more = said.through if isinstance(said, Claim) else said.due_words
    return [words for words in (said.speaker, more) if words]
