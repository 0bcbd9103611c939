"""What happens to a name on its way: slips of keys and eyes, order, titles, blanks."""

from __future__ import annotations

import random
import string

TITLES = (
    "Mr", "Mrs", "Ms", "Dr", "Lok", "Lok Srey", "Neak", "Oknha", "H.E.", "Bong", "Pu", "Ming",
    "General", "Col.", "Ven.", "Mr.", "Samdech", "Prof.",
)  # fmt: skip
"""Put before a name; written down here apart from the table that Ponleu takes off."""

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SEEN_AS = {
    "a": "o", "b": "h", "c": "e", "d": "cl", "e": "c", "f": "t", "g": "q", "h": "b", "i": "l",
    "j": "i", "k": "lc", "l": "1", "m": "rn", "n": "ri", "o": "0", "q": "g", "r": "n", "s": "5",
    "t": "f", "u": "v", "v": "u", "w": "vv", "y": "v", "z": "2", "rn": "m", "cl": "d", "vv": "w",
}  # fmt: skip
OCR_SHARE = 0.1


def ocr(text: str, rng: random.Random) -> str:
    """Letters read for others that look alike: one in ten of those that may be, at least one."""
    out, at, changed = [], 0, 0
    forced = rng.randrange(len(text))
    while at < len(text):
        pair = text[at : at + 2].lower()
        size = 2 if pair in SEEN_AS else 1
        seen = SEEN_AS.get(text[at : at + size].lower())
        if seen and (rng.random() < OCR_SHARE or (at >= forced and not changed)):
            out.append(seen)
            changed += 1
        else:
            out.append(text[at : at + size])
        at += size
    return "".join(out)


def typo1(text: str, rng: random.Random) -> str:
    """One slip of the hand: a letter left out, doubled, swapped with the next, or a wrong key."""
    at = rng.choice([i for i, letter in enumerate(text) if letter != " "])
    slip = rng.choice(("drop", "add", "swap", "key"))
    if slip == "drop":
        return text[:at] + text[at + 1 :]
    if slip == "swap" and at + 1 < len(text) and text[at + 1] != " ":
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    wrong = _near(text[at].lower(), rng)
    return text[:at] + wrong + text[at + (slip != "add") :]


def _near(letter: str, rng: random.Random) -> str:
    for row in KEYS:
        if letter in row:
            at = row.index(letter)
            return rng.choice([row[i] for i in (at - 1, at + 1) if 0 <= i < len(row)])
    return rng.choice(string.ascii_lowercase)


def typo2(text: str, rng: random.Random) -> str:
    """Two slips of the hand."""
    return typo1(typo1(text, rng), rng)


def swapped(text: str, rng: random.Random) -> str:
    """The first word at the end, with or without a comma before it."""
    first, *others = text.split()
    if not others:
        return text
    return f"{' '.join(others)}, {first}" if rng.random() < 0.3 else f"{' '.join(others)} {first}"


def titled(text: str, rng: random.Random) -> str:
    """A title or an office before the name."""
    return f"{rng.choice(TITLES)} {text}"


def segmented(text: str, rng: random.Random) -> str:
    """Blanks elsewhere: words joined, or one long word written as two."""
    words = text.split()
    long = [i for i, word in enumerate(words) if len(word) >= 6]
    if long and rng.random() < 0.5:
        i = rng.choice(long)
        cut = rng.randrange(2, len(words[i]) - 1)
        words[i] = f"{words[i][:cut]} {words[i][cut:]}"
    else:
        i = rng.randrange(max(len(words) - 1, 1))
        words[i : i + 2] = ["".join(words[i : i + 2])]
    return " ".join(words)
