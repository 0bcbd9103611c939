"""Where the words begin and end that a reporting verb introduces."""

from __future__ import annotations

from typing import Final, NamedTuple

from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.types import FactKind
from ponleu.engines.reading.word_sets import word_set


class Content(NamedTuple):
    """The words said, with offsets; quotation marks are left out."""

    start: int
    end: int
    is_quoted: bool
    to: tuple[int, int] | None = None
    """The one spoken to, where a verb such as "told" names them."""


_THAT_REACH: Final = 16
"""Words between "said" and its "that": "said during the opening of the course that"."""
_MARKS: Final = ' \t\r\n\u200b“”"«»„,.:;!?'
_GAP: Final = 8
"""Letters between a quotation and "he said": marks and blanks only."""
_LONG_GAP: Final = 80
OFFICE_WORDS: Final = 6
"""Words of an office between a quotation and the name of the one who spoke it."""
_OFFICE_REACH: Final = 6
"""Words of an office between the comma and the name: "..., the provincial police chief"."""
_ASIDE: Final = word_set(
    "in at on to during yesterday after today through via by when as while with before about "
    "recently here earlier last this late early"
)
_ENDS: Final = frozenset({".", "!", "?", "”", '"', "»", "។"})
_SUMS: Final = frozenset({("add", "up"), ("add", "to")})
"""First letters of a verb and the word after it that tell of sums, not of speech."""
_LEAST_LEAD: Final = 4
"""Words before "..., he said." that make a clause and not only "Therefore"."""
_DETERMINERS: Final = word_set("the a an his her its their this some reporters")


def quotation_before(narration: Narration, offset: int, words: int = 0) -> Content | None:
    """The quotation that ends right before ``offset``, only marks between.

    Args:
        words: how many words of an office may stand between: "..., provincial governor".
    """
    quotation = narration.around.quotation_before(offset)
    if quotation is None or offset - quotation[1] > (_LONG_GAP if words else _GAP):
        return None
    if _is_a_term(narration, quotation, offset):
        return None
    if _is_mid_sentence(narration, quotation):
        return None
    between = narration.text[quotation[1] : offset].lstrip(_MARKS)
    if len(between.split()) > words or any(mark in between for mark in ",.;:!?"):
        return None
    return Content(*quotation, True)


def _is_mid_sentence(narration: Narration, quotation: tuple[int, int]) -> bool:
    """Whether the quotation ends a clause that began outside: 'given five for "removal",'."""
    start = quotation[0]
    if not narration.text[start].islower():
        return False
    at = narration.token(start) - 2
    return at >= 0 and narration.tokens[at].word.isalpha()


def _is_a_term(narration: Narration, quotation: tuple[int, int], offset: int) -> bool:
    """Whether the marks close inside a sentence that a stop ends: 'called it "a song". He'."""
    start, end = quotation
    if "." not in narration.text[end:offset] or narration.text[end - 1] in ",.!?":
        return False
    before = narration.text[max(0, start - 3) : start].rstrip(_MARKS)
    return before != "" and not narration.text[max(0, start - 3) : start - 1].rstrip(" ").endswith(
        tuple(_ENDS)
    )


def content_after(narration: Narration, line: Line, hit: Hit, subject_start: int) -> Content | None:
    """The words that the verb at ``hit`` introduces; None if it introduces none."""
    at, tokens = hit.last, narration.tokens
    at += at + 1 < line.last and tokens[at].word == "also"  # "said also that"
    if at < line.last and (tokens[hit.first].word[:3], tokens[at].word) in _SUMS:
        return None
    quotation = _quotation_at(narration, line, at)
    if quotation is not None:
        return quotation
    if at >= line.last or tokens[at].word in _ENDS:
        return clause_before(narration, line, subject_start) if hit.label in _CLOSING else None
    if hit.label in _CLOSING and (after := _after_colon(narration, line, at)):
        return after
    finder = _FINDERS.get(hit.label)
    if finder is not None:
        found = finder(narration, line, at)
        if found is None and hit.label == "tell" and line.last - at <= _TOLD_REACH:
            return clause_before(narration, line, subject_start)
        return found
    if tokens[at].word == "that":
        return _rest(narration, line, at + 1)
    if hit.label == "that":
        return _after_that(narration, line, at) if tokens[at].word in _ASIDE else None
    if hit.label in {"say", "clause", "quote"}:
        return _said(narration, line, hit, subject_start)
    return _rest(narration, line, at)


def _said(narration: Narration, line: Line, hit: Hit, subject_start: int) -> Content | None:
    at, tokens = _after_date(narration, line, hit.last), narration.tokens
    if at >= line.last or tokens[at].word in _ENDS:
        return clause_before(narration, line, subject_start)
    word = tokens[at].word
    if word == "that":
        return _rest(narration, line, at + 1)
    if word == "about" and tokens[at + 1].word[0].isdigit():
        return _rest(narration, line, at)
    if word == ",":
        if at + 1 < line.last and tokens[at + 1].word in _ASIDE:
            after = _after_that(narration, line, at + 1)
            if after is not None:
                return after
        return _parenthesis(narration, line, at, subject_start)
    if word == ":":
        return _rest(narration, line, at + 1)
    if word in _ASIDE:
        after = _after_that(narration, line, at) or _quotation_near(narration, line, at)
        if after is not None:
            return after
        if line.last - at <= _THAT_REACH // 2:
            before = clause_before(narration, line, subject_start)
            if before is not None:
                return before
        if hit.label == "say" and word not in _NEVER_OBJECTS:
            return _rest(narration, line, at)
        return None
    if hit.label == "quote":
        return None
    if hit.label == "say" or begins_clause(narration, line, at):
        return _rest(narration, line, at)
    if tokens[hit.first].word.startswith(_ADMITTING) and word not in _NEVER_OBJECTS:
        return _rest(narration, line, at)
    return None


def _after_date(narration: Narration, line: Line, at: int) -> int:
    """The token after "Thursday" in "said Thursday"."""
    start = narration.tokens[at].start
    for fact in narration.within(FactKind.DATE, start, line.end)[:1]:
        if fact.start == start:
            return narration.token(fact.end)
    return at


def _quotation_near(narration: Narration, line: Line, at: int) -> Content | None:
    """'Wrote on his page "..."': a quotation after a few words of an aside."""
    for step in range(at, min(at + _COLON_REACH, line.last)):
        if narration.tokens[step].word in {",", ";", ".", "that"}:
            return None
        found = _quotation_at(narration, line, step)
        if found is not None:
            return found
    return None


def begins_clause(narration: Narration, line: Line, at: int) -> bool:
    """Whether a clause with its own verb begins at ``at``: "the girl was playing"."""
    tokens = narration.tokens
    if tokens[at].word in _PRONOUNS:
        return at + 1 < line.last and tokens[at + 1].word[0].isalpha()
    if tokens[at].word in {"has", "have", "had", "is", "was", "will"}:
        return True
    for step in range(at + 1, min(at + _VERB_REACH, line.last)):
        word = tokens[step].word
        if word in _ENDS or word in {";", ":", ",", "“"}:
            return False
        if word in _FINITE or word.endswith(("n't", "n’t")):
            return True
        if word in _SUBJECTS and step - at < _WHOM_REACH:
            return True
    return False


def _after_colon(narration: Narration, line: Line, at: int) -> Content | None:
    """ "Disagrees: they counted us", "put it to us last December: ..."."""
    for step in range(at, min(at + _COLON_REACH, line.last)):
        word = narration.tokens[step].word
        if word == ":":
            return _quotation_at(narration, line, step + 1) or _rest(narration, line, step + 1)
        if word in {"that", ",", ";", "“", '"'} or word in _FINITE:
            return None
    return None


def _figure(narration: Narration, line: Line, at: int) -> Content | None:
    """A number that someone gives: "put the toll at 40", "counts 446 requests"."""
    tokens = narration.tokens
    if tokens[at].word == "that":
        return _rest(narration, line, at + 1)
    for step in range(at, min(at + _FIGURE_REACH, line.last)):
        word = tokens[step].word
        if word in {",", ";", ".", "that", "to", "in", "on", "into"}:
            break
        is_number = word[0].isdigit() or word in _NUMBERS
        if is_number and (step - at < _NEAR_FIGURE or tokens[step - 1].word in _TO_A_FIGURE):
            if tokens[at - 1].word in {"gave", "gives"} and step > at:
                break
            if tokens[at - 1].word.startswith("put") and not _has_at(narration, at, step):
                break
            return _object(narration, line, at)
    verb = tokens[at - 1].word
    if verb.startswith("report") and tokens[at].word.endswith("ing"):
        return _object(narration, line, at)
    if verb.startswith(("report", "estimat", "cit")) and begins_clause(narration, line, at):
        return _rest(narration, line, at)
    return None


def _object(narration: Narration, line: Line, at: int) -> Content | None:
    """A thing reported, up to ", and its owner paid", which is told by the reporter again."""
    content = _rest(narration, line, at)
    if content is None:
        return None
    for step in range(at + 1, narration.token(content.end) - 1):
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
    for step in range(at, min(at + _THAT_REACH, line.last - 2)):
        if tokens[step].word == "as" and tokens[step + 1].word in _SAYING:
            begin = step + 2
            return _quotation_at(narration, line, begin) or _rest(
                narration, line, begin + (tokens[begin].word == "that")
            )
        if tokens[step].word in {",", ";", "."}:
            return None
    return None


def _called(narration: Narration, line: Line, at: int) -> Content | None:
    """ "Calls this “a game”", "called the report baseless": what it is called."""
    tokens = narration.tokens
    if tokens[at].word in _NEVER_CALLED:
        return None
    if tokens[at - 1].word.startswith("describ") and (
        tokens[at].word.endswith("ing") or tokens[at].word == "how"
    ):
        return _rest(narration, line, at)
    if tokens[at].word in {"it", "this"} and at + 1 < line.last:
        is_named = tokens[at + 1].word.isalpha() and tokens[at + 1].word not in _NEVER_CALLED
        return _rest(narration, line, at) if is_named else _quotation_at(narration, line, at + 1)
    for step in range(at, min(at + _CALL_REACH, line.last)):
        if tokens[step].word in {";", ".", "that", "who", "which"}:
            return None
        offset = tokens[step].start
        for _, end in narration.around.quotations_from(offset, offset + 2):
            return Content(tokens[at].start, end, False)
        if narration.hit_at("denial_marks", step):
            return _rest(narration, line, at)
    return None


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
    to_end = tokens[step - 1].end
    if step < line.last and tokens[step].word == "]":
        step += 1
    for near in range(step, min(step + _WHOM_REACH, line.last)):
        quotation = _quotation_at(narration, line, near)
        if quotation is not None:
            return quotation._replace(to=(tokens[at].start, tokens[near - 1].end))
        if tokens[near].word in {"that", ",", ":"}:
            break
        if _opens_clause(narration, line, near):
            told = _rest(narration, line, near)
            return told and told._replace(to=(tokens[at].start, tokens[near - 1].end))
    if step >= line.last or tokens[step].word in (_ASIDE - {"about"}) | {"that", "of", ",", "to"}:
        return None
    if begins_clause(narration, line, step) or _is_short_whom(narration, at, step):
        told = _rest(narration, line, step)
        return told and told._replace(to=(tokens[at].start, to_end))
    return None


def _that_after_whom(narration: Narration, line: Line, at: int) -> Content | None:
    """ "Told the envoy on Monday that ...": no verb may stand before "that"."""
    tokens = narration.tokens
    after = _after_that(narration, line, at)
    if after is None:
        return None
    that = narration.token(after.start) - 1
    if any(token.word in _FINITE for token in tokens[at:that]):
        return None
    if tokens[at].word in _OBJECTS and tokens[at + 1].word in _OPENS_CLAUSE:
        return None
    stop = at + 1
    while tokens[stop].word not in _ASIDE | {"that", ",", "]"}:
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
    if tokens[at].word in _DETERMINERS and at + 1 < line.last:
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
    for step in range(at, min(at + _THAT_REACH, line.last)):
        word = narration.tokens[step].word
        if word in _ENDS | {";", "if", "whether"}:
            return None
        if word in {"to", "that"} and (step > at or word == "that"):
            start = step + 1 if word == "that" else at
            rest = _rest(narration, line, start)
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
    if narration.tokens[at].word in _ALL_SAID and (after in _ENDS or after in {",", ";", "word"}):
        return _rest(narration, line, at)
    words = {token.word for token in narration.tokens[at : min(at + 6, line.last)]}
    return _rest(narration, line, at) if words & _SPOKEN else None


def _found(narration: Narration, line: Line, at: int) -> Content | None:
    """ "Found" reports only with "that", a denial or a quotation: "found there was no"."""
    word = narration.tokens[at].word
    if word == "that":
        return _rest(narration, line, at + 1)
    if narration.tokens[at - 1].word == "finds":
        return _called(narration, line, at)
    if narration.tokens[at - 1].word == "find":
        return _rest(narration, line, at) if word in _SOUGHT else None
    return _rest(narration, line, at) if word in {"no", "there", "nothing"} else None


def _after_that(narration: Narration, line: Line, at: int) -> Content | None:
    for step in range(at, min(at + _THAT_REACH, line.last)):
        word = narration.tokens[step].word
        if word in {".", ";", ":"} or narration.around.is_quoted(
            narration.tokens[step].start
        ) != narration.around.is_quoted(narration.tokens[at].start):
            return None
        if word == "that" and narration.tokens[step + 1].word != "of":
            return _rest(narration, line, step + 1)
    return None


def _quotation_at(narration: Narration, line: Line, at: int) -> Content | None:
    """A quotation that begins after the verb, but for "that", a comma or a colon."""
    if narration.around.is_quoted(narration.tokens[at - 1].start):
        return None
    for step in range(at, min(at + 4, line.last + 1, len(narration.tokens))):
        offset = narration.tokens[step].start
        for start, end in narration.around.quotations_from(offset, offset + 2):
            if narration.tokens[step - 1].word == "that" and _goes_on(narration, line, end):
                return None
            return Content(start, end, True)
        if narration.tokens[step].word not in {",", ":", "that", "“", '"', "«"}:
            return None
    return None


def _goes_on(narration: Narration, line: Line, end: int) -> bool:
    """Whether words follow a quotation in its sentence: 'that "the fruit man" had left'."""
    following = narration.text[end : line.end].lstrip(_MARKS)
    return bool(following) and narration.text[end - 1] not in ",.!?"


def _parenthesis(narration: Narration, line: Line, at: int, subject_start: int) -> Content | None:
    """ "Therefore, she said, the office ..." or "The office, she said, ..."."""
    tokens = narration.tokens
    begin = clause_start(narration, line, narration.token(subject_start) - 1)
    lead = narration.token(subject_start) - begin
    after = tokens[at + 1].word if at + 1 < line.last else ""
    if after.endswith("ing") or after in _ASIDE | {"without", "who", "which", "but", "and", "a"}:
        return clause_before(narration, line, subject_start)
    if lead > _LEAST_LEAD or (lead > 2 and tokens[narration.token(subject_start) - 1].word == ","):
        return Content(tokens[begin].start, _trimmed(narration, line.end), False)
    return _rest(narration, line, at + 1) if lead <= 1 + _LEAST_LEAD else None


def clause_before(narration: Narration, line: Line, subject_start: int) -> Content | None:
    """The words before "..., he said." where they are not in quotation marks."""
    at = narration.token(subject_start) - 1
    for _ in range(_OFFICE_REACH):
        if at > line.first and narration.tokens[at].word != ",":
            at -= 1
    at = _before_the_office(narration, line, at)
    begin = clause_start(narration, line, at)
    if at - begin < _LEAST_LEAD or narration.tokens[at].word != ",":
        return None
    if narration.around.is_quoted(narration.tokens[at - 1].start):
        return None
    return Content(narration.tokens[begin].start, narration.tokens[at].start, False)


def _before_the_office(narration: Narration, line: Line, comma: int) -> int:
    """The comma before "the deputy prosecutor" in "..., the deputy prosecutor, Sok Dara, said"."""
    tokens = narration.tokens
    for at in range(comma - 1, max(line.first, comma - _OFFICE_REACH - 1), -1):
        if tokens[at].word == ",":
            return at if tokens[at + 1].word in _DETERMINERS else comma
    return comma


def clause_start(narration: Narration, line: Line, at: int) -> int:
    """The token after the last semicolon, colon or dash before ``at``, else the line's first."""
    for step in range(at, max(line.first, at - _CLAUSE_REACH) - 1, -1):
        word = narration.tokens[step].word
        if (
            word in {";", ":"}
            and step < at
            and not narration.around.is_quoted(narration.tokens[step].start)
        ):
            return step + 1
    return line.first


def _rest(narration: Narration, line: Line, at: int) -> Content | None:
    """From token ``at`` to the end of the sentence, or of the quotation it stands in."""
    if at >= line.last:
        return None
    start, end = narration.tokens[at].start, line.end
    quotation = narration.around.quotation_at(start)
    if quotation is not None:
        end = min(end, quotation[1])
    end = _bracketed(narration, line, at, end)
    end = _first_stop(narration, line, at, end)
    end = _next_promise(narration, at, end)
    end = _trimmed(narration, end)
    return Content(start, end, False) if end > start else None


def _first_stop(narration: Narration, line: Line, at: int, end: int) -> int:
    """Where a semicolon outside quotation marks ends the words, if one does."""
    stop = narration.text.find(";", narration.tokens[at].start, end)
    if stop < 0 or narration.around.is_quoted(stop):
        return end
    return stop if stop - narration.tokens[at].start > 1 else end


def _next_promise(narration: Narration, at: int, end: int) -> int:
    """Where ", and undertook to" goes on to what the speaker promises, or asks for."""
    tokens = narration.tokens
    last = narration.token(end)
    for words in ("commitment_marks", "request_verbs"):
        for hit in narration.hits(words, at + 2, last):
            before = tokens[hit.first - 1].word, tokens[hit.first - 2].word
            if before == ("and", ",") and hit.label not in {"modal", "listed"}:
                return tokens[hit.first - 2].start
    return end


def _bracketed(narration: Narration, line: Line, at: int, end: int) -> int:
    """Where a bracket that opened before the words closes: "(she asked for one) and"."""
    opened = narration.text.rfind("(", line.start, narration.tokens[at].start)
    if opened < 0 or ")" in narration.text[opened : narration.tokens[at].start]:
        return end
    closes = narration.text.find(")", narration.tokens[at].start, end)
    return closes if closes >= 0 else end


def _trimmed(narration: Narration, end: int) -> int:
    while end > 0 and narration.text[end - 1] in _MARKS:
        end -= 1
    return end


_SPOKEN: Final = word_set(
    "claims claim reports report reporting reported allegations allegation that accusations "
    "accusation accused charges charge rumours rumour rumors rumor as news talk suggestion "
    "suggestions assertion assertions story stories account accounts version notion idea word "
    "description label post posts video article articles coverage figure figures number numbers "
    "even any criticism criticisms findings finding ranking grade insinuation insinuations "
    "information testimony statement statements "
    "fabrication fabrications slander slanders lie lies falsehood falsehoods smear smears "
    "distortion distortions defamation propaganda narrative narratives characterisation "
    "characterization conclusion conclusions speculation gossip"
)
"""What is rejected must be words, or "even that"."""
_SUBJECTS: Final = frozenset({"he", "she", "they", "we", "i"})
_ALL_SAID: Final = word_set("this it that these both every everything all them")
_TOLD_REACH: Final = 9
"""Tokens of "AFP by telephone on Monday" after the "told" that closes a sentence."""
_CLOSING: Final = frozenset({"say", "clause", "quote", "that", "tell", "figure"})
"""Labels of verbs that may close what they report: "..., he noted."."""
_ADMITTING: Final = (
    "acknowledg", "admit", "conced", "confirm", "alleg", "regret", "note", "noting", "expects",
    "expected that", "predict", "suspect", "fear", "claim", "confess", "announc", "disclos",
)  # fmt: skip
"""How verbs begin that take a bare thing: "acknowledged dozens of families"."""
_NEVER_OBJECTS: Final = word_set(
    "to by for with in on at of from it him her them me us himself herself and or as into"
)
_OBJECTS: Final = word_set("me us him her them you reporters journalists staff")
_WHOM_REACH: Final = 5
_OPENS_CLAUSE: Final = word_set("he she it they we i there nobody no the his her their")
_AFTER_HER: Final = word_set("that he she they it the a an not to there no this about")
_PRONOUNS: Final = word_set("he she they it i we you there nobody somebody everyone who")
_FINITE: Final = word_set(
    "is are was were be been has have had do does did will would can could may might must "
    "should shall said came went took gave made got left ran knew saw told paid sold bought "
    "died lost found held kept owed cost costs remain remains want wants live lives work works "
    "need needs belong belongs owes earned worked stayed moved asked used lived received gets "
    "comes goes takes makes keeps gives began fell won't never"
)
_VERB_REACH: Final = 16
"""Tokens among which the verb of a clause without "that" is sought."""
_COLON_REACH: Final = 9
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
_CLAUSE_REACH: Final = 80
_FINDERS: Final = {
    "tell": _told,
    "to": _asked,
    "claim": _rejected,
    "find": _found,
    "figure": _figure,
    "call": _called,
    "quoted": _quoted,
}
