"""Events told in Khmer: raids, arrests, seizures, meetings, with who, where, when, how many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ponleu.engines.reading.khmer_judging import Mentions
from ponleu.engines.reading.khmer_sentences import KhmerSentence, copied, khmer_sentences, part_of
from ponleu.engines.reading.khmer_speakers import named_in
from ponleu.engines.reading.khmer_text import END, START, KhmerText, khmer_text
from ponleu.engines.reading.khmer_words import KhmerWords, khmer_words
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.rule_weights import weight
from ponleu.engines.reading.types import Amount, Document, Fact, FactKind, Lexicon, Part

_BREAK: Final = re.compile(
    f"(?:ហើយនិង|ហើយ|ប៉ុន្តែ|តែ(?= )|រីឯ|ចំណែក|ខណៈ|បន្ទាប់ពី|ក្រោយពី|ដើម្បី|ព្រោះ"
    f"|ដោយសារ|ដោយ(?=ថា|រឹប|ដក|ចាប់|ឃាត់|បាន)"
    f"|ក្នុងនោះ|នេះបើ|{START}ថា(?=[ ៖])|ដែលត្រូវ|[។៖;«»]|និង(?=ដកហូត|រឹបអូស|ឃាត់|ចាប់|សង្គ្រោះ|បិទ)){END}"
)
_NOT_HAPPENED: Final = re.compile(
    f"{START}(?:នឹង|មិន|ពុំ|គ្មាន|អត់|កុំ|អាច|គួរ|សូម|ប្រសិនបើ|បើ|ត្រូវតែ|មុនពេល|មិនដែល|ឱ្យ|ស្នើ|អំពាវនាវ|ណែនាំ|ផែនការ|គ្រោង|ត្រូវ(?!បាន)){END}"
)
_LOOK_BACK: Final = 30
_NOUN: Final = re.compile("(?:ការ|សេចក្តី|ច្បាប់ស្តីពីការ|អំពើ|អ្នក|កិច្ច|ទីតាំង)$")
_MEETING: Final = "កិច្ចប្រជុំ"
_DEALS_WITH: Final = "ត្រូវបាន"
_COUNTED: Final = frozenset({"amounts.count", "amounts.measure", "amounts.money"})
_WHERE: Final = (FactKind.SITE, FactKind.PLACE)


@once_per
def _verbs(lexicon: Lexicon) -> re.Pattern[str]:
    return khmer_words(lexicon).finder("events")


def find_khmer_events(document: Document, lexicon: Lexicon, mentions: Sequence[Fact]) -> list[Fact]:
    """Every event of the Khmer sentences, with the sorts of the English reading."""
    sentences = [one for one in khmer_sentences(document) if not one.boilerplate]
    if not sentences:
        return []
    text, words = khmer_text(document.text), khmer_words(lexicon)
    kinds = (FactKind.DATE, FactKind.AMOUNT, FactKind.PERSON, FactKind.ORGANISATION, *_WHERE)
    rows = named_in(text, mentions, *kinds)
    known = Mentions(rows.starts, rows.facts)
    found: dict[tuple[int, str], Fact] = {}
    for sentence in sentences:
        for fact in _in_sentence(document, text, sentence, _verbs(lexicon), known, words):
            found.setdefault((fact.start, str(fact.value)), fact)
    return sorted(found.values(), key=lambda fact: (fact.start, fact.end))


def _in_sentence(
    document: Document,
    text: KhmerText,
    sentence: KhmerSentence,
    verbs: re.Pattern[str],
    known: Mentions,
    words: KhmerWords,
) -> Iterator[Fact]:
    folded = text.folded
    breaks = [match.span() for match in _BREAK.finditer(folded, sentence.start, sentence.end)]
    for match in verbs.finditer(folded, sentence.start, sentence.end):
        if not match.group(1):
            continue
        start = max([stop for _, stop in breaks if stop <= match.start()], default=sentence.start)
        end = min([begin for begin, _ in breaks if begin >= match.end()], default=sentence.end)
        start, end = _trimmed(folded, start, end)
        before = folded[max(start, match.start() - _LOOK_BACK) : match.start()]
        if _NOT_HAPPENED.search(before) or _NOUN.search(before) or end - start < 8:
            continue
        label = words.label("events", match.group(1))
        yield _event(document, text, (start, end), match, label, known)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,។៖.0123456789«»\n\t":
        if text[start].isdigit() and not re.match(r"\d{1,2}\.\s", text[start : start + 4]):
            break
        start += 1
    while end > start and text[end - 1] in " ,។៖«»\n\t":
        end -= 1
    return start, end


def _event(
    document: Document,
    text: KhmerText,
    clause: tuple[int, int],
    verb: re.Match[str],
    label: str,
    known: Mentions,
) -> Fact:
    start, end = text.span(*clause)
    return Fact(
        kind=FactKind.EVENT,
        text=document.text[start:end],
        start=start,
        end=end,
        value=label,
        rule="events.verb",
        confidence=weight("events.verb"),
        parts=_parts(document, text, clause, verb, known),
        reason=f'"{verb.group()}" tells of the event: {label}.',
    )


def _parts(
    document: Document,
    text: KhmerText,
    clause: tuple[int, int],
    verb: re.Match[str],
    known: Mentions,
) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    who = _who(document, text, clause[0], verb.start())
    if who:
        parts["who"] = who
    for name, kinds in (("where", _WHERE), ("when", (FactKind.DATE,))):
        for kind in kinds:
            rows = known.within(kind, *clause)
            if rows and name not in parts:
                parts[name] = copied(min(rows, key=lambda row: abs(row[0] - verb.start()))[2])
    counted = [
        row for row in known.within(FactKind.AMOUNT, *clause)
        if isinstance(row[2].value, Amount) and row[2].rule in _COUNTED
    ]  # fmt: skip
    if counted:
        after = [row for row in counted if row[0] >= verb.start()] or counted
        parts["how_many"] = copied(after[0][2])
    return parts


_LEADS: Final = re.compile(r"(?:ក៏|ត្រូវបាន|បាន|ត្រូវ|ចុះ|ទៅ|នាំគ្នា|រួមគ្នា|\s)+$")


def _who(document: Document, text: KhmerText, start: int, verb: int) -> Part | None:
    """The words before an active verb, back to the clause's beginning or its last blank."""
    folded = text.folded
    lead = _LEADS.search(folded, start, verb)
    if lead and _DEALS_WITH in lead.group():
        return None
    end = lead.start() if lead else verb
    begin = folded.rfind(" ", start, end) + 1 or start
    return part_of(document, text, (begin, end), "") if end - begin > 2 else None
