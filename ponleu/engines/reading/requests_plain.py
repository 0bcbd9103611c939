"""Requests that no attribution holds: pleas, recommendations, orders, "are invited to"."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.act_clauses import Piece
from ponleu.engines.reading.event_conditions import OFFICIALS
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.sayings import Saying, make_statement
from ponleu.engines.reading.speakers import Memory, Speaker, subject_before
from ponleu.engines.reading.types import Fact, FactKind
from ponleu.engines.reading.word_sets import word_set

_REACH: Final = 16
"""Words between "asked" and its "to": "asked the owners of every rented house to"."""
_HARD: Final = frozenset({";", ".", "?", "!", "whether", "if", "why", "how", "what", "when"})
_FINITE: Final = frozenset({"that", "but", "are", "is", "was", "were", "has", "will"})
_BE: Final = word_set("is are was were be been being am get got")
_NOT_SUBJECTS: Final = word_set("this it that there which who what these such here how why i we")
_UNASKED: Final = word_set("named identified quoted be photographed")
_NOUN_BEFORE: Final = word_set(
    "a an the this that by no any every each under their his her its our in of on for per your "
    "court executive new last latest such another to will would can could may might not did do "
    "does didn't don't never"
)
_MODAL_ASIDES: Final = word_set("also therefore then now always still instead only all both")
_STATIVE: Final = word_set(
    "know understand have note seem mean matter suffice help hope expect feel see remain face "
    "say think wonder like want"
)
_NOTED: Final = word_set("noted known remembered able seen said understood read clear")
_PARTICIPLES: Final = word_set(
    "made done held sent put set shut paid brought taken given kept built found cut let left told "
    "met bought sold seen heard lost run read spent drawn shown written withdrawn begun"
)
_DETERMINERS: Final = word_set(
    "the a an his her their its this our any my your that these those all some each every him "
    "them me us it you work school town prison jail court hospital police"
)
_ENDING: Final = word_set("hurry fast quickly read note see god thank reply answer")
_ASKING_FOR_ONESELF: Final = word_set(
    "ask asked asks asking beg begged begs begging request requested"
)
_BEGGING: Final = word_set(
    "ask asked asks asking press pressed presses pressing beg begged begs begging petitioned "
    "implored lobbied pressured petition lobby pressure"
)
_WANTED: Final = word_set(
    "inquiry investigation review action justice answers compensation release protection apology "
    "law ban change changes list end explanation money return help information proof evidence "
    "trial punishment refund raid inspection arrest sanctions safeguards access clarity tally"
)
_CAN: Final = word_set("can could would will")
_NOT_OBJECTS: Final = word_set(
    "of is was are were , . : by has had and - next more release conference statement had did "
    "will would should can may not who which that says said after before"
)
_OF_PAGES: Final = word_set("follow share read see contact watch visit view sign join listen")
_NOUN_AFTER: Final = word_set("officers police workers permits sources reports")
_SAY: Final = word_set("say said says saying tell told tells")
_BULLETS: Final = word_set('- – — • * · ( ) . : [ ] > “ " «')
_FREE: Final = word_set("please pls plz but and so then also say said says or")
_LEAST_PLEA: Final = 3
"""Words of the shortest thing pleaded for."""
_LETTERED: Final = 3
"""Letters of the longest number in a list: "iii"."""
_NOT_DEMANDED: Final = word_set("by from in and for as to on at or but if when with of")
_WANT_REACH: Final = 9
_CONTENT_FROM_SUBJECT: Final = frozenset({"modal"})


def plain_request_in(narration: Narration, line: Line, piece: Piece, saying: Saying) -> Fact | None:
    """The request that a clause makes, if it makes one."""
    for hit in narration.hits("request_marks", piece.first, piece.last):
        start = _asks(narration, piece, hit)
        if start is not None:
            return _request(narration, line, piece, saying, hit, start)
    start = _imperative(narration, line, piece)
    if start is None:
        return None
    return _made(narration, saying, piece.lead, start, start, piece, "requests.imperative")


def may_be_imperative(narration: Narration, line: Line) -> bool:
    """A quick look: whether a line, or a part of it after a colon, begins with a bare verb."""
    tokens = narration.tokens
    if narration.hit_at("request_imperatives", _worded(narration, line.first, line.last)):
        return True
    return any(
        tokens[at].word == ":" and narration.hit_at("request_imperatives", at + 1)
        for at in range(line.first, min(line.first + _REACH, line.last - 1))
    )


def _asks(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """Token with which what is asked for begins; None if the word asks for nothing here."""
    rule = {
        "to": _asks_to,
        "for": _asks_for,
        "object": _demands,
        "want": _wants,
        "polite": _pleads,
        "plea": _begs,
        "outcry": _cries_out,
        "negative": _forbids,
        "passive": _is_asked,
        "modal": _obliges,
    }[hit.label]
    return rule(narration, piece, hit)


def _is_verb_here(narration: Narration, piece: Piece, hit: Hit) -> bool:
    before = narration.tokens[hit.first - 1].word if hit.first > piece.first else ""
    is_going_on = narration.tokens[hit.last - 1].word.endswith("ing") or (
        narration.tokens[hit.first].word.endswith("ing")
    )
    is_counted = before[:1].isdigit()
    return (before not in _BE or is_going_on) and not is_counted and before not in _NOUN_BEFORE


def _asks_to(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "Asked the owners to", "told members not to", "urged: ..."."""
    if not _is_verb_here(narration, piece, hit):
        return None
    tokens = narration.tokens
    if hit.last < piece.last and tokens[hit.last].word in {"by", "about", "over", "on", "at"}:
        return None
    is_bare = tokens[hit.last - 1].word in {"warn", "tell", "told", "telling", "tells", "appeal"}
    for at in range(hit.last, min(hit.last + _REACH, piece.last - 1)):
        word = tokens[at].word
        if word in _HARD or word in _FINITE:
            return None
        if word == "to" and tokens[at + 1].word.isalpha() and _is_bare_verb(narration, at + 1):
            if tokens[at + 1].word in _UNASKED:
                return None
            is_own = tokens[hit.last - 1].word in _ASKING_FOR_ONESELF
            return at + 1 if at > hit.last or is_own else None
        if word == "for" and at + 1 < piece.last and _begs_for(narration, hit, at):
            return at
        if word in {"must", "should"} and at > hit.last:
            return at + 1
    after = tokens[hit.last].word if hit.last < piece.last else ""
    is_order = narration.hit_at("request_imperatives", hit.last) and after not in _DETERMINERS
    if not is_bare and is_order and hit.first > piece.first and after in after.lower():
        return hit.last
    return None


def _begs_for(narration: Narration, hit: Hit, at: int) -> bool:
    """ "Pressed the ministry for answers"; a machine's "order the police for close"."""
    if narration.hit_at("request_imperatives", at + 1) and narration.tokens[at - 1].word != "ask":
        return True
    return at > hit.last and narration.tokens[hit.first].word in _BEGGING


def _is_bare_verb(narration: Narration, at: int) -> bool:
    """ "To stop" and not "to Phnom Penh" or "to the governor"."""
    token = narration.tokens[at]
    if narration.text[token.start].isupper():
        return False
    return token.word not in _DETERMINERS


def _asks_for(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    if not _is_verb_here(narration, piece, hit) or hit.last >= piece.last:
        return None
    return hit.last


def _demands(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "Demanded $3,000": a thing asked for, after a verb that has a subject."""
    if not _is_verb_here(narration, piece, hit) or hit.first == piece.first:
        return None
    if hit.last >= piece.last:
        return None
    after = narration.tokens[hit.last]
    if after.word in _NOT_DEMANDED or not after.word[0].isalnum():
        return None
    return hit.last


def _wants(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "Wants the list made public", "want 1500 dollar"; not what someone would like to do."""
    tokens = narration.tokens
    before = tokens[hit.first - 1].word if hit.first > piece.first else ","
    if before in {"not", "n’t", ",", "to", "no", "don't", "who", "never", "he", "may"}:
        return None
    if hit.last >= piece.last or tokens[hit.last].word == "to":
        return None
    if narration.within(FactKind.AMOUNT, tokens[hit.last].start, tokens[hit.last].end + 12):
        return hit.last
    for at in range(hit.last + 1, min(hit.last + _WANT_REACH, piece.last)):
        word = tokens[at].word
        if (
            word in _PARTICIPLES
            or word in _WANTED
            or (word == "to" and at > hit.last)
            or word.endswith("ed")
        ):
            return hit.last
    return None


def _pleads(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "Please send the police"; not "please read", "please hurry", "are kindly asked"."""
    tokens = narration.tokens
    if hit.first > piece.first and tokens[hit.first - 1].word in _BE:
        return None
    after = tokens[hit.last].word if hit.last < piece.last else ""
    if piece.last - hit.last < _LEAST_PLEA or after in _ENDING or not after[:1].isalnum():
        return None
    return hit.last


def _begs(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "I ask you find her", "I ask to go home"; not "I ask at the pagoda", "I beg you"."""
    tokens = narration.tokens
    at = hit.last
    if at >= piece.last:
        return None
    if tokens[at].word in {"to", "that", "you", "not", "the", "please", "your", "police"}:
        return at
    if tokens[hit.last - 1].word in {"the", "police", "someone"}:
        return at if piece.last - at >= _LEAST_PLEA - 1 else None
    return at if narration.hit_at("request_imperatives", at) else None


def _cries_out(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "Help us", with no subject that helps or could help."""
    before = narration.tokens[hit.first - 1].word if hit.first > piece.first else ""
    is_free = before in _FREE or not before[:1].isalnum()
    return hit.first if is_free and piece.last - hit.first >= _LEAST_PLEA else None


def _forbids(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "Do not call", "let her go": with no subject before it."""
    before = narration.tokens[hit.first - 1].word if hit.first > piece.first else ""
    is_free = before in _FREE or not before[:1].isalnum()
    if not is_free or piece.last - hit.last < _LEAST_PLEA - 1:
        return None
    if narration.tokens[hit.first].word == "never":
        return hit.first if narration.hit_at("request_imperatives", hit.last) else None
    after = narration.tokens[hit.last].word
    return None if after in {"know", "think", "understand", "have", "want"} else hit.first


def _is_asked(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "Are invited to bring": what follows "to"."""
    tokens = narration.tokens
    if tokens[hit.last - 1].word == "that":
        return hit.last if hit.last < piece.last else None
    at = hit.last
    while at < piece.last and at < hit.last + 4 and tokens[at].word != "to":
        if tokens[at].word == "by":
            return None
        at += 1
    if at + 1 >= piece.last or tokens[at].word != "to" or not _is_bare_verb(narration, at + 1):
        return None
    return at + 1


def _obliges(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "Should publish", "must be closed": said to others, and of what can be done."""
    tokens = narration.tokens
    subject = hit.first
    while subject > piece.first and (
        tokens[subject - 1].word in _MODAL_ASIDES or tokens[subject - 1].word == ","
    ):
        subject -= 1
    if subject > piece.first and tokens[subject - 1].word == "there":
        return hit.first if tokens[hit.last].word == "be" else None
    if subject == piece.first or tokens[subject - 1].word in _NOT_SUBJECTS:
        return None
    if tokens[piece.first].word in {"if", "what", "why", "how", "whether", "when", "where"}:
        return None
    at = hit.last
    while at < piece.last and (tokens[at].word.endswith("ly") or tokens[at].word in _MODAL_ASIDES
                               or tokens[at].word == "not"):  # fmt: skip
        at += 1
    if at >= piece.last or tokens[at].word in _STATIVE or not tokens[at].word.isalpha():
        return None
    if tokens[hit.first].word in {"have", "has", "shall"}:
        return None
    if tokens[hit.first].word in {"need", "needs"} and not _is_authority(narration, piece, subject):
        return None
    if tokens[at].word != "be":
        return at
    return at if at + 1 < piece.last and _is_done(tokens[at + 1].word) else None


def _is_authority(narration: Narration, piece: Piece, last: int) -> bool:
    """ "Judges need to": said to those in power; workers need many things."""
    tokens = narration.tokens
    if any(token.word in OFFICIALS for token in tokens[piece.first : last]):
        return True
    return narration.named_ending(tokens[last - 1].end) is not None


def _is_done(word: str) -> bool:
    if word in _NOTED:
        return False
    return word in _PARTICIPLES or word.endswith(("ed", "en"))


def _imperative(narration: Narration, line: Line, piece: Piece) -> int | None:
    """Token of a bare verb with which a clause of a list, or one after a colon, begins."""
    tokens = narration.tokens
    at = _worded(narration, piece.first, piece.last)
    if at >= piece.last:
        return None
    if tokens[at].word in _CAN:
        return _can_somebody(narration, piece, at)
    hit = narration.hit_at("request_imperatives", at)
    if hit is None or hit.last >= piece.last or tokens[hit.last].word in _NOT_OBJECTS:
        return None
    if tokens[at].word in _OF_PAGES and tokens[hit.last].word in {
        "us",
        "this",
        "our",
        "the",
        "all",
    }:
        return None
    if at > line.first and tokens[at - 1].word in _SAY:
        return at
    return at if _is_listed(narration, line, piece, at) else None


def _can_somebody(narration: Narration, piece: Piece, at: int) -> int | None:
    """ "Can somebody check the camera"."""
    for step in range(at + 2, min(at + 8, piece.last - 1)):
        if narration.tokens[at + 1].word in {"i", "we", "he", "she", "they", "it", "be", "not"}:
            return None
        if narration.hit_at("request_imperatives", step):
            return step
    return None


def _is_listed(narration: Narration, line: Line, piece: Piece, at: int) -> bool:
    """After a bullet, a number or a colon; or a whole sentence that ends like one."""
    text = narration.text
    if piece.lead < piece.first:
        return True
    before = narration.tokens[at - 1].word if at > line.first else ""
    if before in _BULLETS or before in {";", ")"} or before[:1].isdigit():
        return True
    if at == piece.first and before == ",":
        return True
    return (
        at == line.first
        and text[narration.tokens[at].start].isupper()
        and text[line.end - 1] in ".;!"
        and line.last - line.first > _LETTERED
        and narration.tokens[at + 1].word not in _NOUN_AFTER
    )


def _worded(narration: Narration, first: int, last: int) -> int:
    """The first word after a bullet or a number in a list."""
    tokens = narration.tokens
    at = first
    while at < last - 1:
        word = tokens[at].word
        is_number = (word.isdigit() or len(word) <= _LETTERED) and tokens[at + 1].word in {".", ")"}
        if not (word in _BULLETS or is_number):
            break
        at += 1
    return at


def _request(
    narration: Narration, line: Line, piece: Piece, saying: Saying, hit: Hit, start: int
) -> Fact:
    subject: Speaker | None = None
    if hit.label in {"to", "for", "object", "want"}:
        subject = subject_before(narration, line, hit.first, Memory())
    if subject is not None:
        saying = _with_speaker(saying, subject)
    begin = piece.lead if hit.label in {"polite", "negative"} else piece.first
    return _made(narration, saying, begin, hit.first, start, piece, f"requests.{hit.label}")


def _made(
    narration: Narration,
    saying: Saying,
    begin: int,
    cue: int,
    start: int,
    piece: Piece,
    rule: str,
) -> Fact:
    tokens = narration.tokens
    begin = _worded(narration, begin, piece.last)
    words = narration.text[tokens[cue].start : tokens[max(cue, start - 1)].end]
    words = " ".join(words.split()[:4])
    made = Saying(
        tokens[start].start,
        max(saying.end, tokens[start].end),
        min(tokens[begin].start, tokens[start].start),
        max(saying.end, tokens[start].end),
        saying.speaker,
    )
    return make_statement(
        narration, FactKind.REQUEST, made, rule=rule, reason=f'"{words}" asks for what follows.'
    )


def _with_speaker(saying: Saying, speaker: Speaker) -> Saying:
    return Saying(saying.start, saying.end, saying.span_start, saying.span_end, speaker)
