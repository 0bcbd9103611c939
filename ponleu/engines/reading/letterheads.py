"""Whose voice a whole document is: the body that issues it, or the person who writes."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.per_word import positions
from ponleu.engines.reading.speaker_memory import Speaker
from ponleu.engines.reading.tokens import row_of
from ponleu.engines.reading.types import Fact, FactKind
from ponleu.engines.reading.word_sets import word_set

_HEAD_LINES: Final = 10
"""Sentences at the top, or headings, among which a letterhead is sought."""
_LONG: Final = 16
"""Tokens from which a line is text and no heading."""
_KINDS: Final = word_set(
    "statement clarification notice communique communiqué announcement release summary brief "
    "briefing digest bulletin report newsletter declaration directive circular memo memorandum "
    "factsheet sheet update appeal reminder note position response press advisory warning letter "
    "petition submission testimony testimonies findings case profile dossier"
)
OURSELVES: Final = frozenset({"we", "our", "us", "ourselves"})
MYSELF: Final = frozenset({"i", "im", "my", "me", "i'm"})
_NAMED_AS: Final = (("my", "name", "is"), ("my", "name"), ("i", "am"), ("im",), ("i", "'", "m"),
                    ("i", "’", "m"), ("this", "is"), ("me",), ("name", "is"))  # fmt: skip
_FROM_REACH: Final = 4
_LEADING: Final = frozenset({"of", "by", "from", "-", "–", "—", "|", ":", "/"})
_OF: Final = frozenset({"of", "for", "the", "'s", "’s", "&"})
_SHORTEST_NAME: Final = 2
_LONGEST_NAME: Final = 4
_CLOSINGS: Final = frozenset({"you", "sincerely", "faithfully", "regards", "respectfully"})
"""Words of "Thanking you", "Yours sincerely", after which a writer signs."""
_SIGNING: Final = frozenset({"thumbprint", "signed", "signature", "yours", "fingerprint", "sgd"})
"""Words that open the line of a signature: "Thumbprint of Sok Dara"."""
_TESTIMONIES: Final = word_set("statement testimony complaint letter deposition account story")
_SIGNATURE_LINES: Final = 4
_SIGNATURE_WORDS: Final = 5
_NAME_IS: Final = 3
"""Words of "my name is", and of the longest name taken after it."""
_WRITER_REACH: Final = 120
"""Tokens at the top among which a writer tells their name."""
_OWN_WORDS: Final = 2
"""Times that "I" or "we" must stand outside quotation marks."""
_HIDDEN: Final = word_set("anonymous anonymously")
_HIDING: Final = _HIDDEN | {"name"}
_SHOWING: Final = word_set("show tell use print publish say give write mention put share")
_OFFICIAL: Final = word_set(
    "statement clarification notice communique communiqué announcement release summary circular "
    "directive declaration"
)


@once_per
def speaks_itself(narration: Narration) -> bool:
    """Whether "I" or "we" stands outside quotation marks more than once."""
    return says(narration, MYSELF | OURSELVES)


@once_per
def is_official(narration: Narration) -> bool:
    """Whether the text is a body's own statement, notice or clarification."""
    voice = voice_of(narration)
    if voice is None or voice.sort != "organisation":
        return False
    return _is_headed(narration, _head(narration), _OFFICIAL) or says(narration, OURSELVES)


@once_per
def is_statement(narration: Narration) -> bool:
    """Whether the text calls itself a statement, notice or clarification of a body's own."""
    voice = voice_of(narration)
    if voice is None or voice.sort != "organisation":
        return False
    return _is_headed(narration, _head(narration), _OFFICIAL)


@once_per
def voice_of(narration: Narration) -> Speaker | None:
    """The one who speaks where nobody is named; None in a newspaper's story."""
    head = _head(narration)
    issuer = _issuer(narration, head)
    if issuer is not None and (_is_headed(narration, head) or says(narration, OURSELVES)):
        return issuer
    return writer_of(narration)


def writer_of(narration: Narration) -> Speaker | None:
    """The person who writes "I" and tells their name, unless they ask to stay unnamed."""
    tokens = narration.tokens
    if not says(narration, MYSELF) or _stays_unnamed(narration):
        return None
    last = min(len(tokens), _WRITER_REACH)
    for fact in narration.within(FactKind.PERSON, 0, tokens[last - 1].end if last else 0):
        at = narration.token(fact.start)
        if narration.around.is_quoted(fact.start):
            continue
        if any(_ends_with(narration, at, words) for words in _NAMED_AS):
            return _speaker(fact)
    return (
        _testifying(narration)
        or _named_after(narration, last)
        or _sender(narration)
        or _signed(narration)
    )


def _sender(narration: Narration) -> Speaker | None:
    """The name after "From" at the head of a letter or a message passed on."""
    for at, token in enumerate(narration.tokens[:_FROM_REACH]):
        if token.word == "from":
            return _capitalised(narration, at + 1)
    return None


def _testifying(narration: Narration) -> Speaker | None:
    """The one of "Witness statement of Sok Dara", in the first words of a text."""
    tokens = narration.tokens
    for at in range(1, min(_FROM_REACH * 2, len(tokens) - 1)):
        if tokens[at].word in {"of", "by"} and tokens[at - 1].word in _TESTIMONIES:
            return _capitalised(narration, at + 1)
    return None


def _capitalised(narration: Narration, first: int) -> Speaker | None:
    """Two or three capitalised words from token ``first`` on, a dotted initial among them."""
    tokens, text = narration.tokens, narration.text
    first += first < len(tokens) and tokens[first].word == ","
    last = first
    while last < len(tokens) and last - first < _LONGEST_NAME:
        token = tokens[last]
        if not (text[token.start].isupper() or token.word == ".") or (
            last > first and "\n" in text[tokens[last - 1].end : token.start]
        ):
            break
        last += 1
    if last - first < _SHORTEST_NAME:
        return None
    start, end = tokens[first].start, tokens[last - 1].end
    return Speaker(start, end, "person", text[start:end])


def _signed(narration: Narration) -> Speaker | None:
    """The name on a line of its own at the end of a letter."""
    for line in narration.lines[-_SIGNATURE_LINES:]:
        words = [token.word for token in narration.tokens[line.first : line.last]]
        for at, word in enumerate(words):
            is_yours = words[at + 1 : at + 2] == ["yours"]  # "Respectfully yours,"
            after = (
                line.first + at + 1 + is_yours + (words[at + 1 : at + 2] in (["of"], ["by"], [":"]))
            )
            if (word in _CLOSINGS or (word in _SIGNING and not at)) and (
                name := _capitalised(narration, after)
            ):
                return name
        if len(words) <= _SIGNATURE_WORDS:
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
        if before and not (before[-1] in _LEADING and set(before) & _KINDS):
            continue
        after = narration.token(body.end)
        if found and after < line.last and narration.tokens[after].word in _KINDS:
            continue  # "QUARTERLY HOTLINE DIGEST" under the name of the body
        found = body
    return _speaker(found) if found else _before_a_bar(narration, head)


def _from_line(narration: Narration, head: list[Line]) -> Speaker | None:
    """The body of "From: Coastal Hands and six others", in a letter that says "we"."""
    text, tokens = narration.text, narration.tokens
    for line in head:
        first = line.first
        if tokens[first].word != "from" or not says(narration, OURSELVES):
            continue
        first += 1 + (tokens[first + 1].word == ":")
        last = first
        while last < line.last and (text[tokens[last].start].isupper() or tokens[last].word in _OF):
            last += 1
        if last > first:
            start, end = tokens[first].start, tokens[last - 1].end
            return Speaker(start, end, "organisation", text[start:end])
    return None


def _top(narration: Narration) -> list[Line]:
    """The first line of the text, which may be taken for a menu: "A Body | Brief 7 | May"."""
    end = narration.text.find("\n")
    if end < 0 or " | " not in narration.text[:end]:
        return []
    return [Line(0, end, 0, narration.token(end), 0)]


def _before_a_bar(narration: Narration, head: list[Line]) -> Speaker | None:
    """The name before "| Annual report": a body that no table knows."""
    for line in [*_top(narration), *head]:
        bar = narration.text.find(" | ", line.start, line.end)
        words = narration.text[line.start : bar].split() if bar > 0 else []
        is_name = len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()
        if is_name and _is_headed(narration, [line]):
            return Speaker(line.start, bar, "organisation", narration.text[line.start : bar])
    return _from_line(narration, head) or _in_capitals(narration, head)


def _in_capitals(narration: Narration, head: list[Line]) -> Speaker | None:
    """A name in capitals alone on the first line, above "Urgent appeal"."""
    if not head or not _is_headed(narration, head[1:]) or not says(narration, OURSELVES):
        return None
    start, end = head[0].start, head[0].end
    name = narration.text[start:end]
    is_name = name.isupper() and name.replace(" ", "").isalpha()
    if is_name and 1 < len(name.split()) <= _SIGNATURE_WORDS:
        return Speaker(start, end, "organisation", name)
    return None


def _is_headed(narration: Narration, head: list[Line], kinds: frozenset[str] = _KINDS) -> bool:
    return any(
        narration.tokens[at].word in kinds for line in head for at in range(line.first, line.last)
    )


def says(narration: Narration, words: frozenset[str]) -> bool:
    times = 0
    row = row_of(narration.text)
    for at in positions(row.words, words):
        if not narration.around.is_quoted(row.starts[at]):
            times += 1
            if times >= _OWN_WORDS:
                return True
    return False


def _stays_unnamed(narration: Narration) -> bool:
    """ "Don't show my name", "I want to stay anonymous"."""
    words = row_of(narration.text).words
    for at in positions(words, _HIDING):
        if words[at] in _HIDDEN:
            return True
        if at > 1 and words[at - 1] == "my" and words[at - 2] in _SHOWING:
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
