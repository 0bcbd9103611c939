"""Whose voice a whole document is: the body that issues it, or the person who writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.speakers import Speaker
from ponleu.engines.reading.types import Fact, FactKind, Part
from ponleu.engines.reading.word_sets import word_set

_HEAD_LINES: Final = 10
"""Sentences at the top, or headings, among which a letterhead is sought."""
_LONG: Final = 16
"""Tokens from which a line is text and no heading."""
_KINDS: Final = word_set(
    "statement clarification notice communique communiqué announcement release summary brief "
    "briefing digest bulletin report newsletter declaration directive circular memo memorandum "
    "factsheet update appeal reminder note position response press advisory warning"
)
_OURSELVES: Final = frozenset({"we", "our", "us", "ourselves"})
_I: Final = frozenset({"i", "im", "my", "me", "i'm"})
_NAMED_AS: Final = (("my", "name", "is"), ("my", "name"), ("i", "am"), ("im",), ("i", "'", "m"),
                    ("i", "’", "m"), ("this", "is"), ("me",), ("name", "is"))  # fmt: skip
_WRITER_REACH: Final = 120
"""Tokens at the top among which a writer tells their name."""
_OWN_WORDS: Final = 2
"""Times that "I" or "we" must stand outside quotation marks."""
_HIDDEN: Final = word_set("anonymous anonymously")
_SHOWING: Final = word_set("show tell use print publish say give write mention put share")
_OFFICIAL: Final = word_set(
    "statement clarification notice communique communiqué announcement release summary circular "
    "directive declaration"
)
_OWN: Final = frozenset({FactKind.DENIAL, FactKind.REQUEST, FactKind.COMMITMENT})
_FIRST_PERSONS: Final = frozenset({"we", "i", "our", "my", "im"})


def with_voice(narration: Narration, facts: Sequence[Fact]) -> list[Fact]:
    """Statements that name nobody, or only "we" and "I", given to the one whose text it is."""
    facts = [_by_the_actor(fact) for fact in facts]
    open_ones = [number for number, fact in enumerate(facts) if _is_open(narration, fact)]
    if not open_ones:
        return list(facts)
    head = _head(narration)
    voice = voice_of(narration)
    if voice is None:
        return list(facts)
    official = voice.sort == "organisation" and _is_headed(narration, head, _OFFICIAL)
    made = list(facts)
    for number in open_ones:
        fact = facts[number]
        if "speaker" not in fact.parts and not (official or fact.kind in _OWN):
            continue
        part = fact.parts.get("speaker")
        own = replace(part, value=voice.value) if part else voice.part(narration.text)
        made[number] = replace(
            fact,
            parts=fact.parts | {"speaker": own},
            reason=f"{fact.reason} The text speaks for {voice.value}.",
        )
    return made


def _by_the_actor(fact: Fact) -> Fact:
    """A promise told by the reporter is that of the one who is to act, not of who spoke before."""
    who, speaker = fact.parts.get("who"), fact.parts.get("speaker")
    if fact.kind is not FactKind.COMMITMENT or who is None or speaker is None:
        return fact
    if fact.start <= speaker.start < fact.end or not fact.start <= who.start < fact.end:
        return fact
    return replace(fact, parts=fact.parts | {"speaker": who})


def _is_open(narration: Narration, fact: Fact) -> bool:
    """Whether nobody is named who said it, outside quotation marks."""
    speaker = fact.parts.get("speaker")
    if speaker is not None:
        return not speaker.value and speaker.text.lower() in _FIRST_PERSONS
    if fact.kind is FactKind.CLAIM:
        return fact.rule == "claims.finding"
    return fact.kind in _OWN or fact.kind is FactKind.PENALTY


def is_official(narration: Narration) -> bool:
    """Whether the text is a body's own statement, notice or clarification."""
    voice = voice_of(narration)
    if voice is None or voice.sort != "organisation":
        return False
    return _is_headed(narration, _head(narration), _OFFICIAL) or _says(narration, _OURSELVES)


@once_per
def voice_of(narration: Narration) -> Speaker | None:
    """The one who speaks where nobody is named; None in a newspaper's story."""
    head = _head(narration)
    issuer = _issuer(narration, head)
    if issuer is not None and (_is_headed(narration, head) or _says(narration, _OURSELVES)):
        return issuer
    return writer_of(narration)


def writer_of(narration: Narration) -> Speaker | None:
    """The person who writes "I" and tells their name, unless they ask to stay unnamed."""
    tokens = narration.tokens
    if not _says(narration, _I) or _stays_unnamed(narration):
        return None
    last = min(len(tokens), _WRITER_REACH)
    for fact in narration.within(FactKind.PERSON, 0, tokens[last - 1].end if last else 0):
        at = narration.token(fact.start)
        if narration.around.is_quoted(fact.start):
            continue
        if any(_ends_with(narration, at, words) for words in _NAMED_AS):
            return _speaker(fact)
    return None


def _head(narration: Narration) -> list[Line]:
    """The short lines at the top, up to the first that is a sentence of some length."""
    head: list[Line] = []
    for line in narration.lines[:_HEAD_LINES]:
        if line.last - line.first > _LONG:
            break
        head.append(line)
    return head


def _issuer(narration: Narration, head: list[Line]) -> Speaker | None:
    """The last body of the letterhead: it stands alone, or after "brief of"."""
    found: Fact | None = None
    for line in head:
        bodies = narration.within(FactKind.ORGANISATION, line.start, line.end)
        if not bodies:
            continue
        body = bodies[0]
        before = narration.text[line.start : body.start].lower().split()
        if before and not (before[-1] in {"of", "by", "from"} and set(before) & _KINDS):
            continue
        found = body
    return _speaker(found) if found else None


def _is_headed(
    narration: Narration, head: list[Line], kinds: frozenset[str] = _KINDS
) -> bool:
    return any(
        narration.tokens[at].word in kinds for line in head for at in range(line.first, line.last)
    )


def _says(narration: Narration, words: frozenset[str]) -> bool:
    times = 0
    for token in narration.tokens:
        if token.word in words and not narration.around.is_quoted(token.start):
            times += 1
            if times >= _OWN_WORDS:
                return True
    return False


def _stays_unnamed(narration: Narration) -> bool:
    """ "Don't show my name", "I want to stay anonymous"."""
    tokens = narration.tokens
    for at, token in enumerate(tokens):
        if token.word in _HIDDEN:
            return True
        if token.word == "name" and at > 1 and tokens[at - 1].word == "my":
            if tokens[at - 2].word in _SHOWING:
                return True
    return False


def _ends_with(narration: Narration, at: int, words: tuple[str, ...]) -> bool:
    first = at - len(words)
    if first < 0:
        return False
    return tuple(token.word for token in narration.tokens[first:at]) == words


def _speaker(fact: Fact) -> Speaker:
    sort = "person" if fact.kind is FactKind.PERSON else "organisation"
    return Speaker(fact.start, fact.end, sort, str(fact.value))
