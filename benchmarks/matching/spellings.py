"""Khmer names in script, each with the Latin spellings that a model of spelling gives them.

Runs where khmer-latin-name-transformer is installed (Apache-2.0; it needs pynini). Its joint
model of script and Latin letters is walked at random for names that people may bear, and asked
for the best spellings of each word. Nothing of it goes into Ponleu; it only makes a register to
measure on.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import khmer_latin_name_transformer as transformer
import pynini
from pynini.lib import rewrite

WALKS = 60_000
LONGEST_WALK = 120
MOST_SURNAMES, MOST_SHORT, MOST_LONG = 300, 1100, 900
"""The words walked most often, given names of up to four signs and longer ones; a rarer one
may be an accident of the walk."""
SPELLINGS = 8
LONGEST_WORD = 10

Arc = tuple[float, int, int]


def arcs_of(model: pynini.Fst) -> dict[int, tuple[list[float], list[Arc]]]:
    """State -> its ways on, the last of them to stop, with their chances summed up."""
    found: dict[int, tuple[list[float], list[Arc]]] = {}
    for state in model.states():
        ways = [(math.exp(-float(a.weight)), a.ilabel, a.nextstate) for a in model.arcs(state)]
        stop = float(model.final(state))
        ways.append((math.exp(-stop) if stop < 1e6 else 0.0, 0, -1))
        found[state] = (list(accumulate(way[0] for way in ways)), ways)
    return found


def walks(model: pynini.Fst, rng: random.Random) -> Iterator[list[str]]:
    """Names in script as words, as often as the model thinks them likely."""
    arcs, start = arcs_of(model), model.start()
    for _ in range(WALKS):
        state, letters = start, []
        for _ in range(LONGEST_WALK):
            chances, ways = arcs[state]
            _, letter, state = rng.choices(ways, cum_weights=chances)[0]
            if letter:
                letters.append(chr(letter))
            if state < 0:
                yield "".join(letters).split()
                break


def spellings(word: str, model: pynini.Fst) -> list[tuple[str, float]]:
    """The best Latin spellings of a word with their shares, the likeliest first."""
    with pynini.default_token_type("utf8"):
        lattice = rewrite.rewrite_lattice(word, model, token_type="utf8")
        paths = pynini.shortestpath(lattice, nshortest=3 * SPELLINGS).paths("utf8", "utf8")
        best: dict[str, float] = {}
        for _, latin, weight in paths.items():
            best[latin] = min(best.get(latin, math.inf), float(weight))
    ranked = sorted((cost, latin) for latin, cost in best.items() if latin.isalpha())[:SPELLINGS]
    return [(latin.lower(), round(math.exp(ranked[0][0] - cost), 5)) for cost, latin in ranked]


def main() -> None:
    """Write the words of names with how often they were walked and how they are spelled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("var/bench/matching/spellings.json"))
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    model = transformer.km_latin_names_fst
    surnames: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for first, *others in filter(None, walks(model, random.Random(args.seed))):
        surnames[first] += 1
        given.update(others)
    known: dict[str, list[tuple[str, float]]] = {}
    found: dict[str, dict[str, object]] = {"surnames": {}, "given": {}}
    for sort, words, lengths, most in (
        ("surnames", surnames, range(2, LONGEST_WORD + 1), MOST_SURNAMES),
        ("given", given, range(2, 5), MOST_SHORT),
        ("given", given, range(5, LONGEST_WORD + 1), MOST_LONG),
    ):
        likely = [pair for pair in words.most_common() if len(pair[0]) in lengths]
        for word, count in likely[:most]:
            known[word] = known.get(word) or spellings(word, model)
            if known[word]:
                found[sort][word] = {"count": count, "spellings": known[word]}
        print(sort, len(found[sort]), flush=True)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
