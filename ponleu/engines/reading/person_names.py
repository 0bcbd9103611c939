"""Runs of capitalised words that may be a person's name."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.numbers import SMALL_WORDS
from ponleu.engines.reading.offices import Office
from ponleu.engines.reading.place_index import place_index
from ponleu.engines.reading.runs import Covered, Words
from ponleu.engines.reading.types import Lexicon
from ponleu.engines.reading.word_sets import word_set
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
    titled = _take_titles(words, known, taken)
    runs: list[Run] = []
    for at in words.capitals:
        follows = bool(runs) and runs[-1].last == at - 1 and words.touches(at - 1)
        led = follows or at in titled
        named = _may_be_name(words.tokens[at], known, follows=led) or _is_nickname(words, at)
        described = not follows and _is_noun_before(words, at, known)
        if at in taken or words.tokens[at] in covered or described or not named:
            continue
        if follows:
            runs[-1] = Run(runs[-1].first, at)
        else:
            runs.append(Run(at, at))
        if _has_suffix(words, at):
            runs[-1] = Run(runs[-1].first, at + 1)
    return _with_initials(words, _with_particles(words, runs), taken)


def _take_titles(words: Words, known: NameWords, taken: set[int]) -> set[int]:
    """The words after titles; the titles' own are added to those that are taken."""
    titled: set[int] = set()
    for at in words.capitals:
        if (at - 1 in taken or not _follows_name(words, at)) and not _is_nickname(words, at):
            last = _title_end(words, at, known)
            taken.update(range(at, last))
            if last > at:
                titled.add(last)
    return titled


def _is_noun_before(words: Words, at: int, known: NameWords) -> bool:
    """Whether "Suspect" or "Netizen" stands before a name without being part of it."""
    word = words.keys[at]
    if word not in known.nouns or word in known.given or word in known.surnames:
        return False
    if not words.touches(at) or words.gap(at).strip():
        return False
    after = words.keys[at + 1]
    is_listed = after in known.given or after in known.surnames
    return is_listed and words.tokens[at + 1].is_capitalised


def _title_end(words: Words, at: int, known: NameWords) -> int:
    """Word after the titles at ``at``: "Khun" is a family name in "Oknha Khun Vichea"."""
    end = at + known.titles.at(words.tokens, at)[0]
    if end <= at:
        return at
    is_name = end - at == 1 and (words.keys[at] in known.surnames or words.keys[at] in _DOUBTFUL)
    led = at and known.titles.at(words.tokens, at - 1)[0] == 1 and _touches_title(words, at - 1)
    if is_name and led:
        single = words.touches(at) and words.tokens[at + 1].is_capitalised
        further = single and words.touches(at + 1) and words.tokens[at + 2].is_capitalised
        return end if further else at
    return end


_DOUBTFUL = word_set("ven khun ta nang ko u lok pak pu ming daw sr kak ate fr")
"""Titles that are names as well."""


def _touches_title(words: Words, at: int) -> bool:
    return not words.gap(at).strip(". \t\r\n")


_PARTICLES = frozenset(
    {"bin", "binti", "bte", "de", "dela", "del", "della", "la", "van", "von", "der", "den", "al",
     "el", "ibn", "da", "dos", "du", "ter", "ul"}
)  # fmt: skip


def _with_initials(words: Words, runs: Sequence[Run], taken: Container[int]) -> list[Run]:
    """Runs with the letters before them, and joined by letters: "K. Dalin", "Mae V. Ponce"."""
    made: list[Run] = []
    for run in runs:
        first = run.first
        while first and first - 1 not in taken and _is_initial(words, first - 1):
            first -= 1
        last = made[-1] if made else None
        joined = last and first < run.first and last.last == first - 1 and words.touches(first - 1)
        if last and joined:
            made[-1] = Run(last.first, run.last)
        elif first < run.first and first and words.tokens[first - 1].is_capitalised:
            made.append(run)
        else:
            made.append(Run(first, run.last))
    return made


def _is_initial(words: Words, at: int) -> bool:
    """Whether a letter and a full stop stand before the next word."""
    text = words.tokens[at].text
    if len(text) > 1 or not text.isupper() or words.gap(at).rstrip() != ".":
        return False
    return at + 1 < len(words.keys) and words.keys[at + 1] not in _DEGREES


_DEGREES = word_set("tech com sc ed eng pharm arch phil ba ma bs ms")
"""What follows a letter in an academic degree: "B.Tech"."""


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


_NICKNAMES = word_set("Brother Boss Mommy Mama Papa Madam Master Big Little Old Fat Lao Xiao")
"""Words with which a nickname begins, where the text says that it is one."""
_NICKNAMED = word_set(
    "called nicknamed nickname alias certain as him her manager boss leader chief"
)
_QUOTES = ("“", '"', "‘", "«")


def _is_nickname(words: Words, at: int) -> bool:
    """Whether a name begins: "known only as Ah Long", "called A Fei", 'called "Brother Nine"'."""
    token = words.tokens[at]
    if token.text in _NICKNAMES:
        said = at > 0 and words.keys[at - 1] in _NICKNAMED
        quoted = words.gaps[at].endswith(_QUOTES)
        large = words.touches(at) and words.tokens[at + 1].is_capitalised
        return said and large and (quoted or words.gaps[at].isspace())
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
