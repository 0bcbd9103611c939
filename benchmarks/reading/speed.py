"""How fast reading is on one core: ``python -m benchmarks.reading.speed [SEED ...]``.

Reads the demonstration documents of several seeds as they are, joined to texts of 4 kB (a press
report), cut to documents of exactly 1,200 characters, and joined to one text of 2 MB. Prints
JSON; the time is the process's own CPU time, the best of three rounds (one for the long text),
after a first reading that indexes the words of the country. ``--model`` measures the rules with
the spaCy model that is set (PONLEU_SPACY_MODEL) or the small one.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from benchmarks.reading.machine import peak_megabytes, state
from benchmarks.reading.readers import ponleu_model
from ponleu.engines.reading import Reading, Refusal, Suggestion, read
from ponleu.faces.demonstration.generate import generate
from ponleu.foundation.packs.lexicon import load_lexicon
from ponleu.foundation.suggesters.spacy_model import names_by

SEEDS = (2026, 7, 11)
ROUNDS = 3
PRESS = 4000
"""Letters of the joined texts, at least."""
SHORT = 1200
"""Characters of the documents in which the promise is stated."""
LONG_BYTES = 2_000_000

Text = tuple[str, date]
Read = Callable[[str, date], Reading]


def main(words: Sequence[str]) -> int:
    """Measure and print."""
    args = _arguments(words)
    reader = _reader(with_model=args.model)
    texts = [
        (document.text, document.published)
        for seed in args.seeds
        for document in generate(seed).documents
    ]
    reader(*texts[0])
    result = {
        "machine": state(),
        "seeds": args.seeds,
        "model": ponleu_model() if args.model else "",
        "demonstration": measured(texts, reader),
        "press_length": measured(list(joined(texts, PRESS)), reader),
        "characters_1200": measured(list(pieces(texts, SHORT)), reader),
        "peak_megabytes_of_short_texts": peak_megabytes(),
        "bytes_2_000_000": measured([long_text(LONG_BYTES)], reader, rounds=1),
        "peak_megabytes": peak_megabytes(),
    }
    print(json.dumps(result, indent=2))
    return 0


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.speed")
    parser.add_argument("seeds", nargs="*", type=int, default=list(SEEDS))
    parser.add_argument("--model", action="store_true", help="with the spaCy model")
    return parser.parse_args(words)


def _reader(*, with_model: bool) -> Read:
    lexicon = load_lexicon("kh")
    names = names_by(ponleu_model()) if with_model else _no_names
    if isinstance(names, Refusal):
        raise SystemExit(str(names))
    return lambda text, day: read(text, lexicon, published=day, suggestions=names(text))


def _no_names(_text: str) -> list[Suggestion]:
    return []


def joined(texts: Sequence[Text], least: int) -> Iterator[Text]:
    """The texts one after another until they are long; what is left at the end is dropped."""
    held = ""
    for text, published in texts:
        held += text + "\n\n"
        if len(held) >= least:
            yield held, published
            held = ""


def pieces(texts: Sequence[Text], length: int) -> Iterator[Text]:
    """The texts one after another, cut to exactly this length; what is left is dropped."""
    held = ""
    for text, published in texts:
        held += text + "\n\n"
        while len(held) >= length:
            yield held[:length], published
            held = held[length:]


def long_text(least_bytes: int) -> Text:
    """Documents of one seed after another, so that no page is like the one before."""
    held: list[str] = []
    size, seed = 0, 0
    while size < least_bytes:
        seed += 1
        for document in generate(seed).documents:
            held.append(document.text)
            size += len(document.text.encode()) + 2
    return "\n\n".join(held), date(2026, 9, 1)


def measured(texts: Sequence[Text], reader: Read, *, rounds: int = ROUNDS) -> dict[str, float]:
    """Documents, kB of UTF-8, CPU seconds of the best round, and what was found."""
    facts, best = 0, float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        facts = sum(len(reader(text, day).facts) for text, day in texts)
        best = min(best, time.process_time() - begun)
    return {
        "documents": len(texts),
        "kB": round(sum(len(text.encode()) for text, _ in texts) / 1000, 1),
        "cpu_seconds": round(best, 3),
        "documents_per_cpu_second": round(len(texts) / best, 1),
        "facts": facts,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
