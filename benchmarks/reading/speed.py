"""How fast reading is on one core: ``python -m benchmarks.reading.speed [SEED ...]``.

Reads the demonstration documents of several seeds as they are, and again joined to texts of
4 kB, the length of a press report. Prints JSON; the time is the process's own CPU time, the
best of three rounds, after a first reading that indexes the words of the country.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date

from ponleu.engines.reading import Lexicon, read
from ponleu.faces.demonstration.generate import generate
from ponleu.foundation.packs.lexicon import load_lexicon

SEEDS = (2026, 7, 11)
ROUNDS = 3
LONG = 4000
"""Letters of the joined texts, at least."""

Text = tuple[str, date]


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    seeds = [int(argument) for argument in arguments] or list(SEEDS)
    lexicon = load_lexicon("kh")
    texts = [
        (document.text, document.published)
        for seed in seeds
        for document in generate(seed).documents
    ]
    read(texts[0][0], lexicon)
    result = {
        "seeds": seeds,
        "demonstration": measured(texts, lexicon),
        "press_length": measured(list(joined(texts)), lexicon),
    }
    print(json.dumps(result, indent=2))


def joined(texts: Sequence[Text]) -> Iterator[Text]:
    """The texts one after another until they are long; what is left at the end is dropped."""
    held = ""
    for text, published in texts:
        held += text + "\n\n"
        if len(held) >= LONG:
            yield held, published
            held = ""


def measured(texts: Sequence[Text], lexicon: Lexicon) -> dict[str, float]:
    """Documents, kB of UTF-8, CPU seconds of the best round, and what was found."""
    facts, best = 0, float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        facts = sum(len(read(text, lexicon, published=day).facts) for text, day in texts)
        best = min(best, time.process_time() - begun)
    return {
        "documents": len(texts),
        "kB": round(sum(len(text.encode()) for text, _ in texts) / 1000, 1),
        "cpu_seconds": round(best, 3),
        "documents_per_cpu_second": round(len(texts) / best, 1),
        "facts": facts,
    }


if __name__ == "__main__":
    main(sys.argv[1:])
