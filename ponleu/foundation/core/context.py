"""What the frame of every page needs: the demonstration banner."""

from __future__ import annotations

from django.http import HttpRequest

from ponleu.foundation.core.models import is_demonstration


def frame(request: HttpRequest) -> dict[str, object]:
    """Context of the base template."""
    return {"is_demonstration": is_demonstration()}
