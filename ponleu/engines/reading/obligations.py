"""What others "should", "must" and "ought to" do."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.act_clauses import Piece
from ponleu.engines.reading.event_words import OFFICIALS
from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.word_sets import word_set

_NOT_SUBJECTS: Final = word_set("this it that there which who what these such here how why i we")
_ASKING: Final = word_set("if what why how whether when where")
_MODAL_ASIDES: Final = word_set(", also therefore then now always still instead only all both")
_STATIVE: Final = word_set(
    "know understand have note seem mean matter suffice help hope expect feel see remain face "
    "say think wonder like want"
)
_NOTED: Final = word_set("noted known remembered able seen said understood read clear")
_PARTICIPLES: Final = word_set(
    "made done held sent put set shut paid brought taken given kept built found cut let left "
    "told met bought sold seen heard lost run read spent drawn shown written withdrawn begun"
)
_SIDES: Final = word_set(
    "sides parties countries governments people citizens owners companies workers members "
    "landlords employers residents families local"
)
_PUBLIC: Final = _SIDES | word_set(
    "owner persons person everyone hotels guests drivers operators parents travellers tenants "
    "recruiters agencies businesses licensees brokers nationals foreigners applicants landlord"
)


def obliges(narration: Narration, piece: Piece, hit: Hit) -> int | None:
    """ "Should publish", "must be closed": said to others, and of what can be done."""
    tokens = narration.tokens
    subject = hit.first
    while subject > piece.first and tokens[subject - 1].word in _MODAL_ASIDES:
        subject -= 1
    at = hit.last
    while at < piece.last and _is_aside(tokens[at].word):
        at += 1
    if at >= piece.last or not tokens[at].word.isalpha() or tokens[at].word in _STATIVE:
        return None
    if subject > piece.first and tokens[subject - 1].word == "there":
        return hit.first if tokens[at].word == "be" else None
    if not _is_for_others(narration, piece, hit, subject):
        return None
    if tokens[at].word != "be":
        return at
    return at if at + 1 < piece.last and _is_done(tokens[at + 1].word) else None


def _is_aside(word: str) -> bool:
    return word.endswith("ly") or word in _MODAL_ASIDES or word == "not"


def _is_for_others(narration: Narration, piece: Piece, hit: Hit, subject: int) -> bool:
    """Whether somebody is the subject on whom the word lays something."""
    tokens = narration.tokens
    if subject == piece.first or tokens[subject - 1].word in _NOT_SUBJECTS:
        return False
    if tokens[piece.first].word in _ASKING or tokens[hit.first].word in {"have", "has"}:
        return False
    if tokens[hit.first].word == "shall":
        return _is_subject_to(narration, piece, hit.first)
    if tokens[hit.first].word in {"need", "needs"}:
        return _is_authority(narration, piece, subject)
    return True


def _is_subject_to(narration: Narration, piece: Piece, last: int) -> bool:
    """ "Owners of guest houses shall": laid on the public, not promised by an office."""
    words = {token.word for token in narration.tokens[piece.first : last]}
    after = narration.tokens[last + 1].word if last + 1 < len(narration.tokens) else "not"
    return bool(words & _PUBLIC) and after not in {"be", "not"}


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
