"""People named by the form of a text: "I am ...", "Operator: ...", the name under a letter."""

from __future__ import annotations

import re
from typing import Final

from ponleu.engines.reading.person_evidence import Evidence
from ponleu.engines.reading.person_names import NameWords, Run
from ponleu.engines.reading.runs import Words
from ponleu.engines.reading.word_sets import word_set

_LABELS: Final = word_set(
    "by operator caller complainant informant reporter reporting interviewer interviewee author "
    "writer translator interpreter photographer photo signed sign prepared contact contacts editor "
    "sender recorded victim suspect witness name fullname nickname alias text story words images "
    "officer caseworker counsellor respondent applicant petitioner registrar secretary typed "
    "journalist correspondent postedby"
)
"""Words before a colon and a name, on a form or at the foot of an article."""
_MAILED: Final = word_set("from cc bcc to attn sender")
_SELF: Final = (
    ("i", "am"),
    ("i", "m"),
    ("this", "is"),
    ("it", "is"),
    ("name", "is"),
    ("i", "myself"),
)
_SELF_WORDS: Final = word_set("im iam myself undersigned")
_CLOSINGS: Final = re.compile(
    r"(?:regards|respect|respectfully|respectfully\s+yours|yours|sincerely|faithfully|truly|thanks|"
    r"thanking\s+you|thank\s+you|thank\s+you\s+very\s+much|obediently|gratefully|love|cheers|"
    r"wishes|salaam|namaste|deputy\s+governor|governor|signed|complainant)[\s,.!:-]*\n\s*\Z",
    re.IGNORECASE,
)
_SENT: Final = re.compile(r"\s{0,2}[<(\[]?\S{1,60}@")
_ENDED: Final = re.compile(r"[,.]?\s*(?:\n|\Z|\()")


_LETTERS: Final = re.compile(
    r"(?:\b(?:[Vv]ictims?|[Ss]uspects?|[Ww]itness|[Aa]ccused|[Dd]efendant|[Cc]omplainant|[Ss]urvivor|"
    r"[Cc]lient|[Cc]aller|[Ww]orker|[Ss]tudent|[Ee]mployee|[Rr]eturnee|[Mm]igrant|named|called|Mr|Mrs|Ms|"
    r"Miss|brother|[Ss]ister|girl|boy|woman|man|child|teenager|daughter|son|wife|husband|and)\.?|"
    r"\b(?:[Ff]ile|[Cc]ase|[Tt]estimony|[Ii]nterview)\s+\d{1,3}[.:])\s+"
    r"(?P<name>(?:[A-Z]\.\s?){1,3}[A-Z](?:\.(?=[\s,;:)])|(?![\w.])))"
)


def letters_for_names(text: str) -> list[tuple[int, int]]:
    """Offsets of letters that stand for a person: "victim T.V.H.", "brother N.V.T"."""
    found = [match.span("name") for match in _LETTERS.finditer(text)]
    return [span for span in found if text[slice(*span)].strip(". ") not in _NO_PEOPLE]


_NO_PEOPLE: Final = frozenset({"U.S", "U.N", "U.K", "H.E", "P.M", "A.M", "D.C", "E.U", "U.S.A"})


def formal_evidence(words: Words, run: Run, known: NameWords) -> Evidence | None:
    """That a run is a person, told by where it stands in a form, a letter or an e-mail."""
    if run.length > 5:
        return None
    start, end = words.span(run.first, run.last)
    if run.first:
        if told := _labelled(words, run, end) or _self_named(words, run, known):
            return told
    elif ":" in words.text[max(0, start - 3) : start] and (told := _header(words, run, start)):
        return told
    if words.text[start - 1 : start] == "\n" and _ENDED.match(words.text, end):
        before = words.text[max(0, start - 60) : start]
        if _CLOSINGS.search(before):
            return Evidence("persons.noun", "The name stands under the end of a letter.")
    return None


def _labelled(words: Words, run: Run, end: int) -> Evidence | None:
    """ "Operator: Ny", "From: Ana Cruz <ana@...>"."""
    if words.gaps[run.first].strip() not in {":", ": -"}:
        return None
    label, first = words.keys[run.first - 1], words.tokens[run.first].text
    if run.length == 1 and first.isupper() and len(first) < 4:
        return None
    mailed = label in _MAILED and _SENT.match(words.text, end)
    if mailed or (label in _LABELS and run.length <= 4):
        return Evidence("persons.noun", f"The word {label!r} and a colon stand before the name.")
    return None


def _header(words: Words, run: Run, start: int) -> Evidence | None:
    match = re.search(r"([A-Za-z]+):\s*\Z", words.text[max(0, start - 20) : start])
    if match and match[1].lower() in _LABELS and run.length <= 4:
        return Evidence("persons.noun", f"The word {match[1]!r} and a colon stand before it.")
    return None


def _self_named(words: Words, run: Run, known: NameWords) -> Evidence | None:
    """ "I am Shirin Begum, from ...", "im call me Joy", "this is Rosa"."""
    if not words.touches(run.first - 1):
        return None
    before = tuple(words.keys[max(0, run.first - 2) : run.first])
    listed = words.keys[run.first] in known.given or words.keys[run.first] in known.surnames
    own = before in _SELF or before[-1] in _SELF_WORDS or before == ("call", "me")
    if own and (run.length > 1 or listed or before in {("call", "me"), ("name", "is")}):
        return Evidence("persons.noun", "Someone says that it is their own name.")
    if before[-1] == "one" and run.length > 1 and _is_led(before):
        return Evidence("persons.noun", "'One' and a name stand for somebody unknown.")
    return None


def _is_led(before: tuple[str, ...]) -> bool:
    return len(before) > 1 and before[0] in {"of", "by", "to", "from", "with", "named", "and"}
