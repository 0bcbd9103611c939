"""Names of bodies that no table knows, told by their first or last words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import attrgetter

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.runs import Words, is_never
from ponleu.engines.reading.types import Lexicon
from ponleu.engines.reading.words import PhraseSet, Token

CONNECTORS = frozenset({"of", "for", "on", "against", "in", "and", "the", "to", "attached"})
LONGEST = 12
"""Words that the name of a body may have."""
LEVELS = frozenset({"provincial", "municipal", "district", "city", "commune"})
MOST_CONNECTORS = 4
"""Small words one after the other in a name: "Office attached to the Court of"."""
EMBASSIES = frozenset({"embassy", "consulate"})
_LIMITED = re.compile(
    r"\s*(?:Co\b\.?,?\s*Ltd\b\.?|Company Limited\b|Co\.|Ltd\b\.?|Inc\b\.?|Corp\b\.?|Plc\b\.?)"
)
_PURPOSES = frozenset({"of", "for", "on", "against", "attached"})
_LEGAL_FORMS = frozenset({"co", "company", "ltd", "inc", "corp", "plc"})


@once_per
def _openings(lexicon: Lexicon) -> PhraseSet:
    return PhraseSet(lexicon.words.get("organisation_openings", {}))


@once_per
def _heads(lexicon: Lexicon) -> PhraseSet:
    return PhraseSet(lexicon.words.get("organisation_heads", {}))


@once_per
def _common(lexicon: Lexicon) -> frozenset[str]:
    """Words that alone make no name: nouns that any body might have, nationalities."""
    lists = (lexicon.words.get("not_names", {}), lexicon.words.get("nationalities", {}))
    return frozenset().union(*lists)


@once_per
def _offices(lexicon: Lexicon) -> PhraseSet:
    return PhraseSet(lexicon.offices)


@once_per
def _surnames(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(surname.casefold() for surname in lexicon.surnames)


def opening_name_at(
    words: Words, at: int, lexicon: Lexicon, place_spans: dict[int, int]
) -> tuple[int, int] | None:
    """First and last word of a name such as "Ministry of ..." that begins here."""
    length, _ = _openings(lexicon).at(words.tokens, at)
    if not length:
        return None
    last = at + length - 1
    while last + 1 < len(words.tokens) and last - at < LONGEST:
        step = _next_part(words, last, lexicon, place_spans)
        if not step:
            break
        last += step
    return (at, last) if last >= at + length else None


def _next_part(words: Words, last: int, lexicon: Lexicon, place_spans: dict[int, int]) -> int:
    """How many words the name goes on by after ``last``; 0 where it ends."""
    step = 1
    while step <= MOST_CONNECTORS and last + step < len(words.tokens):
        token = words.tokens[last + step]
        is_owner = token.key == "s" and words.gap(last + step - 1) in {"'", "’"}
        if not (words.gap(last + step - 1).isspace() or is_owner):
            return 0
        if is_owner or (token.key in CONNECTORS and not token.is_capitalised):
            step += 1
            continue
        passed = [words.tokens[last + number].key for number in range(1, step)]
        if passed[-2:] == ["and", "the"]:
            return 0
        return step if _belongs(words, last + step, passed, lexicon, place_spans) else 0
    return 0


def _belongs(
    words: Words, at: int, passed: list[str], lexicon: Lexicon, place_spans: dict[int, int]
) -> bool:
    token = words.tokens[at]
    if not token.is_capitalised or is_never(token, lexicon.words.get("not_names", {})):
        return False
    if _offices(lexicon).at(words.tokens, at)[0] or _openings(lexicon).at(words.tokens, at)[0]:
        return False
    if "in" in passed and token.start in place_spans:
        return False
    return not _begins_person(words, at, lexicon, place_spans)


def _begins_person(words: Words, at: int, lexicon: Lexicon, place_spans: dict[int, int]) -> bool:
    """Whether a family name and another name begin here: "... Committee Chou Bun Eng"."""
    token = words.tokens[at]
    if token.key not in _surnames(lexicon) or token.start in place_spans or not words.touches(at):
        return False
    return words.tokens[at + 1].is_capitalised


def may_have_head(words: Words, lexicon: Lexicon) -> bool:
    """A quick look: whether any word of the sentence can close the name of a body."""
    return not _closing_words(lexicon).isdisjoint(words.keys)


@once_per
def _closing_words(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(_heads(lexicon).longest) | EMBASSIES | _LEGAL_FORMS


def head_name_at(
    words: Words, at: int, lexicon: Lexicon, place_spans: dict[int, int]
) -> tuple[int, int] | None:
    """First and last word of a name such as "... Association" that begins here."""
    not_names = lexicon.words.get("not_names", {})
    if is_never(words.tokens[at], not_names) or (at and _is_inside(words, at, not_names)):
        return None
    best: tuple[int, int] | None = None
    last = at
    while last + 1 < len(words.tokens) and words.touches(last) and last - at < LONGEST:
        following = words.tokens[last + 1]
        length, _ = _heads(lexicon).at(words.tokens, last + 1)
        named = _is_name(words, at, last, lexicon, place_spans)
        named |= _is_embassy(words, at, last, lexicon)
        if length and _may_close(words, at, last, length, place_spans):
            end = _through_tail(words, last + length)
            longer = _with_purpose(words, end, lexicon, place_spans)
            if named or longer > end:
                best = (at, _through_country(words, longer, place_spans))
        if limited := _LIMITED.match(words.text, words.tokens[last].end):
            return (at, _last_before(words, limited.end())) if named else best
        if not (following.is_capitalised or following.key in LEVELS or following.text == "s"):
            break
        if is_never(following, not_names) and not _is_amid(words, last + 1):
            break
        last += 1
    return best


def _is_amid(words: Words, at: int) -> bool:
    """Whether a word that is no name stands large between others: "Heng He Casino"."""
    follows = words.touches(at) and words.tokens[at + 1].is_capitalised
    return follows and words.tokens[at].is_capitalised


def _with_purpose(words: Words, last: int, lexicon: Lexicon, place_spans: dict[int, int]) -> int:
    """Last word with what the body is for: "... Department of Social Affairs"."""
    if last + 1 >= len(words.tokens) or words.keys[last + 1] not in _PURPOSES:
        return last
    end = last
    while end + 1 < len(words.tokens) and end - last < LONGEST:
        step = _next_part(words, end, lexicon, place_spans)
        if not step:
            break
        end += step
    return end


def _through_country(words: Words, last: int, place_spans: dict[int, int]) -> int:
    """Last word with the country that ends some names: "Returnee Circle Nepal"."""
    follows = last + 1 < len(words.tokens) and words.gaps[last + 1] == " "
    if not follows or words.tokens[last + 1].start not in place_spans:
        return last
    after = words.tokens[last + 1]
    whole = place_spans[after.start] == after.end and after.is_capitalised
    return last + 1 if whole and words.tokens[last].is_capitalised else last


def _is_inside(words: Words, at: int, not_names: Mapping[str, str]) -> bool:
    """Whether the word before belongs to the same run, so that the name began earlier."""
    before = words.tokens[at - 1]
    return words.touches(at - 1) and before.is_capitalised and not is_never(before, not_names)


def _is_name(
    words: Words, at: int, last: int, lexicon: Lexicon, place_spans: dict[int, int]
) -> bool:
    """Whether the run holds more than words that any body might have."""
    common = _common(lexicon)
    run = words.tokens[at : last + 1]
    return any(_is_own(token, common, place_spans) for token in run) or _is_national(run, lexicon)


def _is_own(token: Token, common: frozenset[str], place_spans: dict[int, int]) -> bool:
    if token.start in place_spans:
        return True
    return token.is_capitalised and len(token.text) > 1 and token.key not in common


def _is_national(run: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a nation's word begins it: "National ...", "Cambodian Labour ..."."""
    nations = lexicon.words.get("nationalities", {})
    return len(run) > 1 and (run[0].text == "National" or run[0].key in nations)


def _is_embassy(words: Words, at: int, last: int, lexicon: Lexicon) -> bool:
    nations = lexicon.words.get("nationalities", {})
    return words.tokens[last + 1].key in EMBASSIES and words.tokens[at].key in nations


def _may_close(words: Words, at: int, last: int, length: int, place_spans: dict[int, int]) -> bool:
    """Whether the noun after a name makes it a body: written large, or after a level."""
    head = words.tokens[last + 1]
    if head.is_capitalised or head.key in EMBASSIES:
        return True
    after_level = words.tokens[last].key in LEVELS and words.tokens[at].start in place_spans
    return after_level or (head.key == "company" and last - at < 5)


def _through_tail(words: Words, last: int) -> int:
    """Last word with what may follow the noun: "Co., Ltd", "of Police"."""
    following = [token.key for token in words.tokens[last + 1 : last + 3]]
    if following == ["of", "police"] and words.touches(last):
        return last + 2
    limited = _LIMITED.match(words.text, words.tokens[last].end)
    return _last_before(words, limited.end()) if limited else last


def _last_before(words: Words, offset: int) -> int:
    return bisect_left(words.tokens, offset, key=attrgetter("start")) - 1
