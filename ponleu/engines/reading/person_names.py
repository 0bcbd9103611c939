"""Runs of capitalised words that may be a person's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.numbers import SMALL_WORDS
from ponleu.engines.reading.offices import Office
from ponleu.engines.reading.place_index import place_index
from ponleu.engines.reading.runs import Covered, Words
from ponleu.engines.reading.types import Lexicon
from ponleu.engines.reading.words import PhraseSet, Token


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``first`` to ``last`` of a sentence, all capitalised, none spoken for."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class NameWords:
    """The pack's word lists that names are told by, as keys."""

    titles: PhraseSet
    surnames: frozenset[str]
    broken_by: frozenset[str]
    verbs: frozenset[str]
    verbs_before: frozenset[str]
    nouns: frozenset[str]
    places: Mapping[str, tuple[str, ...]]
    premises: frozenset[str]
    given: frozenset[str]
    people: frozenset[str]


@once_per
def name_words(lexicon: Lexicon) -> NameWords:
    """Prepared once for a lexicon."""
    words = lexicon.words
    verbs = words.get("speech_verbs", {})
    return NameWords(
        titles=PhraseSet(lexicon.titles),
        surnames=frozenset(surname.casefold() for surname in lexicon.surnames),
        broken_by=_broken_by(lexicon),
        verbs=frozenset(verbs),
        verbs_before=frozenset(verb for verb, side in verbs.items() if side == "either side"),
        nouns=frozenset(words.get("person_nouns", {})),
        places=place_index(lexicon).codes,
        premises=frozenset(words.get("site_nouns", {})),
        given=frozenset(words.get("given_names", {})),
        people=_people(lexicon),
    )


def _broken_by(lexicon: Lexicon) -> frozenset[str]:
    """Words that are no part of a name: common ones, peoples, numbers."""
    peoples = lexicon.words.get("nationalities", {})
    plurals = {f"{people}s" for people in peoples}
    return frozenset({*lexicon.words.get("not_names", {}), *peoples, *plurals, *SMALL_WORDS})


def _people(lexicon: Lexicon) -> frozenset[str]:
    """Words that say what someone is, of which one stands in an apposition after a name."""
    offices = {word for phrase in lexicon.offices for word in phrase.split()[-1:]}
    return frozenset(offices | {*lexicon.words.get("person_nouns", {})}) - _NO_DESCRIPTION


_NO_DESCRIPTION = frozenset({"is", "by", "called", "name", "known", "alias", "named"})
_LONGEST_SUFFIX = 6
"""Letters of the small part after the hyphen of a name such as "Po-hao"."""


def runs_in(
    words: Words, known: NameWords, offices: Sequence[Office], covered: Covered
) -> list[Run]:
    """Every run of capitalised words that nothing else claims, and no title belongs to."""
    taken = {at for office in offices for at in range(office.first, office.last + 1)}
    for at in words.capitals:
        if at - 1 in taken or not _follows_name(words, at):
            taken.update(range(at, at + known.titles.at(words.tokens, at)[0]))
    runs: list[Run] = []
    for at in words.capitals:
        token = words.tokens[at]
        follows = bool(runs) and runs[-1].last == at - 1 and words.touches(at - 1)
        named = _may_be_name(token, known, follows=follows) or _is_nickname(words, at)
        if at in taken or token in covered or not named:
            continue
        if follows:
            runs[-1] = Run(runs[-1].first, at)
        else:
            runs.append(Run(at, at))
        if _has_suffix(words, at):
            runs[-1] = Run(runs[-1].first, at + 1)
    return _with_particles(words, runs)


_PARTICLES = frozenset(
    {"bin", "binti", "bte", "de", "dela", "del", "della", "la", "van", "von", "der", "den", "al",
     "el", "ibn", "da", "dos", "du", "ter", "ul"}
)  # fmt: skip


def _with_particles(words: Words, runs: Sequence[Run]) -> list[Run]:
    """Runs that a small particle joins made one: "Abdul Rahman bin Yusof"."""
    if _PARTICLES.isdisjoint(words.keys):
        return list(runs)
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        between = words.tokens[last.last + 1 : run.first] if last else []
        if last and 1 <= len(between) <= 2 and all(t.text in _PARTICLES for t in between):
            joined[-1] = Run(last.first, run.last)
        else:
            joined.append(run)
    return joined


def _is_nickname(words: Words, at: int) -> bool:
    """Whether "Ah" or "A" begins a name: "known only as Ah Long", "called A Fei"."""
    token = words.tokens[at]
    if token.text not in {"Ah", "A"} or not words.touches(at):
        return False
    named = at > 0 and (token.text == "Ah" or words.keys[at - 1] in _NAMED)
    return named and words.tokens[at + 1].is_capitalised


_NAMED = frozenset({"called", "named", "name", "as", "chief", "boss", "nicknamed", "alias"})


def _follows_name(words: Words, at: int) -> bool:
    """Whether the word before may be part of the same name: "Ta" is no title in "Srey Ta"."""
    return bool(at) and words.touches(at - 1) and words.tokens[at - 1].is_capitalised


def _has_suffix(words: Words, at: int) -> bool:
    """Whether a small word is joined by a hyphen: "Min-ji"."""
    if at + 1 >= len(words.tokens) or words.gaps[at + 1] != "-":
        return False
    after = words.tokens[at + 1].text
    return after.islower() and after.isalpha() and len(after) <= _LONGEST_SUFFIX


def _may_be_name(token: Token, known: NameWords, *, follows: bool) -> bool:
    """Whether a large word can stand in a name: "An" does so only after another part of one."""
    if len(token.text) < 2:
        return False
    return token.key not in known.broken_by or (follows and token.key in known.surnames)
