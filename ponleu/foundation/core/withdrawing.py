"""What a row says once it was taken back: it stays on record, with who and when."""

from __future__ import annotations

from django.db.models import Q

WITHDRAWN_WHOLE = Q(withdrawn_at=None, withdrawn_by=None) | Q(
    withdrawn_at__isnull=False, withdrawn_by__isnull=False
)
"""Who took it back and when, or neither; the condition of a constraint."""
