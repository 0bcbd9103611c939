"""What the tables of the room share: whether a document is seen, and whether it is withdrawn."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.sources.models import Source


def is_seen(actor: User, field: str) -> Exists:
    """Whether the actor may see the document that a field of the row names."""
    return Exists(Source.objects.visible_to(actor).filter(pk=OuterRef(field)))
