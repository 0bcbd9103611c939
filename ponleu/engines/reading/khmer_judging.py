"""What sort of statement some words in Khmer are, and the parts of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ponleu.engines.reading.khmer_text import END, START, any_of
from ponleu.engines.reading.khmer_words import KhmerWords, khmer_words
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.types import Amount, Fact, FactKind, Lexicon

_OPENING: Final = 40
"""Letters at the beginning of the words said among which "there was no" makes a denial."""
_CLOSES: Final = re.compile("(?:ទេ|ឡើយ|សោះ)")
_WILL: Final = "នឹង"
_IF: Final = re.compile("(?:បើ|ប្រសិនបើ|ក្នុងករណី|ពេល)")
_MUST: Final = re.compile(f"{START}(?:ត្រូវតែ|គួរតែ|គួរ|សូម|កុំ){END}")
_BY: Final = re.compile(r"(?:មុន|ត្រឹម|មិនឱ្យហួស|យ៉ាងយូរ|ក្នុង|នៅ|រហូតដល់)(?:ពេល|ត្រឹម)?\s?$")
_SET: Final = re.compile(f"{START}(?:ត្រូវ)(?!បាន)(?:{END})")
_LAW: Final = re.compile(
    r"(?:តាម|ស្របតាម|យោងតាម|នៃ|ដោយ)(?P<law>(?:មាត្រា\s?\d+[^។\n]{0,12})?ច្បាប់(?:ស្តីពី[^ ។\n]+)?)"
)
_MONEY: Final = "amounts.money"
_TERM: Final = frozenset({"year", "month"})


@dataclass(frozen=True, slots=True)
class Mentions:
    """Dates and amounts of a document by folded offset, in order."""

    starts: Sequence[int]
    rows: Sequence[tuple[int, int, Fact]]

    def within(self, kind: FactKind, start: int, end: int) -> list[tuple[int, int, Fact]]:
        """Those of one kind that lie between two offsets."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [row for row in self.rows[first:last] if row[2].kind is kind and row[1] <= end]


@dataclass(frozen=True, slots=True)
class Judge:
    """Tells the sort of words by the marks in them."""

    words: KhmerWords
    none: re.Pattern[str]
    untrue: re.Pattern[str]
    penalty: re.Pattern[str]
    will: re.Pattern[str]

    def sort_of(self, text: str, start: int, end: int, cue: str, mentions: Mentions) -> FactKind:
        """Kind of the words said after a cue of one sort."""
        if self.penalty_in(text, start, end, mentions):
            return FactKind.PENALTY
        if cue == "denial" or self.denies(text, start, end):
            return FactKind.DENIAL
        if cue in {"request", "please"}:
            return FactKind.REQUEST
        if cue == "promise" or self.promises(text, start, end):
            return FactKind.COMMITMENT
        if _MUST.search(text, start, min(end, start + _OPENING)):
            return FactKind.REQUEST
        return FactKind.CLAIM

    def denies(self, text: str, start: int, end: int) -> bool:
        """Whether words say that something was not so."""
        if self.untrue.search(text, start, end):
            return True
        if _IF.match(text, start):
            return False
        mark = self.none.search(text, start, min(end, start + _OPENING))
        return mark is not None and (
            _CLOSES.search(text, max(mark.end(), end - 12), end) is not None
            or mark.start() <= start + 2
        )

    def untrue_in(self, text: str, start: int, end: int) -> bool:
        """Whether words call something untrue, whoever says it."""
        return self.untrue.search(text, start, end) is not None

    def promises(self, text: str, start: int, end: int) -> bool:
        """Whether words say what will be done."""
        mark = next((m for m in self.will.finditer(text, start, end) if m.group(1)), None)
        return mark is not None and _IF.match(text, start) is None

    def is_set(self, text: str, start: int, end: int, mentions: Mentions) -> bool:
        """Whether something must be done by a day: "must be ready before 3 May"."""
        return (
            _SET.search(text, start, end) is not None
            and self.due_in(text, start, end, mentions) is not None
        )

    def penalty_in(
        self, text: str, start: int, end: int, mentions: Mentions
    ) -> tuple[str, tuple[int, int, Fact]] | None:
        """ "fine" or "prison" and its amount, where words set one."""
        marks = [match for match in self.penalty.finditer(text, start, end) if match.group(1)]
        for match in marks:
            sort = self.words.label("penalties", match.group(1))
            for row in mentions.within(FactKind.AMOUNT, match.end(), end):
                value = row[2].value
                if isinstance(value, Amount) and _fits(sort, row[2].rule, value.unit):
                    return ("prison" if value.unit in _TERM else "fine"), row
        return None

    def due_in(
        self, text: str, start: int, end: int, mentions: Mentions
    ) -> tuple[int, int, Fact] | None:
        """The day by which something is to be done, with "before" that stands before it."""
        for row in mentions.within(FactKind.DATE, start, end):
            before = _BY.search(text, max(start, row[0] - 14), row[0])
            if before:
                return row
        return None


def law_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The law that words name."""
    match = _LAW.search(text, start, end)
    return match.span("law") if match else None


def _fits(sort: str, rule: str, unit: str) -> bool:
    return unit in _TERM if sort == "prison" else rule == _MONEY


@once_per
def judge(lexicon: Lexicon) -> Judge:
    """The judge with the words of a lexicon."""
    words = khmer_words(lexicon)
    marks = words.labels.get("denial_marks", {})
    none = any_of(mark for mark, label in marks.items() if label == "none")
    untrue = any_of(mark for mark, label in marks.items() if label == "untrue")
    return Judge(
        words,
        re.compile(f"{START}(?:{none}){END}"),
        re.compile(f"{START}(?:{untrue}){END}"),
        words.finder("penalties"),
        re.compile(f"{START}(?:{words.traps}|({_WILL})){END}"),
    )
