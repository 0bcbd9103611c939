"""Who a verb's subject is: a name, a noun such as "the authorities", or a pronoun."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import Final

from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.subjects import (
    Phrase,
    ends_clause,
    person_apart,
    phrase_after,
    phrase_before,
)
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
        "meantime",
        "simply",
        "just",
        "always",
        "never",
        "even",
        "often",
        "instead",
        "only",
        "bluntly",
        "both",
        "all",
        "since",
        "already",
        "long",
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


_ASIDE_REACH: Final = 20
"""Tokens of the longest aside between a subject and its verb."""
_OBJECT_PRONOUNS: Final = {"him": "he", "her": "she", "them": "they"}
_SPEAKING_THINGS: Final = frozenset({"document", "authority", "media"})
_SHORT_ASIDE: Final = 6
_NAME_REACH: Final = 60
"""Letters before ", which" among which the name is that it means."""
_TITLES: Final = 4
_DESCRIBING: Final = word_set("its a an the his her their our")
_EXCELLENCY: Final = frozenset({"excellency", "highness", "majesty", "honour"})
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
    body_words: str = ""
    last: Speaker | None = None
    last_paragraph: int = -1
    genders: dict[str, str] = field(default_factory=dict)

    def note(self, speaker: Speaker, paragraph: int, words: str = "") -> None:
        """Remember ``speaker``, in the text's ``words``, as the one who spoke last."""
        self.last, self.last_paragraph = speaker, paragraph
        if not speaker.by_pronoun:
            self.mention(speaker, words)

    def mention(self, speaker: Speaker, words: str) -> None:
        """Remember one whom "he", "it" or "they" may mean next."""
        if speaker.sort == "person" and speaker.value:
            self.person = speaker
        elif speaker.sort not in {"pronoun", "person"}:
            self.body, self.body_words = speaker, words


def subject_before(narration: Narration, line: Line, at: int, memory: Memory) -> Speaker | None:
    """The subject that ends just before token ``at``, adverbs passed over."""
    tokens = narration.tokens
    last = at - 1
    while last >= line.first and (
        tokens[last].word in _BETWEEN or tokens[last].word.endswith("ly")
    ):
        last -= 1
    last = _before_a_date(narration, line, _before_a_bracket(narration, line, last))
    if last < line.first:
        return None
    if tokens[last].word == "," and tokens[last + 1].word in {"who", "which"} and last > line.first:
        return _before_who(narration, line, last - 1, memory)
    if tokens[last].word in {",", "–", "—", "-"}:
        return _apposed(narration, line, last, memory)
    subject = _ending_at(narration, line, last, memory)
    if subject is None:  # "the chairman, in reply, said" without its second comma
        for comma in range(last - 1, max(line.first, last - _SHORT_ASIDE), -1):
            if tokens[comma].word == "," and tokens[comma + 1].word in _STILL_A_PREPOSITION:
                return _apposed(narration, line, comma, memory)
    return subject


def _before_a_bracket(narration: Narration, line: Line, last: int) -> int:
    """Step over "(25)" or "(LASM)" between subject and verb."""
    tokens = narration.tokens
    if last + 1 < line.last and tokens[last + 1].word == ")":
        for at in range(last, max(line.first, last - _SHORT_ASIDE), -1):
            if tokens[at].word == "(":
                return at - 1
    return last


def _before_who(narration: Narration, line: Line, last: int, memory: Memory) -> Speaker | None:
    """The one of whom ", who" goes on; of "the Herald last Friday, which" the nearest name."""
    subject = _ending_at(narration, line, last, memory)
    if subject is not None and subject.sort != "place":
        return subject
    end = narration.tokens[last].end
    for named in reversed(narration.named_within(max(line.start, end - _NAME_REACH), end)):
        return named_speaker(narration, named, memory)
    return None


def subject_after(narration: Narration, line: Line, at: int, memory: Memory) -> Speaker | None:
    """The subject that begins at token ``at``: "said Sok Dara", "said its chief, Sok Dara"."""
    if at < line.last and narration.tokens[at].word in _OBJECT_PRONOUNS:
        token = narration.tokens[at]
        return _pronoun(_OBJECT_PRONOUNS[token.word], token.start, token.end, memory)
    phrase = phrase_after(narration, line, at)
    if phrase is None:
        return None
    apart = person_apart(narration, line, phrase.last)
    named = narration.named_ending(narration.tokens[phrase.head - 1].end)
    if apart is not None and named is None:
        fact = narration.named_starting(apart[0])
        if fact is not None and ends_clause(narration, line, narration.token(apart[1])):
            return named_speaker(narration, fact, memory)
    return of_phrase(narration, line, phrase, memory)


def inverted_subject(narration: Narration, line: Line, at: int, memory: Memory) -> Speaker | None:
    """The subject after a verb, if the clause ends with it: '..., says the owner.'"""
    phrase = phrase_after(narration, line, at)
    if phrase is None or not ends_clause(narration, line, phrase.last):
        return None
    return subject_after(narration, line, at, memory)


def of_phrase(narration: Narration, line: Line, phrase: Phrase, memory: Memory) -> Speaker:
    """The one a noun phrase means: the name in it, else the phrase itself."""
    tokens = narration.tokens
    start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
    named = narration.named_ending(tokens[phrase.head - 1].end)
    if named is not None and named.start >= start and named.kind is FactKind.PERSON:
        return named_speaker(narration, named, memory)
    apposed = _named_before_comma(narration, line, phrase.first)
    if apposed is not None:
        return named_speaker(narration, apposed, memory)
    if tokens[phrase.last - 1].word in _EXCELLENCY and memory.person is not None:
        return Speaker(start, end, "person", memory.person.value, by_pronoun=True)
    noun = _noun_ending(narration, line, phrase.head - 1, memory)
    if named is not None and named.start >= start and (noun is None or noun.start >= named.start):
        begin = min(noun.start, named.start) if noun else named.start
        return replace(named_speaker(narration, named, memory), start=begin)
    if noun is not None:
        sort, value = noun.sort, noun.value
        return Speaker(min(start, noun.start), end, sort, value)
    if phrase.head < phrase.last and _is_name(narration, phrase.first, phrase.head):
        end = tokens[phrase.head - 1].end
        return Speaker(start, end, "person", narration.text[start:end])
    return Speaker(start, end, "group", _place(narration, start, end))


def _is_asked_about(narration: Narration, line: Line, noun: Speaker) -> bool:
    """ "What officials say": a heading, or a question."""
    at = narration.token(noun.start) - 1
    return at >= line.first and narration.tokens[at].word in {"what", "how", "why", "which"}


def _named_before_comma(narration: Narration, line: Line, first: int) -> Fact | None:
    """The person of "Sok Dara, its spokesman": whom a phrase after a comma describes."""
    if first - 1 <= line.first or narration.tokens[first - 1].word != ",":
        return None
    if narration.tokens[first].word not in _DESCRIBING:
        return None
    named = narration.named_ending(narration.tokens[first - 2].end)
    return named if named is not None and named.kind is FactKind.PERSON else None


def _place(narration: Narration, start: int, end: int) -> str:
    """ "The United States": a country that speaks, in the words of the text."""
    for fact in narration.within(FactKind.PLACE, start, end):
        if fact.end == end and narration.text[start : fact.start].strip().lower() in {"", "the"}:
            return " ".join(narration.text[start:end].split())
    return ""


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


def opening_subject(narration: Narration, line: Line, memory: Memory) -> Speaker | None:
    """The body, country or paper that a sentence begins with: "The report credits ..."."""
    first = line.first + (narration.tokens[line.first].word == "the")
    if first >= line.last:
        return None
    start = narration.tokens[first].start
    named = narration.named_starting(start)
    if named is not None:
        return named_speaker(narration, named, memory)
    for fact in narration.within(FactKind.PLACE, start, line.end)[:1]:
        if fact.start == start:
            begin = narration.tokens[line.first].start
            return Speaker(begin, fact.end, "place", narration.text[begin : fact.end])
    hit = narration.hit_at("speaker_nouns", first)
    if hit is not None and hit.label in _SPEAKING_THINGS:
        return _noun(narration, line.first, hit.last, hit.label, memory)
    return None


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
    phrase = phrase_before(narration, line, last)
    if phrase is not None and (
        named is None or named.start >= narration.tokens[phrase.first].start
    ):
        return of_phrase(narration, line, phrase, memory)
    noun = _noun_ending(narration, line, last, memory)
    if noun is not None and _is_asked_about(narration, line, noun):
        return None
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
        if _is_apart(narration, line, at):
            return named_speaker(narration, last, memory)  # "Her lawyer, Chan Mony, said"
    for kind in (FactKind.PERSON, FactKind.ORGANISATION):
        for fact in narration.within(kind, start, narration.tokens[comma].start):
            after = narration.token(fact.end)
            if narration.tokens[after].word in {",", "("} and after < comma:
                return named_speaker(narration, fact, memory)
    for hit in narration.hits("speaker_nouns", narration.token(start), comma):
        if narration.tokens[hit.last].word == "," and hit.last < comma:
            return _ending_at(narration, line, hit.last - 1, memory)
    return _before_an_aside(narration, line, comma, memory)


def _is_apart(narration: Narration, line: Line, at: int) -> bool:
    """Whether a comma, and at most titles, stand before the name at ``at``; or "name as"."""
    tokens = narration.tokens
    for step in range(at - 1, max(line.first, at - _TITLES - 1), -1):
        if tokens[step].word in {",", "as", "called", "named"}:
            return True
        if tokens[step].word != "." and not narration.text[tokens[step].start].isupper():
            return False
    return False


def _before_an_aside(
    narration: Narration, line: Line, comma: int, memory: Memory
) -> Speaker | None:
    """The phrase before an aside between commas: "One officer, on Monday, said"."""
    for at in range(comma - 1, max(line.first, comma - _ASIDE_REACH), -1):
        if narration.tokens[at].word == narration.tokens[comma].word:
            phrase = phrase_before(narration, line, at - 1)
            if phrase is None:
                return None
            if phrase.last - phrase.first == 1 and _is_name(narration, at + 1, comma):
                start, end = narration.tokens[at + 1].start, narration.tokens[comma - 1].end
                return Speaker(start, end, "person", narration.text[start:end])
            return of_phrase(narration, line, phrase, memory)
    return None


def _is_name(narration: Narration, first: int, last: int) -> bool:
    """Whether two or three capitalised words fill the aside of "One, Thet Naing, says"."""
    starts = [token.start for token in narration.tokens[first:last]]
    if starts and narration.tokens[first].word in _DETERMINERS:
        return False
    return 1 < len(starts) < _TITLES and all(narration.text[at].isupper() for at in starts)


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
        if known is not None and not known.value:
            return Speaker(start, end, known.sort, memory.body_words, by_pronoun=True)
    if known is None:
        return Speaker(start, end, "pronoun", "", by_pronoun=True)
    return Speaker(start, end, known.sort, known.value, by_pronoun=True)
