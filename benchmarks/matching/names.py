"""A register of invented names of many origins, and questions that mean one of its entries.

    python -m benchmarks.matching.names --entries 1000000 --seeds 1 2

Runs where Faker and pypinyin are installed, on what ``spellings.py`` wrote. Of the names 60% are
Khmer in one of the Latin spellings of each word, 12% Vietnamese, 15% Chinese in pinyin, 0.3%
Thai, 12.7% English, French and Indian. An entry answers a question if both write the same
underlying name: the Khmer words in script, or the name before anything was done to it.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.matching import noise

SHARES = {"khmer": 0.6, "vietnamese": 0.12, "chinese": 0.15, "thai": 0.003, "western": 0.127}
TRIES = 8
"""Draws of a name that nobody has yet; ten million of one country are not all different."""

CLASSES = (
    "respelled",
    "respelled+swapped+titled",
    "khmer script",
    "ocr",
    "typo1",
    "typo2",
    "swapped",
    "titled",
    "segmented",
)
LEAST_SHARE, LEAST_LENGTH = 0.2, 0.75
"""A spelling less likely than this share of the likeliest is not drawn, nor one much shorter:
the model leaves sounds out that no clerk would."""
SHORT = 4
SHORT_SHARE = 0.25
"""Signs of a given name of one syllable, more or less, and how many names have one first."""


class Name(NamedTuple):
    """A name as the register has it, and what it is a spelling of."""

    text: str
    meant: str


class Words(NamedTuple):
    """Words of names with how often each is drawn."""

    words: list[str]
    counts: list[float]

    def draw(self, rng: random.Random) -> str:
        return rng.choices(self.words, cum_weights=self.counts)[0]


def _words(counted: dict[str, float]) -> Words:
    whole, sums = 0.0, []
    for count in counted.values():
        whole += count
        sums.append(whole)
    return Words(list(counted), sums)


class Khmer:
    """Draws Khmer names and their spellings."""

    def __init__(self, file: Path) -> None:
        known = json.loads(file.read_text(encoding="utf-8"))
        self.surnames = _words({w: k["count"] for w, k in known["surnames"].items()})
        given = {w: k["count"] for w, k in known["given"].items()}
        self.short = _words({w: count for w, count in given.items() if len(w) <= SHORT})
        self.long = _words({w: count for w, count in given.items() if len(w) > SHORT})
        self.spellings: dict[str, Words] = {}
        for sort in ("given", "surnames"):
            for word, of in known[sort].items():
                shortest = LEAST_LENGTH * len(of["spellings"][0][0])
                drawn = {
                    spelled: share
                    for spelled, share in of["spellings"]
                    if share >= LEAST_SHARE and len(spelled) >= shortest
                }
                self.spellings[word] = _words(drawn)

    def meant(self, rng: random.Random) -> list[str]:
        """A surname and a given name, a short one for every fourth person; it may be followed."""
        is_short = rng.random() < SHORT_SHARE
        words = [self.surnames.draw(rng), (self.short if is_short else self.long).draw(rng)]
        if rng.random() < (0.5 if is_short else 0.1):
            words.append(self.short.draw(rng))
        return words

    def spell(self, words: list[str], rng: random.Random) -> str:
        return " ".join(self.spellings[word].draw(rng) for word in words).title()

    def name(self, rng: random.Random) -> Name:
        words = self.meant(rng)
        return Name(self.spell(words, rng), " ".join(words))


def _plain(draw: Callable[[random.Random], str]) -> Callable[[random.Random], Name]:
    def name(rng: random.Random) -> Name:
        text = draw(rng)
        return Name(text, text)

    return name


def vietnamese() -> Callable[[random.Random], str]:
    from faker.providers.person.vi_VN import Provider

    of = Provider
    firsts = sorted({*of.first_names_male, *of.first_names_female, *of.first_names_unisex})
    middles, lasts = sorted(of.middle_names), sorted(of.last_names)

    def draw(rng: random.Random) -> str:
        between = [rng.choice(middles)]
        if rng.random() < 0.6:
            between.append(rng.choice(firsts))
        return " ".join([rng.choice(lasts), *between, rng.choice(firsts)])

    return draw


def chinese() -> Callable[[random.Random], str]:
    from faker.providers.person.zh_CN import Provider
    from pypinyin import lazy_pinyin

    family = [lazy_pinyin(name) for name in Provider.last_names]
    signs = {sign for name in (*Provider.first_names, *Provider.last_names) for sign in name}
    sounds = sorted({lazy_pinyin(sign)[0] for sign in signs})

    def draw(rng: random.Random) -> str:
        given = rng.choice(sounds) + (rng.choice(sounds) if rng.random() < 0.85 else "")
        surname = family[min(int(rng.expovariate(1 / 60)), len(family) - 1)]
        return f"{''.join(surname)} {given}".title()

    return draw


def thai() -> Callable[[random.Random], str]:
    from anyascii import anyascii
    from faker.providers.person.th_TH import Provider

    firsts, lasts = sorted(set(Provider.first_names)), sorted(set(Provider.last_names))
    return lambda rng: anyascii(f"{rng.choice(firsts)} {rng.choice(lasts)}").title()


def western() -> Callable[[random.Random], str]:
    from faker.providers.person import en_IN, en_US, fr_FR

    sets = [
        (sorted(set(module.Provider.first_names)), sorted(set(module.Provider.last_names)))
        for module in (en_US, en_US, fr_FR, en_IN)
    ]

    def draw(rng: random.Random) -> str:
        firsts, lasts = rng.choice(sets)
        middle = f" {rng.choice(firsts)}" if rng.random() < 0.15 else ""
        return f"{rng.choice(firsts)}{middle} {rng.choice(lasts)}"

    return draw


def register(entries: int, khmer: Khmer, seed: int) -> Iterator[Name]:
    """Names in a random order of origins; no two alike, until an origin has hardly any left."""
    rng = random.Random(seed)
    draws = {
        "khmer": khmer.name,
        "vietnamese": _plain(vietnamese()),
        "chinese": _plain(chinese()),
        "thai": _plain(thai()),
        "western": _plain(western()),
    }
    left = {origin: round(entries * share) for origin, share in SHARES.items()}
    left["khmer"] += entries - sum(left.values())
    seen: set[str] = set()
    origins = [origin for origin, count in left.items() for _ in range(count)]
    rng.shuffle(origins)
    for origin in origins:
        for _ in range(TRIES):
            name = draws[origin](rng)
            if name.text not in seen:
                break
        seen.add(name.text)
        yield name


def questions(
    names: list[Name], khmer: Khmer, each: int, seed: int
) -> Iterator[tuple[str, str, str]]:
    """Class, question and what is meant: as many of each class."""
    rng = random.Random(seed)
    of_khmer = [at for at, name in enumerate(names) if name.meant != name.text]
    for sort in CLASSES:
        made = iter(lambda: _question(sort, names, of_khmer, khmer, rng), None)  # noqa: B023
        for text, meant in islice((found for found in made if found[0]), each):
            yield sort, text, meant


def _question(
    sort: str, names: list[Name], of_khmer: list[int], khmer: Khmer, rng: random.Random
) -> tuple[str, str]:
    """A question of one class, or an empty one if this name cannot be changed so."""
    is_khmer = sort in CLASSES[:3]
    name = names[rng.choice(of_khmer)] if is_khmer else rng.choice(names)
    if sort == "khmer script":
        return name.meant, name.meant
    if is_khmer:
        spelled = khmer.spell(name.meant.split(), rng)
        if spelled == name.text:
            return "", ""
        if sort != "respelled":
            spelled = noise.titled(noise.swapped(spelled, rng), rng)
        return spelled, name.meant
    changed = getattr(noise, sort)(name.text, rng)
    return ("", "") if changed == name.text else (changed, name.meant)


def main() -> None:
    """Write register-N.csv, meant-N.txt (line by line) and questions-N-SEED.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--each", type=int, default=200, help="questions of each class")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--folder", type=Path, default=Path("var/bench/matching"))
    args = parser.parse_args()
    khmer = Khmer(args.folder / "spellings.json")
    names = list(register(args.entries, khmer, seed=20))
    with (args.folder / f"register-{args.entries}.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "name"])
        rows.writerows((f"r{at}", name.text) for at, name in enumerate(names))
    meant = "\n".join(name.meant for name in names)
    (args.folder / f"meant-{args.entries}.txt").write_text(meant, encoding="utf-8")
    for seed in args.seeds:
        with (args.folder / f"questions-{args.entries}-{seed}.csv").open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["id", "name", "class", "meant"])
            for at, (sort, text, means) in enumerate(questions(names, khmer, args.each, seed)):
                rows.writerow([f"q{at}", text, sort, means])


if __name__ == "__main__":
    main()
