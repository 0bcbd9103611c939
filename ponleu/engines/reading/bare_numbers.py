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
    r"|concerned|others?|still|also|already|told|came|lost|more|[a-z]{3,}ed)\b"
)
_SET_OFF: Final = re.compile(
    r"[.,;:!?)\]”\"’]|\s+\(|\s+(?:and|or|but|before|after|to the|in|by|from)\b|\s*\Z"
)
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
    "between estimated almost around approximately than is are found recorded received freed"
)
_REFERENCES: Final = word_set(
    "article art articles no number street st road building block room flat house page chapter "
    "section decree sub prakas law sangkat commune village district national route hotline line "
    "call tel phone telephone category group zone phase form item table figure tier plot lot "
    "gate floor channel version part km kilometre paragraph clause annex circular resolution "
    "act acts ra republic episode day step age lane pier dock cell box grade level station unit "
    "dial volume vol case"
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
    if not 0 < wording.number < 100 or not float(wording.number).is_integer():
        return False
    closed = text[end : end + 1] in {",", ")", ";", "."} or text[end : end + 1].isspace()
    if _OFFSPRING.search(head) and closed:
        return wording.number < _OLDEST_LIMIT
    words = head.split()
    if words and words[-1].lower() in {"under", "below", "over", "above", "aged"} and closed:
        return wording.number <= _OLDEST_LIMIT and not wording.is_word
    beside = wording.number > (2 if wording.is_word else 9) and text[end : end + 1] in {",", ")"}
    if beside and _SEX.search(head):
        return True
    before = _APPOSITION.search(head)
    return bool(beside and before and _ends_a_name(head, before))


def _ends_a_name(head: str, before: re.Match[str]) -> bool:
    """Whether the word before the comma or the bracket is capitalised."""
    word = before.group().lstrip("\"'’).")
    return (word[:1].isupper() or ")" in before.group()) and (
        head[before.end() - 1] == "(" or "," in before.group()
    )


def _is_count(text: str, wording: NumberWording, head: str, before: str) -> bool:
    end = wording.number_end
    if wording.number == 1:
        return False
    if _OF_THEM.match(text, end) or _VERB.match(text, end):
        return wording.is_word or wording.number > 1
    bracketed = head.endswith("(") and text[end : end + 1] == ")"
    if bracketed:
        return not wording.is_word and head[:-1].rstrip()[-1:].isalpha()
    written = text[wording.start : end]
    if wording.number >= 1000 and any(map(str.isalpha, written)):
        return True
    has_marks = "," in written or wording.number >= 10_000
    if not _SET_OFF.match(text, end):
        return False
    if wording.is_word:
        return before in _LEADS or head.rstrip("\n")[-1:] in {"“", '"', "«"}
    return has_marks or (before in _LEADS and (wording.number >= 10 or before != "the"))
