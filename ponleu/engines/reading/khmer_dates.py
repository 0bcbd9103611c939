"""Khmer dates: Khmer or Latin digits, months by name, Buddhist-era years."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from ponleu.engines.reading.date_grammar import Wording
from ponleu.engines.reading.numbers import khmer_integer

BUDDHIST_ERA_OFFSET: Final = 543
"""Years taken from a year marked ព.ស.; from January to the new year in May it is one less."""

_GAP: Final = r"[\s\u200b]*"
_DIGIT: Final = r"[0-9០-៩]"
_ERA: Final = r"ព\.?ស\.?"
_NUMERIC: Final = re.compile(
    r"(?<![0-9០-៩/.-])([០-៩]{1,2})[-/.]([០-៩]{1,2})[-/.]([០-៩]{4})(?![0-9០-៩])"
)
_DAY_WORDS: Final = {"ថ្ងៃនេះ": 0, "ម្សិលមិញ": -1, "ថ្ងៃស្អែក": 1}
_DAY_WORD: Final = re.compile("|".join(_DAY_WORDS))
_KHMER: Final = re.compile(r"[\u1780-\u17ff]")


def find_khmer_wordings(text: str, months: Mapping[str, str]) -> list[Wording]:
    """Khmer date wordings in ``text``; ``months`` maps month names to "1".."12"."""
    if not _KHMER.search(text):
        return []
    found = [_relative(match) for match in _DAY_WORD.finditer(text)]
    found += [wording for match in _NUMERIC.finditer(text) if (wording := _numeric(match))]
    if months:
        pattern = _month_pattern(tuple(months))
        found += [_named(match, months) for match in pattern.finditer(text)]
    return sorted(found, key=lambda wording: wording.start)


@lru_cache(maxsize=8)
def _month_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    month = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    year = rf"(?:{_GAP}ឆ្នាំ)?{_GAP}(?P<before>{_ERA})?{_GAP}(?P<year>{_DIGIT}{{4}})"
    return re.compile(
        rf"(?:ថ្ងៃ{_GAP}(?:[\u1780-\u17d3]{{2,12}}?{_GAP})??(?:ទី)?{_GAP}(?P<day>{_DIGIT}{{1,2}}){_GAP})?"
        rf"(?:ខែ){_GAP}(?P<month>{month})(?:{year}(?!{_DIGIT})(?:{_GAP}(?P<after>{_ERA}))?)?"
    )


def _named(match: re.Match[str], months: Mapping[str, str]) -> Wording:
    year = khmer_integer(match["year"]) if match["year"] else None
    if year and (match["before"] or match["after"]):
        year -= BUDDHIST_ERA_OFFSET
    return Wording(
        "day" if match["day"] else "month",
        match.start(),
        match.end(),
        year=year,
        month=int(months[match["month"]]),
        day=khmer_integer(match["day"]) if match["day"] else None,
    )


def _numeric(match: re.Match[str]) -> Wording | None:
    day, month, year = (khmer_integer(part) for part in match.groups())
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Wording("day", match.start(), match.end(), year=year, month=month, day=day)


def _relative(match: re.Match[str]) -> Wording:
    shift = _DAY_WORDS[match.group()]
    return Wording("relative", match.start(), match.end(), shift=shift, unit="day")
