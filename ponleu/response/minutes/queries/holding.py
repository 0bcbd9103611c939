"""Whether what is kept of minutes is still what was written and signed."""

from __future__ import annotations

import hashlib
from datetime import UTC

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from ponleu.foundation.journal import heads
from ponleu.response.minutes.models import Signature, Version
from ponleu.response.minutes.rules.proving import signed_text


def text_of(row: Signature, reference: str) -> bytes:
    """What the mark of an answer covers; of one on paper also the hash of the scan."""
    return signed_text(
        reference=reference,
        version=row.version.number,
        sha256=row.version.sha256,
        who=str(row.member_id) if row.member_id else row.name,
        manner=row.manner,
        words=row.words or str(row.scan_id or ""),
        at=row.at.astimezone(UTC).isoformat(),
    )


def content_holds(version: Version) -> bool:
    """Whether the content has the hash that was kept with it."""
    return hashlib.sha256(version.content.encode()).hexdigest() == version.sha256


def holds(row: Signature, reference: str) -> bool:
    """Whether an answer bears the mark of this installation over what stands there now."""
    if row.key not in heads.own_keys(settings.PONLEU_KEYS):
        return False
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(row.key))
        public.verify(bytes.fromhex(row.proof), text_of(row, reference))
    except (InvalidSignature, ValueError):
        return False
    return True
