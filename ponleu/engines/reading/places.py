"""Places: the longest name of the gazetteer, settled by level words and by what is named nearby."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ponleu.engines.reading.confidences import confidence
from ponleu.engines.reading.per_word import positions
from ponleu.engines.reading.place_index import PlaceIndex, level_of, numbered_key, place_index
from ponleu.engines.reading.place_settling import Candidate, Settled, settle
from ponleu.engines.reading.place_spelling import LONGEST as MOST_WORDS
from ponleu.engines.reading.place_spelling import Heard, places_heard, sounds_of, spelled_at
from ponleu.engines.reading.place_unlisted import listed_first, with_unlisted
from ponleu.engines.reading.runs import Words, words_of
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon
from ponleu.engines.reading.word_sets import word_set
from ponleu.engines.reading.words import Token

_STANDING = frozenset({"in", "at", "near", "around", "outside", "from", "to", "via"})
_STANDING_SMALL = _STANDING | word_set(
    "then frm inside reach reached thru through toward towards into go goes went first called "
    "sa leave left between nr arrive arrived live"
)
_REALMS = word_set(
    "kingdom republic people's peoples socialist union democratic federal islamic state"
)
_GAP = frozenset(" \t\r\n\u00a0.-'’")


def find_places(document: Document, lexicon: Lexicon) -> list[Fact]:
    """Every place named, with its government code, or a country's two letters.

    A name that several places share gets the value "" when nothing in the text decides.
    """
    index, heard = place_index(lexicon), places_heard(lexicon)
    candidates = [
        candidate
        for number, words in enumerate(words_of(document))
        for candidate in with_unlisted(
            words, number, list(_candidates(words, number, index, heard)), index
        )
    ]
    settled = zip(candidates, settle(candidates), strict=True)
    told = listed_first([(candidate, place) for candidate, place in settled if place])
    return [_fact(document.text, candidate, place) for candidate, place in told]


def _fact(text: str, candidate: Candidate, settled: Settled) -> Fact:
    return Fact(
        kind=FactKind.PLACE,
        text=text[candidate.start : candidate.end],
        start=candidate.start,
        end=candidate.end,
        value=settled.code,
        rule=settled.rule,
        confidence=confidence(settled.rule, boilerplate=candidate.boilerplate),
        reason=settled.reason,
    )


def _candidates(words: Words, number: int, index: PlaceIndex, heard: Heard) -> Iterator[Candidate]:
    done = 0
    for at in _beginnings(words, index):
        candidate = _candidate_at(words, at, number, index, heard) if at >= done else None
        if candidate:
            yield candidate
            done = at + candidate.words


def _beginnings(words: Words, index: PlaceIndex) -> Sequence[int]:
    """Numbers of the words that may begin a place, which are few."""
    found = set(index.small.starts_in(words.keys))
    for at in index.standing.starts_in(words.keys):
        if at and words.keys[at - 1] in _STANDING_SMALL and not words.tokens[at].is_capitalised:
            found.add(at)
    if index.level_words.isdisjoint(words.keys):
        longest = index.phrases.longest
        found.update(at for at in words.capitals if words.keys[at] in longest)
    else:
        found.update(at for at in words.capitals if _may_be_levelled(words, at, index))
        found.update(at + 1 for at in positions(words.keys[:-1], index.before_last))
    return sorted(found)


def _may_be_levelled(words: Words, at: int, index: PlaceIndex) -> bool:
    """Whether a large word begins a known name, or one whose level is said soon after it."""
    return words.keys[at] in index.phrases.longest or _is_levelled(words, at, index)


def _candidate_at(
    words: Words, at: int, number: int, index: PlaceIndex, heard: Heard
) -> Candidate | None:
    text, tokens = words.text, words.tokens
    before = _stated_before(text, tokens, at, index)
    if not (before or tokens[at].is_capitalised):
        return _small_at(words, at, number, index)
    length, codes = _longest(text, tokens, at, index)
    level = before or _stated_after(text, tokens, at + length, index) if length else ""
    spelled = False
    is_known = any(level_of(code) in {level, "abroad"} for code in codes)
    if not is_known and (before or _is_levelled(words, at, index)):
        size, alike, stated = spelled_at(text, tokens, at, before=before, index=index, heard=heard)
        if size >= max(length, 1):
            length, codes, level, spelled = size, alike, stated, True
    if not (before or level) and length and _goes_on_large(words, at + length):
        longer, alike = _spelled_whole(tokens, at, length, heard)
        if longer:
            length, codes, level, spelled = longer, alike, "district", True
    if not length or _is_no_place(text, tokens[at], tokens[at + length - 1]):
        return None
    last = tokens[at + length - 1]
    key = " ".join(token.key for token in tokens[at : at + length])
    first = _bare_start(tokens, at, length)
    initial = text[last.start - 1 : last.start] == "." == text[last.end : last.end + 1]
    return Candidate(
        tokens[first].start,
        last.end + initial,
        codes,
        level,
        number,
        words.boilerplate,
        length,
        chained=_is_chained(text, tokens, at + length, index),
        crowded=_is_crowded(words, at, length, index),
        spelled=spelled,
        standing=at > 0 and tokens[at - 1].text in _STANDING,
        town=index.towns.get(key, ""),
    )


def _bare_start(tokens: Sequence[Token], at: int, length: int) -> int:
    """The word at which the bare name begins: "Cambodia" in "Kingdom of Cambodia"."""
    if tokens[at].key not in _REALMS:
        return at
    ofs = [place for place in range(at, at + length - 1) if tokens[place].key == "of"]
    return ofs[-1] + 1 if ofs else at


def _goes_on_large(words: Words, at: int) -> bool:
    return at < len(words.tokens) and words.tokens[at].is_capitalised and words.gaps[at] == " "


def _spelled_whole(
    tokens: Sequence[Token], at: int, length: int, heard: Heard
) -> tuple[int, tuple[str, ...]]:
    """A district of two words of which the first alone is a province: "Kandal Stung"."""
    size = length + 1
    codes = heard.get((sounds_of(tokens[at : at + size]), "district"), ())
    return (size, codes) if len(codes) == 1 else (0, ())


_OF_MONEY = re.compile(r"\s?\$|\s+(?:dollars?|currency|USD)\b")
_OF_COMPANY = re.compile(r"\)\s*(?:Co\b|Ltd|Limited|Inc|Corp|Plc|PLC|Pte|Pvt|Sdn|Group|Holdings?)")


def _is_no_place(text: str, first: Token, last: Token) -> bool:
    """Whether a country only says whose dollars, "US$50", or whose branch, "X (Cambodia) Co"."""
    if text[first.start - 1 : first.start] == "(" and _OF_COMPANY.match(text, last.end):
        return True
    return _OF_MONEY.match(text, last.end) is not None


def _is_levelled(words: Words, at: int, index: PlaceIndex) -> bool:
    """Whether a word for a level stands soon enough after word ``at`` to be that of a name."""
    return not index.after.keys().isdisjoint(words.keys[at + 1 : at + MOST_WORDS + 1])


def _small_at(words: Words, at: int, number: int, index: PlaceIndex) -> Candidate | None:
    """A province or country in small letters, as people write in messages."""
    length, key = index.small.at(words.tokens, at)
    is_led = at > 0 and words.keys[at - 1] in _STANDING_SMALL
    if not length and is_led:
        length, key = index.standing.at(words.tokens, at)
    if not length or not _is_unbroken(words.text, words.tokens[at : at + length]):
        return None
    start, end = words.span(at, at + length - 1)
    codes = index.codes[key]
    town = index.towns.get(key, "")
    if _OF_MONEY.match(words.text, end):
        return None
    return Candidate(
        start, end, codes, "", number, words.boilerplate, length,
        small=True, standing=is_led, town=town,
    )  # fmt: skip


def _longest(
    text: str, tokens: Sequence[Token], at: int, index: PlaceIndex
) -> tuple[int, tuple[str, ...]]:
    if _stated_before(text, tokens, at, index) == "commune":
        found = index.codes.get(numbered_key(tokens[at : at + 1]))
        if found and (tokens[at].text.isdecimal() or tokens[at].key not in index.codes):
            return 1, found
    if not tokens[at].is_capitalised:
        return 0, ()
    most = min(index.phrases.longest.get(tokens[at].key, 0), len(tokens) - at)
    for length in range(most, 0, -1):
        words = tokens[at : at + length]
        if length > 1 and not _is_unbroken(text, words):
            continue
        key = " ".join(word.key for word in words)
        if key not in index.codes and length > 1:
            key = numbered_key(words)
        if key in index.codes and _is_written_so(words, key, index):
            return length, index.codes[key]
    return 0, ()


def _is_unbroken(text: str, words: Sequence[Token]) -> bool:
    return all(_GAP.issuperset(text[left.end : right.start]) for left, right in pairwise(words))


def _is_written_so(words: Sequence[Token], key: str, index: PlaceIndex) -> bool:
    if words[0].text.isdecimal():
        return len(words) > 1
    return key not in index.shouted or all(w.text.isupper() or w.text.isdecimal() for w in words)


def _stated_after(text: str, tokens: Sequence[Token], at: int, index: PlaceIndex) -> str:
    """The level that word ``at`` states for the name that ends before it."""
    if at >= len(tokens) or not text[tokens[at - 1].end : tokens[at].start].isspace():
        return ""
    return index.after.get(tokens[at].key, "")


def _stated_before(text: str, tokens: Sequence[Token], at: int, index: PlaceIndex) -> str:
    if not at or tokens[at - 1].key not in index.before_last:
        return ""
    for length in (1, 2):
        words = tokens[max(at - length, 0) : at]
        phrase = " ".join(word.key for word in words)
        if len(words) == length and phrase in index.before:
            return index.before[phrase] if text[words[-1].end : tokens[at].start].isspace() else ""
    return ""


def _is_chained(text: str, tokens: Sequence[Token], at: int, index: PlaceIndex) -> bool:
    if at >= len(tokens) or text[tokens[at - 1].end : tokens[at].start].strip() != ",":
        return False
    return _longest(text, tokens, at, index)[0] > 0


def _is_crowded(words: Words, at: int, length: int, index: PlaceIndex) -> bool:
    """Whether another large word that may be a name touches it; "Will" and "The" are none."""
    tokens, last = words.tokens, at + length
    if at and tokens[at - 1].is_capitalised and words.gaps[at].isspace():
        return tokens[at - 1].key not in index.common
    return last < len(tokens) and tokens[last].is_capitalised and words.gaps[last].isspace()
