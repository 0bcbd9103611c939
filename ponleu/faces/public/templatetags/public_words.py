"""Numbers in the digits of the page's language."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

register = template.Library()
KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")


@register.filter
def digits(number: object) -> str:
    """A number in Khmer digits on Khmer pages, in the usual ones elsewhere."""
    text = str(number)
    return text.translate(KHMER) if get_language() == "km" else text
