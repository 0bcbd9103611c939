"""Messages written without stops and capitals, cut where a new clause can be told to begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ponleu.engines.reading.phrases import HitList
from ponleu.engines.reading.tokens import Token
from ponleu.engines.reading.word_sets import word_set

_PRONOUNS: Final = frozenset({"he", "she", "they", "i", "we"})
_SPEAKING: Final = _PRONOUNS | {"someone", "somebody", "everyone", "everybody", "people", "police"}
_LEADING: Final = word_set("then and also but so now after later today yesterday")
_ASKING: Final = frozenset({"please", "pls", "plz", "kindly"})
_ASKED: Final = frozenset({"you", "u", "someone", "anyone", "anybody", "somebody"})
_OWN_VERBS: Final = word_set(
    "ask beg want need hope request will can promise swear think know dont don't cannot cant"
)
_LEADERS_ON: Final = word_set(
    "because bcos bcoz becouse becuase coz cos if that when where and or so to for with of what "
    "who how why which from by at in on than as while before after until since say said says "
    "tell told think thought hear heard know knew see saw hope sure afraid like but then also "
    "then the a an my his her their our no not please pls want ask me him them us whom about"
)
_NOUNS: Final = word_set(
    "chief lady boss officer man woman manager owner brother sister friend guard agent mother "
    "father uncle aunt wife husband son daughter driver company neighbor neighbour police clerk "
    "the a an my his her our their one old new other mr mrs ms . lok oknha bong yeay ta ming pu "
    "girl boy team leader village commune sangkat district deputy broker seller teacher monk"
)
_FEWEST: Final = 4
"""Words of a clause before "he" may begin another."""
_LONGEST_NAME: Final = 6

Cut = tuple[int, int]
"""First token of a piece, and the one after its last."""


def loose_pieces(
    text: str,
    tokens: Sequence[Token],
    line: Cut,
    says: HitList,
    is_quoted: Callable[[int], bool],
) -> Iterator[Cut]:
    """The clauses of a sentence that may run on over several: they hold it all, in order."""
    first, last = line
    speech = frozenset(hit.first for hit in says.between(first, last))
    begin = first
    for at in range(first + 1, last):
        if is_quoted(tokens[at].start):
            continue
        start = _start_of_clause(text, tokens, begin, at, speech)
        if start is not None and start > begin:
            yield begin, start
            begin = start
    yield begin, last


def _start_of_clause(
    text: str, tokens: Sequence[Token], begin: int, at: int, speech: frozenset[int]
) -> int | None:
    if "\n" in text[tokens[at - 1].end : tokens[at].start] and _is_blank_line(text, tokens, at):
        return at
    word, before = tokens[at].word, tokens[at - 1].word
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if _opens_request(tokens, at, word, before, after):
        return at
    if at in speech:
        return _subject_start(text, tokens, begin, at)
    if word in _PRONOUNS and after.isalpha() and before not in _LEADERS_ON:
        is_own = word == "i" and after in _OWN_VERBS
        is_doubled = text[tokens[at - 1].start].isupper()
        if (is_own or at - begin >= _FEWEST) and not is_doubled:
            return at
    return None


def _opens_request(tokens: Sequence[Token], at: int, word: str, before: str, after: str) -> bool:
    """ "Please help", "can you come", "if you come", "it is not true"."""
    if word in _ASKING:
        return before not in {"say", "said", "beg"}
    if before in _LEADERS_ON:
        return False
    if word in {"can", "could", "would"}:
        return after in _ASKED
    if word == "if":
        return after in _PRONOUNS | _ASKED
    return word in {"it", "this"} and after in {"is", "was"} and _at(tokens, at + 2) == "not"


def _is_blank_line(text: str, tokens: Sequence[Token], at: int) -> bool:
    gap = text[tokens[at - 1].end : tokens[at].start]
    return gap.replace("\r", "").replace(" ", "").count("\n") > 1


def _at(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].word if at < len(tokens) else ""


def _subject_start(text: str, tokens: Sequence[Token], begin: int, verb: int) -> int | None:
    """Where the subject of a reporting verb begins: "the company lady Mrs Thida say"."""
    at = verb
    if tokens[verb - 1].word in _SPEAKING:
        at = verb - 1
    else:
        while at > begin and verb - at < _LONGEST_NAME and _may_be_subject(text, tokens, at - 1):
            at -= 1
    if at == verb or at <= begin:
        return None
    if tokens[at - 1].word in _LEADING and at - 1 > begin:
        return at - 1
    return None if tokens[at - 1].word in _LEADERS_ON else at


def _may_be_subject(text: str, tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].word in _NOUNS or text[tokens[at].start].isupper()
