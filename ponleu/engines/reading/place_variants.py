"""Names of places as the press writes them, made from those of the government's list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import Final

_PRESS: Final = {
    word: spellings.split()
    for word, spellings in {
        "phnum": "phnom", "kaoh": "koh", "preaek": "prek", "stueng": "stung steung", "ou": "o",
        "tuek": "toek teuk tuk", "boeng": "boeung beung", "ruessei": "russei russey reussey",
        "kampong": "kompong", "thum": "thom", "thmei": "thmey", "leu": "loeu",
        "thma": "thmor thmar", "sangkae": "sangke sangker", "kaev": "keo", "doun": "don daun",
        "pou": "po por", "kouk": "kork kok", "tuol": "toul", "chrouy": "chroy", "saom": "som",
        "kraom": "krom", "banteay": "bantey", "trapeang": "trapaing tropeang", "roka": "rokar",
        "phsar": "psar", "saen": "sen", "anlung": "anlong", "veaeng": "veng", "aek": "ek",
        "samraong": "samrong", "aoral": "oral", "srae": "sre", "cheung": "choeung",
        "damrei": "damrey", "sambour": "sambor sambo", "bei": "bey", "chaom": "chom cham",
        "chau": "chao", "luong": "luang", "krang": "kraing", "chrov": "chrou", "lueu": "leu",
        "dankum": "dangkum", "dangkum": "dankum", "pnov": "phnov", "chhnang": "chnang",
        "soutr": "sotr", "nikom": "nikum", "chikraeng": "chi kreng", "kralanh": "kralan",
        "basedth": "baset", "sithor": "sithor srey santhor", "ponhea": "ponnhea",
    }.items()
}  # fmt: skip
MOST: Final = 24
"""Spellings made of one name, at most."""
LEAST: Final = 5
"""Letters of the shortest spelling that is made."""


def press_spellings(key: str) -> Iterator[str]:
    """Other spellings of a name, word by word; the name itself is not among them.

    >>> sorted(press_spellings("kandal stueng"))
    ['kandal steung', 'kandal stung']
    """
    words = key.split()
    if not any(word in _PRESS for word in words):
        return
    choices = [(word, *_PRESS.get(word, ())) for word in words]
    for chosen in islice(product(*choices), 1, MOST):
        made = " ".join(chosen)
        if len(made) >= LEAST:
            yield made
