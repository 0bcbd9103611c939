"""Who a verb's subject is: a name, a noun such as "the authorities", or a pronoun."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.types import Fact, FactKind, Part
from ponleu.engines.reading.word_sets import word_set

_PRONOUNS: Final = frozenset({"he", "she", "it", "they", "i", "we"})
_BETWEEN: Final = frozenset(
    [
        "also",
        "later",
        "further",
        "then",
        "has",
        "had",
        "have",
        "again",
        "yesterday",
        "today",
        "earlier",
        "once",
        "strongly",
        "recently",
        "however",
        "therefore",
        "reportedly",
        "publicly",
        "meanwhile",
        "clearly",
        "]",
        ")",
        "there",
        "still",
        "now",
        "who",
        "which",
        "himself",
        "herself",
        "itself",
        "repeatedly",
        "flatly",
        "categorically",
        "previously",
    ]
)
_MODIFIERS: Final = word_set(
    "police "
    "the a an his her its their this these those some local relevant provincial municipal "
    "competent same district national royal senior several other many all both two three one "
    "foreign military interior company deputy court former special former health labour hall "
    "human rights joint anonymous unnamed commune latest annual first public press new "
    "concerned"
)
_POSSESSIVE: Final = frozenset({"’s", "'s"})
_APOSTROPHES: Final = frozenset({"'", "’"})
_DETERMINERS: Final = word_set("the a an his her its their this that these those our my some")
_OWNERS: Final = (FactKind.SITE, FactKind.ORGANISATION, FactKind.PERSON, FactKind.PLACE)
_FEMALE: Final = frozenset({"ms", "mrs", "miss", "madam", "madame", "chumteav", "she"})
_MALE: Final = frozenset({"mr", "lok", "oknha", "he"})
_NOUN_REACH: Final = 5
"""Words that a noun may have before it and still be one subject: "the relevant authorities"."""
_STILL_A_PREPOSITION: Final = word_set("by with from of to for at in on against")
_NEVER_MODIFIERS: Final = (
    _STILL_A_PREPOSITION
    | _PRONOUNS
    | _BETWEEN
    | {"but", "and", "when", "if", "as", "while", "after", "before", "during", "since", "following"}
)


_ISSUING: Final = frozenset({"organisation", "authority"})
_ISSUED: Final = word_set("statement notice release communique announcement letter")
_ISSUER_REACH: Final = 600
"""Letters between a body that spoke and "the statement", so that it may be its own."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A subject found.

    Attributes:
        sort: "person", "organisation", "media", "document", "authority", "group", "pronoun".
        value: canonical name, "" if the words are all there is.
    """

    start: int
    end: int
    sort: str
    value: str = ""
    by_pronoun: bool = False

    def part(self, text: str) -> Part:
        """The speaker as part of a fact."""
        return Part(text[self.start : self.end], self.start, self.end, self.value)


@dataclass(slots=True)
class Memory:
    """Who spoke last, as the text is read from top to bottom."""

    person: Speaker | None = None
    body: Speaker | None = None
    issuer: Speaker | None = None
    last: Speaker | None = None
    last_paragraph: int = -1
    genders: dict[str, str] = field(default_factory=dict)

    def note(self, speaker: Speaker, paragraph: int) -> None:
        """Remember ``speaker`` as the one who spoke last."""
        self.last, self.last_paragraph = speaker, paragraph
        if speaker.sort == "person":
            self.person = speaker
        elif speaker.sort != "pronoun":
            self.body = speaker


def subject_before(narration: Narration, line: Line, at: int, memory: Memory) -> Speaker | None:
    """The subject that ends just before token ``at``, adverbs passed over."""
    tokens = narration.tokens
    last = at - 1
    while last >= line.first and (
        tokens[last].word in _BETWEEN or tokens[last].word.endswith("ly")
    ):
        last -= 1
    last = _before_a_date(narration, line, last)
    if last < line.first:
        return None
    if tokens[last].word == "," and tokens[last + 1].word in {"who", "which"} and last > line.first:
        return _ending_at(narration, line, last - 1, memory)
    if tokens[last].word == ",":
        return _apposed(narration, line, last, memory)
    return _ending_at(narration, line, last, memory)


def subject_after(narration: Narration, at: int, memory: Memory) -> Speaker | None:
    """The subject that begins at token ``at``: "said Sok Dara"."""
    if at >= len(narration.tokens):
        return None
    named = narration.named_starting(narration.tokens[at].start)
    if named is not None:
        return named_speaker(narration, named, memory)
    stop = min(at + _NOUN_REACH, len(narration.tokens))
    if narration.tokens[at].word == "the" and at + 1 < stop:
        named = narration.named_starting(narration.tokens[at + 1].start)
        if named is not None:
            return named_speaker(narration, named, memory)
    for hit in narration.hits("speaker_nouns", at, stop):
        if all(_is_modifier(narration, step) for step in range(at, hit.first)):
            return _noun(narration, at, hit.last, hit.label, memory)
    return None


def named_speaker(narration: Narration, fact: Fact, memory: Memory) -> Speaker:
    """The person or body of a mention as speaker; a title before it tells the gender."""
    value = fact.value if isinstance(fact.value, str) else ""
    if fact.kind is FactKind.PERSON:
        before = narration.text[max(0, fact.start - 14) : fact.end].lower()
        for word in before.replace(".", " ").split():
            if word in _FEMALE or word in _MALE:
                memory.genders[value] = "she" if word in _FEMALE else "he"
    sort = "person" if fact.kind is FactKind.PERSON else "organisation"
    return Speaker(fact.start, fact.end, sort, value)


def first_subject(narration: Narration, line: Line, memory: Memory) -> Speaker | None:
    """The person named first in a sentence, if nothing makes them an object."""
    for fact in narration.within(FactKind.PERSON, line.start, line.end):
        at = narration.token(fact.start)
        if narration.around.is_quoted(fact.start):
            return None
        before = narration.tokens[at - 1].word if at > line.first else ""
        if before not in _STILL_A_PREPOSITION:
            return named_speaker(narration, fact, memory)
        return None
    return None


def _before_a_date(narration: Narration, line: Line, last: int) -> int:
    """Step over "on August 24" between subject and verb."""
    if last < line.first:
        return last
    end = narration.tokens[last].end
    for fact in narration.within(FactKind.DATE, line.start, end):
        if fact.end == end:
            at = narration.token(fact.start) - 1
            if at >= line.first and narration.tokens[at].word in {"on", "in"}:
                return at - 1
            return at
    return last


def _ending_at(narration: Narration, line: Line, last: int, memory: Memory) -> Speaker | None:
    token = narration.tokens[last]
    if token.word in _PRONOUNS:
        return _pronoun(token.word, token.start, token.end, memory)
    named = narration.named_ending(token.end)
    noun = _noun_ending(narration, line, last, memory)
    if noun is not None and (named is None or noun.start < named.start):
        return noun
    return named_speaker(narration, named, memory) if named else None


def _apposed(narration: Narration, line: Line, comma: int, memory: Memory) -> Speaker | None:
    """The name before the comma that opens ", deputy director of a rights group,"."""
    quotation = narration.around.quotation_before(narration.tokens[comma].start)
    start = max(line.start, quotation[1] if quotation else 0)
    last = narration.named_ending(narration.tokens[comma - 1].end)
    if last is not None and last.kind is FactKind.PERSON:
        at = narration.token(last.start)
        if at > line.first and narration.tokens[at - 1].word == ",":
            return named_speaker(narration, last, memory)  # "Her lawyer, Chan Mony, said"
    for kind in (FactKind.PERSON, FactKind.ORGANISATION):
        for fact in narration.within(kind, start, narration.tokens[comma].start):
            after = narration.token(fact.end)
            if narration.tokens[after].word in {",", "("} and after < comma:
                return named_speaker(narration, fact, memory)
    for hit in narration.hits("speaker_nouns", narration.token(start), comma):
        if narration.tokens[hit.last].word == "," and hit.last < comma:
            return _noun_ending(narration, line, hit.last - 1, memory)
    return None


def _noun_ending(narration: Narration, line: Line, last: int, memory: Memory) -> Speaker | None:
    for begin in range(max(line.first, last - 3), last + 1):
        for hit in narration.hits("speaker_nouns", begin, last + 1):
            if hit.last == last + 1:
                first = _noun_start(narration, line, hit.first)
                return _noun(narration, first, hit.last, hit.label, memory)
    return None


def _noun_start(narration: Narration, line: Line, noun: int) -> int:
    """First token of the phrase whose head is ``noun``: "the hotel owner's" brother."""
    first = noun
    while first > line.first and noun - first < _NOUN_REACH:
        if _is_possessive(narration, first - 1):
            owner = _owner_start(narration, line, first - 2)
            if owner is None:
                return first
            noun = first = owner
        elif narration.tokens[first].word in _DETERMINERS:
            break
        elif _is_modifier(narration, first - 1):
            first -= 1
        else:
            break
    return first


def _is_possessive(narration: Narration, at: int) -> bool:
    """ "'s", or the mark alone after a plural: "the workers' lawyer"."""
    token = narration.tokens[at]
    if token.word in _POSSESSIVE:
        return True
    before = narration.tokens[at - 1] if at else None
    return (
        token.word in _APOSTROPHES
        and before is not None
        and before.end == token.start
        and before.word.endswith("s")
    )


def _owner_start(narration: Narration, line: Line, last: int) -> int | None:
    """First token of the owner that ends at ``last``: a name, or a noun with its article."""
    if last < line.first or not narration.tokens[last].word[0].isalpha():
        return None
    end = narration.tokens[last].end
    for kind in _OWNERS:
        for fact in narration.within(kind, narration.tokens[line.first].start, end):
            if fact.end == end:
                return narration.token(fact.start)
    for first in range(last, max(line.first, last - _NOUN_REACH) - 1, -1):
        word = narration.tokens[first].word
        if word in _DETERMINERS:
            return first
        if not word.isalpha() or word in _NEVER_MODIFIERS:
            break
    return last


def _is_modifier(narration: Narration, at: int) -> bool:
    token = narration.tokens[at]
    if token.word in _MODIFIERS:
        return True
    if token.word in _NEVER_MODIFIERS or token.word.endswith("ly"):
        return False
    return token.word.isalpha() and narration.text[token.start].isupper()


def _noun(narration: Narration, first: int, last: int, sort: str, memory: Memory) -> Speaker:
    start, end = narration.tokens[first].start, narration.tokens[last - 1].end
    value = ""
    if sort == "media":
        value = "media"
    elif sort == "person":
        value = holder_of(narration, narration.tokens[last - 1].word, start)
    else:
        owner = narration.named_within(start, end)
        if owner:
            value = str(owner[0].value)
        elif sort == "document":
            value = _issuer_of(narration, first, last, memory)
        elif sort == "authority":
            value = holder_of(narration, f"the {narration.tokens[last - 1].word}", start)
    return Speaker(start, end, sort, value)


def _issuer_of(narration: Narration, first: int, last: int, memory: Memory) -> str:
    """Who issued "the statement": the one said to have, else the body that spoke just before."""
    if memory.issuer is not None:
        return memory.issuer.value or _words(narration, memory.issuer)
    spoken, start = memory.last, narration.tokens[first].start
    if (
        spoken is None
        or spoken.sort not in _ISSUING
        or narration.tokens[first].word not in {"the", "its", "their"}
        or narration.tokens[last - 1].word not in _ISSUED
        or start - spoken.end > _ISSUER_REACH
    ):
        return ""
    return spoken.value or _words(narration, spoken)


def _words(narration: Narration, speaker: Speaker) -> str:
    return " ".join(narration.text[speaker.start : speaker.end].split())


def holder_of(narration: Narration, office: str, offset: int) -> str:
    """The one person whose office holds the word: "the minister" is the minister named."""
    holders = narration.holders.get(office, ())
    before = bisect_left(holders, offset, key=lambda holder: holder[0])
    if before:
        return holders[before - 1][1]
    return holders[0][1] if len(holders) == 1 else ""


def _pronoun(word: str, start: int, end: int, memory: Memory) -> Speaker:
    """ "He" is the last person who spoke, unless known to be a woman; "it" the last body."""
    known: Speaker | None = None
    if word in {"he", "she"}:
        known = memory.person
        if known and memory.genders.get(known.value, word) != word:
            known = None
        if known and known.value:
            memory.genders[known.value] = word
    elif word == "it":
        known = memory.body
    if known is None:
        return Speaker(start, end, "pronoun", "", by_pronoun=True)
    return Speaker(start, end, known.sort, known.value, by_pronoun=True)
