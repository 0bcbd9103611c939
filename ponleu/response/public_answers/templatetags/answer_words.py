"""Codes of public answers as people read them, for templates."""

from __future__ import annotations

from django import template

from ponleu.response.complaints.models import Complaint
from ponleu.response.complaints.rules import Outcome
from ponleu.response.complaints.words import OUTCOMES, STATES
from ponleu.response.public_answers import words
from ponleu.response.public_answers.rules.checks import Checked
from ponleu.response.public_answers.words import Word

register = template.Library()


@register.filter
def answer_state(state: str) -> Word:
    """Where an answer stands."""
    return words.STATES[state]


@register.filter
def act_word(act: str) -> Word:
    """What was done to an answer."""
    return words.ACTS[act]


@register.filter
def check_word(checked: Checked) -> Word:
    """What a check found."""
    return (words.PASSED if checked.is_passed else words.OPEN)[checked.check]


@register.filter
def sort_word(sort: str) -> Word:
    """What sort of thing stands in the words, or is missing."""
    return words.SORTS[sort]


@register.filter
def fate_word(complaint: Complaint) -> Word:
    """What became of a complaint, as its reporter may know it."""
    if complaint.outcome != Outcome.PENDING:
        return OUTCOMES[complaint.outcome]
    return STATES[complaint.state]
