"""Amounts in a document: a number with its unit, and of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ponleu.engines.reading.amount_counting import (
    NEXT_WORD,
    Counted,
    Unit,
    counted,
    counted_words,
)
from ponleu.engines.reading.amount_wording import NumberWording, find_numbers
from ponleu.engines.reading.bare_numbers import bare
from ponleu.engines.reading.date_anchors import Surroundings, surroundings
from ponleu.engines.reading.numbers import SMALL_WORDS
from ponleu.engines.reading.per_word import PerWord
from ponleu.engines.reading.rule_weights import weight
from ponleu.engines.reading.runs import Covered
from ponleu.engines.reading.tokens import row_of
from ponleu.engines.reading.types import Amount, Document, Fact, FactKind, Lexicon, Part
from ponleu.engines.reading.word_sets import word_set

_KHMER_WORD: Final = re.compile(r"\s*([\u1780-\u17d3\u200b]+|[៛%])")
_AGE_AFTER: Final = re.compile(
    r"[\s-]+age\b|[\s-]*(?:years?|yrs?)\.?(?:[\s-]+old|\s+of\s+age)\b|\s*y/?o\b", re.IGNORECASE
)
_AGE_BEFORE: Final = re.compile(
    r"\b(?:aged?|ages|under|over|above|below|(?:older|younger) than)\s+\Z", re.IGNORECASE
)
_AGE_WORDS: Final = frozenset({"age", "aged", "ages", "under", "over", "above", "below", "than"})
_AGE_UNIT: Final = re.compile(r"[\s-]+years?\b(?!\s+(?:in|of|imprison|ago|later))", re.IGNORECASE)
_RATIO: Final = re.compile(
    r"\b(?:(?P<part>a|one|two|three)[\s-](?P<whole>half|thirds?|quarters?|fifths?|tenths?)"
    r"(?!\s+(?:of\s+)?(?:19|20)\d\d)"
    r"|(?P<some>one|two|three|four|five|six|seven|eight|nine|\d{1,2})\s+(?:in|out\s+of)\s+"
    r"(?:every\s+)?(?P<all>two|three|four|five|six|seven|eight|nine|ten|\d{1,3})|(?P<half>half)(?=\s+(?:of|had|have|has|were|was|are|is|came|come|said|say|from|who|did|do|went|hold|held|live|lived|work|worked|got|paid|remain|remained|turned|[a-z]{3,}ed)\b|[,.;]))\b(?!-)",
    re.IGNORECASE,
)
_SHARES: Final = frozenset({"a", "half", *SMALL_WORDS})
_begins_share: Final = PerWord(lambda word: word.split("-")[0] in _SHARES or word.isdecimal())
_WHOLES: Final = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_OF: Final = re.compile(
    r"\s+of\s+(?:the\s+|all\s+|its\s+|their\s+)?"
    r"(?P<span>[^\W\d_][\w'’-]*(?:\s+(?!(?:are|is|was|were|have|has|had|in|on|at|by|for|from|to|who"
    r"|that|which|and|or|with|of|will|would|the|a)\b)[^\W\d_][\w'’-]*){0,3})"
)
_PAID_EACH: Final = word_set(
    "dollars dollar riel riels baht yuan usd euros pesos rupees dong times"
)
_PAID: Final = re.compile(
    r"['’]s?\s+(?:pay|wages?|salary|salaries|notice|rent|imprisonment|detention)\b"
)
_COINS: Final = re.compile(r"\s+coins?\b")
_NO_UNIT: Final = re.compile(r"\s*[ap]\.?m\b|\s+floor\b", re.IGNORECASE)
"""A time of the day, and which floor it is: "9 p.m.", "6 floor"."""
_AND_ON: Final = re.compile(r"\s*(?:\s(?:to|until|till|or)\s|[-–])?\s*")
_AND: Final = re.compile(r"\s+(?:and\s+)?|,\s*")
_SMALLER: Final = {
    ("kg", "g"): 1000, ("t", "kg"): 1000, ("km", "m"): 1000, ("ha", "m2"): 10_000,
}  # fmt: skip
"""Units that are written together, "1 kg and 120 grams", and how many make one."""
_SINGULAR_AFTER: Final = word_set(
    "person party country man woman girl boy child suspect victim witness time day night floor "
    "year month week group family site company building house worker member brother sister phone "
    "officer bank base half hand way one case complaint option place phase"
)
"""Nouns before which "a third" counts in order and is no share."""
_NO_HALF: Final = word_set(
    "first second last other better this that each either a one and the latter former"
)
"""Words before which "half" is the half of a time, or goes with a whole number."""
_COUNTED_SHARE: Final = re.compile(r"\s+([a-z]{3,}s)\b")


def find_amounts(document: Document, lexicon: Lexicon, dates: Sequence[Fact] = ()) -> list[Fact]:
    """Every number with a unit, in text order.

    Value: the number and its unit ("riel", "usd", "kg", "percent", "day", or the counted
    noun in the singular, "complaint"). Parts: ``bound`` ("about", "at least", "at most"),
    ``low`` and ``high`` of a range, whose value is the lower end, and ``of``.

    Args:
        dates: found before; their numbers are no amounts, but for "within two weeks".
    """
    around = surroundings(document)
    units = lexicon.words.get("units", {})
    known = counted_words(lexicon)
    facts = [_ratio(around, match) for match in _ratios(document.text)]
    taken = {offset for fact in facts for offset in range(fact.start, fact.end)}
    taken |= Covered(one for one in dates if not one.text.lower().startswith("within")).held
    for wording in find_numbers(document.text, taken):
        unit = _unit(document.text, wording, units, known)
        if unit is not None:
            facts.append(_fact(around, wording, unit))
    return _joined(document.text, sorted(facts, key=lambda fact: fact.start))


def _joined(text: str, facts: Sequence[Fact]) -> list[Fact]:
    """ "One month to three years", "four years six months": two durations that are one."""
    made: list[Fact] = []
    for fact in facts:
        last = made[-1] if made else None
        if last and (whole := _with_smaller(text, last, fact)):
            made[-1] = whole
        elif last and last.rule == fact.rule == "amounts.duration" and _goes_on(text, last, fact):
            parts = {"low": _copied(last), "high": _copied(fact)}
            words = text[last.start : fact.end]
            made[-1] = replace(last, text=words, end=fact.end, parts={**last.parts, **parts})
        else:
            made.append(fact)
    return made


def _with_smaller(text: str, large: Fact, small: Fact) -> Fact | None:
    """ "1 kg and 120 grams" is one weight; None if the two are no such pair."""
    if not (isinstance(large.value, Amount) and isinstance(small.value, Amount)):
        return None
    size = _SMALLER.get((large.value.unit, small.value.unit))
    if not size or small.value.number >= size or large.end > small.start:
        return None
    if not _AND.fullmatch(text, large.end, small.start):
        return None
    value = Amount(round(large.value.number + small.value.number / size, 6), large.value.unit)
    return replace(large, text=text[large.start : small.end], end=small.end, value=value)


def _goes_on(text: str, first: Fact, second: Fact) -> bool:
    return first.end <= second.start and bool(_AND_ON.fullmatch(text, first.end, second.start))


def _copied(fact: Fact) -> Part:
    return Part(fact.text, fact.start, fact.end, fact.value)


def _ratios(text: str) -> Iterator[re.Match[str]]:
    """ "Two thirds", "one in five": shares whose number begins a word."""
    tokens, words, _ = row_of(text)
    done = 0
    for at in _begins_share.positions(words):
        match = _RATIO.match(text, tokens[at].start) if tokens[at].start >= done else None
        if match and _is_share(words, at, match):
            yield match
            done = match.end()


def _is_share(words: Sequence[str], at: int, match: re.Match[str]) -> bool:
    """ "A third of them", but not "a third person", "the first half" or "$50 a quarter"."""
    before = words[at - 1] if at else ""
    if match["half"]:
        return before not in _NO_HALF
    if (match["part"] or "").lower() != "a":
        return True
    after = NEXT_WORD.match(match.string, match.end())
    if after and after[1].lower() in _SINGULAR_AFTER:
        return False
    is_time = match["whole"].lower() == "quarter"
    return not (is_time and (before[:1].isdecimal() or before in _PAID_EACH))


def _unit(
    text: str, wording: NumberWording, units: Mapping[str, str], known: Counted
) -> Unit | None:
    end = wording.number_end
    if wording.currency:
        sort, _, name = units.get(wording.currency.lower().rstrip("."), "money:usd").partition(":")
        return Unit(end, name, sort)
    age = _age(text, wording)
    if age is not None:
        return age
    listed = _listed_unit(text, end, units)
    if listed and listed.sort == "duration" and (paid := _PAID.match(text, listed.end)):
        listed = listed._replace(end=paid.end())
    return listed or counted(text, wording, known) or bare(text, wording)


def _age(text: str, wording: NumberWording) -> Unit | None:
    after = _AGE_AFTER.match(text, wording.number_end)
    words_before = text[max(0, wording.start - 14) : wording.start].split()
    before = None
    if words_before and words_before[-1].lower() in _AGE_WORDS:
        before = _AGE_BEFORE.search(text, max(0, wording.start - 14), wording.start)
    if after is None and before is not None:
        after = _AGE_UNIT.match(text, wording.number_end)
        if after is None and before.group().lower().startswith("age"):
            return Unit(wording.number_end, "year-old", "age")
    return Unit(after.end(), "year-old", "age") if after else None


def _listed_unit(text: str, at: int, units: Mapping[str, str]) -> Unit | None:
    """A unit of one or two words right after the number."""
    khmer = _KHMER_WORD.match(text, at)
    if khmer:
        return _khmer_unit(khmer, units)
    first = NEXT_WORD.match(text, at)
    if not first:
        return None
    if first[1] == "U" and text[at - 1].isdecimal() and not text[at : at + 1].isalpha():
        coins = _COINS.match(text, first.end())
        return Unit(coins.end() if coins else first.end(), "usdt", "money")
    if _NO_UNIT.match(text, at):
        return None
    second = NEXT_WORD.match(text, first.end())
    for match, words in ((second, (first, second)), (first, (first,))):
        phrase = " ".join(word[1].lower() for word in words if word)
        if match and phrase in units:
            sort, _, name = units[phrase].partition(":")
            return Unit(match.end(), name, sort)
    return None


def _khmer_unit(match: re.Match[str], units: Mapping[str, str]) -> Unit | None:
    """Khmer is written without spaces: the unit is what the run of letters begins with."""
    run = match[1]
    for length in range(len(run), 0, -1):
        if run[:length] in units:
            sort, _, name = units[run[:length]].partition(":")
            return Unit(match.start(1) + length, name, sort)
    return None


def _fact(around: Surroundings, wording: NumberWording, unit: Unit) -> Fact:
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
        reason=f'"{words}": {_reason(unit)}.',
    )


def _reason(unit: Unit) -> str:
    if unit.sort == "bare":
        return "a number whose noun is left out"
    if unit.sort == "age":
        return "an age"
    return f'the number stands before the unit "{unit.unit}"'


def _parts(text: str, wording: NumberWording, unit: Unit) -> dict[str, Part]:
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
    if match["half"]:
        share = 0.5
    elif match["part"]:
        share = (
            SMALL_WORDS.get(match["part"].lower(), 1) / _WHOLES[match["whole"].lower().rstrip("s")]
        )
    else:
        whole = match["all"].lower()
        some = match["some"].lower()
        share = (SMALL_WORDS.get(some) or int(some)) / (SMALL_WORDS.get(whole) or int(whole) or 1)
    factors = ["boilerplate"] if around.is_boilerplate(match.start()) else []
    of = _OF.match(match.string, match.end())
    whose = _COUNTED_SHARE.match(match.string, match.end()) if match["some"] else None
    end = whose.end() if whose else match.end()
    return Fact(
        kind=FactKind.AMOUNT,
        text=match.string[match.start() : end],
        start=match.start(),
        end=end,
        value=Amount(round(share, 4), "ratio"),
        rule="amounts.share",
        confidence=weight("amounts.share", *factors),
        parts={"of": Part(of["span"], *of.span("span"))} if of else {},
        reason=f'"{match.group()}" is a share in words.',
    )
