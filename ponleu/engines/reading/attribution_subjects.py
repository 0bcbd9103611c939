"""Whose words a reporting verb introduces: its subject, wherever it stands."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.attributed import Attribution
from ponleu.engines.reading.contents import quotation_before
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.speaker_memory import Memory, Speaker
from ponleu.engines.reading.speakers import (
    first_subject,
    inverted_subject,
    of_phrase,
    opening_subject,
    subject_after,
    subject_before,
)
from ponleu.engines.reading.subjects import Phrase, has_verb
from ponleu.engines.reading.types import Part
from ponleu.engines.reading.word_sets import word_set

_PASSIVE: Final = frozenset({"was", "were", "been", "be", "is", "are", "being", "as"})
_CONTINUOUS: Final = frozenset({"is", "are", "was", "were", "been"})
_NOUN_MAKERS: Final = word_set("a an the this that as of any some his her its their by for since")
_UNNAMED: Final = frozenset({"i", "we", "they"})
_NO_SUBJECT: Final = word_set(
    "the a an to not no n't of for by with from on at into any its their his her this that these "
    "will would can could may might must should shall did does do don't didn't doesn't cannot "
    "in without before after while despite amid following over let please or false such more "
    "new recent as than"
)
"""Words after which a reporting word is a noun, or was not spoken."""
_NOUN_LIKE: Final = word_set(
    "note report claim count list post comment state answer reply estimate protest caution "
    "forecast complaint fear doubt notes reports claims counts lists posts comments answers "
    "replies estimates protests fears doubts figures calls finds shows calculates remarks quotes "
    "suspects suspect states shares raises reasons charges charge hopes hope guess shout shouts "
    "cries cry call find raise share counter vow promise"
)
_CHANNELS: Final = frozenset({"through", "via"})
_CHANNEL_REACH: Final = 4
"""Tokens between the verb and "through an interpreter"."""
_BEARERS: Final = word_set(
    "interpreter interpreters translator translators lawyer lawyers counsel spokesman friend "
    "spokeswoman spokesperson attorney solicitor agent wife husband brother sister mother father "
    "representative app assistant girl boy neighbour cousin relative relatives daughter son"
)
_PROVING: Final = ("show", "indicat", "suggest", "prove", "demonstrat", "reveal", "reflect",
                   "illustrat", "signal", "impl")  # fmt: skip
"""How verbs begin of which things are the subject as often as those who speak."""
_SAID_THINGS: Final = word_set(
    "assertion assertions claim claims allegation allegations accusation accusations rumour "
    "rumours information news story stories photo photos picture pictures video videos content"
)
"""What is "posted" or "alleged" by others, and says nothing itself."""
_PLURALS: Final = word_set("people police staff men women children they we both some many")
_NUMERALS: Final = word_set(
    "two three four five six seven eight nine ten eleven twelve twenty thirty other others more "
    "another main prime chief key alleged possible"
)
"""Words after which "suspects", "claims" are things counted."""
_INVERTING: Final = frozenset({"say", "clause", "quote"})
_BEFORE_INVERTED: Final = frozenset({",", "”", '"', "»", "?", "!", "’"})
_JOINS: Final = frozenset({"and", "but", "then", "or"})


def passed_on_by(narration: Narration, line: Line, hit: Hit, memory: Memory) -> Part | None:
    """Who passed it on: "was quoted by state radio", "through his lawyer, he denied"."""
    channel = _channel(narration, line, hit, memory)
    if channel is not None:
        return channel
    if hit.label != "quoted" or hit.last >= line.last or narration.tokens[hit.last].word != "by":
        return None
    bearer = subject_after(narration, line, hit.last + 1, memory)
    return bearer.part(narration.text) if bearer else None


def _channel(narration: Narration, line: Line, hit: Hit, memory: Memory) -> Part | None:
    """The person after "through" or "via", at the head of the sentence or beside the verb."""
    tokens = narration.tokens
    near = [line.first, *range(hit.last, min(line.last - 1, hit.last + _CHANNEL_REACH))]
    near += range(max(line.first, hit.first - _CHANNEL_REACH), hit.first)
    for at in near:
        if tokens[at].word not in _CHANNELS:
            continue
        bearer = subject_after(narration, line, at + 1, memory)
        if bearer is None:
            continue
        words = set(narration.text[bearer.start : bearer.end].lower().split())
        if bearer.sort == "person" or words & _BEARERS:
            return bearer.part(narration.text)
    return None


def is_spoken(narration: Narration, hit: Hit, speaker: Speaker) -> bool:
    """Whether "note", "replies" is a verb here: several speak, or a name, or a machine wrote."""
    word = narration.tokens[hit.first].word
    words = narration.text[speaker.start : speaker.end].lower().split()
    last = words[-1].rstrip("’'")
    if last in _SAID_THINGS and word.endswith("ed"):
        return False
    if word.startswith(_PROVING) and speaker.sort == "group" and not speaker.value:
        return False
    follows = narration.tokens[hit.last].word if hit.last < len(narration.tokens) else ""
    if word not in _NOUN_LIKE or follows == "that":
        return True
    if last[:1].isdigit() or last in _NUMERALS or (last.endswith("ss") and not word.endswith("s")):
        return False
    if word.endswith("s"):
        return speaker.sort != "group" or len(words) > 1
    if last.endswith("s") or last in _PLURALS or "and" in words:
        return True
    is_named = bool(speaker.value) and speaker.sort in {"person", "organisation"}
    return is_named and narration.around.document.machine_translated


def subject_of(
    narration: Narration,
    line: Line,
    hit: Hit,
    sort: str,
    memory: Memory,
    here: list[Attribution],
) -> tuple[Speaker, bool] | None:
    """The verb's subject, and whether it is that of the verb before ("... and said").

    "We recommend" outside quotation marks is the document's own voice; "we said" is not
    taken, for what a machine translation leaves of a quotation looks the same.
    """
    tokens = narration.tokens
    before = tokens[hit.first - 1].word if hit.first > line.first else ""
    is_participle = tokens[hit.last - 1].word.endswith("ing")
    if before in _PASSIVE and hit.label != "quoted":
        if is_participle and before in _CONTINUOUS:
            return _continuous(narration, line, hit, sort, memory)
        return _told_subject(narration, line, hit, memory)
    is_small = narration.text[tokens[max(hit.first - 1, line.first)].start].islower()
    is_small = is_small and not (before == "his" and tokens[hit.first - 2].word == "of")
    is_opening = before == "please" and hit.first - 1 == line.first
    if (before in _NO_SUBJECT and (is_small or is_opening)) or (
        is_participle and before in _NOUN_MAKERS
    ):
        return None
    quoted = narration.around.is_quoted(tokens[hit.first].start)
    after = _inverted(narration, line, hit, sort, memory)
    after = after or _what_they_called(narration, line, hit, memory)
    if after is not None:
        return after, False
    is_adding = is_participle and before == ","
    speaker = None if is_adding else subject_before(narration, line, hit.first, memory)
    if speaker is None:
        is_object = sort == "request" and before == ","  # "the club, which ..., asked the"
        is_lost = quoted or is_object
        return None if is_lost else _subject_elsewhere(narration, line, hit, memory, here)
    if _is_the_narrator(speaker, hit, before, sort, quoted=quoted):
        return None
    if speaker.sort == "document" and is_participle:
        issuer = _issuer(narration, line, hit, memory)
        speaker = issuer or _sender_of(narration, line, hit, speaker, memory) or speaker
    return speaker, False


def _continuous(
    narration: Narration, line: Line, hit: Hit, sort: str, memory: Memory
) -> tuple[Speaker, bool] | None:
    """ "Bunrith is asking", "he himself is saying"; "I am asking" is the writer's own."""
    speaker = subject_before(narration, line, hit.first - 1, memory)
    if speaker is None or _is_the_narrator(speaker, hit, "", sort, quoted=False):
        return None
    return speaker, False


def _what_they_called(narration: Narration, line: Line, hit: Hit, memory: Memory) -> Speaker | None:
    """The officials of "what officials at the ministry called the largest return"."""
    if hit.label != "call":
        return None
    for at in range(hit.first - 2, max(line.first - 1, hit.first - _WHAT_REACH), -1):
        word = narration.tokens[at].word
        if word == "what":
            head = next(
                (
                    step
                    for step in range(at + 2, hit.first)
                    if narration.tokens[step].word in {"of", "at", "in", "for", "from", "with"}
                ),
                hit.first,
            )
            return of_phrase(narration, line, Phrase(at + 1, hit.first, head), memory)
        if word in {",", ";", ":"}:
            return None
    return None


_WHAT_REACH: Final = 12


def _is_the_narrator(speaker: Speaker, hit: Hit, before: str, sort: str, *, quoted: bool) -> bool:
    """Whether "I", "we" or "they" is nobody who is quoted here."""
    if not speaker.by_pronoun or not (quoted or before in _UNNAMED):
        return False
    if before in _UNNAMED and not quoted and sort != "claim":
        return False
    return before != "they" or (quoted and hit.label != "tell")


def _told_subject(
    narration: Narration, line: Line, hit: Hit, memory: Memory
) -> tuple[Speaker, bool] | None:
    """The one after "by" in "had been told by staff that"."""
    at = hit.last
    if hit.label != "tell" or at + 1 >= line.last or narration.tokens[at].word != "by":
        return None
    speaker = subject_after(narration, line, at + 1, memory)
    return (speaker, False) if speaker else None


def _inverted(
    narration: Narration, line: Line, hit: Hit, sort: str, memory: Memory
) -> Speaker | None:
    """The subject that follows the verb: '“...,” said its chief, Sok Dara'."""
    tokens = narration.tokens
    if sort != "claim" or hit.label not in _INVERTING or hit.first <= line.first:
        return None
    before = tokens[hit.first - 1].word
    if tokens[hit.last - 1].word.endswith("ing"):
        return None
    if before not in _BEFORE_INVERTED or hit.last >= line.last:
        return None
    if before == "," and quotation_before(narration, tokens[hit.first].start) is None:
        apposed = subject_before(narration, line, hit.first, memory)
        verb_before = has_verb(narration, line, _who_clause(narration, line, hit.first - 1))
        if apposed is not None and not verb_before:
            return None
    return inverted_subject(narration, line, hit.last, memory)


def _who_clause(narration: Narration, line: Line, stop: int) -> int:
    """Where ", who would not give his name," begins that ends at ``stop``, else ``stop``."""
    for at in range(stop - 1, line.first, -1):
        if narration.tokens[at].word in {"who", "whose", "which"}:
            return at if narration.tokens[at - 1].word == "," else stop
    return stop


def _subject_elsewhere(
    narration: Narration, line: Line, hit: Hit, memory: Memory, here: list[Attribution]
) -> tuple[Speaker, bool] | None:
    """The subject of the verb before: "... and said", "..., adding that"."""
    tokens = narration.tokens
    before = tokens[hit.first - 1].word if hit.first > line.first else ""
    if tokens[hit.last - 1].word.endswith("ing") or before in _JOINS:
        if here:
            return _outermost(here).speaker, True
        first = opening_subject(narration, line, memory) or first_subject(narration, line, memory)
        first = first or _first_sender(narration, line, hit, memory)
        return (first, True) if first else None
    return None


def _issuer(narration: Narration, line: Line, hit: Hit, memory: Memory) -> Speaker | None:
    """ "The office issued a statement saying that": the office speaks."""
    for issued in narration.hits("issue_verbs", line.first, hit.first):
        return subject_before(narration, line, issued.first, memory)
    return None


def _outermost(here: list[Attribution]) -> Attribution:
    """Of "he said they told him ..., and added": the one in whose words the last lies."""
    last = here[-1]
    for one in here[:-1]:
        if not one.is_quoted and one.content.start <= last.start < one.content.end:
            return one
    return last


def _sender_of(
    narration: Narration, line: Line, hit: Hit, document: Speaker, memory: Memory
) -> Speaker | None:
    """The one of "A reader leaves a message saying that": who sent the document speaks."""
    last = narration.token(document.start)
    for at in range(max(line.first + 1, last - _SENT_REACH), min(last, hit.first)):
        if narration.tokens[at].word in _SENT:
            return subject_before(narration, line, at, memory)
    return None


def _first_sender(narration: Narration, line: Line, hit: Hit, memory: Memory) -> Speaker | None:
    """ "The agency issued a notice, saying ...": who acts before the comma."""
    for at in range(line.first + 1, min(hit.first, line.first + _WHAT_REACH)):
        if narration.tokens[at].word in _SENT:
            return subject_before(narration, line, at, memory)
    return None


_SENT_REACH: Final = 6
_SENT: Final = word_set(
    "left leave leaves leaving sent send sends posted posts post wrote writes write published "
    "publishes shared shares put puts released releases recorded records submitted submits filed "
    "files issued issues signed signs circulated made makes got received uploaded gave"
)
