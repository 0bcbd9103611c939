"""The words that names of the synthetic register are made of, and the ways each is spelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from anyascii import anyascii
from pypinyin import Style, lazy_pinyin

PARTS = Path("var/bench/matching/name_parts.json")
SKEW = 0.7
"""Names are used as often as rank ** -SKEW."""

COMPOUND = 0.45
"""Share of Khmer given names that join two elements ("Sok" + "chea")."""

APART = 0.15
"""Share of joined names that are written as two words."""

DIALECTS = {
    "Wang": "Wong Ong Heng", "Huang": "Wong Ng Ooi", "Chen": "Chan Tan Chhin",
    "Lin": "Lam Lim", "Zhang": "Cheung Teo Tiang", "Li": "Lee Ly", "Wu": "Ng Goh Ngo",
    "Liu": "Lau Low", "Yang": "Yeung Yeo", "Zhou": "Chow Chew", "Xu": "Hui Koh Chhe",
    "Zheng": "Cheng Teh Tae", "Guo": "Kwok Kuok Kvek", "Cai": "Choi Chua Chhay",
    "Xie": "Tse Chia", "Liang": "Leung Neo", "Zhu": "Chu Choo", "Ye": "Yip Yap",
    "Su": "So Soh", "He": "Ho Hor", "Lu": "Lo Loo", "Luo": "Law Loh", "Deng": "Tang Teng",
}  # fmt: skip


@dataclass(frozen=True)
class Word:
    """A part of a name: its spellings, the usual one first, and their shares."""

    spellings: tuple[str, ...]
    shares: tuple[float, ...]

    def spelled(self, chance: Random) -> str:
        """One spelling, as often as it is used."""
        return chance.choices(self.spellings, self.shares)[0]

    def spelled_unlike(self, other: str, chance: Random) -> str:
        """Another spelling than ``other``, if there is one."""
        rest = [(s, w) for s, w in zip(self.spellings, self.shares, strict=True) if s != other]
        if not rest:
            return other
        return chance.choices([s for s, _ in rest], [w for _, w in rest])[0]


class Words:
    """Parts of names by origin; draws a whole name."""

    def __init__(self, parts: Mapping[str, Mapping[str, Sequence[Word]]]) -> None:
        """Take lists of words by origin and part: family, middle, f, m, element."""
        self._lists = parts
        self._shares = {
            (origin, part): list(accumulate((rank + 1) ** -SKEW for rank in range(len(words))))
            for origin, lists in parts.items()
            for part, words in lists.items()
        }

    def draw(self, origin: str, sex: str, chance: Random) -> tuple[Word, ...]:
        """The parts of one name, in the order its people write them."""
        family = self._one(origin, "family", chance)
        if origin == "km":
            return (family, *self._khmer_given(sex, chance))
        if origin == "vi":
            return (family, self._one(origin, "middle", chance), self._one(origin, sex, chance))
        if origin == "zh":
            first, last = self._one(origin, sex, chance), self._one(origin, sex, chance)
            return (family, first) if chance.random() < 0.3 else (family, _joined(first, last))
        return (self._one(origin, sex, chance), family)

    def _khmer_given(self, sex: str, chance: Random) -> tuple[Word, ...]:
        if chance.random() >= COMPOUND:
            return (self._one("km", sex, chance),)
        pair = self._one("km", "element", chance), self._one("km", "element", chance)
        return pair if chance.random() < APART else (_joined(*pair),)

    def _one(self, origin: str, part: str, chance: Random) -> Word:
        words = self._lists[origin][part]
        return chance.choices(words, cum_weights=self._shares[origin, part])[0]


def _joined(first: Word, last: Word) -> Word:
    """Two parts written as one word, the likeliest spellings of both."""
    pairs = [
        (a + b.lower(), p * q)
        for a, p in zip(first.spellings[:5], first.shares[:5], strict=True)
        for b, q in zip(last.spellings[:5], last.shares[:5], strict=True)
    ]
    return Word(tuple(text for text, _ in pairs), tuple(share for _, share in pairs))


def load_words(parts: Mapping[str, Any]) -> Words:
    """The words of every origin from what ``name_parts`` wrote, shuffled by a fixed seed."""
    chance = Random(0)  # rank is no matter of the alphabet
    lists: dict[str, dict[str, list[Word]]] = {"km": _khmer(parts["km"])}
    for origin, named in parts.items():
        if origin != "km":
            lists[origin] = {
                part: [_word(origin, part, n) for n in names] for part, names in named.items()
            }
    for named_words in lists.values():
        for words in named_words.values():
            chance.shuffle(words)
    return Words(lists)


def _khmer(parts: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, list[Word]]:
    lists: dict[str, list[Word]] = {"family": [], "element": [], "f": [], "m": []}
    for part, words in parts.items():
        for one in words:
            word = Word(*(tuple(column) for column in zip(*one["spellings"], strict=True)))
            names = [part] if part != "given" else [one["sex"]] if one["sex"] else ["f", "m"]
            for name in names:
                lists[name].append(word)
    return lists


def _word(origin: str, part: str, name: str) -> Word:
    if origin == "zh":
        pinyin = "".join(lazy_pinyin(name, style=Style.NORMAL)).capitalize()
        others = DIALECTS.get(pinyin, "").split() if part == "family" else []
        return Word((pinyin, *others), (0.7, *(0.3 / len(others) for _ in others)))
    plain = anyascii(name)
    if plain == name:
        return Word((name,), (1.0,))
    return (
        Word((plain, name), (0.7, 0.3)) if origin != "th" else Word((plain.capitalize(),), (1.0,))
    )
