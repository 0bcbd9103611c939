"""What particular verbs introduce: whom one told, what one counted, called or rejected."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.content_spans import (
    ENDS,
    FINITE,
    THAT_REACH,
    WHOM_REACH,
    Content,
    after_that,
    begins_clause,
    quotation_at,
    rest_of,
)
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.speaker_nouns import DETERMINERS
from ponleu.engines.reading.untruths import untruth_at
from ponleu.engines.reading.word_sets import word_set

ASIDE: Final = word_set(
    "in at on to during yesterday after today through via by when as while with before about "
    "recently here earlier last this late early"
)
_SPOKEN: Final = word_set(
    "claims claim reports report reporting reported allegations allegation that accusations "
    "accusation accused charges charge rumours rumour rumors rumor as news talk suggestion "
    "suggestions assertion assertions story stories account accounts version notion idea word "
    "description label post posts video article articles coverage figure figures number numbers "
    "even any criticism criticisms findings finding ranking grade insinuation insinuations "
    "information testimony statement statements saying sayings charge charges indictment words "
    "blame responsibility guilt involvement knowledge link links ties tie connection existence "
    "complaint complaints remark remarks comment comments video videos photo photos image images "
    "advert advertisement finger conversation message messages letter signature document "
    "documents contract evidence whole everything entire picture depiction impression hint "
    "hints rumoured tale tales myth legend novel fantasy song label term terms phrase "
    "fabrication fabrications slander slanders lie lies falsehood falsehoods smear smears "
    "distortion distortions defamation propaganda narrative narratives characterisation "
    "characterization conclusion conclusions speculation gossip"
)
"""What is rejected must be words, or "even that"."""
_UNNAMED: Final = word_set("name named anonymous anonymity identified unnamed pseudonym called")
_ALL_SAID: Final = word_set("this it that these both every everything all them")
_AFTER_ALL: Final = frozenset({",", ";", ":", "word", "and", "but", "as", "when", "in", "outright"})
_OBJECTS: Final = word_set("me us him her them you reporters journalists staff")
_OPENS_CLAUSE: Final = word_set("he she it they we i there nobody no the his her their")
_AFTER_HER: Final = word_set("that he she they it the a an not to there no this about")
_COUNTS: Final = word_set(
    "number figure toll count total sum cost loss price debt bill share tally"
)
_FIGURE_REACH: Final = 12
_NEAR_FIGURE: Final = 3
_TO_A_FIGURE: Final = frozenset({"at", "than", "about", "around", "nearly", "some", "least", "$"})
_NUMBERS: Final = word_set(
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty "
    "hundred hundreds dozens thousands zero us$ usd $ us"
)
_SAYING: Final = word_set("saying telling stating claiming insisting complaining warning adding")
_SOUGHT: Final = word_set("any evidence anyone anybody signs proof victims cases a an indication")
_CALL_REACH: Final = 12
_NEVER_CALLED: Final = word_set("on for upon to in off by at out up police")


def _figure(narration: Narration, line: Line, at: int) -> Content | None:
    """A number that someone gives: "put the toll at 40", "counts 446 requests"."""
    tokens = narration.tokens
    if tokens[at].word == "that":
        return rest_of(narration, line, at + 1)
    if tokens[at - 1].word in {"put", "puts", "putting"} and (
        tokens[min(at + 1, line.last - 1)].word in _COUNTS
        and _has_at(narration, at, min(at + 2 * _FIGURE_REACH, line.last))
    ):
        return rest_of(narration, line, at)
    for step in range(at, min(at + _FIGURE_REACH, line.last)):
        word = tokens[step].word
        if word in {",", ";", ".", "that", "to", "in", "on", "into"}:
            break
        is_number = word[0].isdigit() or word in _NUMBERS
        if is_number and (step - at < _NEAR_FIGURE or tokens[step - 1].word in _TO_A_FIGURE):
            if _gives_figure(narration, at, step):
                return _object(narration, line, at)
            break
    return _reported(narration, line, at)


def _gives_figure(narration: Narration, at: int, number: int) -> bool:
    """ "Gave 48" but not "gave him 48"; "put it at 48" but not "put 48 in"."""
    verb = narration.tokens[at - 1].word
    if verb in {"gave", "gives"}:
        return number == at
    return not verb.startswith("put") or _has_at(narration, at, number)


def _reported(narration: Narration, line: Line, at: int) -> Content | None:
    """ "Reported finding nothing", "estimates the damage was small"."""
    tokens = narration.tokens
    verb = tokens[at - 1].word
    if verb.startswith("report") and tokens[at].word.endswith("ing"):
        return _object(narration, line, at)
    if verb.startswith(("report", "estimat", "cit")) and begins_clause(narration, line, at):
        return rest_of(narration, line, at)
    return None


def _object(narration: Narration, line: Line, at: int) -> Content | None:
    """A thing reported, up to ", and its owner paid", which is told by the reporter again."""
    content = rest_of(narration, line, at)
    if content is None:
        return None
    for step in range(at + 1, narration.token(content.end) - 2):
        words = narration.tokens[step].word, narration.tokens[step + 1].word
        if words == (",", "and") and narration.tokens[step + 2].word not in {"of", "that"}:
            return content._replace(end=narration.tokens[step].start)
        if words in {(",", "while"), (",", "but")}:
            return content._replace(end=narration.tokens[step].start)
    return content


def _has_at(narration: Narration, first: int, last: int) -> bool:
    return any(token.word == "at" for token in narration.tokens[first:last])


def _quoted(narration: Narration, line: Line, at: int) -> Content | None:
    """ "Was quoted by state radio as saying that ...": the words after "saying"."""
    tokens = narration.tokens
    for step in range(at, min(at + THAT_REACH, line.last - 2)):
        if tokens[step].word == "as" and tokens[step + 1].word in _SAYING:
            begin = step + 2
            return quotation_at(narration, line, begin) or rest_of(
                narration, line, begin + (tokens[begin].word == "that")
            )
        if tokens[step].word in {",", ";", "."}:
            return None
    return None


def _called(narration: Narration, line: Line, at: int) -> Content | None:
    """ "Calls this “a game”", "called the report baseless": what it is called."""
    tokens = narration.tokens
    described = _described(narration, line, at)
    if described is not None or tokens[at].word in _NEVER_CALLED:
        return described
    if any(token.word == "what" for token in tokens[max(line.first, at - _CALL_REACH) : at]):
        return _to_a_comma(narration, line, at)
    if tokens[at].word in {"it", "this"} and at + 1 < line.last:
        is_named = tokens[at + 1].word.isalpha() and tokens[at + 1].word not in _NEVER_CALLED
        return rest_of(narration, line, at) if is_named else quotation_at(narration, line, at + 1)
    return _called_in_marks(narration, line, at)


def _called_in_marks(narration: Narration, line: Line, at: int) -> Content | None:
    """What is called something in quotation marks, or "baseless"."""
    tokens = narration.tokens
    for step in range(at, min(at + _CALL_REACH, line.last)):
        if tokens[step].word in {";", ".", "that", "who", "which"}:
            return None
        offset = tokens[step].start
        for _, end in narration.around.quotations_from(offset, offset + 2):
            return Content(tokens[at].start, end, False)
        if narration.hit_at("denial_marks", step) or untruth_at(narration, step):
            return rest_of(narration, line, at)
    return None


def _described(narration: Narration, line: Line, at: int) -> Content | None:
    """ "Described being sold", "described to our nurse how they slept"."""
    tokens = narration.tokens
    if not tokens[at - 1].word.startswith("describ"):
        return None
    if tokens[at].word.endswith("ing"):
        return rest_of(narration, line, at)
    for step in range(at, min(at + WHOM_REACH, line.last)):
        if tokens[step].word == "how":
            return rest_of(narration, line, step)
    return None


def _to_a_comma(narration: Narration, line: Line, at: int) -> Content | None:
    """ "What officials called the largest return this year": the words of the officials."""
    rest = rest_of(narration, line, at)
    comma = narration.text.find(",", rest.start, rest.end) if rest else -1
    return rest._replace(end=comma) if rest and comma > rest.start else rest


def _told(narration: Narration, line: Line, at: int) -> Content | None:
    """After "told": whom, then the words, with or without "that"."""
    tokens = narration.tokens
    if tokens[at].word == "[":
        at += 1
    if at >= line.last or tokens[at].word == "to":
        return None
    that = _that_after_whom(narration, line, at)
    if that is not None:
        return that
    step = _whom_end(narration, line, at)
    is_bracketed = step < line.last and tokens[step].word == "]"
    return _told_directly(narration, line, at, step + is_bracketed)


def _told_directly(narration: Narration, line: Line, at: int, step: int) -> Content | None:
    """ "Told us no receipt was given": the words from ``step`` on, without "that"."""
    tokens = narration.tokens
    for near in range(step, min(step + WHOM_REACH, line.last)):
        quotation = quotation_at(narration, line, near)
        if quotation is not None:
            return quotation._replace(to=(tokens[at].start, tokens[near - 1].end))
        if tokens[near].word in {"that", ",", ":"}:
            break
        if _opens_clause(narration, line, near):
            return _to(narration, rest_of(narration, line, near), at, near)
    if step >= line.last or tokens[step].word in (ASIDE - {"about"}) | {"that", "of", ",", "to"}:
        return None
    if begins_clause(narration, line, step) or _is_short_whom(narration, at, step):
        return _to(narration, rest_of(narration, line, step), at, step)
    return None


def _to(narration: Narration, told: Content | None, at: int, stop: int) -> Content | None:
    """The words with the one they are told to, from token ``at`` to ``stop``."""
    stop -= narration.tokens[stop - 1].word == "]"
    return told and told._replace(to=(narration.tokens[at].start, narration.tokens[stop - 1].end))


def _that_after_whom(narration: Narration, line: Line, at: int) -> Content | None:
    """ "Told the envoy on Monday that ...": no verb may stand before "that"."""
    tokens = narration.tokens
    after = after_that(narration, line, at)
    if after is None:
        return None
    that = narration.token(after.start) - 1
    if that <= at:
        return after
    if any(token.word in FINITE for token in tokens[at:that]):
        return None
    if tokens[at].word in _OBJECTS and tokens[at + 1].word in _OPENS_CLAUSE:
        return None
    stop = at + 1
    while stop < that and tokens[stop].word not in ASIDE | {",", "]"}:
        stop += 1
    return after._replace(to=(tokens[at].start, tokens[stop - 1].end))


def _opens_clause(narration: Narration, line: Line, at: int) -> bool:
    return narration.tokens[at].word in _OPENS_CLAUSE and begins_clause(narration, line, at)


def _whom_end(narration: Narration, line: Line, at: int) -> int:
    """The token after the one who is told: a name, "us", "her mother", "the police"."""
    tokens = narration.tokens
    named = narration.named_starting(tokens[at].start)
    if named is not None:
        return narration.token(named.end)
    if tokens[at].word in DETERMINERS and at + 1 < line.last:
        if tokens[at].word in {"her", "his"} and tokens[at + 1].word in _AFTER_HER:
            return at + 1
        return at + 2 if tokens[at].word != "reporters" else at + 1
    return at + 1


def _is_short_whom(narration: Narration, at: int, step: int) -> bool:
    return step == at + 1 and narration.tokens[at].word in _OBJECTS


def _asked(narration: Narration, line: Line, at: int) -> Content | None:
    """A request needs "to" or "that" after the one asked: "advised workers to leave"."""
    if narration.tokens[at].word == "not":  # "asked not to be named" asks nobody
        return None
    near = {token.word for token in narration.tokens[at : min(at + WHOM_REACH, line.last)]}
    if near & _UNNAMED:  # "asked that his name be withheld", "asked to remain anonymous"
        return None
    for step in range(at, min(at + THAT_REACH, line.last)):
        word = narration.tokens[step].word
        if word in ENDS | {";", "if", "whether"}:
            return None
        if word in {"to", "that"} and (step > at or word == "that"):
            start = step + 1 if word == "that" else at
            rest = rest_of(narration, line, start)
            if rest is not None and word == "to":
                whom = step - 1 if narration.tokens[step - 1].word != "not" else step - 2
                spoken_to = (narration.tokens[at].start, narration.tokens[max(whom, at)].end)
                return rest._replace(to=spoken_to)
            return rest
    return None


def _rejected(narration: Narration, line: Line, at: int) -> Content | None:
    """What is rejected must be words: claims, reports, allegations, or "that"."""
    if narration.tokens[at].word in {"to", "entry", "bail"}:
        return None
    after = narration.tokens[at + 1].word if at + 1 < line.last else "."
    if narration.tokens[at].word in _ALL_SAID and (after in ENDS or after in _AFTER_ALL):
        return _to_the_colon(narration, line, at)
    words = {token.word for token in narration.tokens[at : min(at + 6, line.last)]}
    return _to_the_colon(narration, line, at) if words & _SPOKEN else None


def _to_the_colon(narration: Narration, line: Line, at: int) -> Content | None:
    """ "Disputed the figure: only 40 were there, he said": the rest has its own speaker."""
    rest = rest_of(narration, line, at)
    if rest is None:
        return None
    colon = narration.text.find(": ", rest.start, rest.end)
    if colon <= rest.start or narration.around.is_quoted(colon):
        return rest
    return rest._replace(end=colon)


def _found(narration: Narration, line: Line, at: int) -> Content | None:
    """ "Found" reports only with "that", a denial or a quotation: "found there was no"."""
    word = narration.tokens[at].word
    if word == "that":
        return rest_of(narration, line, at + 1)
    if narration.tokens[at - 1].word == "finds":
        return _called(narration, line, at)
    if narration.tokens[at - 1].word == "find":
        return rest_of(narration, line, at) if word in _SOUGHT else None
    return rest_of(narration, line, at) if word in {"no", "there", "nothing"} else None


FINDERS: Final = {
    "tell": _told,
    "to": _asked,
    "claim": _rejected,
    "find": _found,
    "figure": _figure,
    "call": _called,
    "quoted": _quoted,
}
