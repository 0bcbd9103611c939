"""How alike names of sites and of people are, as matching scores them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations, product
from typing import Final

from ponleu.engines.incidents import Names
from ponleu.engines.incidents.weights import ALIKE
from ponleu.engines.matching.comparing import compare
from ponleu.engines.matching.types import Kind, Record
from ponleu.foundation.packs.matching_weights import load_scales
from ponleu.knowledge.tellings.sites import bare_name
from ponleu.knowledge.tellings.words import load_words

_LEAST: Final = 0.05
"""Likeness below which two names need not be remembered."""
_SAME_BUT_NOUN: Final = 0.9
"""How alike two names are that differ by "hotel" or "block 7"."""
_SAID_TOGETHER: Final = 0.8
"""How alike two names are that one text gives to one site: a second name, or a slip of ours."""


def likenesses(names: set[str], nouns: Collection[str]) -> Names:
    """How alike each two names of sites are, as matching scores them.

    Names that are the same but for a noun or a number before them are alike, and those that
    mean the same in two languages; those that differ in a number or in a word are not.
    """
    scales, meanings = load_scales("kh"), load_words("kh").meanings
    records = [Record("", name, Kind.SITE) for name in sorted(names)]
    found = Names()
    for a, b in combinations(records, 2):
        bare = bare_name(a.name, nouns)
        is_same = bool(bare) and bare == bare_name(b.name, nouns)
        meant = meanings.likeness(a.name, b.name)
        if meant is not None:
            score = max(meant, _SAME_BUT_NOUN if is_same and meant else 0.0)
        else:
            score = _SAME_BUT_NOUN if is_same else compare(a, b, scales).score
        if score >= _LEAST:
            found.learn(a.name, b.name, score)
    return found


def learn_second_names(names: Names, together: Sequence[Sequence[str]]) -> None:
    """Take names that one text gives to one site for alike, and with them those like either."""
    pairs = [pair for sites in together for pair in combinations(sites, 2)]
    like = {name: names.near(name) for pair in pairs for name in pair}
    for a, b in pairs:
        names.learn(a, b, _SAID_TOGETHER)
        for here, there in product(like[a], like[b]):
            names.learn(here, there, ALIKE)


def learn_people(names: Names, people: set[str]) -> None:
    """Add how alike each two names of people are; one word alone is no name."""
    scales = load_scales("kh")
    records = [Record("", name, Kind.PERSON) for name in sorted(people) if " " in name]
    for a, b in combinations(records, 2):
        score = compare(a, b, scales).score
        if score >= _LEAST:
            names.learn(a.name, b.name, score)
