"""Kept figures as plain values, for the rules that hold them against each other."""

from __future__ import annotations

from collections.abc import Iterable

from ponleu.knowledge.figures.measures import is_running
from ponleu.knowledge.figures.models import Figure
from ponleu.knowledge.figures.rules import Bound, Part, Published


def published(figure: Figure) -> Published:
    """A figure as the rules know it."""
    return Published(
        key=figure.pk,
        measure=figure.measure,
        population=" ".join(figure.population.casefold().split()),
        begins=figure.begins_on,
        ends=figure.ends_on,
        value=figure.value,
        bound=Bound(figure.bound),
        breakdowns=breakdowns(figure),
        change=figure.change,
        percent=figure.percent,
        is_running=is_running(figure.measure),
        publisher=" ".join(figure.body.casefold().split()),
        words=figure.words,
    )


def breakdowns(figure: Figure) -> tuple[tuple[Part, ...], ...]:
    """The ways in which a figure was divided."""
    return tuple(
        tuple(Part(label, number) for label, number in parts) for parts in figure.breakdowns
    )


def all_published(figures: Iterable[Figure]) -> list[Published]:
    """Figures as the rules know them."""
    return [published(figure) for figure in figures]
