"""Which lines are the page's furniture and not the article: menus, bylines, related stories."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.paragraphs import Line, is_ended
from ponleu.engines.reading.types import Lexicon
from ponleu.engines.reading.words import phrase_key

LONGEST_FURNITURE = 120
"""Characters: a longer line is read as prose, whatever words it begins with."""
HEADLINE_WORDS = 3
"""Words from which a repeated line counts as a headline printed twice."""
RELATED_ITEMS = 2
"""List items at the end of a page from which they can be a list of other stories."""

_BYLINE = re.compile(
    r"(?:By|Written by|Reported by|Story by|Photos? by|Text by)\s+"
    r"[A-Z][\w.’'-]+(?:\s+(?:and|&|[A-Z][\w.’'-]*))*"
)
_STAMP = re.compile(
    r"(?:Publication date|Published|Last updated|Updated)\b.{0,40}\d.{0,30}", re.IGNORECASE
)


def furniture(text: str, lines: Sequence[Line], lexicon: Lexicon) -> list[bool]:
    """For each line, whether it belongs to the page and not to the article."""
    marked = [_is_page_line(text, line, lexicon) for line in lines]
    headlines = _repeated(text, lines)
    for number, line in enumerate(lines):
        words = text[line.start : line.end]
        marked[number] |= words in headlines
        marked[number] |= _frames_headline(words, headlines)
    for number in range(_related_from(text, lines), len(lines)):
        marked[number] = True
    return marked


@once_per
def _opening_words(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(phrase_key(phrase) for phrase in lexicon.words.get("boilerplate", {}))


def _is_page_line(text: str, line: Line, lexicon: Lexicon) -> bool:
    words = text[line.start : line.end]
    if len(words) > LONGEST_FURNITURE or is_ended(text, line):
        return False
    if _BYLINE.fullmatch(words) or _STAMP.fullmatch(words):
        return True
    key = phrase_key(words) + " "
    return any(key.startswith(opening + " ") for opening in _opening_words(lexicon))


def _repeated(text: str, lines: Sequence[Line]) -> frozenset[str]:
    """Unfinished lines that stand twice in the text: a headline beside its own copy."""
    seen = Counter(text[line.start : line.end] for line in lines if not is_ended(text, line))
    return frozenset(
        words
        for words, times in seen.items()
        if times > 1 and words.count(" ") + 1 >= HEADLINE_WORDS
    )


def _frames_headline(words: str, headlines: frozenset[str]) -> bool:
    """Whether a line is a site's name before a headline, as in a page's title."""
    if len(words) > LONGEST_FURNITURE or not headlines:
        return False
    return any(words[blank.end() :] in headlines for blank in re.finditer(r"\s+", words))


def _related_from(text: str, lines: Sequence[Line]) -> int:
    """Number of the first line of a closing list of other stories; len(lines) if none.

    Such a list ends the page, its items are headlines (no stop), and most have a
    teaser under them. A list of findings or recommendations has neither.
    """
    first = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].bullet:
            first = number
        elif lines[number].indent == 0:
            break
    items = [number for number in range(first, len(lines)) if lines[number].bullet]
    headlines = [number for number in items if not is_ended(text, lines[number])]
    teased = [n for n in headlines if n + 1 < len(lines) and not lines[n + 1].bullet]
    enough = len(items) >= RELATED_ITEMS and 2 * len(teased) > len(items)
    return first if enough else len(lines)
