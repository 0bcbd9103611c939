"""Filters that write codes, minutes and instants of orders as words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django import template
from django.conf import settings
from django.utils.timezone import localtime

from ponleu.foundation.packs.operations import load_operation_roles
from ponleu.foundation.places import queries as places
from ponleu.response.operations import words
from ponleu.response.operations.rules.covert import Technique
from ponleu.response.operations.rules.draw import Left, Stage
from ponleu.response.operations.rules.kinds import Aim, Decision, Opened, State
from ponleu.response.operations.rules.signing import Standing

register = template.Library()


@register.filter
def state_word(code: str) -> str:
    """Where an operation stands."""
    return str(words.STATES[State(code)])


@register.filter
def aim_words(codes: list[str]) -> str:
    """What an operation is ordered for."""
    return ", ".join(str(words.AIMS[Aim(code)]) for code in codes)


@register.filter
def stage_word(code: str) -> str:
    """How far a draw has come."""
    return str(words.STAGES[Stage(code)])


@register.filter
def left_word(code: str, share: float = 0.0) -> str:
    """Why nobody comes to a site that is not visited under a drawn plan."""
    return str(words.LEFTS[Left(code)]) % {"share": f"{share:.2f}"}


@register.filter
def decision_word(code: str) -> str:
    """What became of a request for a sign-off."""
    return str(words.DECISIONS[Decision(code)])


@register.filter
def opened_word(code: str) -> str:
    """What of an operation somebody opened."""
    return str(words.OPENED[Opened(code)])


@register.filter
def technique_word(code: str) -> str:
    """Which covert technique."""
    return str(words.TECHNIQUES[Technique(code)])


@register.filter
def role_word(code: str) -> str:
    """A role of operations in the reader's language."""
    role = load_operation_roles(settings.PONLEU_COUNTRY).get(code)
    return words.in_language(role.name, role.name_km) if role else code


@register.filter
def role_words(codes: list[str]) -> str:
    """Several roles."""
    return ", ".join(role_word(code) for code in codes)


@register.filter
def code_word(name: str) -> str:
    """A code name in the reader's language."""
    return words.code_name_words(name)


@register.filter
def clock_time(minutes: int) -> str:
    """Minutes after midnight of the first day as a time; the next day's with "+1"."""
    days, rest = divmod(minutes, 24 * 60)
    time = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{time} +{days}" if days else time


@register.filter
def moment(text: str) -> datetime | str:
    """An ISO instant as one of the reader's, "" if there is none."""
    return localtime(datetime.fromisoformat(text)) if text else ""


@register.filter
def iso_day(text: str) -> date | str:
    """An ISO day as a day, "" if there is none."""
    return date.fromisoformat(text) if text else ""


@register.filter
def span_words(span: timedelta) -> str:
    """A stretch of time in days and hours, or hours and minutes."""
    return words.span_words(span)


@register.filter
def place_word(code: str) -> str:
    """A place from its province down."""
    return places.written(code) if code else ""


@register.filter
def standing_word(code: str) -> str:
    """What a printed sign-off is worth."""
    return str(words.STANDINGS[Standing(code)])


@register.filter
def as_percent(share: float) -> int:
    """A share, 0 to 1, in whole per cent."""
    return round(100 * share)


@register.filter
def in_hex(content: bytes) -> str:
    """Bytes in hexadecimal, as they are compared."""
    return bytes(content).hex()
