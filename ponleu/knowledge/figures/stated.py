"""Published figures as the words of a text are held against them."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from ponleu.foundation.packs.measure_words import load_measure_words
from ponleu.knowledge.figures import comparing, rules
from ponleu.knowledge.figures.models import WHOLE_COUNTRY, Explanation, Figure
from ponleu.knowledge.figures.rules import Stated

MOST = 2_000
"""Figures that a text is held against."""


def stated(values: set[str], *, territory: str) -> list[Stated]:
    """Current figures of the country and of one territory that give one of some numbers.

    Asked by the program for whoever writes of the territory: what was published for it, or for
    the whole country, is public; figures of other provinces are not looked at.

    Args:
        values: numbers without separators.
        territory: government code; "" for all.
    """
    numbers = [int(value) for value in values if value.isdecimal() and len(value) < 18]
    here = Figure.objects.current().filter(
        Q(territory=WHOLE_COUNTRY) | Q(territory__startswith=territory)
    )
    found = list(here.filter(value__in=numbers).order_by("pk")[:MOST])
    if not found:
        return []
    same = here.filter(measure__in={figure.measure for figure in found})
    rivals = _rivals(list(same.order_by("pk")[:MOST]))
    words = load_measure_words(settings.PONLEU_COUNTRY)
    return [_stated(figure, words.get(figure.measure, ()), rivals[figure.pk]) for figure in found]


def _stated(figure: Figure, said: tuple[str, ...], rivals: list[str]) -> Stated:
    plain = comparing.published(figure)
    return Stated(
        figure.reference,
        str(figure.value),
        said,
        plain.population,
        plain.ends if plain.is_running else plain.begins,
        plain.ends,
        tuple(sorted(rivals)),
    )


def _rivals(figures: list[Figure]) -> dict[UUID, list[str]]:
    """References of those that cannot be right beside each figure, as far as nobody says why."""
    of_key = {figure.pk: figure.reference for figure in figures}
    explained = set(
        Explanation.objects.standing()
        .filter(one__in=of_key, other__in=of_key)
        .values_list("kind", "one", "other")
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for conflict in rules.conflicts(comparing.all_published(figures)):
        if conflict.other is None:
            continue
        first, second = sorted((conflict.one, conflict.other), key=str)
        if (str(conflict.kind), first, second) not in explained:
            found[first].append(of_key[second])
            found[second].append(of_key[first])
    return found
