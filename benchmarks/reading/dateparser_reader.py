"""dateparser's search for dates, counted from the day of publication as Ponleu counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from benchmarks.reading.proposals import Mention, Proposed
from benchmarks.reading.trimming import PREPOSITION

Reader = Callable[[str, date | None], Proposed]


def dateparser_reader() -> Reader:
    """A reader of dates alone, in English.

    It names the words that it found but not where: they are sought from the last find on.
    """
    from dateparser.search import search_dates

    def read(text: str, published: date | None) -> Proposed:
        found = search_dates(text, languages=["en"], settings=_settings(published)) or []
        mentions, at = [], 0
        for words, day in found:
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                opening = PREPOSITION.match(text, start, at)
                begin = opening.end() if opening and opening.end() < at else start
                mentions.append(Mention("date", begin, at, day.date().isoformat()))
        return Proposed(mentions=tuple(mentions))

    return read


def _settings(published: date | None) -> dict[str, object]:
    if published is None:
        return {}
    noon = datetime(published.year, published.month, published.day, 12)  # noqa: DTZ001  a day
    return {"RELATIVE_BASE": noon}
