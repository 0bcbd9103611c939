"""Shares as people read them: whole per cent, and words where there is none."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def percent(share: float | None) -> str:
    """A share in whole per cent, "67%"; in words where nothing was counted."""
    return _("none yet") if share is None else f"{share * 100:.0f}%"


@register.filter
def two_places(figure: float | None) -> str:
    """A figure with two places after the point; in words where it is not defined."""
    return _("not defined") if figure is None else f"{figure:.2f}"
