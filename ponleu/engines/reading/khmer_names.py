"""Names of bodies and premises in Khmer: how far a name goes after the word that begins it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ponleu.engines.reading.khmer_text import END, LETTER, any_of
from ponleu.engines.reading.khmer_words import KhmerWords, khmer_words
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.place_khmer import KhmerPlace
from ponleu.engines.reading.types import Lexicon

LONGEST_NAME: Final = 40
_LONGEST_CHUNK: Final = 24
_LEAST_CHUNK: Final = 2
_CHUNK: Final = re.compile(f"{LETTER}+")
_LATIN: Final = re.compile(r"[A-Z][\w&.'-]*(?: (?:[A-Z&][\w&.'-]*|of|and|for|the))*(?<![ .])")
_QUOTED: Final = re.compile(r"[«“\"]([^«»“”\"\n]{2,40})[»”\"]")
_LEVEL: Final = re.compile("(?:រាជធានី|ខេត្ត|ក្រុង|ស្រុក|ខណ្ឌ|ឃុំ|សង្កាត់|ភូមិ|ប្រចាំ)")
_NUMBER: Final = re.compile(r" ?(?:លេខ|ទី) ?(\d{1,4})")
_CUT: Final = re.compile("(?:បាន|ត្រូវបាន|កំពុង|ដែល|និង|នៅ|ក្នុង|ថា|មិន|ដោយ|នេះ|នោះ|ជា(?=ម|ក)|នឹង|ឱ្យ)")
_LEAST_BEFORE_CUT: Final = 3


@dataclass(frozen=True, slots=True)
class NameWords:
    """What a name may be made of after its first word."""

    words: KhmerWords
    portfolio: re.Pattern[str]
    joined: re.Pattern[str]
    country: re.Pattern[str]

    def office_tail(
        self, text: str, at: int, limit: int, places: Mapping[int, KhmerPlace]
    ) -> tuple[int, bool]:
        """Where a name built of portfolios and places ends, and whether it has any."""
        end, named = at, False
        while end < limit:
            step = self._step(text, end, limit, places)
            if step <= end:
                break
            end, named = step, True
        return end, named

    def _step(self, text: str, at: int, limit: int, places: Mapping[int, KhmerPlace]) -> int:
        gap = at + (text[at : at + 1] == " ")
        joined = self.joined.match(text, gap, limit)
        if joined:
            return joined.end()
        portfolio = self.portfolio.match(text, at, limit)
        if portfolio:
            return portfolio.end()
        country = self.country.match(text, at, limit)
        if country:
            return country.end()
        level = _LEVEL.match(text, at, limit)
        start = level.end() if level else at
        start += text[start : start + 1] == " " and level is not None
        for place in (places.get(start), places.get(at)):
            if place and place.start >= at:
                return place.end
        if level and level.end() > at and self.portfolio.match(text, level.end(), limit):
            return level.end()
        return at

    def free_tail(self, text: str, at: int, limit: int, *, strict: bool = False) -> int:
        """Where a name of unknown words ends; ``at`` if none follows."""
        gap = at + (text[at : at + 1] == " ")
        for pattern in (_QUOTED, _LATIN):
            match = pattern.match(text, gap, limit)
            if match:
                return match.end()
        end = self._chunk(text, gap, limit, attached=gap == at and not strict)
        if end == gap:
            return at
        more = self._chunk(text, end + 1, limit) if text[end : end + 1] == " " and gap > at else end
        short = more - end - 1 <= _LONGEST_CHUNK // 2
        return more if end + 1 < more and short else end

    def _chunk(self, text: str, at: int, limit: int, *, attached: bool = False) -> int:
        """End of a run of letters that is no everyday word, cut before one inside it."""
        chunk = _CHUNK.match(text, at, limit)
        known = self.words.closed if attached else self.words.common
        if chunk is None or known.match(text, at, limit):
            return at
        cut = _CUT.search(text, at + _LEAST_BEFORE_CUT, chunk.end())
        end = cut.start() if cut else chunk.end()
        return end if _LEAST_CHUNK <= end - at <= _LONGEST_CHUNK else at

    def number_tail(self, text: str, at: int, limit: int) -> int:
        """Where "number 8" after a building's noun ends; ``at`` if there is none."""
        match = _NUMBER.match(text, at, limit)
        return match.end() if match else at


@once_per
def name_words(lexicon: Lexicon) -> NameWords:
    """The words that names of bodies are made of."""
    words = khmer_words(lexicon)
    portfolio = words.any("portfolios", label="portfolio")
    join = words.any("portfolios", label="join")
    places = [name for name, code in words.labels.get("places", {}).items() if code.isupper()]
    return NameWords(
        words,
        re.compile(portfolio + END),
        re.compile(f"(?:{join} ?)(?:{portfolio}){END}|កម្ពុជា{END}"),
        re.compile(f"(?:ប្រទេស)?(?:{any_of(places)}){END}"),
    )
