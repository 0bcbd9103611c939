"""Noun phrases that stand before or after a verb, whoever they name: "one of the drivers"."""

from __future__ import annotations

from typing import Final, NamedTuple

from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.types import FactKind
from ponleu.engines.reading.word_sets import word_set

LONGEST: Final = 18
"""Tokens of the longest phrase that is one subject."""
_HARD: Final = frozenset(
    {",", ";", ":", "“", "”", '"', "«", "»", "(", ")", "–", "—", "!", "?", "-", "[", "]", "*", "•"}
)
_BREAKS: Final = word_set(
    "that but while whereas although though when if because than where since how what why "
    "whether until unless as so yet or then who whom which whose nor"
)
_ASKING: Final = frozenset({"what", "how", "why", "whether"})
_AUXILIARIES: Final = word_set(
    "is are was were be been being am has have had do does did will would can could may might "
    "must should shall ca wo"
)
_PREPOSITIONS: Final = word_set(
    "of in at from for near with on under to by about against between among behind inside "
    "outside around across after before during into through without within over above"
)
_STRAY: Final = frozenset({".", "?", "/"})
"""Marks that a text without care leaves before a phrase."""
_PARTING: Final = frozenset({"after", "before", "since", "until", "during"})
"""Words after which a clause begins as often as a phrase: "after an agent promised"."""
_OPENINGS: Final = word_set(
    "the a an his her its their this these those some my our your one two three four five six "
    "seven eight nine ten eleven twelve many several most both all another other others each "
    "every no neither either few certain various numerous dozens hundreds someone somebody "
    "everyone everybody anyone nobody none half more other any local foreign"
)
_ARTICLES: Final = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "my"})
_POSSESSIVES: Final = frozenset({"’s", "'s", "’", "'"})
_LEAST_WORD: Final = 3
"""Letters of the shortest word after which a stop in small letters ends a sentence."""
_PUBLISHED: Final = word_set(
    "seen obtained released published carried posted quoted cited issued shared reviewed printed "
    "broadcast circulated translated dated"
)
"""Words that begin what only describes a report: "a report seen by this paper"."""
_JOINING: Final = frozenset({"and", "all", "both", "half", "such", "or", "quite", "than"})
_ALONE: Final = word_set(
    "both one two three four five six seven many several some others most all another neither "
    "someone somebody everyone everybody nobody none few dozens hundreds"
)
_ADVERBS: Final = word_set(
    "later meanwhile then however also but so and yesterday today earlier still again now "
    "recently finally instead moreover furthermore therefore thus nevertheless nonetheless "
    "afterwards separately elsewhere once last previously besides indeed plus in on at by since "
    "during after before until from within late early next this bcos because cos too tonight"
)
_NOT_LAST: Final = word_set(
    "the a an his her its their this these those my our your to not no n't of in at from for "
    "with on by and or very more most less any each every such than be been being been only "
    "just even further false new recent initial wrong untrue media-led more less unconfirmed "
    "same first second third last next own let it that there which what who"
)
_THEIRS: Final = frozenset({"his", "hers", "theirs", "mine", "ours"})
_PARTICIPLES: Final = word_set(
    "named called known based aged identified described contacted interviewed reached quoted "
    "familiar close involved concerned rescued freed detained arrested accused employed held "
    "asked born living working speaking present formerly alias"
)
_STOPS_AFTER: Final = frozenset({".", "!", "?", ";", ","})


class Phrase(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive); ``head`` ends what stands before "of"."""

    first: int
    last: int
    head: int


def phrase_before(narration: Narration, line: Line, last: int) -> Phrase | None:
    """The noun phrase whose last token is ``last``; None where no phrase can be told."""
    tokens = narration.tokens
    if last < line.first or not tokens[last].word[0].isalnum():
        return None
    is_alone = last == line.first and tokens[last].word in _ALONE
    is_alone = is_alone or (  # "Nghe An"
        last > line.first
        and all(narration.text[tokens[at].start].isupper() for at in (last - 1, last))
    )
    is_of_his = last > line.first and tokens[last - 1].word == "of" and tokens[last].word in _THEIRS
    if tokens[last].word in _NOT_LAST and not is_alone and not is_of_his:
        return None
    if tokens[last].word in _ADVERBS or tokens[last].word in _PREPOSITIONS:
        return None
    first = _first_token(narration, line, last)
    if first is None:
        return None
    first = _without_lead(narration, first, last)
    if first > last or not _may_open(narration, line, first, last):
        return None
    return Phrase(first, last + 1, _head(narration, first, last + 1))


def phrase_after(narration: Narration, line: Line, first: int) -> Phrase | None:
    """The noun phrase that begins at ``first`` and ends before a mark, "who" or "adding"."""
    tokens = narration.tokens
    last = first
    while last < line.last and last - first < LONGEST:
        word = tokens[last].word
        is_hard = word in _HARD and not _is_hyphen(narration, last)
        if is_hard or word in _BREAKS or _is_participle(narration, first, last):
            break
        if word in _AUXILIARIES or (last > first and word in _VERBS):
            return None
        if (word == "." and last + 1 >= line.last) or (word in _PUBLISHED and last > first):
            break
        last += 1
    while last > first and tokens[last - 1].word in _ADVERBS | {"."}:
        last -= 1
    if last == first or not _may_open(narration, line, first, last - 1):
        return None
    return Phrase(first, last, _head(narration, first, last))


def _is_participle(narration: Narration, first: int, at: int) -> bool:
    """Whether "adding" goes on after the phrase; "of trafficking" and "Trafficking" do not."""
    token = narration.tokens[at]
    if at == first or not token.word.endswith("ing") or narration.text[token.start].isupper():
        return False
    before = narration.tokens[at - 1].word
    return not (before in _PREPOSITIONS or before in _OPENINGS or before in _POSSESSIVES)


def _first_token(narration: Narration, line: Line, last: int) -> int | None:
    """Back to the mark or word that no subject crosses; None if a verb comes first."""
    tokens, at = narration.tokens, last
    joined: int | None = None
    begin = max(line.first, last - LONGEST)
    quoted = narration.around.is_quoted(tokens[last].start)
    while at >= begin:
        word = tokens[at].word
        if word in _ASKING:
            return None
        if _is_border(narration, at, last, quoted=quoted):
            break
        if word == "and":
            joined = at
        elif _is_verb(narration, line, at):
            return None if joined is None else joined + 1
        elif (
            word in _ARTICLES
            and not _is_in_a_name(narration, line, at)
            and (at == begin or not _leans_on(tokens[at - 1].word))
        ):
            return at
        at -= 1
    if at < begin and at >= line.first:
        return None
    return at + 1


def _is_in_a_name(narration: Narration, line: Line, at: int) -> bool:
    """Whether "An" ends "Nghe An": both begin with a capital."""
    tokens, text = narration.tokens, narration.text
    if at <= line.first or not text[tokens[at].start].isupper():
        return False
    return (
        text[tokens[at - 1].start].isupper()
        and not text[tokens[at].start : tokens[at].end].isupper()
    )


def _is_border(narration: Narration, at: int, last: int, *, quoted: bool) -> bool:
    """A mark, "but", or "says" of "says the mate told them": another's words begin after it."""
    token = narration.tokens[at]
    if token.word in _HARD or token.word in _BREAKS:
        return not _is_hyphen(narration, at)
    if narration.around.is_quoted(token.start) != quoted or _is_full_stop(narration, at):
        return True
    if at >= last or not _opens(narration.tokens[at + 1].word):
        return False
    return narration.hit_at("claim_verbs", at) is not None


def _is_full_stop(narration: Narration, at: int) -> bool:
    """Whether a sentence ends here that was not cut: "i called them. madam there said"."""
    tokens = narration.tokens
    if tokens[at].word != "." or not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    is_apart = before.end == tokens[at].start and tokens[at].end < after.start
    is_small = narration.text[before.start].islower() and narration.text[after.start].islower()
    return is_apart and is_small and len(before.word) >= _LEAST_WORD


def _is_hyphen(narration: Narration, at: int) -> bool:
    """Whether a dash joins two words: "a 31-year-old agent"."""
    tokens = narration.tokens
    if tokens[at].word != "-" or not 0 < at < len(tokens) - 1:
        return False
    return tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start


def _opens(word: str) -> bool:
    return word in _OPENINGS or word in _ALONE


def _leans_on(word: str) -> bool:
    """Whether an article after this word goes on with the phrase: "of the", "all the"."""
    return (word in _PREPOSITIONS and word not in _PARTING) or word in _JOINING


def _is_verb(narration: Narration, line: Line, at: int) -> bool:
    word = narration.tokens[at].word
    if word in _AUXILIARIES or word.endswith(("n't", "n’t")):
        return True
    if word in _PARTICIPLES:
        return False
    before = narration.tokens[at - 1].word if at > line.first else ""
    if before in _OPENINGS or before in _PREPOSITIONS or before == "":
        return False
    if at > line.first and narration.text[narration.tokens[at].start].isupper():
        return False
    if word.endswith("ed") and len(word) > 4:
        if narration.tokens[at + 1].word in _PREPOSITIONS:
            return False  # "workers trapped in a compound"
        return not before.endswith("ly")
    return word in _VERBS


_VERBS: Final = word_set(
    "said says say told tells tell found held took taken went came gave made put let ran left "
    "met saw knew thought sold bought brought got get gets make makes take takes want wants "
    "began wrote spoke paid fell fled came come comes goes go include includes say think know "
    "see hear heard sent send stood kept keep believe feel felt lost built became"
)


def _without_lead(narration: Narration, first: int, last: int) -> int:
    """Step over "On Monday", "In Bavet" and "however" at the head of the clause."""
    tokens = narration.tokens
    at = first
    while at <= last:
        lead = _lead_end(narration, at, last, after_in=at > first)
        if lead is not None:
            at = lead
        elif tokens[at].word == "according" and tokens[at + 1].word == "to":
            at += 2
        elif tokens[at].word in _ADVERBS or tokens[at].word in _STRAY:
            at += 1
        else:
            break
    return at


def _lead_end(narration: Narration, at: int, last: int, *, after_in: bool) -> int | None:
    """The token after a date, or after a place that "in" leads in."""
    start, end = narration.tokens[at].start, narration.tokens[last].start
    kinds = [FactKind.DATE]
    if after_in and narration.tokens[at - 1].word in {"in", "at"}:
        kinds.append(FactKind.PLACE)
    for kind in kinds:
        for fact in narration.within(kind, start, end)[:1]:
            if fact.start == start:
                return narration.token(fact.end)
    return None


def _may_open(narration: Narration, line: Line, first: int, last: int) -> bool:
    """Whether a subject may begin so: an article, a number, a name, a known noun."""
    token = narration.tokens[first]
    word = token.word
    if word in _AUXILIARIES or word in _PREPOSITIONS or word in _BREAKS:
        return False
    if word in _OPENINGS or word[0].isdigit() or narration.named_starting(token.start):
        return first < last or word in _ALONE or word not in _OPENINGS
    if narration.text[token.start].isupper():
        return True
    return bool(narration.hits("speaker_nouns", first, last + 1))


def _head(narration: Narration, first: int, last: int) -> int:
    """Where "of", "in" or "who" begins what only describes; names are not cut."""
    tokens, at = narration.tokens, first
    while at < last:
        name = narration.named_starting(tokens[at].start)
        if name is not None:
            at = max(at + 1, narration.token(name.end))
            continue
        if at > first and tokens[at].word in _PREPOSITIONS | _PARTICIPLES:
            return at
        at += 1
    return last


def has_verb(narration: Narration, line: Line, stop: int, first: int | None = None) -> bool:
    """Whether a verb stands among the tokens before ``stop``, of the line or from ``first``."""
    begin = max(line.first, stop - _CLAUSE) if first is None else first
    return any(
        narration.tokens[at].word in _AUXILIARIES or narration.tokens[at].word.endswith("ed")
        for at in range(begin, stop)
    )


def ends_clause(narration: Narration, line: Line, at: int) -> bool:
    """Whether nothing of a clause follows: a mark, "who", "adding", or the line's end."""
    if at >= line.last:
        return True
    word = narration.tokens[at].word
    return word in _HARD or word in _STOPS_AFTER or word in {"who", "which"} or word.endswith("ing")


def person_apart(narration: Narration, line: Line, comma: int) -> tuple[int, int] | None:
    """The name after the comma of "its chief, Sok Dara": its offsets.

    The name, but for a title, has to fill what lies between the comma and the next mark.
    """
    tokens = narration.tokens
    if comma >= line.last or tokens[comma].word != ",":
        return None
    for fact in narration.within(
        FactKind.PERSON, tokens[comma].start, min(line.end, tokens[comma].start + 60)
    )[:1]:
        between = narration.text[tokens[comma].end : fact.start].replace(".", " ").split()
        if len(between) <= _TITLE_WORDS and all(word[0].isupper() for word in between):
            return fact.start, fact.end
    return None


_TITLE_WORDS: Final = 3
_CLAUSE: Final = 40
