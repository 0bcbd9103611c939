"""Numbers and days in the words of the page's language."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from django import template
from django.utils.translation import get_language

register = template.Library()
KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")


@register.filter
def digits(number: object) -> str:
    """A number in Khmer digits on Khmer pages, in the usual ones elsewhere."""
    text = str(number)
    return text.translate(KHMER) if get_language() == "km" else text


@register.filter
def day_words(day: date | str) -> str:
    """A day, also one written as 2026-11-22, in words: 22 November 2026; "" stays empty."""
    if not day:
        return ""
    read = date.fromisoformat(day) if isinstance(day, str) else day
    return digits(format_date(read, "long", locale=get_language() or "en"))
