"""Codes of verification as people read them, for templates."""

from __future__ import annotations

from django import template

from ponleu.response.verification import words
from ponleu.response.verification.words import Word

register = template.Library()


@register.filter
def reliability_word(code: str) -> Word:
    """What a letter from A to F means."""
    return words.RELIABILITIES[code]


@register.filter
def information_word(code: str) -> Word:
    """What a number from 1 to 6 means."""
    return words.INFORMATIONS[code]


@register.filter
def conclusion_word(code: str) -> Word:
    """How a question was closed."""
    return words.CONCLUSIONS[code]


@register.filter
def turn_word(code: str) -> Word:
    """What happened to a task."""
    return words.TURNS[code]


@register.filter
def task_word(code: str) -> Word:
    """How a task stands."""
    return words.TASKS[code]


@register.filter
def purpose_word(code: str) -> Word:
    """For what consent is asked."""
    return words.PURPOSES[code]


@register.filter
def giver_word(code: str) -> Word:
    """Who says yes or no."""
    return words.GIVERS[code]


@register.filter
def same_word(code: str) -> Word:
    """By what two witnesses seem to be one person."""
    return words.SAMES[code]


@register.filter
def waiting_word(code: str) -> Word:
    """How a request stands."""
    return words.WAITINGS[code]
