"""How words are made comparable for finding, and which words of a text show why it was found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

MAX_WORDS = 8
MAX_QUERY = 200
"""Longer questions are cut: nobody types them, and each word costs a look-up."""

PAIR = 2
"""Words of so many characters are kept as pairs: an index of trigrams cannot look them up."""

AROUND = 60
"""Characters shown on each side of what was found."""

PAIR_END = "\x1f"
"""Stands after each pair, so that a pair is three characters and has a trigram of its own.
``fold`` leaves none in a text."""

_WINDOW = 600
_NEAR = 16
_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff\x00-\x08\x0e-\x1b]")
_SPACE = re.compile(r"\s+")
_UNSPACED = re.compile(  # Thai, Lao, Myanmar, Khmer, kana, Han
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17d3\u3041-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]+"
)
_ALIKE = str.maketrans("đłøıħ’‘ʼ", "dloih'''")


def fold(text: str) -> str:
    """Bring a text to the form in which it is compared: without case, marks on Latin letters,
    unseen characters and wide or repeated spaces.

    Vowel and tone signs of Khmer, Thai and Lao are letters here and stay. The result is
    decomposed (NFKD), so that each letter of the text folds on its own: ``fold(a + b)`` differs
    from ``fold(a) + fold(b)`` in spaces only.
    """
    bare = unicodedata.normalize("NFKD", text)
    bare = unicodedata.normalize("NFKD", bare.casefold())
    return _SPACE.sub(" ", _UNSEEN.sub("", bare).translate(_ALIKE)).strip()


def words(question: str) -> list[str]:
    """The folded words of a question, each once, without signs around them.

    Khmer and Chinese write without spaces: a run of theirs is one word here.
    """
    bare = (_without_signs(word) for word in fold(question[:MAX_QUERY]).split())
    return [word for word in dict.fromkeys(bare) if word][:MAX_WORDS]


def pairs(folded: str) -> str:
    """The words of two characters in a folded text, for an index that knows only trigrams.

    Where a script writes no spaces, every two neighbours may be a word: a Chinese name is.
    """
    found = {word for word in map(_without_signs, folded.split()) if len(word) == PAIR}
    for run in _UNSPACED.findall(folded):
        found.update(run[at : at + PAIR] for at in range(len(run) - 1))
    return "".join(f"{pair}{PAIR_END}" for pair in sorted(found))


def indexed(reference: str, title: str, body: str) -> dict[str, str]:
    """The columns of a findable record that are looked up, made from those that are shown."""
    heading = fold(f"{reference} {title}")
    folded = fold(f"{reference} {title}\n{body}")
    return {
        "folded_title": heading,
        "title_pairs": pairs(heading),
        "folded": folded,
        "pairs": pairs(folded),
    }


@dataclass(frozen=True, slots=True)
class Index:
    """One index of trigrams, and the two columns of the record that it covers."""

    table: str
    words: str
    pairs: str


TITLES = Index("search_title", "folded_title", "title_pairs")
ALL_WORDS = Index("search_text", "folded", "pairs")


def trigram_question(asked: Sequence[str], index: Index) -> str:
    """An FTS5 expression for rows that hold all words; quoted, so that no sign is an operator.

    Empty if every word is a single character: no trigram can tell these.
    """
    terms = [f"{index.words} : {_quoted(word)}" for word in asked if len(word) > PAIR]
    terms += [f"{index.pairs} : {_quoted(word + PAIR_END)}" for word in asked if len(word) == PAIR]
    return " AND ".join(terms)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text with what was found in it, in the text's own letters."""

    before: str
    match: str
    after: str


def snippet(text: str, asked: Sequence[str]) -> Snippet:
    """Where the text first holds one of the folded words; its beginning if it holds none."""
    for start in range(0, max(len(text), 1), _WINDOW):
        piece = text[start : start + 2 * _WINDOW]
        folded = fold(piece)
        found = [(folded.index(word), word) for word in asked if word in folded]
        if found:
            at, word = min(found, key=lambda hit: (hit[0], -len(hit[1])))
            first, last = _unfolded(piece, at, word)
            return _cut(text, start + first, _past_marks(text, start + last))
    return Snippet(text[: 2 * AROUND], "", "")


def _unfolded(piece: str, at: int, word: str) -> tuple[int, int]:
    """Where a word that stands at ``at`` in the folded piece stands in the piece itself.

    Most texts fold letter by letter, so it is there or a little further on: looking costs a
    hundredth of searching, which the others need.
    """
    for first in range(at, at + _NEAR):
        if fold(piece[first : first + len(word)]) == word:
            return first, first + len(word)
    return _taken(piece, at + 1) - 1, _taken(piece, at + len(word))


def _taken(text: str, length: int) -> int:
    """How many characters of a text fold to at least ``length`` characters."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if len(fold(text[:middle])) >= length:
            high = middle
        else:
            low = middle + 1
    return low


def _past_marks(text: str, end: int) -> int:
    while end < len(text) and unicodedata.category(text[end]) in ("Mn", "Mc"):
        end += 1
    return end


def _cut(text: str, start: int, end: int) -> Snippet:
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    return Snippet(before, text[start:end], after)


def _without_signs(word: str) -> str:
    start, end = 0, len(word)
    while start < end and unicodedata.category(word[start])[0] in "PSZC":
        start += 1
    while end > start and unicodedata.category(word[end - 1])[0] in "PSZC":
        end -= 1
    return word[start:end]
