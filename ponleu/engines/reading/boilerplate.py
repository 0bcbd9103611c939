"""Which lines are the page's furniture and not the article: menus, share lines, other stories."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

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
MENU_LINES = 3
"""Short lines one under the other, one of them known as furniture, that make a menu."""
MENU_WORDS = 4
HEADLINE_AT_MOST = 14
"""Words of a headline in a list of other stories."""

_PLAIN: Final = re.compile(
    r"[©ⓒ]|copyright\b|all rights reserved|\(c\)\s*(?:19|20)\d\d|we use cookies"
    r"|this (?:site|website) uses|ads by\b|text size\b|listen to this\b|copy link|copied\b"
    r"|printable version|share\s+(?:tweet|on)\b|send this to|breaking:|☰|▶|⇧|↑"
    r"|translate by automatic|see original\b|you are here\b|contact author|powered by"
    r"|back to top|scroll\b|accept all|click here|download the app|[\w.+-]+@[\w.-]+\s*$",
    re.IGNORECASE,
)
_DIVIDED: Final = re.compile(r"\s*(?:\||»|›|·|•|\s>\s|\s/\s|\s{2,})\s*")
_PROSE_WORDS: Final = 8


def furniture(text: str, lines: Sequence[Line], lexicon: Lexicon) -> list[bool]:
    """For each line, whether it belongs to the page and not to the article."""
    marked = [_is_page_line(text, line, lexicon) for line in lines]
    headlines = _repeated(text, lines)
    for number, line in enumerate(lines):
        words = text[line.start : line.end]
        marked[number] |= words in headlines
        marked[number] |= _frames_headline(words, headlines)
    _mark_menus(text, lines, marked)
    _mark_lists(text, lines, lexicon, marked)
    _mark_tail(text, lines, marked)
    for number in range(_related_from(text, lines), len(lines)):
        marked[number] = True
    return marked


@once_per
def _openings(lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words that begin a line of furniture; those of them that head a list of other stories."""
    table = lexicon.words.get("boilerplate", {})
    every = tuple(phrase_key(phrase) + " " for phrase in table)
    heads = tuple(phrase_key(phrase) + " " for phrase, label in table.items() if label == "related")
    return every, heads


def _is_page_line(text: str, line: Line, lexicon: Lexicon) -> bool:
    words = text[line.start : line.end]
    if len(words) > LONGEST_FURNITURE:
        return False
    if _PLAIN.match(words) or _is_divided(words):
        return True
    if is_ended(text, line):
        return False
    key = phrase_key(words) + " "
    return key.startswith(_openings(lexicon)[0])


def _is_divided(words: str) -> bool:
    """ "Home > National > Courts", "Khmer Edition | Subscribe | Log in"."""
    pieces = _DIVIDED.split(words)
    return len(pieces) > 2 and all(piece.count(" ") < MENU_WORDS for piece in pieces)


def _mark_menus(text: str, lines: Sequence[Line], marked: list[bool]) -> None:
    """Short lines that stand one under the other around a line that is known as furniture."""
    first = 0
    for number in range(1, len(lines) + 1):
        ends = number == len(lines) or lines[number].gap > 0 or not _is_short(text, lines[number])
        if not ends:
            continue
        run = range(first if _is_short(text, lines[first]) else first + 1, number)
        if len(run) >= MENU_LINES and any(marked[at] for at in run):
            for at in run:
                marked[at] = True
        first = number


def _is_short(text: str, line: Line) -> bool:
    words = text[line.start : line.end]
    return words.count(" ") < MENU_WORDS and not line.bullet and not is_ended(text, line)


def _mark_lists(text: str, lines: Sequence[Line], lexicon: Lexicon, marked: list[bool]) -> None:
    """Headlines under "Read next" or "Latest news", as far as no prose begins."""
    listing = False
    for number, line in enumerate(lines):
        words = text[line.start : line.end]
        if marked[number] and (phrase_key(words) + " ").startswith(_openings(lexicon)[1]):
            listing = True
        elif listing:
            headline = words.count(" ") < HEADLINE_AT_MOST and not is_ended(text, line)
            listing = marked[number] = marked[number] or headline


def _mark_tail(text: str, lines: Sequence[Line], marked: list[bool]) -> None:
    """Short lines at the end of the page, up to the topmost that is known as furniture."""
    top = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        words = text[lines[number].start : lines[number].end]
        if marked[number]:
            top = number
        elif words.count(" ") >= _PROSE_WORDS or is_ended(text, lines[number]):
            break
    for number in range(top, len(lines)):
        marked[number] = True


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
