"""Known bodies made ready for look-up, with the way their names are capitalised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.runs import Words
from ponleu.engines.reading.types import Lexicon, OrganisationName
from ponleu.engines.reading.words import PhraseSet, Token, tokenise

_KHMER = re.compile("[\u1780-\u17ff]")
_LOWER_TOO = "ministry"
"""Sort of bodies that running text often writes small: "the interior ministry"."""
_GAP = re.compile(r"[\s,.&'’-]*")


@dataclass(slots=True)
class OrganisationIndex:
    """Names of bodies by key of their words, and Khmer names as one expression."""

    names: dict[str, list[OrganisationName]] = field(default_factory=dict)
    phrases: PhraseSet = field(default_factory=lambda: PhraseSet(()))
    khmer: dict[str, str] = field(default_factory=dict)
    khmer_names: re.Pattern[str] | None = None


@once_per
def organisation_index(lexicon: Lexicon) -> OrganisationIndex:
    """All known bodies; built once for a lexicon."""
    index = OrganisationIndex()
    for body in lexicon.organisations:
        if _KHMER.match(body.name):
            index.khmer[body.name] = body.key
            continue
        key = " ".join(token.key for token in tokenise(body.name))
        index.names.setdefault(key, []).append(body)
        index.phrases.add(key)
    if index.khmer:
        longest_first = sorted(index.khmer, key=len, reverse=True)
        choices = "|".join(map(re.escape, longest_first))
        index.khmer_names = re.compile(f"(?:{choices})(?![\u17b4-\u17d3])")
    return index


def known_at(index: OrganisationIndex, words: Words, at: int) -> tuple[int, str]:
    """Length in words and key of the longest known body named here; (0, "") if none."""
    most = index.phrases.longest.get(words.keys[at], 0)
    if most > 1 and at + 1 < len(words.keys):
        most = most if words.keys[at + 1] in index.phrases.seconds[words.keys[at]] else 1
    key = " ".join(words.keys[at : at + most])
    for length in range(min(most, len(words.keys) - at), 0, -1):
        tokens = words.tokens[at : at + length]
        for body in index.names.get(key, ()):
            if _is_written_so(tokens, body) and _is_unbroken(words, at, length):
                return length, body.key
        key = key.rpartition(" ")[0]
    return 0, ""


def _is_written_so(tokens: Sequence[Token], body: OrganisationName) -> bool:
    if body.sort == _LOWER_TOO and len(tokens) > 1:
        return True
    if len(tokens) == 1 and body.name.isupper():
        return tokens[0].text == body.name
    listed = tokenise(body.name)
    return all(
        token.is_capitalised or not name.is_capitalised
        for token, name in zip(tokens, listed, strict=True)
    )


def _is_unbroken(words: Words, at: int, length: int) -> bool:
    return all(_GAP.fullmatch(words.gap(number)) for number in range(at, at + length - 1))
