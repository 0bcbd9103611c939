"""People in messages written small: there, a word written large is mostly a name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ponleu.engines.reading.hurried import is_hurried
from ponleu.engines.reading.person_evidence import Evidence
from ponleu.engines.reading.person_names import NameWords, Run
from ponleu.engines.reading.runs import Words, words_of
from ponleu.engines.reading.types import Document
from ponleu.engines.reading.word_sets import word_set

_ACTS = word_set(
    "he she say says said told tell ask asked is was has have had hit take took want wants call "
    "called go went come came promise make made give gave know want pay paid not and"
)


@dataclass(frozen=True, slots=True)
class Message:
    """How often each large word stands in a message."""

    times: Counter[str]

    def evidence_for(self, words: Words, run: Run, known: NameWords) -> Evidence | None:
        """That a run of one or two large words is a name, by what it is and does here."""
        first = words.tokens[run.first]
        if run.length > 2 or first.text.isupper() or len(first.text) < 3:
            return None
        after = words.keys[run.last + 1] if words.touches(run.last) else ""
        listed = first.key in known.given or first.key in known.surnames
        if listed or self.times[first.key] > 1 or after in _ACTS:
            reason = "A large word in a message that is written small is mostly a name."
            return Evidence("persons.message", reason)
        return None


def message_of(document: Document) -> Message | None:
    """The message that a document is, if it is one written in a hurry."""
    if not is_hurried(document.text):
        return None
    return Message(Counter(words.keys[at] for words in words_of(document) for at in words.capitals))
