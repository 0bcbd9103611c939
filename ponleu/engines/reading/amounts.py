"""Amounts in a document: a number with its unit, and of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from ponleu.engines.reading.amount_wording import NumberWording, find_numbers
from ponleu.engines.reading.date_anchors import Surroundings, surroundings
from ponleu.engines.reading.numbers import SMALL_WORDS
from ponleu.engines.reading.per_word import PerWord
from ponleu.engines.reading.rule_weights import weight
from ponleu.engines.reading.tokens import row_of
from ponleu.engines.reading.types import Amount, Document, Fact, FactKind, Lexicon, Part
from ponleu.engines.reading.word_sets import word_set


class _Unit(NamedTuple):
    """Where the unit's words end, the unit, and the sort of amount it makes."""

    end: int
    unit: str
    sort: str


_WORD: Final = re.compile(r"[\s-]*(US\$|[^\W\d_]+(?:['’]s)?|[%$€฿៛])")
_KHMER_WORD: Final = re.compile(r"\s*([\u1780-\u17d3\u200b]+|[៛%])")
_AGE_AFTER: Final = re.compile(r"[\s-]+years?(?:[\s-]+old|\s+of\s+age)\b", re.IGNORECASE)
_AGE_BEFORE: Final = re.compile(
    r"\b(?:aged?|ages|under|over|above|below|(?:older|younger) than)\s+\Z", re.IGNORECASE
)
_AGE_WORDS: Final = frozenset({"age", "aged", "ages", "under", "over", "above", "below", "than"})
_AGE_UNIT: Final = re.compile(r"[\s-]+years?\b(?!\s+(?:in|of|imprison|ago|later))", re.IGNORECASE)
_RATIO: Final = re.compile(
    r"\b(?:(?P<part>one|two|three)[\s-](?P<whole>half|thirds?|quarters?|fifths?|tenths?)"
    r"|(?P<some>one|two|three) (?:in|out of) (?P<all>two|three|four|five|ten|\d+))\b(?=\s+of\b|\s)",
    re.IGNORECASE,
)
_begins_share: Final = PerWord(lambda word: word.split("-")[0] in {"one", "two", "three"})
_WHOLES: Final = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_OF: Final = re.compile(
    r"\s+of\s+(?:the\s+|all\s+|its\s+|their\s+)?"
    r"(?P<span>[^\W\d_][\w'’-]*(?:\s+(?!(?:are|is|was|were|have|has|had|in|on|at|by|for|from|to|who"
    r"|that|which|and|or|with|of|will|would|the|a)\b)[^\W\d_][\w'’-]*){0,3})"
)
_NO_MODIFIER: Final = word_set(
    "of the a an and or in on at by for from to with who that which is are was were be been has "
    "have had will would more less than as his her their its this these those but not other "
    "another per"
)
_MAX_MODIFIERS: Final = 3
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_IN_A_YEAR: Final = re.compile(
    r"(?<!\w)(?:in|since|by|until|during|early|late|mid|\w+[a-z]\s+\d{1,2},|January|February|March|April|May|June|July|August|September|October|November|December)\s+\Z",
    re.IGNORECASE,
)
_ORDINARY_PLURAL: Final = re.compile(r"[a-z]{3,}(?<!s)s\b")
_NOT_PLURALS: Final = word_set(
    "times thus always perhaps various previous dangerous serious percents cents was has does "
    "pages minutes seconds"
)


def find_amounts(document: Document, lexicon: Lexicon) -> list[Fact]:
    """Every number with a unit, in text order.

    Value: the number and its unit ("riel", "usd", "kg", "percent", "day", or the counted
    noun in the singular, "complaint"). Parts: ``bound`` ("about", "at least", "at most"),
    ``low`` and ``high`` of a range, whose value is the lower end, and ``of``.
    """
    around = surroundings(document)
    units = lexicon.words.get("units", {})
    nouns = lexicon.words.get("counted_nouns", {})
    facts = [_ratio(around, match) for match in _ratios(document.text)]
    taken = {offset for fact in facts for offset in range(fact.start, fact.end)}
    for wording in find_numbers(document.text):
        if wording.start in taken:
            continue
        unit = _unit(document.text, wording, units, nouns)
        if unit is not None:
            facts.append(_fact(around, wording, unit))
    return sorted(facts, key=lambda fact: fact.start)


def _ratios(text: str) -> Iterator[re.Match[str]]:
    """ "Two thirds", "one in five": shares whose number begins a word."""
    tokens, words, _ = row_of(text)
    done = 0
    for at in [at for at, word in enumerate(words) if _begins_share[word]]:
        match = _RATIO.match(text, tokens[at].start) if tokens[at].start >= done else None
        if match:
            yield match
            done = match.end()


def _unit(
    text: str, wording: NumberWording, units: Mapping[str, str], nouns: Mapping[str, str]
) -> _Unit | None:
    end = wording.number_end
    if wording.currency:
        sort, _, name = units.get(wording.currency.lower(), "money:usd").partition(":")
        return _Unit(end, name, sort)
    age = _age(text, wording)
    if age is not None:
        return age
    return _listed_unit(text, end, units) or _counted(text, wording, nouns)


def _age(text: str, wording: NumberWording) -> _Unit | None:
    after = _AGE_AFTER.match(text, wording.number_end)
    words_before = text[max(0, wording.start - 14) : wording.start].split()
    before = None
    if words_before and words_before[-1].lower() in _AGE_WORDS:
        before = _AGE_BEFORE.search(text, max(0, wording.start - 14), wording.start)
    if after is None and before is not None:
        after = _AGE_UNIT.match(text, wording.number_end)
        if after is None and before.group().lower().startswith("age"):
            return _Unit(wording.number_end, "year-old", "age")
    return _Unit(after.end(), "year-old", "age") if after else None


def _listed_unit(text: str, at: int, units: Mapping[str, str]) -> _Unit | None:
    """A unit of one or two words right after the number."""
    khmer = _KHMER_WORD.match(text, at)
    if khmer:
        return _khmer_unit(khmer, units)
    first = _WORD.match(text, at)
    if not first:
        return None
    second = _WORD.match(text, first.end())
    for match, words in ((second, (first, second)), (first, (first,))):
        phrase = " ".join(word[1].lower() for word in words if word)
        if match and phrase in units:
            sort, _, name = units[phrase].partition(":")
            return _Unit(match.end(), name, sort)
    return None


def _khmer_unit(match: re.Match[str], units: Mapping[str, str]) -> _Unit | None:
    """Khmer is written without spaces: the unit is what the run of letters begins with."""
    run = match[1]
    for length in range(len(run), 0, -1):
        if run[:length] in units:
            sort, _, name = units[run[:length]].partition(":")
            return _Unit(match.start(1) + length, name, sort)
    return None


def _counted(text: str, wording: NumberWording, nouns: Mapping[str, str]) -> _Unit | None:
    """A counted noun within reach: "four deputy provincial governors"."""
    at, plural = wording.number_end, None
    if _like_a_year(text, wording) and _IN_A_YEAR.search(
        text, max(0, wording.start - 20), wording.start
    ):
        return None
    for steps in range(_MAX_MODIFIERS + 1):
        match = _WORD.match(text, at)
        if not match or match[1].lower() in _NO_MODIFIER:
            break
        word = match[1].lower()
        if word in nouns and not _leads_on(text, match.end(), nouns):
            return _Unit(match.end(), nouns[word], "count")
        if steps == 0 and _ORDINARY_PLURAL.fullmatch(match[1]) and word not in _NOT_PLURALS:
            plural = _Unit(match.end(), _singular(word), "plural")
        at = match.end()
    if plural and not wording.is_word and not _like_a_year(text, wording):
        return plural
    return _single(text, wording, nouns)


def _like_a_year(text: str, wording: NumberWording) -> bool:
    return bool(_YEAR.fullmatch(text, wording.start, wording.number_end))


def _leads_on(text: str, at: int, nouns: Mapping[str, str]) -> bool:
    """True if the noun only modifies the next one: "two victims groups"."""
    match = _WORD.match(text, at)
    return bool(match and match[1].lower() in nouns and text[match.start()].isspace())


def _single(text: str, wording: NumberWording, nouns: Mapping[str, str]) -> _Unit | None:
    """ "One victim": the noun must follow at once, and is in the singular."""
    if wording.number != 1:
        return None
    match = _WORD.match(text, wording.number_end)
    word = match[1].lower() if match else ""
    return _Unit(match.end(), word, "count") if match and word in nouns.values() else None


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


def _fact(around: Surroundings, wording: NumberWording, unit: _Unit) -> Fact:
    text = around.document.text
    rule = f"amounts.{unit.sort}"
    factors = ["boilerplate"] if around.is_boilerplate(wording.start) else []
    words = " ".join(text[wording.start : unit.end].split())
    return Fact(
        kind=FactKind.AMOUNT,
        text=text[wording.start : unit.end],
        start=wording.start,
        end=unit.end,
        value=Amount(wording.number, unit.unit),
        rule=rule,
        confidence=weight(rule, *factors),
        parts=_parts(text, wording, unit),
        reason=f'"{words}": the number stands before the unit "{unit.unit}".',
    )


def _parts(text: str, wording: NumberWording, unit: _Unit) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    if wording.bound:
        start, end, sort = wording.bound
        parts["bound"] = Part(text[start:end], start, end, sort)
    if wording.high is not None:
        for name, span, number in (
            ("low", wording.low_span, wording.number),
            ("high", wording.high_span, wording.high),
        ):
            parts[name] = Part(text[slice(*span)], *span, Amount(number, unit.unit))
    of = _OF.match(text, unit.end)
    if of and unit.sort not in {"duration", "age"}:
        parts["of"] = Part(of["span"], *of.span("span"))
    return parts


def _ratio(around: Surroundings, match: re.Match[str]) -> Fact:
    if match["part"]:
        share = SMALL_WORDS[match["part"].lower()] / _WHOLES[match["whole"].lower().rstrip("s")]
    else:
        whole = match["all"].lower()
        share = SMALL_WORDS[match["some"].lower()] / (SMALL_WORDS.get(whole) or int(whole))
    factors = ["boilerplate"] if around.is_boilerplate(match.start()) else []
    of = _OF.match(match.string, match.end())
    return Fact(
        kind=FactKind.AMOUNT,
        text=match.group(),
        start=match.start(),
        end=match.end(),
        value=Amount(round(share, 4), "ratio"),
        rule="amounts.share",
        confidence=weight("amounts.share", *factors),
        parts={"of": Part(of["span"], *of.span("span"))} if of else {},
        reason=f'"{match.group()}" is a share in words.',
    )
