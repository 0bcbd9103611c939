"""Is reading linear on hostile text? ``python -m benchmarks.reading.hostile [NAME ...]``.

Each text repeats one thing that some rule looks for; a number in braces makes every copy another.
Reads a length of it and four times that length and prints both CPU times, their ratio (4 is linear)
and microseconds per character. ``--hot`` also prints where the longer text spends its time.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from ponleu.engines.reading import Lexicon, read
from ponleu.foundation.packs.lexicon import load_lexicon

SHORT = 20_000
"""Characters of the shorter text."""
TIMES = 4
ROUNDS = 2
LIMIT = 6.0
"""Ratios above this are marked; between it and 4 lie noise and the cost of a fuller memory."""
LEAST = 0.2
"""Seconds below which a ratio is noise."""
DAY = date(2026, 9, 1)
_CONSONANTS = "bcdfghjklmnpqrstvwxz"

REPEATED: Mapping[str, str] = MappingProxyType(
    {
        "opening brackets": "(",
        "nested brackets": "([{",
        "opening quotes": "“",
        "straight quotes": '"',
        "unclosed quotations": "“So it is. ",
        "quoted words": "“so” ",
        "apostrophes": "it’s ",
        "said that": "said that ",
        "he said that": "he said that ",
        "said sentences": "Sok Dara said that it rained. ",
        "denied sentences": "Sok Dara denied that anyone had been held there. ",
        "denials": "denied that ",
        "according to": "according to ",
        "requests": "asked the police to ",
        "promises": "The ministry will inspect and ",
        "raids": "police raided and ",
        "fines": "fined 800,000 riel for ",
        "of the": "of the ",
        "numbers": "1 ",
        "number words": "twenty-one ",
        "digits": "1",
        "groups of digits": "1,234,567,",
        "amounts": "12,000 riel and ",
        "ranges": "between 3 and ",
        "titles": "Mr ",
        "initials": "Mr. A. B. C. ",
        "and": "and ",
        "capital words": "Lamp ",
        "different capital words": "{} ",
        "ministries": "Ministry of ",
        "abbreviations": "Lamp Foundation (LF) ",
        "companies": "Lamp Co., Ltd and ",
        "in": "in ",
        "places": "Kampong Cham, ",
        "communes": "sangkat Buon, ",
        "months": "May ",
        "dates": "3 May to ",
        "days": "Monday ",
        "people": "Governor Sok Dara, ",
        "short names": "Sok Dara met Dara. ",
        "hotels": "Quiet Loom Hotel ",
        "also known as": "also known as ",
        "commas": ", ",
        "hyphens": "-",
        "hyphened words": "a-",
        "stops": ". ",
        "bullets": "• Lamp\n",
        "numbered lines": "1. Lamp\n",
        "headings": "Lamp and Ladder\n\n",
        "table rows": "Lamp\t12\tMay\n",
        "addresses of mail": "a.b@c.d ",
        "addresses of pages": "https://a.example/b?c=d ",
        "one letter": "a",
        "combining marks": "e\u0301",
        "blanks": " ",
        "line ends": "\r\n",
        "Khmer letters": "ក",
        "Khmer words": "លោកសុខតារាបាននិយាយថា",
        "Khmer days": "ថ្ងៃទី",
        "Khmer titles": "លោក ",
        "Khmer digits": "១២៣ ",
        "Khmer ministries": "ក្រសួង",
        "different abbreviations": "The {0} Foundation ({0:.2}X{0:.4}) met. ",
        "different companies": "{0} Lamp{0} Company met. ",
        "different aliases": "{0} Lamp{0} Hotel, also known as New{0}. ",
        "different people": "Governor Sok {} met. ",
        "different claims": "Sok {0} said that {0} was held. He denied that {0} was held. ",
        "different quotations": "“{0} is here,” said Sok {0}. “He will go.”\n\n",
        "different lines": "{} road\n",
        "menus": "Home\nAbout us\nRelated stories\n{} went there\n",
    }
)


def main(words: Sequence[str]) -> int:
    """Measure and print; 1 if a ratio is above the limit."""
    args = _arguments(words)
    lexicon = load_lexicon("kh")
    read("Sok Dara said on Monday that it rained.", lexicon, published=DAY)
    print(f"{'repeated':24}{'short s':>9}{'long s':>9}{'ratio':>7}{'us/char':>9}")
    slow = 0
    for name in args.names or REPEATED:
        slow += _row(name, lexicon, args.short)
        if args.hot:
            _print_hot(hostile_text(name, TIMES * args.short), lexicon)
    return 1 if slow else 0


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.hostile")
    parser.add_argument("names", nargs="*", choices=[*REPEATED, []], help="default: all")
    parser.add_argument("--short", type=int, default=SHORT, help="characters")
    parser.add_argument("--hot", action="store_true", help="where the time goes")
    return parser.parse_args(words)


def hostile_text(name: str, length: int) -> str:
    """One thing over and over, to this length."""
    piece = REPEATED[name]
    if "{" not in piece.replace("([{", ""):
        return (piece * (length // len(piece) + 1))[:length]
    pieces: list[str] = []
    size = 0
    while size < length:
        pieces.append(piece.format(_word(len(pieces))))
        size += len(pieces[-1])
    return "".join(pieces)[:length]


def _word(number: int) -> str:
    """A capitalised word that no other number has."""
    letters = ""
    for vowel in "aeio":
        number, rest = divmod(number, len(_CONSONANTS))
        letters += _CONSONANTS[rest] + vowel
    return letters.capitalize()


def _row(name: str, lexicon: Lexicon, length: int) -> bool:
    short, long = (seconds(hostile_text(name, size), lexicon) for size in (length, TIMES * length))
    ratio = long / short
    is_slow = ratio > LIMIT and long > LEAST
    each = long / (TIMES * length) * 1e6
    mark = "  <-- more than linear" if is_slow else ""
    print(f"{name:24}{short:9.3f}{long:9.3f}{ratio:7.1f}{each:9.1f}{mark}", flush=True)
    return is_slow


def seconds(text: str, lexicon: Lexicon) -> float:
    """CPU seconds to read a text, the best of two rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        read(text, lexicon, published=DAY)
        best = min(best, time.process_time() - begun)
    return best


def _print_hot(text: str, lexicon: Lexicon) -> None:
    profile = cProfile.Profile()
    profile.runcall(read, text, lexicon, published=DAY)
    pstats.Stats(profile).sort_stats("tottime").print_stats(8)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
