"""How alike the names in some tellings are; each two names are compared once in a process."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import combinations, product

from django.conf import settings

from ponleu.engines.incidents import Names, Telling
from ponleu.foundation.packs.lexicon import load_lexicon
from ponleu.knowledge.tellings.likeness import learn_people, learn_second_names, likenesses

MOST_PAIRS = 50_000
"""Pairs of names that a process remembers."""


def names_of(tellings: Iterable[Telling]) -> Names:
    """What is known of each two names in these tellings."""
    told = list(tellings)
    names = Names()
    _learn(names, combinations(sorted({name for one in told for name in one.sites}), 2), "site")
    _learn(names, combinations(sorted({name for one in told for name in one.people}), 2), "person")
    learn_second_names(names, [one.sites for one in told])
    return names


def names_between(new: Telling, others: Iterable[Telling]) -> Names:
    """What is known of the names in one telling, each beside those in the others."""
    told = list(others)
    names = Names()
    sites = {name for one in told for name in one.sites}
    people = {name for one in told for name in one.people}
    _learn(names, product(new.sites, sites), "site")
    _learn(names, product(new.people, people), "person")
    learn_second_names(names, [new.sites, *(one.sites for one in told)])
    return names


def make_ready() -> None:
    """Have words and the comparing of names ready, so that no document waits for them."""
    _alike("Amber Field", "Copper Ridge Hotel", "site")


@cache
def nouns() -> frozenset[str]:
    """Words such as "hotel" that may be left off a name."""
    return frozenset(load_lexicon(settings.PONLEU_COUNTRY).words["site_nouns"])


def _learn(names: Names, pairs: Iterable[tuple[str, str]], sort: str) -> None:
    for a, b in pairs:
        if a != b and (score := _alike(*sorted((a, b)), sort)) > 0:
            names.learn(a, b, score)


@lru_cache(MOST_PAIRS)
def _alike(a: str, b: str, sort: str) -> float:
    if sort == "site":
        return likenesses({a, b}, nouns()).alike(a, b)
    names = Names()
    learn_people(names, {a, b})
    return names.alike(a, b)
