"""Whose voice a whole document is: the body that issues it, or the person who writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.speakers import Memory, Speaker, subject_before
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
_SIGNATURE_LINES: Final = 4
_SIGNATURE_WORDS: Final = 5
_NAME_IS: Final = 3
"""Words of "my name is", and of the longest name taken after it."""
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
_FAR: Final = 500
"""Letters beyond which "it" is not the body that spoke before."""
_PRONOUN_WORDS: Final = 2
_OPENING_WORDS: Final = 3
_OWN_OPENINGS: Final = word_set("i we please pls plz dont don't don’t kindly my our im i'm you")
_FIRST_PERSONS: Final = frozenset({"we", "i", "our", "my", "im"})


def with_voice(narration: Narration, facts: Sequence[Fact]) -> list[Fact]:
    """Statements that name nobody, or only "we" and "I", given to the one whose text it is."""
    made = _with_pronouns(narration, [_by_the_actor(narration, fact) for fact in facts])
    voice: Speaker | None = None
    for number, fact in enumerate(made):
        is_own = _is_in_own_words(narration, fact)
        if not is_own and not _is_open(fact):
            continue
        voice = voice_of(narration)
        if voice is None:
            if is_own and _says(narration, _I):
                made[number] = replace(fact, parts=_without_speaker(fact))
            continue
        if "speaker" not in fact.parts and fact.kind not in _OWN and not is_official(narration):
            continue
        made[number] = _spoken_by(narration, voice, fact, is_own=is_own)
    return made


def _with_pronouns(narration: Narration, facts: list[Fact]) -> list[Fact]:
    """ "It proposes", "she asked": the body or the person who spoke last before."""
    if not any(_pronoun_of(fact) for fact in facts):
        return facts
    people = {fact.value for fact in narration.mentions if fact.kind is FactKind.PERSON}
    last: dict[bool, tuple[int, str]] = {}
    made = list(facts)
    for number, fact in enumerate(facts):
        speaker = fact.parts.get("speaker")
        if speaker is None:
            continue
        pronoun = _pronoun_of(fact)
        if not pronoun:
            name = str(speaker.value) or " ".join(speaker.text.split())
            last[name in people] = fact.end, name
            continue
        end, name = last.get(pronoun != "it", (-_FAR, ""))
        if name and fact.start - end < _FAR:
            known = replace(speaker, value=name)
            why = f'{fact.reason} "{speaker.text}" is taken to be {name}.'
            made[number] = replace(fact, parts=fact.parts | {"speaker": known}, reason=why)
    return made


def _pronoun_of(fact: Fact) -> str:
    """The pronoun that an unresolved speaker begins with, "" if there is none."""
    speaker = fact.parts.get("speaker")
    if speaker is None or speaker.value or fact.kind in {FactKind.CLAIM, FactKind.DENIAL}:
        return ""
    words = speaker.text.lower().split()
    if words and words[-1] == "excellency":
        return "she" if words[0] == "her" else "he"
    is_short = 0 < len(words) <= _PRONOUN_WORDS
    return words[0] if is_short and words[0] in {"he", "she", "it"} else ""


def _spoken_by(narration: Narration, voice: Speaker, fact: Fact, *, is_own: bool) -> Fact:
    part = fact.parts.get("speaker")
    if part is not None and not is_own:
        part = replace(part, value=voice.value)
    return replace(
        fact,
        parts=fact.parts | {"speaker": part if part and not is_own else voice.part(narration.text)},
        reason=f"{fact.reason} The text speaks for {voice.value}.",
    )


def _without_speaker(fact: Fact) -> dict[str, Part]:
    return {name: part for name, part in fact.parts.items() if name != "speaker"}


def _is_in_own_words(narration: Narration, fact: Fact) -> bool:
    """ "Please help" after "he says ...": the writer asks, not the one who spoke before."""
    speaker = fact.parts.get("speaker")
    if fact.kind not in _OWN or speaker is None or fact.start <= speaker.start < fact.end:
        return False
    if narration.around.is_quoted(fact.start) or not _says(narration, _I | _OURSELVES):
        return False
    words = narration.text[fact.start : fact.end].lower().split()[:_OPENING_WORDS]
    return bool(_OWN_OPENINGS & set(words))


def _by_the_actor(narration: Narration, fact: Fact) -> Fact:
    """What the reporter tells is promised or asked by its subject, not by who spoke before."""
    speaker = fact.parts.get("speaker")
    if fact.kind not in _OWN or fact.kind is FactKind.DENIAL:
        return fact
    if speaker is not None and fact.start <= speaker.start < fact.end:
        return fact
    if narration.around.is_quoted(fact.start):
        return fact
    who = fact.parts.get("who")
    if fact.kind is FactKind.COMMITMENT and who is not None and fact.start <= who.start < fact.end:
        return replace(fact, parts=fact.parts | {"speaker": who}) if speaker else fact
    subject = _subject_of(narration, fact)
    if subject is None:
        return fact
    return replace(fact, parts=fact.parts | {"speaker": subject.part(narration.text)})


def _subject_of(narration: Narration, fact: Fact) -> Speaker | None:
    """The one who "promised" or "asked" in the words of the fact itself."""
    words = "request_verbs" if fact.kind is FactKind.REQUEST else "commitment_marks"
    lines = narration.lines_across(fact.start, fact.end)
    for line in lines[:1]:
        hits = narration.hits(words, line.first, line.last)
        if fact.kind is FactKind.REQUEST:
            told = narration.hits("claim_verbs", line.first, line.last)
            hits = hits + [hit for hit in told if hit.label == "tell"]
        for hit in hits:
            start = narration.tokens[hit.first].start
            if hit.label == "modal" or not fact.start < start < fact.end:
                continue
            subject = subject_before(narration, line, hit.first, Memory())
            if subject is None or subject.by_pronoun or subject.start < fact.start:
                return None
            return subject
    return None


def _is_open(fact: Fact) -> bool:
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
    return _signed(narration) or _named_after(narration, last)


def _signed(narration: Narration) -> Speaker | None:
    """The name on a line of its own at the end of a letter."""
    for line in narration.lines[-_SIGNATURE_LINES:]:
        if line.last - line.first <= _SIGNATURE_WORDS:
            named = narration.named_starting(line.start)
            if named is not None and named.kind is FactKind.PERSON:
                return _speaker(named)
    return None


def _named_after(narration: Narration, last: int) -> Speaker | None:
    """Capitalised words after "my name is", where they are not known as a name."""
    tokens = narration.tokens
    for at in range(_NAME_IS, last):
        if tokens[at - 2].word != "name" or tokens[at - 1].word != "is":
            continue
        stop = at
        while stop < last and stop - at < _NAME_IS and narration.text[tokens[stop].start].isupper():
            stop += 1
        if stop > at and tokens[at - _NAME_IS].word == "my":
            start, end = tokens[at].start, tokens[stop - 1].end
            return Speaker(start, end, "person", narration.text[start:end])
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
    return _speaker(found) if found else _before_a_bar(narration, head)


def _before_a_bar(narration: Narration, head: list[Line]) -> Speaker | None:
    """The name before "| Annual report": a body that no table knows."""
    for line in head:
        bar = narration.text.find(" | ", line.start, line.end)
        words = narration.text[line.start : bar].split() if bar > 0 else []
        is_kind = bool(_KINDS & set(narration.text[bar : line.end].lower().split()))
        if len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper() and is_kind:
            return Speaker(line.start, bar, "organisation", narration.text[line.start : bar])
    return None


def _is_headed(narration: Narration, head: list[Line], kinds: frozenset[str] = _KINDS) -> bool:
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
