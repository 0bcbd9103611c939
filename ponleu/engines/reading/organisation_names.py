"""Names of bodies that no table knows, told by their first or last words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.runs import Words, is_never
from ponleu.engines.reading.types import Lexicon
from ponleu.engines.reading.word_sets import word_set
from ponleu.engines.reading.words import PhraseSet, Token

CONNECTORS = frozenset({"of", "for", "on", "against", "in", "and", "the", "to", "attached"})
LONGEST = 12
"""Words that the name of a body may have."""
LEVELS = frozenset({"provincial", "municipal", "district", "city", "commune"})
MOST_CONNECTORS = 4
"""Small words one after the other in a name: "Office attached to the Court of"."""
EMBASSIES = frozenset({"embassy", "consulate"})
FORCES = frozenset({"navy", "army", "gendarmerie", "coastguard"})
"""Bodies of a country that are written small after its name: "the Indonesian navy"."""
_LIMITED = re.compile(
    r"\s*(?:\([A-Z][a-z]+\)\s*)?"
    r"(?:Co\b\.?,?\s*Ltd\b\.?|Company Limited\b|Co\.|Ltd\b\.?|Inc\b\.?|Corp\b\.?|Plc\b\.?)"
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


def openings_in(words: Words, lexicon: Lexicon) -> list[int]:
    """Numbers of the large words with which the opening of a name may begin, which are few."""
    longest = _openings(lexicon).longest
    if longest.keys().isdisjoint(words.keys):
        return []
    return [at for at in words.capitals if words.keys[at] in longest]


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
    if last < at + length:
        return None
    return at, _stationed(words, last, place_spans) or last


def small_opening_names(words: Words, place_spans: dict[int, int]) -> Iterator[tuple[int, int]]:
    """First and last word of "embassy of Japan", "police of Tay Ninh province"."""
    if _OPEN_SMALL.isdisjoint(words.keys):
        return
    for at, key in enumerate(words.keys[:-2]):
        if key not in _OPEN_SMALL or words.tokens[at].is_capitalised:
            continue
        place = at + 2 + (words.keys[at + 2] == "the")
        if words.keys[at + 1] != "of" or place >= len(words.keys):
            continue
        start = words.tokens[place].start
        if start not in place_spans:
            continue
        last = _last_before(words, place_spans[start])
        levelled = words.touches(last) and words.keys[last + 1] in _LEVELS_AFTER
        if key in EMBASSIES or levelled:
            yield at, last + (levelled and key not in EMBASSIES)


_OPEN_SMALL: Final = EMBASSIES | {"police", "gendarmerie", "court"}
_LEVELS_AFTER: Final = frozenset({"province", "city", "district", "municipality"})


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
    return frozenset(_heads(lexicon).longest) | EMBASSIES | FORCES | _LEGAL_FORMS


@once_per
def _premises(lexicon: Lexicon) -> PhraseSet:
    return PhraseSet(lexicon.words.get("site_nouns", {}))


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
        if (
            length
            and _may_close(words, at, last, length, place_spans)
            and not (_is_of_premises(words, last + length, lexicon))
        ):
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
    if end := _stationed(words, last, place_spans):
        return end
    follows = last + 1 < len(words.tokens) and words.gaps[last + 1] == " "
    if not follows or words.tokens[last + 1].start not in place_spans:
        return last
    after = words.tokens[last + 1]
    whole = place_spans[after.start] == after.end and after.is_capitalised
    return last + 1 if whole and words.tokens[last].is_capitalised else last


def _stationed(words: Words, last: int, place_spans: dict[int, int]) -> int:
    """Last word with where an embassy stands: "Chinese Embassy in Cambodia"; 0 if not said."""
    seated = words.keys[max(0, last - 4) : last + 1]
    if EMBASSIES.isdisjoint(seated):
        abroad = last + 2 < len(words.keys) and words.keys[last + 2] in _STATES
        if words.keys[last] not in _SEATED or not abroad or words.keys[last + 1] != "in":
            return 0
    if last + 2 >= len(words.keys) or words.keys[last + 1] not in {"in", "at"}:
        return 0
    start = words.tokens[last + 2].start
    joined = words.gaps[last + 1].isspace() and words.gaps[last + 2].isspace()
    return _last_before(words, place_spans[start]) if joined and start in place_spans else 0


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
    return words.tokens[last + 1].key in EMBASSIES | FORCES and words.tokens[at].key in nations


def _may_close(words: Words, at: int, last: int, length: int, place_spans: dict[int, int]) -> bool:
    """Whether the noun after a name makes it a body: written large, or after a level."""
    head = words.tokens[last + 1]
    if head.is_capitalised or head.key in EMBASSIES | FORCES:
        return True
    if head.key == "police" and words.tokens[at].start in place_spans:
        whole = place_spans[words.tokens[at].start] == words.tokens[last].end
        return whole and words.keys[at] not in _STATES and not _is_of_someone(words, last + 1)
    after_level = words.tokens[last].key in LEVELS and words.tokens[at].start in place_spans
    return after_level or (head.key == "company" and last - at < 5)


_STATES: Final = word_set(
    "cambodia kampuchea thailand vietnam laos china myanmar burma malaysia indonesia philippines "
    "taiwan korea japan india bangladesh nepal pakistan singapore viet"
)
"""Countries, whose police is no more than described by their name."""
_SEATED: Final = word_set("association chamber society federation mission")
"""Bodies of which there is one in each country: "Silk Traders Association in Cambodia"."""
_SOMEONE: Final = word_set(
    "chief commissioner officer officers spokesman spokeswoman spokesperson director general major "
    "station stations post posts head deputy force forces commander captain source sources report "
    "reports car cars van vehicle boat official officials colonel lieutenant sergeant investigator "
    "commissariat office bureau department headquarters unit"
)


def _is_of_someone(words: Words, at: int) -> bool:
    """Whether the force only says whose officer, car or report it is."""
    return words.touches(at) and words.keys[at + 1] in _SOMEONE


def _is_of_premises(words: Words, last: int, lexicon: Lexicon) -> bool:
    """Whether a large word for premises follows: "Phnom Penh International Airport"."""
    if not words.touches(last) or not words.tokens[last + 1].is_capitalised:
        return False
    length, _ = _premises(lexicon).at(words.tokens, last + 1)
    return bool(length) and words.tokens[last].is_capitalised


def _through_tail(words: Words, last: int) -> int:
    """Last word with what may follow the noun: "Co., Ltd", "of Police"."""
    following = [token.key for token in words.tokens[last + 1 : last + 3]]
    if following == ["of", "police"] and words.touches(last):
        return last + 2
    paired = words.keys[last + 1 : last + 2] == ("and",) or words.gap(last) == " & "
    if paired and (further := _with_pair(words, last)):
        last = further
    limited = _LIMITED.match(words.text, words.tokens[last].end)
    return _last_before(words, limited.end()) if limited else last


_PAIRED: Final = word_set(
    "consultancy consulting services tours trading associates partners sons recruitment logistics "
    "development technology placement manpower export import finance security cargo shipping "
    "travel training education research advocacy rehabilitation"
)


def _with_pair(words: Words, last: int) -> int:
    """Last word of "... Travel and Consultancy"; 0 where no such pair follows."""
    at = last + 1 + (words.keys[last + 1] == "and")
    if at >= len(words.keys) or not words.touches(at - 1):
        return 0
    return at if words.keys[at] in _PAIRED and words.tokens[at].is_capitalised else 0


def _last_before(words: Words, offset: int) -> int:
    return bisect_left(words.tokens, offset, key=attrgetter("start")) - 1
