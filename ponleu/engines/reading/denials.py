"""Denials, and which claim each one answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ponleu.engines.reading.disavowals import disavowed_deed, is_by_a_victim
from ponleu.engines.reading.letterheads import is_official, voice_of
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.sayings import Saying, make_statement
from ponleu.engines.reading.types import Fact, FactKind, Part
from ponleu.engines.reading.untruths import untruths
from ponleu.engines.reading.word_sets import word_set

_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_TOPICLESS: Final = word_set(
    "allegation allegations accusation accusations "
    "that there this these those with from have been were what when where which while also such "
    "like some said told case cases issue issues situation through against about into their "
    "they them authorities report reported reports media province government found find people "
    "other would could should will more most being only just having because than then here very "
    "true false rejected denied claim claims news wrongly police country victims "
    "anybody anyone nobody somebody someone everybody everyone anything nothing something could "
    "does done they"
)
_BARE: Final = frozenset({"no", "never", "not at all", "of course not", "absolutely not"})
"""Answers that deny and say nothing else."""
_TOPIC_MARKS: Final = word_set(
    "on about over against regarding concerning of for spread spreads spreading share sharing "
    "post posting publish publishing disseminate disseminating circulate circulating create "
    "creating the and or any"
)
"""Words before "false information" that make it a topic."""
_SAID: Final = frozenset({FactKind.CLAIM, FactKind.DENIAL})
_CONDUCT: Final = "conduct"
"""Label of what only a person can deny of themselves: "never heard of", "had no part in"."""
_DENYING: Final = ("denial_marks", "untrue_words")
"""Lists of which a phrase must begin in a line that denies in its own voice."""
_LONGEST_BARE: Final = 1 + max(map(len, _BARE))
_FEWEST: Final = 2
_SCRAP: Final = 3
"""Words of a question or name that stands before the denial itself."""
_ACT_WORDS: Final = ("commitment_marks", "penalty_marks", "request_modals", "request_verbs")
_OPENING_NEGATIVES: Final = frozenset({"no", "none", "nobody", "neither", "contrary"})
_DONE: Final = frozenset({"is", "are", "was", "were", "has", "have", "had", "been", "did", "does"})
_SHORTEST: Final = 4
"""Tokens after "no" below which it opens a heading and no sentence."""
_STEMS: Final = re.compile(r"(?:e?ments?|ings?|ions?|ers?|ors?|ed|es|s|e)$")


def denial_in(narration: Narration, saying: Saying) -> Fact | None:
    """A denial, if the verb denies or the words contain a denying phrase."""
    if saying.sort == "denial":
        return make_statement(
            narration,
            FactKind.DENIAL,
            saying,
            rule="denials.verb",
            value="denied",
            reason=f'"{saying.cue}" denies what follows.',
        )
    first, last = narration.token(min(saying.span_start, saying.start)), narration.token(saying.end)
    if saying.sort == "request":
        return None
    hits = _marks(narration, saying, first, last)
    if not hits and narration.text[saying.start : saying.end].lower() in _BARE:
        hits = [Hit("untrue", narration.token(saying.start), last)]
    if not hits:
        return _disavowal_in(narration, saying)
    start = narration.tokens[hits[0].first].start
    end = narration.tokens[hits[0].last - 1].end
    words = narration.text[start:end]
    return make_statement(
        narration,
        FactKind.DENIAL,
        saying,
        rule="denials.mark",
        value="absence" if hits[0].label == _CONDUCT else hits[0].label,
        parts={"mark": Part(words, start, end)},
        reason=f'"{words}" denies.',
    )


def _disavowal_in(narration: Narration, saying: Saying) -> Fact | None:
    """What someone is said to say was never done: "nobody here is a prisoner"."""
    opens = narration.tokens[narration.token(saying.start)].word in _OPENING_NEGATIVES
    if (saying.speaker is None and not opens) or is_by_a_victim(narration, saying):
        return None
    found = disavowed_deed(narration, saying)
    if found is None:
        return None
    start, end = narration.tokens[found[0]].start, narration.tokens[found[1] - 1].end
    words = narration.text[start:end]
    return make_statement(
        narration,
        FactKind.DENIAL,
        saying,
        rule="denials.deed",
        value="absence",
        parts={"mark": Part(words, start, end)},
        reason=f'"{words}" says that something was not done.',
    )


def may_hold_denial(narration: Narration, line: Line) -> bool:
    """A quick look: whether a line may deny in its own voice, or is as short as "No"."""
    is_short = line.end - line.start <= _LONGEST_BARE
    cues = narration.cues_on(line)
    if is_short or not cues.isdisjoint(_DENYING):
        return True
    return "denied_deeds" in cues and narration.tokens[line.first].word in _OPENING_NEGATIVES


def plain_denial_in(narration: Narration, saying: Saying) -> Fact | None:
    """A denial that a text makes itself; "there was no" is too common to be one."""
    denial = denial_in(narration, saying)
    if denial is None or denial.parts["mark"].text.lower().startswith("there"):
        return None
    return None if _is_a_topic(narration, denial) else denial


def _is_a_topic(narration: Narration, denial: Fact) -> bool:
    """ "Press statement on false information": what a text is about, or tells not to do."""
    before = narration.token(denial.parts["mark"].start) - 1
    return denial.value == "reporting" and narration.tokens[before].word in _TOPIC_MARKS


def _marks(narration: Narration, saying: Saying, first: int, last: int) -> list[Hit]:
    """Denying phrases of a saying, but for those in a clause about its speaker."""
    content = narration.token(saying.start)
    return [
        hit
        for hit in _denying(narration, first, last)
        if _may_deny(narration, saying, hit)
        and (
            hit.first >= content
            or all(token.word != "," for token in narration.tokens[hit.last : content])
        )
    ]


def _denying(narration: Narration, first: int, last: int) -> list[Hit]:
    """Denying phrases and what is called untrue, in order."""
    marks = narration.hits("denial_marks", first, last)
    called = untruths(narration, first, last)
    return sorted((*marks, *called), key=lambda hit: hit.first) if called else marks


def _may_deny(narration: Narration, saying: Saying, hit: Hit) -> bool:
    """Those who suffered tell of what was absent; "knew nothing of" needs one who says it."""
    if hit.label == _CONDUCT and saying.speaker is None:
        return False
    return hit.label not in {"absence", _CONDUCT} or not is_by_a_victim(narration, saying)


def denial_whole(narration: Narration, sayings: Sequence[Saying]) -> Sequence[Saying]:
    """A quotation that opens with a denial, or with a scrap before one, as one saying.

    "Nobody was locked in. They had a gym," is one answer; "Torture? There is none" also.
    """
    if len(sayings) < _FEWEST or sayings[0].pattern != "quotation":
        return sayings
    first = sayings[0]
    joined = 1
    is_scrap = len(narration.text[first.start : first.end].split()) <= _SCRAP
    if denial_in(narration, sayings[is_scrap]) is None:
        return sayings
    joined += is_scrap
    while joined < len(sayings) and not _is_act(narration, sayings[joined]):
        joined += 1
    last = sayings[joined - 1]
    span_end = max(one.span_end for one in sayings[:joined])
    return [replace(first, end=last.end, span_end=span_end), *sayings[joined:]]


def _is_act(narration: Narration, saying: Saying) -> bool:
    first, last = narration.token(saying.start), narration.token(saying.end)
    return any(narration.hits(words, first, last) for words in _ACT_WORDS)


def own_denial_in(narration: Narration, line: Line) -> Fact | None:
    """A denial in the voice of a statement's issuer: "No officer rents anything to anyone"."""
    first = _clause_that_denies(narration, line)
    if first is None or not is_official(narration):
        return None
    start, end = narration.tokens[first].start, line.end
    end -= narration.text[end - 1] in ".!?;"
    word = narration.tokens[first]
    return make_statement(
        narration,
        FactKind.DENIAL,
        Saying(start, end, start, end, voice_of(narration)),
        rule="denials.own",
        value="absence",
        parts={"mark": Part(narration.text[word.start : word.end], word.start, word.end)},
        reason=f'"{narration.text[word.start : word.end]}" opens a denial by the issuer.',
    )


def _clause_that_denies(narration: Narration, line: Line) -> int | None:
    """The token "no" that begins the sentence, or a clause of it after a semicolon."""
    tokens = narration.tokens
    at = line.first
    while at < line.last - _SHORTEST:
        if _opens_denial(narration, at):
            return at if _has_done(narration, line, at) else None
        stop = narration.text.find(";", tokens[at].start, line.end)
        if stop < 0:
            return None
        at = narration.token(stop) + 1
    return None


def _opens_denial(narration: Narration, at: int) -> bool:
    """ "No officer ...", "Not a single request ...", "Not one child ..."."""
    word, after = narration.tokens[at].word, narration.tokens[at + 1].word
    return word in _OPENING_NEGATIVES or (word == "not" and after in {"a", "one", "any"})


def _has_done(narration: Narration, line: Line, at: int) -> bool:
    """Whether the clause tells what was or is, and not what shall be: "No entry"."""
    words = {token.word for token in narration.tokens[at : line.last]}
    if words & {"shall", "must", "should", "may", "will"}:
        return False
    return bool(words & _DONE) or any(word.endswith(("s", "ed")) for word in words)


def with_nor(narration: Narration, facts: Sequence[Fact]) -> list[Fact]:
    """The statements with what ", nor had anyone ..." denies in the words of the one before."""
    made = list(facts)
    if ", nor " not in narration.text:
        return made
    for fact in facts:
        if fact.kind in _SAID and "speaker" in fact.parts:
            denial = _nor_after(narration, fact)
            if denial is not None:
                made.append(denial)
    return sorted(made, key=lambda fact: (fact.start, fact.end, fact.kind))


def _nor_after(narration: Narration, fact: Fact) -> Fact | None:
    line = narration.lines_across(fact.start, fact.end)[-1]
    at = narration.token(fact.end)
    if at + 2 >= line.last or narration.tokens[at].word != ",":
        return None
    if narration.tokens[at + 1].word != "nor":
        return None
    mark = narration.tokens[at + 1]
    end = line.end
    for stop in (";", ":", ","):
        found = narration.text.find(stop, mark.end, end)
        end = found if found >= 0 else end
    end -= narration.text[end - 1] in ".!?"
    words = narration.text[mark.start : mark.end]
    denial = make_statement(
        narration,
        FactKind.DENIAL,
        Saying(mark.end + 1, end, mark.start, end),
        rule="denials.mark",
        value="absence",
        parts={"mark": Part(words, mark.start, mark.end)},
        reason=f'"{words}" denies one thing more.',
    )
    return replace(denial, parts={**denial.parts, "speaker": fact.parts["speaker"]})


def link_denials(narration: Narration, statements: Sequence[Fact]) -> list[Fact]:
    """Each denial with ``against`` set to the nearest claim before it on the same topic."""
    if not any(fact.kind is FactKind.DENIAL for fact in statements):
        return list(statements)
    topics = [_topic(narration, fact) for fact in statements]
    linked = list(statements)
    for number, fact in enumerate(statements):
        if fact.kind is not FactKind.DENIAL:
            continue
        answered = _answered(statements, topics, number)
        if answered is not None:
            shared = ", ".join(sorted(topics[number] & topics[answered])[:4])
            why = f"shared words: {shared}" if shared else "it stands right before"
            linked[number] = replace(
                fact,
                against=answered,
                reason=f"{fact.reason} Answers a claim before it; {why}.",
            )
    return linked


def _answered(
    statements: Sequence[Fact], topics: Sequence[frozenset[str]], number: int
) -> int | None:
    """Most shared words; of equals, the nearest. Nobody denies what they said themselves."""
    best, best_shared = None, 0
    for earlier in range(number - 1, max(-1, number - 1 - _REACH), -1):
        claim = statements[earlier]
        if claim.kind is not FactKind.CLAIM or _same_speaker(claim, statements[number]):
            continue
        if statements[number].value == "reporting" and not _is_passed_on(claim):
            continue
        shared_words = topics[number] & topics[earlier]
        shared = len(shared_words)
        if shared == 1 and statements[number].start - claim.end > _far(shared_words):
            continue
        if shared > best_shared:
            best, best_shared = earlier, shared
    if best is None:
        return _just_before(statements, number, has_topic=bool(topics[number]))
    return best


def _just_before(statements: Sequence[Fact], number: int, *, has_topic: bool) -> int | None:
    """ "Wrongly reported", "denied the claim" need no shared word if it stands right before."""
    sort = statements[number].value
    if number == 0 or sort not in {"reporting", "denied"} or (sort == "denied" and has_topic):
        return None
    claim, denial = statements[number - 1], statements[number]
    if claim.kind is not FactKind.CLAIM or denial.start - claim.end > _NEAR:
        return None
    if denial.value == "reporting" and not _is_passed_on(claim):
        return None
    return None if _same_speaker(claim, denial) else number - 1


_REACH: Final = 100
"""Statements before a denial among which the claim it answers is sought."""
_FAR: Final = 500
"""Letters beyond which one shared word does not connect a denial with a claim."""
_FAR_ON_A_TOPIC: Final = 2500
"""Letters beyond which a shared topic alone does not: it says more than a word."""
_ABOUT: Final = "about "
_NEAR: Final = 200
"""Letters between a report and the sentence that calls it wrong."""


def _far(shared: frozenset[str]) -> int:
    return _FAR_ON_A_TOPIC if any(word.startswith(_ABOUT) for word in shared) else _FAR


def _is_passed_on(claim: Fact) -> bool:
    speaker = claim.parts.get("speaker")
    return speaker is None or speaker.value == "media"


def _same_speaker(claim: Fact, denial: Fact) -> bool:
    one, other = claim.parts.get("speaker"), denial.parts.get("speaker")
    if one is None or other is None:
        return False
    return (one.value or one.text.lower()) == (other.value or other.text.lower())


def _topic(narration: Narration, fact: Fact) -> frozenset[str]:
    if fact.kind not in {FactKind.CLAIM, FactKind.DENIAL}:
        return frozenset()
    content = fact.parts["content"]
    named = {
        word.lower()
        for mention in narration.named_within(content.start, content.end)
        for word in mention.text.split()
    }
    words = {match.group().lower() for match in _WORD.finditer(content.text)}
    first, last = narration.token(content.start), narration.token(content.end)
    charges = {_ABOUT + hit.label for hit in narration.hits("topics", first, last)}
    return frozenset(charges) | frozenset(
        _STEMS.sub("", word) for word in words - _TOPICLESS - named
    )
