"""Runs of capitalised words that may be a person's name, and what speaks for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.offices import Office
from ponleu.engines.reading.runs import Covered, Words
from ponleu.engines.reading.types import Lexicon
from ponleu.engines.reading.words import PhraseSet, Token

LONGEST = 5
"""Words that a person's name may have."""
_FILLERS = frozenset(
    {"the", "a", "an", "also", "former", "ex", "current", "acting", "who", "is", "was", "then"}
)


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``first`` to ``last`` of a sentence, all capitalised, none spoken for."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a run is a person: the rule, the words behind it, the offices stated."""

    rule: str
    reason: str
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class NameWords:
    """The pack's word lists that names are told by, as keys."""

    titles: PhraseSet
    surnames: frozenset[str]
    broken_by: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]


@once_per
def name_words(lexicon: Lexicon) -> NameWords:
    """Prepared once for a lexicon."""
    words = lexicon.words
    return NameWords(
        titles=PhraseSet(lexicon.titles),
        surnames=frozenset(surname.casefold() for surname in lexicon.surnames),
        broken_by=frozenset({*words.get("not_names", {}), *words.get("nationalities", {})}),
        verbs=frozenset(words.get("speech_verbs", {})),
        nouns=frozenset(words.get("person_nouns", {})),
    )


def runs_in(
    words: Words, known: NameWords, offices: Sequence[Office], covered: Covered
) -> list[Run]:
    """Every run of capitalised words that nothing else claims, and no title belongs to."""
    taken = {at for office in offices for at in range(office.first, office.last + 1)}
    for at in range(len(words.tokens)):
        if words.tokens[at].is_capitalised:
            taken.update(range(at, at + known.titles.at(words.tokens, at)[0]))
    runs: list[Run] = []
    for at, token in enumerate(words.tokens):
        follows = bool(runs) and runs[-1].last == at - 1 and words.touches(at - 1)
        if at in taken or token in covered or not _may_be_name(token, known, follows=follows):
            continue
        if follows:
            runs[-1] = Run(runs[-1].first, at)
        else:
            runs.append(Run(at, at))
    return runs


def _may_be_name(token: Token, known: NameWords, *, follows: bool) -> bool:
    """Whether a word can stand in a name: "An" does so only after another part of one."""
    if not token.is_capitalised or len(token.text) < 2:
        return False
    return token.key not in known.broken_by or (follows and token.key in known.surnames)


def evidence_for(
    words: Words, run: Run, known: NameWords, offices: Sequence[Office]
) -> Evidence | None:
    """The strongest reason to read a run as a person; None if there is none."""
    if run.length > LONGEST:
        return None
    held = _offices_of(words, run, offices, known)
    if title := _title_before(words, run, known):
        return Evidence("persons.title", f"The title {title!r} stands before the name.", held)
    if held:
        phrase = " ".join(token.text for token in words.tokens[held[0].first : held[0].last + 1])
        return Evidence("persons.office", f"The office {phrase!r} stands beside the name.", held)
    return _weak_evidence(words, run, known) if 2 <= run.length <= 4 else None


def _weak_evidence(words: Words, run: Run, known: NameWords) -> Evidence | None:
    tokens = words.tokens[run.first : run.last + 1]
    if all(token.text.isupper() for token in tokens):
        return None
    if tokens[0].key in known.surnames:
        reason = f"{tokens[0].text} is a family name of the country; another name follows."
        return Evidence("persons.surname", reason)
    if run.first and words.touches(run.first - 1):
        before = words.tokens[run.first - 1]
        if before.text in known.nouns:
            return Evidence("persons.noun", f"The noun {before.text!r} stands before the name.")
    after = words.tokens[run.last + 1] if words.touches(run.last) else None
    if after and after.key in known.verbs and not after.is_capitalised:
        return Evidence("persons.verb", f"The name is the subject of {after.text!r}.")
    return None


def _title_before(words: Words, run: Run, known: NameWords) -> str:
    if not run.first or words.gap(run.first - 1).strip(". \t\r\n"):
        return ""
    for length in (3, 2, 1):
        at = run.first - length
        if at < 0 or not words.tokens[at].is_capitalised:
            continue
        if known.titles.at(words.tokens[: run.first], at)[0] == length:
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
    closed = words.gap(run.last).lstrip().startswith(",")
    return closed or words.tokens[run.first].key in known.surnames


def _is_title_or_nothing(words: Words, at: int, run: Run, known: NameWords) -> bool:
    length, _ = known.titles.at(words.tokens[: run.first], at) if at < run.first else (0, "")
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
