"""What speaks for a run of capitalised words being a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ponleu.engines.reading.offices import Office
from ponleu.engines.reading.person_names import NameWords, Run
from ponleu.engines.reading.runs import Words
from ponleu.engines.reading.types import Fact, FactKind
from ponleu.engines.reading.word_sets import word_set
from ponleu.engines.reading.words import Token

LONGEST = 5
"""Words that a person's name may have."""
_AGE = re.compile(r"(?:,\s+(?:an?\s+)?|\s+\()(?:aged\s+)?\d{1,2}(?:[,;.)]|[ -]years?[ -]old)")
_AGED = re.compile(
    r"[”\"’]?(?:,\s+(?:aged\s+)?|\s+\()(?:\d{1,2}|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)[,)]"
)
_FILLERS = frozenset(
    {"the", "a", "an", "also", "former", "ex", "current", "acting", "who", "is", "was", "then"}
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a run is a person: the rule, the words behind it, offices and body stated."""

    rule: str
    reason: str
    offices: tuple[Office, ...] = ()
    body: Fact | None = None


def evidence_for(
    words: Words, run: Run, known: NameWords, offices: Sequence[Office]
) -> Evidence | None:
    """The strongest reason to read a run as a person; None if there is none."""
    if run.length > LONGEST:
        return None
    title = _title_before(words, run, known)
    if not title and _is_premises(words, run, known):
        return None
    held = _offices_of(words, run, offices, known)
    if title:
        return Evidence("persons.title", f"The title {title!r} stands before the name.", held)
    if held:
        phrase = " ".join(token.text for token in words.tokens[held[0].first : held[0].last + 1])
        return Evidence("persons.office", f"The office {phrase!r} stands beside the name.", held)
    if shaped := _shaped(words, run, known):
        return shaped
    if run.length == 1:
        return _naming(words, run, known)
    return _weak_evidence(words, run, known) if run.length <= 4 else None


def _shaped(words: Words, run: Run, known: NameWords) -> Evidence | None:
    """What the form of the name itself tells: "Ah Long", "K. Dalin", a nickname in quotes."""
    if run.length > 1 and _is_called(words, run, known):
        return Evidence("persons.noun", "The word before the name makes a nickname.")
    if run.length > 1 and len(words.tokens[run.first].text) == 1:
        return Evidence("persons.noun", "A letter stands for the first name.")
    if words.gaps[run.first].endswith(_OPEN_QUOTES):
        return _nicknamed(words, run, known)
    return None


_OPEN_QUOTES = ("“", '"', "«", "‘")


def _nicknamed(words: Words, run: Run, known: NameWords) -> Evidence | None:
    """'The captain, "Tai Kong Daeng", sold them', 'netizen "Durian Flies"'."""
    if not run.first or words.boilerplate:
        return None
    before, between = words.tokens[run.first - 1], words.gaps[run.first].strip()[:-1].strip()
    told = before.key in known.nouns and before.text not in {"by", "is", "By", "known", "name"}
    if told and between in {"", ","} and words.gap(run.last)[:1] in {'"', "”", "»", "’", ","}:
        return Evidence("persons.noun", f"The word {before.text!r} stands before the nickname.")
    return None


_CALLING = frozenset({"Little", "Old", "Xiao", "Lao", "Big", "Fat"})
_CALLED = frozenset(
    {"Brother", "Sister", "Uncle", "Boss", "Mommy", "Mama", "Madam", "Master", "Aunt"}
)


def _is_called(words: Words, run: Run, known: NameWords) -> bool:
    """Whether a nickname begins the run: "Ah Long", "Little Tan", "Brother Nine"."""
    first, second = words.tokens[run.first], words.tokens[run.first + 1]
    if first.text in {"Ah", "A"} or first.text in _CALLED:
        return True
    return run.length == 2 and first.text in _CALLING and second.key in known.surnames


def _naming(words: Words, run: Run, known: NameWords) -> Evidence | None:
    """One word that the text says is a name: "a man called Guo", "my friend Yuni"."""
    if _AGED.match(words.text, words.tokens[run.last].end):
        return Evidence("persons.age", "An age follows the name.")
    if len(words.tokens[run.first].text) < 3:
        return None
    if introduced := _introduced(words, run, known):
        return introduced
    if not words.touches(run.first - 1):
        return None
    before = words.tokens[run.first - 1]
    if before.text in _NAMED and before.key in known.nouns:
        return Evidence("persons.noun", f"The word {before.text!r} says that it is a name.")
    if before.text in _KIN and run.first and not words.boilerplate:
        return Evidence("persons.noun", f"The word {before.text!r} stands before the name.")
    return None


def _is_premises(words: Words, run: Run, known: NameWords) -> bool:
    """Whether the words only describe premises: "the chair, Hostel"."""
    return all(token.key in known.premises for token in words.tokens[run.first : run.last + 1])


def _weak_evidence(words: Words, run: Run, known: NameWords) -> Evidence | None:
    tokens = words.tokens[run.first : run.last + 1]
    is_place = " ".join(token.key for token in tokens) in known.places
    if _is_shouted(tokens, known):
        return None
    if tokens[0].key in known.surnames and not is_place:
        reason = f"{tokens[0].text} is a family name of the country; another name follows."
        return Evidence("persons.surname", reason)
    beside = _word_before(words, run, known)
    if beside and beside.rule == "persons.noun":
        return beside
    if _AGE.match(words.text, tokens[-1].end):
        return Evidence("persons.age", "An age follows the name.")
    if apposition := _described(words, run, known):
        return apposition
    if tokens[0].key in known.given and not is_place:
        return Evidence("persons.given", f"{tokens[0].text} is a given name; another name follows.")
    return beside or _speaking(words, run, known)


def _speaking(words: Words, run: Run, known: NameWords) -> Evidence | None:
    after = words.tokens[run.last + 1] if words.touches(run.last) else None
    if after and after.key in known.verbs and not after.is_capitalised:
        return Evidence("persons.verb", f"The name is the subject of {after.text!r}.")
    return None


def _is_shouted(tokens: Sequence[Token], known: NameWords) -> bool:
    """Whether it is a headline in capitals rather than a name in them."""
    named = tokens[0].key in known.surnames and tokens[0].text != "NGO"
    return not named and all(token.text.isupper() for token in tokens)


def _introduced(words: Words, run: Run, known: NameWords) -> Evidence | None:
    """ "The girl, Bopha (not her real name), said": a word for a person, and one name."""
    if run.first < 2 or words.gap(run.first - 1).strip() != ",":
        return None
    before, closes = words.tokens[run.first - 1], words.gap(run.last).lstrip()[:1]
    if before.text in known.nouns and before.text.islower() and closes in {",", "("}:
        return Evidence("persons.apposition", f"The name says who is meant by {before.text!r}.")
    return None


def _described(words: Words, run: Run, known: NameWords) -> Evidence | None:
    """ "Ros Sochet, its commissioner", "a broker from his commune, Ta Khon"."""
    after = words.tokens[run.last + 1 : run.last + 1 + _REACH]
    if after and words.gap(run.last).lstrip()[:1] in {",", "("}:
        if after[0].key in {"who", "whose"}:
            return Evidence("persons.apposition", "The word 'who' follows the name.")
        opens = after[0].key in _OPENERS or after[0].key in known.people
        told = next((token.text for token in after if token.key in known.people), "")
        if opens and told:
            return Evidence("persons.apposition", f"The name is described by {told!r}.")
    if not run.first or words.gap(run.first - 1).strip() != ",":
        return None
    closing = words.keys[run.last + 1] if run.last + 1 < len(words.keys) else ""
    if words.gap(run.last).strip() == "," and (closing in known.verbs or closing in {"has", "had"}):
        return Evidence("persons.apposition", "The name stands between commas and speaks.")
    before = words.tokens[max(0, run.first - _REACH) : run.first]
    told = next((token.text for token in reversed(before) if token.key in known.people), "")
    if told and (words.gap(run.last).lstrip()[:1] in _CLOSERS or run.last + 1 == len(words.tokens)):
        return Evidence("persons.apposition", f"The name says who is meant by {told!r}.")
    return None


_REACH = 6
_OPENERS = frozenset({"a", "an", "the", "its", "our", "their", "his", "her", "my", "then", "now"})
_CLOSERS = frozenset({",", ";", ")", "”", '"', "."})


def with_body(
    words: Words, run: Run, found: Evidence | None, starts: Mapping[int, Sequence[Fact]]
) -> Evidence | None:
    """The evidence with the body that follows the name: "... of the rights group ADHOC".

    Two names before a body are evidence enough by themselves.
    """
    body = _body_after(words, run, starts)
    if body is None:
        return found
    if found:
        return replace(found, body=body)
    if not 2 <= run.length <= 4:
        return None
    return Evidence("persons.body", "A body that the person is of follows.", body=body)


def _body_after(words: Words, run: Run, starts: Mapping[int, Sequence[Fact]]) -> Fact | None:
    at = run.last + 1
    joined = words.touches(run.last) or words.gap(run.last).strip() == ","
    if at >= len(words.tokens) or not joined or words.tokens[at].text not in {"of", "from"}:
        return None
    for number in range(at + 1, min(at + 5, len(words.tokens))):
        for fact in starts.get(words.tokens[number].start, ()):
            return fact if fact.kind is FactKind.ORGANISATION else None
        if words.tokens[number].is_capitalised or not words.touches(number):
            return None
    return None


def _word_before(words: Words, run: Run, known: NameWords) -> Evidence | None:
    if not words.touches(run.first - 1):
        return None
    before = words.tokens[run.first - 1]
    if before.text in known.nouns or before.text == "By":
        return Evidence("persons.noun", f"The word {before.text!r} stands before the name.")
    if before.text in known.verbs_before and not _has_subject(words, run.first - 1):
        return Evidence("persons.verb", f"The name is the subject of {before.text!r}.")
    if before.text == "is" and run.first > 1 and words.tokens[run.first - 2].key == "name":
        return Evidence("persons.noun", "The words 'name is' stand before the name.")
    return None


def _has_subject(words: Words, verb: int) -> bool:
    """Whether a word stands right before the verb: "the board says Tin Gourd"."""
    return verb > 0 and words.touches(verb - 1)


_SMALL = frozenset({"yeay", "bong", "oknha", "pak", "lok", "mr", "mrs", "ms", "miss", "dr"})
"""Titles that messages write small."""
_NAMED = frozenset(
    {"called", "named", "name", "nicknamed", "nickname", "alias", "surnamed", "certain"}
)
_KIN = word_set(
    "friend brother sister cousin boss agent husband wife uncle aunt roommate housemate roommates "
    "classmate daughter son mother father niece nephew neighbour neighbor colleague girlfriend "
    "boyfriend fiance fiancee workmate auntie aunty grandmother grandfather grandson granddaughter "
    "stepfather stepmother stepson stepdaughter flatmate schoolmate batchmate teammate teammates "
    "friends brothers sisters cousins sons daughters colleagues classmates neighbours neighbors"
)


def _title_before(words: Words, run: Run, known: NameWords) -> str:
    if not run.first or words.gap(run.first - 1).strip(". \t\r\n"):
        return ""
    for length in (3, 2, 1):
        at = run.first - length
        if at < 0 or not (words.tokens[at].is_capitalised or words.tokens[at].text in _SMALL):
            continue
        if known.titles.at(words.tokens[at : run.first], 0)[0] == length:
            return words.text[words.tokens[at].start : words.tokens[run.first - 1].end]
    return ""


def _offices_of(
    words: Words, run: Run, offices: Sequence[Office], known: NameWords
) -> tuple[Office, ...]:
    """Offices stated beside the name: those before it first."""
    before = [o for o in offices if _stands_before(words, o, run, known)]
    after = [o for o in offices if o not in before and _stands_after(words, run, o)]
    held = [*before[-1:], *after[:1]]
    if after:
        held += [o for o in offices if _is_chained(words, after[0], o)][:1]
    return tuple(held)


def _stands_before(words: Words, office: Office, run: Run, known: NameWords) -> bool:
    last = office.reach if office.reach + 1 == run.first else office.last
    if last >= run.first or not _is_title_or_nothing(words, last + 1, run, known):
        return False
    gap = words.gap(last)
    if gap.isspace():
        return True
    return gap.strip() == "," and run.length > 1 and _is_set_off(words, run, known)


def _is_set_off(words: Words, run: Run, known: NameWords) -> bool:
    """Whether a name after a comma is an apposition: "the governor, Khoy Rida, said"."""
    closed = words.gap(run.last).lstrip()[:1] in _CLOSERS or run.last + 1 == len(words.tokens)
    return closed or words.tokens[run.first].key in known.surnames


def _is_title_or_nothing(words: Words, at: int, run: Run, known: NameWords) -> bool:
    length, _ = known.titles.at(words.tokens[at : run.first], 0) if at < run.first else (0, "")
    return at + length == run.first


def _stands_after(words: Words, run: Run, office: Office) -> bool:
    if office.begin <= run.last or words.gap(run.last).strip() != ",":
        return False
    between = words.tokens[run.last + 1 : office.begin]
    if not all(token.key in _FILLERS or token.text.isdecimal() for token in between):
        return False
    return not _names_another(words, office)


def _names_another(words: Words, office: Office) -> bool:
    """Whether a name follows the office at once, so that it is that person's."""
    if not words.touches(office.last):
        return False
    after = words.tokens[office.last + 1]
    return after.is_capitalised and office.reach == office.last


def _is_chained(words: Words, earlier: Office, later: Office) -> bool:
    at = earlier.reach + 1
    return later.begin == at + 1 and words.tokens[at].key == "and"
