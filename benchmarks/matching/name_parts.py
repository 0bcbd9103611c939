"""Parts of names of many origins with their spellings, for the synthetic register of persons.

Khmer words are spelled by the n-best list of khmer-latin-name-transformer, names of other
origins come from Faker. Run it with a Python that has both (and pynini), once:

    python -m benchmarks.matching.name_parts --out var/bench/matching/name_parts.json

Ponleu learns nothing from these spellings: they are what it is measured by.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import json
import sys
from math import exp
from pathlib import Path
from typing import Any

KHMER = Path(__file__).with_name("khmer_name_parts.csv")
MOST_PATHS = 400
MOST_SPELLINGS = 10
ORIGINS = {"vi": "vi_VN", "zh": "zh_CN", "th": "th_TH", "en": "en_US", "fr": "fr_FR", "in": "en_IN"}
LISTS = {
    "family": ("last_names",),
    "middle": ("middle_names",),
    "f": ("first_names_female", "first_names_unisex"),
    "m": ("first_names_male", "first_names_unisex"),
}


def khmer_parts() -> dict[str, list[dict[str, Any]]]:
    """Family names, given names and elements of given names with their Latin spellings."""
    parts: dict[str, list[dict[str, Any]]] = {}
    with KHMER.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            spelled = spellings(row["word"])
            if len(spelled) > 1:
                one = {"word": row["word"], "sex": row["sex"], "spellings": spelled}
                parts.setdefault(row["part"], []).append(one)
            print(row["word"], [text for text, _ in spelled][:4], file=sys.stderr)
    return parts


def spellings(word: str) -> list[tuple[str, float]]:
    """The likeliest Latin spellings of a Khmer word and their shares, likeliest first."""
    import khmer_latin_name_transformer as transformer  # only this step needs it
    import pynini

    lattice = pynini.compose(pynini.accep(word, token_type="utf8"), transformer.km_latin_names_fst)
    paths = pynini.shortestpath(lattice.project("output"), nshortest=MOST_PATHS)
    shares: dict[str, float] = {}
    for _, text, weight in paths.paths(output_token_type="utf8").items():
        shares[text] = shares.get(text, 0.0) + exp(-float(str(weight)))
    best = sorted(shares.items(), key=lambda item: -item[1])[:MOST_SPELLINGS]
    whole = sum(share for _, share in best)
    return [(text.capitalize(), round(share / whole, 6)) for text, share in best if text]


def other_parts() -> dict[str, dict[str, list[str]]]:
    """Names of other origins: family, middle, given by sex."""
    found: dict[str, dict[str, list[str]]] = {}
    for origin, locale in ORIGINS.items():
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        found[origin] = {
            part: sorted({name for one in names for name in getattr(provider, one, ())})
            for part, names in LISTS.items()
        }
    return found


def main() -> None:
    """Write the parts as JSON."""
    parser = argparse.ArgumentParser(description=__doc__ and __doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, default=Path("var/bench/matching/name_parts.json"))
    out: Path = parser.parse_args().out
    out.parent.mkdir(parents=True, exist_ok=True)
    parts = {"km": khmer_parts(), **other_parts()}
    out.write_text(json.dumps(parts, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
