"""The context of a seal: what it is for and whose record, so that it opens nowhere else."""

from __future__ import annotations

from ponleu.engines.errors import EngineError

MAX_CONTEXT_BYTES = 1024


def checked(context: bytes) -> bytes:
    """The context itself, if it has 1 to 1,024 bytes."""
    if not 1 <= len(context) <= MAX_CONTEXT_BYTES:
        raise EngineError(f"a context has 1 to {MAX_CONTEXT_BYTES} bytes; got {len(context)}")
    return context
