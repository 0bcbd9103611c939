"""The words in Khmer that introduce what someone says, asks, promises or denies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from ponleu.engines.reading.khmer_text import END, START
from ponleu.engines.reading.khmer_words import KhmerWords, khmer_words
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.types import Lexicon

_REACH: Final = 90
"""Letters between a verb and its "that"."""
_THAT: Final = "ថា"
_NEGATED: Final = re.compile("(?:មិន|ពុំ|អត់|គ្មាន|មិនបាន|មិនទាន់|កុំ)$")
_RELATIVE: Final = re.compile("(?:ដែល|ហៅ|ឈ្មោះ|មានន័យ|ចាត់ទុក|ដឹង|ឃើញ)$")
_SUBJECT: Final = re.compile(" (?:គាត់|នាង|លោក|ពួកគេ|ពួកគាត់|អ្នកស្រី|ខ្ញុំ|គេ)$")
_AFTER_REQUEST: Final = re.compile(r"(?:សុំ|សូម|ដល់|ទៅ|មក|ជាបន្ទាន់|\s)*(?:(?:ឱ្យ|ថា)\s?)?")
_GIVE: Final = re.compile(f"{START}(?:ឱ្យ|កុំ|សូម|ថា|ជួយ){END}")
_GIVE_REACH: Final = 120
_NOUN_BEFORE: Final = re.compile("(?:ការ|សំណើ|ពាក្យ|លិខិត|សេចក្តី|តាម|កិច្ច|ដីកា)$")
_PLEASE: Final = re.compile(
    f"{START}(?:សូម){END}(?!ជម្រាប|ជំរាប|បញ្ជាក់|បំភ្លឺ|ថ្លែង|អរគុណ|ប្រកាស|អំពាវនាវ|ស្នើ)"
)
_UNSAID: Final = re.compile(
    "(?:មិន|ពុំ|អត់)(?:បាន|ទាន់|ដែល|ទាន់បាន)?(?:និយាយ|ថ្លែង|បញ្ជាក់|ប្រាប់|ដឹង|ជឿ|ឱ្យដឹង)$"
)
_UNSAID_REACH: Final = 24
_EACH_OTHER: Final = "គ្នា"
_PROMISE_AFTER: Final = re.compile(r"(?:ចិត្ត)?\s?(?:ថា|នឹង)")


PLEASE: Final = "please"
"""Sort of a request that the writer makes."""


class Cue(NamedTuple):
    """A word of speech by folded offsets.

    Attributes:
        content: where the words said begin.
        sort: "claim", "denial", "promise" or "request".
    """

    start: int
    end: int
    content: int
    sort: str


@dataclass(frozen=True, slots=True)
class CueFinder:
    """Finds the cues of a sentence."""

    words: KhmerWords
    verbs: re.Pattern[str]
    that: re.Pattern[str]

    def cues(self, text: str, start: int, end: int) -> list[Cue]:
        """The cues in order; each "that" belongs to the last verb before it."""
        verbs = list(self._verbs(text, start, end))
        found = [self._request(text, verb, end) for verb in verbs if verb[2] == "request"]
        found += [
            self._plain(text, verb, end) for verb in verbs if verb[2] in {"denial", "promise"}
        ]
        found += self._thats(text, verbs, start, end)
        found += [
            Cue(match.start(), match.end(), _skip(text, match.end(), end), PLEASE)
            for match in _PLEASE.finditer(text, start, end)
        ]
        kept: list[Cue] = []
        for cue in sorted((cue for cue in found if cue), key=lambda cue: (cue.start, cue.content)):
            if kept and cue.start < kept[-1].content:
                if kept[-1].sort == "claim" and cue.sort != "claim":
                    kept[-1] = cue
                continue
            kept.append(cue)
        return kept

    def _verbs(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        for match in self.verbs.finditer(text, start, end):
            before = text[max(start, match.start() - 8) : match.start()]
            if match.group(1) and not _NEGATED.search(before) and not _NOUN_BEFORE.search(before):
                yield match.start(), match.end(), self.words.label("speech", match.group(1))

    def _thats(
        self, text: str, verbs: list[tuple[int, int, str]], start: int, end: int
    ) -> Iterator[Cue]:
        floor, at = start, 0
        for match in self.that.finditer(text, start, end):
            if not match.group(1):
                continue
            verb: tuple[int, int, str] | None = None
            while at < len(verbs) and verbs[at][1] <= match.start():
                if verbs[at][0] >= floor and match.start() - verbs[at][1] <= _REACH:
                    verb = verb if verb and verb[2] in {"denial", "promise"} else verbs[at]
                at += 1
            before = text[max(floor, match.start() - _UNSAID_REACH) : match.start()]
            content = _skip(text, match.end(), end)
            floor = match.end()
            if _is_no_saying(before) or content >= end:
                continue
            if verb and not _SUBJECT.search(before):
                yield Cue(verb[0], match.end(), content, verb[2])
            else:
                yield Cue(match.start(), match.end(), content, "claim")

    def _request(self, text: str, verb: tuple[int, int, str], end: int) -> Cue | None:
        """A request says whom it asks to do what: "give", "do not" or "please" follow."""
        if not _GIVE.search(text, verb[1], min(end, verb[1] + _GIVE_REACH)):
            return None
        after = _AFTER_REQUEST.match(text, verb[1], end)
        content = _skip(text, after.end() if after else verb[1], end)
        return Cue(verb[0], verb[1], content, "request") if content < end else None

    def _plain(self, text: str, verb: tuple[int, int, str], end: int) -> Cue | None:
        """ "Denied the charge", "pledged to": no "that" is needed."""
        if verb[2] == "promise":
            after = _PROMISE_AFTER.match(text, verb[1], end)
            if after is None:
                return None
            content = after.end() if after.group().endswith(_THAT) else after.end() - len("នឹង")
            return Cue(verb[0], verb[1], _skip(text, content, end), "promise")
        if text.startswith((_EACH_OTHER, _THAT, " " + _THAT), verb[1]):
            return None
        return Cue(verb[0], verb[1], _skip(text, verb[1], end), "denial")


def _is_no_saying(before: str) -> bool:
    """Whether "that" after these words tells no saying: "called", "did not say", "the news"."""
    relative = _RELATIVE.search(before) and not before.endswith("ឱ្យដឹង")
    return bool(relative or _UNSAID.search(before) or _NEGATED.search(before))


def _skip(text: str, at: int, end: int) -> int:
    """Over blanks, the colon and the opening mark of a quotation."""
    while at < end and text[at] in ' ៖:\t\n«“"':
        at += 1
    return at


@once_per
def cue_finder(lexicon: Lexicon) -> CueFinder:
    """The finder of cues for the words of a lexicon."""
    words = khmer_words(lexicon)
    return CueFinder(
        words,
        words.finder("speech"),
        re.compile(f"{START}(?:{words.traps}|({_THAT})){END}"),
    )
