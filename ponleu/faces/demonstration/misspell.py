"""Slips of the pen: how names and hurried messages come out wrong."""

from __future__ import annotations

from random import Random

KHMER_CONFUSIONS = (
    ("្ដ", "្ត"),
    ("ណ", "ន"),
    ("ឡ", "ល"),
    ("គ", "ក"),
    ("ឈ", "ឆ"),
    ("ដ", "ត"),
    ("ូ", "ុ"),
    ("ៀ", "េ"),
)
"""Letters that sound nearly alike, and are written one for the other."""

SHORT_FORMS = (
    ("please", "pls"),
    ("because", "bcs"),
    ("people", "ppl"),
    ("cannot", "cant"),
    ("you ", "u "),
    ("are ", "r "),
    ("and ", "& "),
)


def misspelt(text: str, rng: Random) -> str:
    """One letter doubled, dropped, or changed with its neighbour; never the first."""
    spots = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i + 1].isalpha()]
    i = rng.choice(spots)
    kind = rng.randrange(3)
    if kind == 0:
        return text[:i] + text[i] + text[i:]
    if kind == 1 or text[i] == text[i + 1]:
        return text[:i] + text[i + 1 :]
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def misspelt_khmer(text: str, rng: Random) -> str:
    """One letter written for another that sounds alike; unchanged when none fits."""
    fitting = [(right, wrong) for right, wrong in KHMER_CONFUSIONS if right in text]
    if not fitting:
        return text
    right, wrong = rng.choice(fitting)
    return text.replace(right, wrong, 1)


def hurried(text: str, rng: Random) -> str:
    """A message as typed on a phone: small letters, short forms, few full stops."""
    if rng.random() < 0.5:
        text = text.lower()
    if rng.random() < 0.4:
        for long, short in SHORT_FORMS:
            text = text.replace(long, short)
    if rng.random() < 0.35:
        text = text.replace(". ", " ").rstrip(".។。")
    return text
