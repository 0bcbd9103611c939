"""Records as the columns that linkage in tables compares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.link_names import pack_words, rarity_of
from ponleu.engines.matching.link_sounds import skeleton
from ponleu.engines.matching.packed import kept_tokens
from ponleu.engines.matching.types import NameForm, Record, Token

PHONES: Final = frozenset({"phone", "tel", "telephone", "mobile", "whatsapp", "telegram"})
ADDRESSES: Final = frozenset({"mail", "email", "e-mail", "facebook", "line", "wechat", "web"})
"""Like telephones these change, and one person has several: two are no contradiction."""
BARE: Final = "number"
_ISO: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_KEPT: Final = re.compile(r"[^0-9a-z]+")
MOST_NAMES: Final = 8
"""Of a record with more aliases the first are compared."""

_LAST_DIGITS: Final = 8
"""Of a telephone number so many last digits are compared: 012 and +855 12 are one."""


Named = tuple[tuple[int, ...], tuple[int, int]]
"""A name as ids of its words, and the ids of its letters and of its sound."""


@dataclass(slots=True)
class Interned:
    """Things by number, in the order in which they came first."""

    ids: dict[object, int] = field(default_factory=dict)

    def __call__(self, thing: object) -> int:
        """The number of a thing, from 0."""
        return self.ids.setdefault(thing, len(self.ids))


@dataclass(slots=True)
class LinkColumns:
    """What is compared of each record, one entry a record; empty where nothing is known.

    Attributes:
        ids: as given.
        kinds: kind of record.
        names: each name and alias of a record as ids of its words.
        wholes: of each name, ids of its letters and of its sound, whatever the order of words.
        born: ISO year, month or day.
        sexes: "f" or "m".
        places: government code or words.
        phones: telephone numbers, last digits; "sort:address" of mail and the like.
        papers: "sort:number" of passports, cards, licences, accounts.
    """

    ids: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    names: list[tuple[tuple[int, ...], ...]] = field(default_factory=list)
    wholes: list[tuple[tuple[int, int], ...]] = field(default_factory=list)
    born: list[str] = field(default_factory=list)
    sexes: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    phones: list[tuple[str, ...]] = field(default_factory=list)
    papers: list[tuple[str, ...]] = field(default_factory=list)


class ColumnMaker:
    """Takes records one by one and keeps of them only what is compared."""

    def __init__(self, groups: bytes) -> None:
        """Take the sound group of each unit, see ``link_sounds``."""
        self.columns = LinkColumns()
        self.words: list[Token] = []
        self.sounds: list[int] = []
        self._known: dict[tuple[str, str], Named] = {}
        self._counts: Counter[int] = Counter()
        self._skeletons: list[bytes] = []
        self._groups = groups
        self._word = Interned()
        self._sound = Interned()
        self._whole = Interned()

    def add(self, record: Record, read: Callable[[str], NameForm]) -> None:
        """Take one record; ``read`` is asked once for each name that is written alike."""
        to = self.columns
        to.ids.append(record.id)
        to.kinds.append(record.kind.value if record.kind else "")
        written = dict.fromkeys((record.name, *record.aliases))
        named = dict.fromkeys(self._named(name, to.kinds[-1], read) for name in written)
        kept = [one for one in named if one[0]][:MOST_NAMES]
        for words, _ in kept:
            self._counts.update(words)
        to.names.append(tuple(words for words, _ in kept))
        to.wholes.append(tuple(whole for _, whole in kept))
        to.born.append(iso_date(record.born))
        to.sexes.append(record.sex if record.sex in {"f", "m"} else "")
        to.places.append(record.place.strip().lower())
        phones, papers = numbers_of(record.identifiers)
        to.phones.append(phones)
        to.papers.append(papers)

    def _named(self, name: str, kind: str, read: Callable[[str], NameForm]) -> Named:
        known = self._known.get((name, kind))
        if known is None:
            words = tuple(self._words_of(read(name)))
            known = self._known[name, kind] = (words, self._whole_of(words))
        return known

    def _words_of(self, form: NameForm) -> Iterable[int]:
        for token in kept_tokens(form):
            word = self._word((token.letters, token.units))
            if word == len(self.words):
                self.words.append(token)
                self._skeletons.append(skeleton(token, self._groups))
                self.sounds.append(self._sound(self._skeletons[-1]))
            yield word

    def _whole_of(self, name: Sequence[int]) -> tuple[int, int]:
        letters = sorted(self.words[word].letters for word in name)
        heard = sorted(b"".join(self._skeletons[word] for word in name))
        return self._whole(b" ".join(letters)), self._whole(bytes(heard))

    def forms(self) -> Iterable[bytes]:
        """Each record's names packed for comparing; call it when all records are in."""
        self._known.clear()
        heard: Counter[int] = Counter()
        for word, count in self._counts.items():
            heard[self.sounds[word]] += count
        whole = max(sum(self._counts.values()), 1)
        packed = [
            pack_words(token, rarity_of(self._counts[word], whole), rarity_of(heard[sound], whole))
            for word, (token, sound) in enumerate(zip(self.words, self.sounds, strict=True))
        ]
        for names in self.columns.names:
            yield b"".join(bytes((len(n),)) + b"".join(packed[w] for w in n) for n in names)

    def sound_of_word(self) -> NDArray[np.int32]:
        """The id of the sound of each word, int32 (n_words,)."""
        return np.array(self.sounds, dtype=np.int32)


def iso_date(born: str) -> str:
    """The date as far as it is known; empty if it is no ISO date."""
    found = _ISO.fullmatch(born.strip())
    return found.group() if found else ""


def numbers_of(identifiers: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Telephone numbers, and "sort:number" of everything else; each once, in order."""
    phones: dict[str, None] = {}
    papers: dict[str, None] = {}
    for written in identifiers:
        sort, _, number = written.lower().rpartition(":")
        sort, number = sort.strip() or BARE, _KEPT.sub("", number)
        if number and sort in PHONES:
            phones[number[-_LAST_DIGITS:]] = None
        elif number and sort in ADDRESSES:
            phones[f"{sort}:{number}"] = None
        elif number:
            papers[f"{sort}:{number}"] = None
    return tuple(phones), tuple(papers)
