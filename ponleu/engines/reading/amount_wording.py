"""How a number is written: its digits or words, its bound, its range."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ponleu.engines.reading.numbers import (
    DIGIT_NUMBER,
    KHMER_NUMBER,
    MAGNITUDES,
    SHORT_MAGNITUDES,
    SMALL_WORDS,
    WORD_NUMBER,
    khmer_number,
    number_of_digits,
    number_of_words,
)
from ponleu.engines.reading.per_word import PerWord
from ponleu.engines.reading.tokens import row_of
from ponleu.engines.reading.word_sets import word_set

_DIGITS: Final = re.compile(DIGIT_NUMBER)


@dataclass(frozen=True, slots=True)
class NumberWording:
    """A number found, not yet an amount.

    Attributes:
        start: of the currency mark or number; ``number_end`` is where it stops.
        high: upper end of a range, with its span; None if a single number is written.
        currency: mark before the number, "$".
        bound: start, end and sort ("about", "at least", "at most") of "nearly", "over".
        is_word: written in words.
    """

    start: int
    number_end: int
    number: float
    high: float | None
    high_span: tuple[int, int]
    low_span: tuple[int, int]
    currency: str
    bound: tuple[int, int, str] | None
    is_word: bool


_MAGNITUDE: Final = rf"(?:[\s-]+(?:{'|'.join(MAGNITUDES)})\b|(?:bn|[mk])\b)"
_SCALED: Final = rf"[\s-]+(?:{'|'.join(MAGNITUDES)})\b"
_ONE: Final = (
    rf"(?:{DIGIT_NUMBER}{_SCALED}(?:\s+(?:and\s+)?{DIGIT_NUMBER}{_SCALED}){{1,3}}"
    rf"|{DIGIT_NUMBER}{_MAGNITUDE}?|{WORD_NUMBER}|{KHMER_NUMBER})"
)
_CODES: Final = word_set(
    "khr thb rmb cny vnd idr php inr bdt npr pkr lkr mmk myr sgd eur gbp krw jpy lak aud hkd twd "
    "cad nzd aed sar kes ngn etb rm rp rs tk taka rupees ks"
)
"""Names of currencies that are written before the number: "PHP 120,000", "Tk 300,000"."""
_CURRENCY: Final = (
    r"(?:(?:US|AU?|S|HK|NT|C|NZ)\s?\$|USDT?\s?\$?|P(?=\d)|[$€฿៛£¥₱₫₹৳]"
    rf"|(?:{'|'.join(sorted(_CODES, key=len, reverse=True))})\b\.?|(?:rm|rp|rs|tk|khr|thb)(?=\d))"
)
_NUMBER: Final = re.compile(
    rf"(?:(?P<currency>{_CURRENCY})\s?|(?<![\w.,/:-]))(?P<low>{_ONE})(?![:/]\d)"
    r"(?:(?P<joint>\s*[-–—]\s*|\s+(?:to|and|or|until)\s+)"
    rf"(?:{_CURRENCY}\s?)?(?P<high>{_ONE})(?![\w:/]))?",
    re.IGNORECASE,
)
_AGAIN: Final = re.compile(rf"\s*\((?P<again>{_ONE})\)", re.IGNORECASE)
_PIECE: Final = re.compile(rf"({DIGIT_NUMBER})({_SCALED})", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\b(?:between|from)\s+\Z", re.IGNORECASE)
_BOUND: Final = re.compile(
    r"\b(?:(?P<low>more than|at least|over|no fewer than|no less than|above|upwards of)"
    r"|(?P<high>fewer than|less than|under|at most|up to|as many as|no more than|below|maximum of)"
    r"|(?P<near>nearly|almost|about|around|some|roughly|approximately|an estimated|estimated"
    r"|close to))\s+\Z",
    re.IGNORECASE,
)
_FIRST_WORDS: Final = (
    frozenset(SMALL_WORDS)
    | {f"{ten}-{one}" for ten in SMALL_WORDS for one in SMALL_WORDS}
    | word_set("half a dozen us au s hk nt c nz usd usdt p $ € ฿ ៛ £ ¥ ₱ ₫ ₹ ৳")
    | _CODES
)
_begins_number: Final = PerWord(
    lambda word: (
        word in _FIRST_WORDS or word[0].isdecimal() or word.partition("-")[0] in SMALL_WORDS
    )
)
_ARTICLES: Final = frozenset({"a", "half"})
_AFTER_ARTICLE: Final = frozenset({"a", "dozen", *MAGNITUDES})
_BOUND_ENDS: Final = word_set(
    "than least over fewer less above of under most to many below nearly almost about around some "
    "roughly approximately estimated"
)
"""Last words of the phrases of ``_BOUND``: a quick look, since few numbers have one."""
_LOOK_BACK: Final = 16
_LONGEST: Final = 60
"""Letters of the longest number believed; more is an account number or noise."""


def find_numbers(text: str, taken: Container[int] = frozenset()) -> Iterator[NumberWording]:
    """Numbers in text order; "5 and 10" is one range only after "between"."""
    done = 0
    tokens, words, _ = row_of(text)
    for at in _begins_number.positions(words):
        start = tokens[at].start
        is_article = words[at] in _ARTICLES and not _is_counting(words, at)
        if start < done or start in taken or is_article or _is_unit_before(words, at):
            continue
        match = _NUMBER.match(text, start)
        wording = _wording(text, match) if match else None
        if wording is not None:
            yield wording
            done = wording.number_end


def _is_counting(words: Sequence[str], at: int) -> bool:
    """Whether "a" or "half" begins a number: "a dozen", "half a dozen", "a hundred"."""
    return words[at + 1 : at + 2] != () and words[at + 1] in _AFTER_ARTICLE


def _is_unit_before(words: Sequence[str], at: int) -> bool:
    """Whether a currency's name belongs to the number before it: "500 rupees 20 people"."""
    return words[at] in _CODES and at > 0 and words[at - 1][0].isdecimal()


def _wording(text: str, match: re.Match[str]) -> NumberWording | None:
    low = _value(match["low"])
    high = _value(match["high"]) if match["high"] and _is_range(text, match) else None
    if low is None:
        return None
    if high is not None and _shares_magnitude(match):
        low *= _magnitude(match["high"])
    last = "low" if high is None else "high"
    return NumberWording(
        start=match.start("currency") if match["currency"] else match.start("low"),
        number_end=_after_again(text, match.end(last), low) if high is None else match.end(last),
        number=low,
        high=high,
        low_span=match.span("low"),
        high_span=match.span(last),
        currency=match["currency"] or "",
        bound=_bound(text, match),
        is_word=match["low"][0].isalpha(),
    )


def _after_again(text: str, end: int, number: float) -> int:
    """Where a number ends that is said twice: "fifty-two (52)", "02 (two)"."""
    again = _AGAIN.match(text, end)
    return again.end() if again and _value(again["again"]) == number else end


def _is_range(text: str, match: re.Match[str]) -> bool:
    low, high = _value(match["low"]), _value(match["high"])
    joint = match["joint"].strip().lower()
    if joint == "and" and not _BETWEEN.search(text, max(0, match.start() - 8), match.start()):
        return False
    return low is not None and high is not None and (low < high or _shares_magnitude(match))


def _shares_magnitude(match: re.Match[str]) -> bool:
    """True for "2 to 3 million", where the first number lacks what it means."""
    return bool(
        _DIGITS.fullmatch(match["low"])
        and _DIGITS.match(match["high"])
        and not _DIGITS.fullmatch(match["high"])
    )


def _value(written: str) -> float | None:
    if len(written) > _LONGEST:
        return None
    if "០" <= written[0] <= "៩":
        return khmer_number(written)
    digits = _DIGITS.match(written)
    if len(pieces := _PIECE.findall(written)) > 1:
        return sum(number_of_digits(one) * _magnitude(one + scale) for one, scale in pieces)
    if not digits:
        return number_of_words(written)
    return number_of_digits(digits.group()) * _magnitude(written)


def _magnitude(written: str) -> int:
    """1,000,000 for "3 million" or "3m"; 1 where none is written."""
    scale = written.lstrip("0123456789.,").strip(" -\t\r\n\u00a0").lower()
    return MAGNITUDES.get(scale) or SHORT_MAGNITUDES.get(scale, 1)


def _bound(text: str, match: re.Match[str]) -> tuple[int, int, str] | None:
    begin = max(0, match.start() - _LOOK_BACK)
    before = text[begin : match.start()].split()
    if not before or before[-1].lower() not in _BOUND_ENDS:
        return None
    found = _BOUND.search(text, begin, match.start())
    if not found:
        return None
    sort = "at least" if found["low"] else "at most" if found["high"] else "about"
    return found.start(), found.end(found.lastgroup or 0), sort
