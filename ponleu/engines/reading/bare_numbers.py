"""Numbers that stand by themselves: an age, or a count of what was named before."""

from __future__ import annotations

import re
from typing import Final

from ponleu.engines.reading.amount_counting import Unit, like_a_year
from ponleu.engines.reading.amount_wording import NumberWording
from ponleu.engines.reading.word_sets import word_set

_OF_THEM: Final = re.compile(
    r"\s+of\s+(?:them|those|these|whom|the|our|its|his|her|their|us)\b", re.IGNORECASE
)
_VERB: Final = re.compile(
    r"\s+(?:had|have|were|was|are|did|said|say|died|went|came|remain(?:ed)?|left|received"
    r"|concerned|others?|still|also|already|told|came|lost|more|[a-z]{3,}ed"
    r"|bought|ran|fled|got|took|made|paid|won|found|kept|held|spent|slept|fell|chose|began|broke"
    r"|gave|knew|met|saw|sold|sent|swam|told|thought|wore|wrote|brought|caught|taken|given|seen|hurt"
    r"|shall|will|would|can|could|may|might|must|should|has|have|do|did|does|need|want|hold|live"
    r"|speak|come|go|face|testif(?:y|ied))\b"
)
_SET_OFF: Final = re.compile(
    r"[.,;:!?)\]”\"’]|\s+\(|\s*\n|\s+(?:and|or|but|before|after|to (?:the|an?|his|her|their)|in"
    r"|by|from|at|as|on|last|this|since|who|that|which|with|while|when|for|under|during|because|until"
    r"|still|so|off)\b|\s*\Z"
)
_LABELLED: Final = re.compile(r"(?:^|[\s•*-])(?P<word>[^\W\d_]+)\)?\s?:\s*\Z")
_LABELS: Final = word_set(
    "tel phone telephone hotline whatsapp telegram line fax no nr number passport id ref "
    "reference time date page age call contact mobile zalo wechat viber account acc visa share "
    "case file user operator at version code pin postcode room floor year from by"
)
"""Words before a colon after which a number is no count."""
_I_AM: Final = re.compile(
    r"\b(?:i\s+am|i\s+was|i['’]?m|s?he\s+(?:is|was)|s?he['’]?s|abt|who\s+(?:is|was)|now|then|aged"
    r"|turned)"
    r"\s+(?:now\s+|only\s+|just\s+|about\s+|abt\s+|around\s+|barely\s+)?\Z",
    re.IGNORECASE,
)
_AFTER_AGE: Final = re.compile(
    r"[.,;:)”\"]|\s*\n|\s*\Z"
    r"|\s+(?:and|when|but|at\s+(?:the|that)|that\s+time|then|from|married|single)\b"
)
_OPENS: Final = re.compile(r"(?:[.;:!?”\"]\s+|\n\s*(?:[-•*]\s*)?|\A)\Z")
_TO_A_PLACE: Final = re.compile(r"\s+(?:to|in|from|with|on)\s+[^\W\d_]")
_OLDEST: Final = 115
_APPOSITION: Final = re.compile(
    r"[A-Za-z\u00c0-\u1ef9.)’'”\"-]+(?:,\s+(?:now\s+|aged\s+)?|\s*\()\Z"
)
_OFFSPRING: Final = re.compile(
    r"\b(?:child|children|boys?|girls?|sons?|daughters?|man|woman|baby)\s+(?:is\s+|was\s+|of\s+)\Z",
    re.IGNORECASE,
)
_SEX: Final = re.compile(r"\b(?:male|female|man|woman|boy|girl|m|f),\s+\Z", re.IGNORECASE)
_BEFORE: Final = re.compile(r"([^\W\d_]+|#|№)[.\s(“\"]*\Z")
_LIMITS: Final = word_set("under below over above than aged age she he i who was am")
_LEADS: Final = word_set(
    "at reported counted totalled total reached was were another only all some nearly about over "
    "of roughly least most the to from remaining those these maybe than number just exactly "
    "between estimated almost around approximately is are found recorded received freed free "
    "frees rescue rescues save saves nab nabs net nets hold holds detain detains arrest arrests "
    "deport deports jail jails charge charges kill kills repatriate repatriates home slept gave "
    "give admitted sent brought took other last first further next"
)
_REFERENCES: Final = word_set(
    "article art articles no number street st road building block room flat house page chapter "
    "section decree sub prakas law sangkat commune village district national route hotline line "
    "call tel phone telephone category group zone phase form item table figure tier plot lot gate "
    "floor channel version part km kilometre paragraph clause annex circular resolution file "
    "files batch class team day point items kilometer lots bay berth hangar wing act acts ra "
    "republic episode step age lane pier dock cell box grade level station unit dial volume vol "
    "case"
)
_OLDEST_LIMIT: Final = 30
"""Years: a bare number after "under" is an age up to this."""


def bare(text: str, wording: NumberWording) -> Unit | None:
    """An age beside a name or a limit, or a count whose noun is left out; None if neither."""
    end = wording.number_end
    if like_a_year(text, wording) or text[end : end + 1].isalpha():
        return None
    head = text[max(0, wording.start - 32) : wording.start]
    if _is_age(text, wording, head):
        return Unit(end, "year-old", "age")
    word = _BEFORE.search(head)
    before = word[1].lower() if word else ""
    if before in _REFERENCES or before in {"#", "№"}:
        return None
    return Unit(end, "", "bare") if _is_count(text, wording, head, before) else None


def _is_age(text: str, wording: NumberWording, head: str) -> bool:
    end = wording.number_end
    if not 0 < wording.number < _OLDEST or not float(wording.number).is_integer():
        return False
    if wording.number > 4 and _I_AM.search(head) and _AFTER_AGE.match(text, end):
        return True
    closed = text[end : end + 1] in {",", ")", ";", "."} or text[end : end + 1].isspace()
    if _OFFSPRING.search(head) and closed:
        return wording.number < _OLDEST_LIMIT
    words = head.split()
    if words and words[-1].lower() in {"under", "below", "over", "above", "aged"} and closed:
        return wording.number <= _OLDEST_LIMIT and (wording.number >= 10 or not wording.is_word)
    beside = wording.number > (2 if wording.is_word else 9) and text[end : end + 1] in {",", ")"}
    if beside and (_SEX.search(head) or _after_one_person(text, wording, head)):
        return True
    before = _APPOSITION.search(head)
    return bool(beside and before and _ends_a_name(head, before))


def _after_one_person(text: str, wording: NumberWording, head: str) -> bool:
    """ "A retired teacher, 61, was met": digits between commas after a noun in the singular."""
    word = _NOUN_COMMA.search(head)
    is_closed = text[wording.number_end : wording.number_end + 1] == ","
    return bool(word and is_closed and not wording.is_word and wording.number >= 12)


_NOUN_COMMA: Final = re.compile(
    r"\b(?:an?|the|his|her|my|their|our|local|single|old|young|retired|former)\s+(?:[\w-]+\s+){0,3}"
    r"[a-z]{3,}(?<!s),\s+\Z"
)


def _ends_a_name(head: str, before: re.Match[str]) -> bool:
    """Whether the word before the comma or the bracket is capitalised."""
    word = before.group().lstrip("\"'’).")
    return (word[:1].isupper() or ")" in before.group()) and (
        head[before.end() - 1] == "(" or "," in before.group()
    )


def _is_count(text: str, wording: NumberWording, head: str, before: str) -> bool:
    end = wording.number_end
    if wording.number == 1 or not (wording.number.is_integer() or wording.number >= 1000):
        return False
    if _is_labelled(text, wording, head) or _opens_a_clause(text, wording, head):
        return True
    if _OF_THEM.match(text, end) or _VERB.match(text, end):
        return wording.is_word or wording.number > 1
    bracketed = head.endswith("(") and text[end : end + 1] == ")"
    if bracketed:
        return not wording.is_word and head[:-1].rstrip()[-1:].isalpha()
    written = text[wording.start : end]
    if wording.number >= 1000 and any(map(str.isalpha, written)):
        return True
    return _is_set_off(text, wording, head, before)


def _is_set_off(text: str, wording: NumberWording, head: str, before: str) -> bool:
    """Whether the number ends a clause, after a word that leads to one or written large."""
    end = wording.number_end
    has_marks = "," in text[wording.start : end] or wording.number >= 10_000
    if not _SET_OFF.match(text, end):
        return False
    if wording.is_word:
        return before in _LEADS or head.rstrip("\n")[-1:] in {"“", '"', "«"}
    return has_marks or (before in _LEADS and (wording.number >= 10 or before != "the"))


def _opens_a_clause(text: str, wording: NumberWording, head: str) -> bool:
    """ "Fifteen were women; two to a fishing town": the clause begins with the number."""
    if not wording.is_word or not _TO_A_PLACE.match(text, wording.number_end):
        return False
    return _OPENS.search(head) is not None


def _is_labelled(text: str, wording: NumberWording, head: str) -> bool:
    """ "- Svay Rieng: 47", "Persons found: 133": a row of a list, not a telephone's."""
    label = _LABELLED.search(head) if head.rstrip()[-1:] == ":" else None
    if not label or label["word"].lower() in _LABELS or wording.number >= 100_000:
        return False
    if text[wording.start] == "0" or wording.currency:
        return False
    return bool(_ROW_ENDS.match(text, wording.number_end))


_ROW_ENDS: Final = re.compile(r"[.,;]?\s*(?:\n|\Z)|[,;](?!\d)|\s+\(")
