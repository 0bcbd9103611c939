"""Codes of complaints as people read them, for templates."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils.translation import gettext, ngettext

from ponleu.response.complaints import words
from ponleu.response.complaints.queries import Waiting
from ponleu.response.complaints.rules import Outcome
from ponleu.response.complaints.words import Word

register = template.Library()

HOURS_IN_DAYS = 48
"""From so many hours on an age is told in days."""


@register.filter
def urgency_word(level: int) -> Word:
    """How urgent a complaint is."""
    return words.URGENCIES[level]


@register.filter
def sign_word(sign: str) -> Word:
    """What a reporter said fits; the code itself if a later page sent another."""
    return words.SIGNS.get(sign, sign)


@register.filter
def channel_word(channel: str) -> Word:
    """How a complaint came."""
    return words.CHANNELS[channel]


@register.filter
def state_word(state: str) -> Word:
    """Where a complaint stands."""
    return words.STATES[state]


@register.filter
def outcome_word(outcome: str) -> Word:
    """What became of a complaint."""
    return words.OUTCOMES[outcome]


@register.filter
def language_word(language: str) -> Word:
    """In which language it was told; the code if it is none of the ten."""
    return words.LANGUAGES.get(language, language)


@register.filter
def beside_word(name: str) -> Word:
    """What was noted beside a complaint."""
    return words.BESIDE.get(name, name)


@register.filter
def beside_value(value: str, name: str) -> Word:
    """What was noted: consent in words, all else as it is."""
    return words.CONSENTS.get(value, value) if name == "consent" else value


@register.filter
def span_word(hours: float) -> str:
    """A span of time: "26 h", "3 days"."""
    if hours < 1:
        minutes = max(1, round(hours * 60))
        return gettext("%(number)d min") % {"number": minutes}
    if hours < HOURS_IN_DAYS:
        return gettext("%(number)d h") % {"number": int(hours)}
    days = int(hours // 24)
    return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}


@register.filter
def facts(row: Waiting, now: datetime) -> str:
    """What stands below a complaint of the queue, in one go: a page has 25 of them."""
    complaint, summary = row.complaint, row.summary
    state = str(state_word(complaint.state))
    if complaint.outcome != Outcome.PENDING:
        state = f"{state}: {outcome_word(complaint.outcome)}"
    told = [
        channel_word(complaint.channel),
        language_word(complaint.language),
        row.place,
        state,
        gettext("%(span)s ago") % {"span": ago(complaint.arrived_at, now)},
    ]
    if summary and summary.n_files:
        said = ngettext("%(number)s file", "%(number)s files", summary.n_files)
        told.append(said % {"number": summary.n_files})
    return " · ".join(str(each) for each in told if each)


@register.filter
def reasons(row: Waiting) -> str:
    """Why a complaint of the queue is as urgent as it is."""
    return " ".join(rule.sentence for rule in row.urgency.rules) if row.urgency else ""


@register.filter
def ago(at: datetime, now: datetime) -> str:
    """How long before now something was."""
    return span_word(max(now - at, timedelta()) / timedelta(hours=1))
