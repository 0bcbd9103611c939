"""How often a place is found by another of its spellings: ``-m benchmarks.matching.places``.

Questions with names that stand in public lists; README.md tells what they mean. A name
is looked for among all names of its list; one that ties with a wrong name counts as missed.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from benchmarks.matching.geonames import bare, listed_places
from benchmarks.matching.learn_sounds import HELD_APART, joined, official_names
from ponleu.engines.matching.fold import fold
from ponleu.engines.matching.likeness import costs_of, pack_query
from ponleu.engines.matching.likeness_kernel import likeness_of_many
from ponleu.engines.matching.name_forms import official_names as named_otherwise
from ponleu.engines.matching.name_forms import read_name
from ponleu.engines.matching.packed import pack_names
from ponleu.engines.matching.types import Kind
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon

Scores = NDArray[np.float32]
Scorer = Callable[[str], Scores]
KNAME = Path("../shared/data/matching/kname_khmer_names.json")
"""Khmer names of persons in both scripts (github sovanken/kname, MIT), for measuring alone."""
ALIAS_LIKE = 0.99
"""A name found through the table of other names comes just after one that is written so."""
_AMERICAN = re.compile("[ăâĕêĭôŏŭœé]")
"""Letters of the spelling of the United States Board on Geographic Names (BGN/PCGN 1972)."""


@dataclass(frozen=True, slots=True)
class Question:
    """A spelling, its province and the name that it should find."""

    asked: str
    meant: str
    province: str


@dataclass(frozen=True, slots=True)
class Task:
    """Questions and the names among which the answers are looked for."""

    name: str
    questions: tuple[Question, ...]
    names: tuple[str, ...]
    kind: Kind = Kind.PLACE


def tasks() -> Iterable[Task]:
    """The tasks; the last is left out where its data are not."""
    places = [place for place in listed_places() if not _AMERICAN.search(place.name)]
    names = tuple(sorted({fold(bare(place.name)) for place in listed_places()}))
    american: dict[Question, None] = {}
    alternate: dict[Question, None] = {}
    for place in places:
        meant = fold(bare(place.name))
        for other in place.others:
            asked = fold(bare(other))
            if asked == meant or not _is_written(other, asked):
                continue
            alternate[Question(asked, meant, place.province)] = None
            if _AMERICAN.search(other) and asked.replace(" ", "") != meant.replace(" ", ""):
                american[Question(asked, meant, place.province)] = None
    yield Task("two official spellings (BGN, government)", tuple(american), names)
    yield Task("public alternate names", tuple(alternate), names)
    yield _of_one_list()
    yield from _khmer_to_latin()
    if KNAME.is_file():
        yield _persons()


def _is_written(other: str, asked: str) -> bool:
    """Latin letters that a person wrote: no code, no machine's spelling of another script."""
    return bool(asked) and asked.isascii() and other[0].isupper() and not other.isupper()


def _of_one_list() -> Task:
    """Names that the government's list spells in two ways: the rarer finds the usual."""
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    province: dict[tuple[str, str], str] = {}
    for code, khmer, latin in official_names():
        key, name = joined(khmer), fold(latin)
        if not any(map(str.isdigit, key)):
            spelled[key][name] += 1
            province[key, name] = code[:2]
    usual = {key: counts.most_common(1)[0][0] for key, counts in spelled.items()}
    names = frozenset(usual.values())
    asked = tuple(
        Question(name, usual[key], province[key, name])
        for key, counts in spelled.items()
        for name in counts
        if name not in names and name.replace(" ", "") != usual[key].replace(" ", "")
    )
    return Task("one name, spelled twice by the government", asked, tuple(sorted(names)))


def _khmer_to_latin() -> Iterable[Task]:
    """Communes and villages in Khmer, to be found among the Latin names of their level."""
    for level, digits, step in (("communes", 6, 1), ("villages", 8, 12)):
        rows = [
            (code, khmer, fold(latin))
            for code, khmer, latin in official_names()
            if len(code) == digits and not any(map(str.isdigit, fold(khmer)))
        ]
        names = tuple(sorted({latin for _, _, latin in rows}))
        asked = {Question(khmer, latin, code[:2]): None for code, khmer, latin in rows[::step]}
        yield Task(f"Khmer script to Latin, {level}", tuple(asked), names)


def _persons() -> Task:
    """Full names in Khmer, to be found among the Latin ones. Nothing was learned from them."""
    rows = json.loads(KNAME.read_text(encoding="utf-8"))
    asked = {
        Question(
            f"{row['surname']} {row['givenName']}",
            fold(f"{row['romanizedSurname']} {row['romanizedGiven']}"),
            "",
        ): None
        for row in rows
    }
    names = tuple(sorted({question.meant for question in asked}))
    return Task("Khmer script to Latin, persons (kname)", tuple(asked), names, Kind.PERSON)


def generic(scorer: Callable[..., float]) -> Callable[[Sequence[str]], Scorer]:
    """A scorer of rapidfuzz on transliterated text."""

    def ready(names: Sequence[str]) -> Scorer:
        plain = [fold(anyascii(name)) for name in names]
        return lambda asked: process.cdist(
            [fold(anyascii(asked))], plain, scorer=scorer, dtype=np.float32
        )[0]

    return ready


def ponleu(names: Sequence[str], *, kind: Kind = Kind.PLACE, has_table: bool = False) -> Scorer:
    """Ponleu's likeness; with the table of other names of places if asked."""
    lexicon = load_matching_lexicon("kh")
    costs = costs_of(lexicon.costs, lexicon.gaps)
    packed = pack_names([read_name(name, lexicon, kind) for name in names])
    rows = np.arange(len(names), dtype=np.int32)

    def score(asked: str) -> Scores:
        return likeness_of_many(pack_query(read_name(asked, lexicon, kind), costs), packed, rows)

    def with_table(asked: str) -> Scores:
        best = score(asked)
        for other in named_otherwise(asked, lexicon):
            best = np.maximum(best, ALIAS_LIKE * score(other))
        return best

    return with_table if has_table else score


def measure(task: Task, scorer: Scorer) -> dict[str, dict[str, float]]:
    """Shares found first and within ten, for all provinces and for those held apart."""
    at = {name: place for place, name in enumerate(task.names)}
    ranks: list[tuple[bool, int]] = []
    for question in task.questions:
        scores = scorer(question.asked)
        own = scores[at[question.meant]]
        ranks.append((question.province in HELD_APART, int((scores >= own - 1e-6).sum())))
    return {
        "all": _shares([rank for _, rank in ranks]),
        "held apart": _shares([rank for apart, rank in ranks if apart]),
    }


def _shares(ranks: Sequence[int]) -> dict[str, float]:
    count = max(1, len(ranks))
    first, ten = sum(rank == 1 for rank in ranks), sum(rank <= 10 for rank in ranks)
    return {"n": len(ranks), "first": round(first / count, 3), "ten": round(ten / count, 3)}


def main() -> None:
    """Print the table; with ``--json`` the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    words = parser.parse_args()
    scorers: dict[str, Callable[[Task], Scorer]] = {
        "rapidfuzz ratio": lambda task: generic(fuzz.ratio)(task.names),
        "rapidfuzz WRatio": lambda task: generic(fuzz.WRatio)(task.names),
        "Jaro-Winkler": lambda task: generic(JaroWinkler.normalized_similarity)(task.names),
        "Ponleu, spelling alone": lambda task: ponleu(task.names, kind=task.kind),
        "Ponleu, with other names": lambda task: ponleu(task.names, kind=task.kind, has_table=True),
    }
    figures = {}
    for task in tasks():
        print(f"\n{task.name}: {len(task.questions)} questions, {len(task.names)} names")
        for name, ready in scorers.items():
            started = time.process_time()
            found = measure(task, ready(task))
            spent = time.process_time() - started
            figures[f"{task.name} | {name}"] = found
            shown = "  ".join(
                f"{part} (n={row['n']}) {row['first']:.3f} / {row['ten']:.3f}"
                for part, row in found.items()
            )
            print(f"  {name:26} {shown}  {spent:.1f} s")
    if words.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
