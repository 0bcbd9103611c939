"""What a date is counted from: publication, the meeting spoken at, or nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ponleu.engines.reading.date_resolving import Anchor, Direction
from ponleu.engines.reading.date_wording import Wording
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.per_word import PerWord
from ponleu.engines.reading.tokens import row_of
from ponleu.engines.reading.types import Document, Sentence, ZoneKind
from ponleu.engines.reading.word_sets import word_set

MONTH_ANCHOR: Final = "the latest month in the text"
_FUTURE: Final = word_set(
    "will shall would scheduled plan plans planned planning expected due upcoming deadline next"
)
_PAST: Final = word_set(
    "was were had did met held led said told took came went made gave found began sent saw put "
    "wrote since heard left fell rose spoke brought caught fled lost paid sold stood kept built "
    "dealt bought sought stole shot ran drove drew flew became broke taught won"
)
_BINDING: Final = word_set(
    "must should can may shall will would asked ordered instructed agreed promised urged "
    "requested undertook pledged committed demanded required advised directed vowed told need "
    "needs wants wanted"
)
"""Words after which what follows is still to be done, whatever their tense."""
_NOT_PAST: Final = word_set("need indeed speed feed breed exceed proceed succeed seed")
_PROMISED: Final = word_set(
    "promised pledged vowed agreed undertook committed undertaken hoped hopes promises wants "
    "wanted intends intended set prepared ready"
)
"""Words of which "to" makes what follows one of the days to come."""
_CLAUSE: Final = 8
_CLAUSE_ENDS: Final = word_set(", ; . that who which and but after because when where said")
_may_tell: Final = PerWord(
    lambda word: word in _FUTURE | _PAST | {"by", "to", "before", "until"} or word.endswith("ed")
)
"""A quick look: whether a word can tell past from future."""
_MEETING: Final = re.compile(
    r"\b(?:meetings?|met|conference|workshop|launch|launched|ceremony|forum|talks|speech|hearing)\b",
    re.IGNORECASE,
)
_REACH: Final = 50
"""Tokens before and after a date among which a word may tell past from future."""
_MEETING_REACH: Final = timedelta(days=31)
"""A meeting reported longer after the event is not what "today" in a quotation means."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A document's sentences and special zones, ready to be asked by offset."""

    document: Document
    starts: tuple[int, ...]
    quotations: tuple[tuple[int, int], ...]
    boilerplate: tuple[tuple[int, int], ...]

    def sentence(self, offset: int) -> Sentence | None:
        """The sentence that holds ``offset``."""
        at = bisect_right(self.starts, offset) - 1
        if at < 0 or self.document.sentences[at].end <= offset:
            return None
        return self.document.sentences[at]

    def quotation_at(self, offset: int) -> tuple[int, int] | None:
        """The quotation that holds ``offset``, its marks left out."""
        at = bisect_right(self.quotations, (offset, 1 << 60)) - 1 if self.quotations else -1
        if at >= 0 and offset < self.quotations[at][1]:
            return self.quotations[at]
        return None

    def quotation_before(self, offset: int) -> tuple[int, int] | None:
        """The last quotation that ends at ``offset`` or before."""
        at = bisect_right(self.quotations, offset, key=lambda span: span[1]) - 1
        return self.quotations[at] if at >= 0 else None

    def quotations_from(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The quotations that begin between two offsets."""
        if not self.quotations:
            return ()
        first = bisect_left(self.quotations, start, key=lambda span: span[0])
        last = bisect_left(self.quotations, end, key=lambda span: span[0])
        return self.quotations[first:last]

    def is_quoted(self, offset: int) -> bool:
        """True inside quotation marks."""
        return bool(self.quotations) and _within(self.quotations, offset)

    def is_boilerplate(self, offset: int) -> bool:
        """True outside the article proper."""
        return bool(self.boilerplate) and _within(self.boilerplate, offset)


@once_per
def surroundings(document: Document) -> Surroundings:
    """Prepare ``document`` for questions about what lies where."""
    return Surroundings(
        document,
        tuple(sentence.start for sentence in document.sentences),
        _spans(document, ZoneKind.QUOTATION),
        _spans(document, ZoneKind.BOILERPLATE),
    )


def direction_at(around: Surroundings, wording: Wording) -> Direction:
    """Past or future, by the nearest telling word before the date in its sentence.

    Where none stands before it ("On 12 May the court heard"), the first one after it.
    """
    row = row_of(around.document.text)
    sentence = around.sentence(wording.start)
    begin = sentence.start if sentence else 0
    end = sentence.end if sentence else len(around.document.text)
    at = bisect_left(row.starts, wording.start)
    first = max(at - _REACH + 1, bisect_left(row.starts, begin))
    for place in range(at - 1, first - 1, -1):
        if _may_tell[row.words[place]]:
            told = _told(row.words, place, is_next=place == at - 1)
            if told is not None:
                return told
    if at and row.words[at - 1] in {"until", "till"}:
        return Direction.NEAREST
    after = bisect_left(row.starts, wording.end)
    last = min(after + _REACH, bisect_left(row.starts, end))
    for place in range(after, last):
        if _may_tell[row.words[place]] and row.words[place] != "would":
            told = _told(row.words, place, is_next=False)
            if told is not None:
                return told
    return Direction.NEAREST


def is_set_for_later(around: Surroundings, offset: int) -> bool:
    """Whether "within two weeks" is a time set for what is to come, by the words before it.

    "Will pay", "must pay", "agreed to pay" and "asked the owner to pay" are to come; "had
    paid" and "left" are past. Nothing telling is taken for a time set.
    """
    row = row_of(around.document.text)
    sentence = around.sentence(offset)
    begin = sentence.start if sentence else 0
    at = bisect_left(row.starts, offset)
    for place in range(at - 1, max(at - _REACH + 1, bisect_left(row.starts, begin)) - 1, -1):
        if row.words[place] in _BINDING:
            return True
        told = _told(row.words, place, is_next=False)
        if told is not None:
            return told is Direction.FUTURE
    return True


def _told(words: Sequence[str], at: int, *, is_next: bool) -> Direction | None:
    """What one word tells: "will" and "before leaving" the future, "met" the past."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word == "by" and is_next:
        is_told = "had" in words[max(0, at - _CLAUSE) : at]  # "had left by Sunday"
        return Direction.PAST if is_told else Direction.FUTURE
    if word in _FUTURE or (word in _PROMISED and following == "to"):
        return Direction.FUTURE
    if word == "to" and following in {"be", "take"}:
        return Direction.FUTURE
    if word == "before" and following.endswith("ing"):
        return Direction.FUTURE
    if word.endswith("ed") and _is_still_to_come(words, at):
        return Direction.FUTURE
    is_past = word in _PAST or (word.endswith("ed") and word not in _NOT_PAST)
    if is_past and (at == 0 or words[at - 1] != "be"):  # "will be held" is to come
        return Direction.PAST
    return None


def _is_still_to_come(words: Sequence[str], at: int) -> bool:
    """Whether "will" rules the word in its clause: "we will publish audited accounts"."""
    for place in range(at - 1, max(at - _CLAUSE, -1), -1):
        if words[place] in {"will", "shall"}:
            return True
        if words[place] in _CLAUSE_ENDS:
            return False
    return False


def text_anchor(full_days: list[date]) -> Anchor | None:
    """Stand-in for a publication date that is not known: the latest full date written."""
    if not full_days:
        return None
    return Anchor(max(full_days), "the latest full date in the text")


def month_anchor(months: Sequence[Wording]) -> Anchor | None:
    """Where no full date is written either: the end of the latest month that has its year."""
    if not months:
        return None
    year, month = max((one.year or 1, one.month or 1) for one in months)
    return Anchor(date(year, month, monthrange(year, month)[1]), MONTH_ANCHOR)


def meeting_anchor(
    meetings: list[tuple[int, date]], offset: int, fallback: Anchor | None
) -> Anchor | None:
    """The day of the meeting at which the words at ``offset`` were spoken.

    Args:
        meetings: offset and day of each meeting told of outside quotations, in text order.
        fallback: the main anchor, used when no meeting lies shortly before it.
    """
    at = bisect_left(meetings, offset, key=lambda meeting: meeting[0])
    for _, day in (*meetings[at - 1 : at], *meetings[at : at + 1], *meetings[:1]):
        if fallback is None or fallback.day - _MEETING_REACH <= day <= fallback.day:
            return Anchor(day, "the meeting's date")
    return fallback


def is_meeting(around: Surroundings, offset: int) -> bool:
    """Whether the sentence at ``offset`` tells of a meeting, a launch or a hearing."""
    sentence = around.sentence(offset)
    return bool(sentence and _MEETING.search(around.document.text, sentence.start, sentence.end))


def _spans(document: Document, kind: ZoneKind) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((zone.start, zone.end) for zone in document.zones if zone.kind is kind))


def _within(spans: tuple[tuple[int, int], ...], offset: int) -> bool:
    at = bisect_right(spans, (offset, 1 << 60)) - 1
    return at >= 0 and spans[at][0] <= offset < spans[at][1]
