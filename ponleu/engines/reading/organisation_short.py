"""Bodies met again: "the Ministry", and letters that nobody explains: "UNIAP"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ponleu.engines.reading.confidences import confidence
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.per_word import PerWord
from ponleu.engines.reading.runs import Covered, Words
from ponleu.engines.reading.types import Fact, FactKind
from ponleu.engines.reading.word_sets import word_set

_HEADS: Final = word_set(
    "ministry administration association department committee commission council embassy court "
    "foundation institute authority agency organisation organization union office commissariat "
    "secretariat directorate consulate federation network centre center bureau company police "
    "command taskforce fund board chamber programme"
)
"""Words for a body that stand alone, written large, for one named before."""
_LETTERS: Final = re.compile(r"(?:[A-Z]{3,7}|[A-Z][a-z]?[A-Z]{2,6}s?)")
_may_be_letters: Final = PerWord(lambda word: _LETTERS.fullmatch(word) is not None)
MOST_SHOUTED: Final = 3
"""Words in capitals above which a sentence is set so, and its letters stand for nobody."""
_NO_BODIES: Final = word_set(
    "usd cctv dna hiv aids covid ktv sms vip atm gps pdf sim usb ceo cfo dui gdp pm am faq url www "
    "http https html json csv mou tv fm suv lcd led khr thb vnd cny rmb eur gbp ngo ngos nssf "
    "visa pcr sez dpm atms pms ids iou rip asap sos ok usa uk uae prc ussr dprk rok lao pdr doa "
    "mt ref attn cc re fw fwd ps nb eta etc dob tel fax km kg gmt ict sub isbn stem wifi qr ai"
)
_LEADS: Final = word_set("the by of to from with and told at according informed asked")


def short_mentions(words: Words, named: Sequence[Fact], covered: Covered) -> Iterator[Fact]:
    """ "The Ministry", where one ministry was named before; its value is that one's."""
    for at in words.capitals:
        token = words.tokens[at]
        if token.key not in _HEADS or token in covered or _goes_on(words, at):
            continue
        if not at or words.keys[at - 1] not in {"the", "this"}:
            continue
        known = _last_named(named, token.key, token.start)
        if known:
            reason = f"The text names {known.text.split(chr(10))[0]!r} before."
            yield _fact(words, at, known.value, "organisations.again", reason)


def letters(words: Words, covered: Covered) -> Iterator[Fact]:
    """Letters written large that act or are acted on: "UNIAP now intends", "told ACRA that"."""
    tokens = words.tokens
    found = [at for at in words.capitals if _may_be_letters[tokens[at].text]]
    if not found or words.boilerplate:
        return
    if sum([tokens[at].text.isupper() for at in words.capitals]) > MOST_SHOUTED:
        return
    for at in found:
        token = tokens[at]
        if token in covered or token.key in _NO_BODIES:
            continue
        before = words.keys[at - 1] if at else ""
        after = words.gap(at)
        acts = after.isspace() and at + 1 < len(words.keys) and _is_verb(words.keys[at + 1])
        led = before in _LEADS and (acts or after[:1] in {",", ".", "’", "'", ")", ";", "\n"})
        if acts or led or after.startswith(("’s", "'s")):
            reason = "Letters written large that stand for a body, which the text does not explain."
            yield _fact(words, at, token.text, "organisations.letters", reason)


def _goes_on(words: Words, at: int) -> bool:
    """Whether another word of the name follows: "the Ministry of", "the Court Clerk"."""
    if not words.touches(at):
        return False
    after = words.tokens[at + 1]
    return after.is_capitalised or (after.key in {"of", "for"} and words.gap(at).isspace())


_VERBS: Final = word_set(
    "has have had was were is are will would shall said says told asked urged called reported "
    "recorded received and helped found counted plans intends wants did does may can could must "
    "freed rescued issued runs ran works worked staff officers officials members now also that"
)


_SAYING: Final = word_set(
    "reports counts asks urges calls wants hopes holds keeps put puts gave gives found finds wrote "
    "writes knew knows took takes sent sends made makes came comes went goes denies rejects claims "
    "insists adds argues warns expects needs remains stands or who whose which"
)


def _is_verb(key: str) -> bool:
    return key in _VERBS or key.endswith(("ed", "ly")) or key in _SAYING


def _last_named(named: Sequence[Fact], head: str, before: int) -> Fact | None:
    found = _by_head(named).get(head, ())
    at = bisect_left(found, before, key=lambda fact: fact.start)
    return found[at - 1] if at else None


@once_per
def _by_head(named: Sequence[Fact]) -> Mapping[str, Sequence[Fact]]:
    """The bodies named in full by each word that may stand for them, in text order."""
    by_head: dict[str, list[Fact]] = {}
    for fact in sorted(named, key=lambda fact: fact.start):
        if " " in fact.text:
            for head in _HEADS.intersection(fact.text.lower().split()):
                by_head.setdefault(head, []).append(fact)
    return by_head


def _fact(words: Words, at: int, value: object, rule: str, reason: str) -> Fact:
    start, end = words.span(at, at)
    return Fact(
        kind=FactKind.ORGANISATION,
        text=words.text[start:end],
        start=start,
        end=end,
        value=str(value),
        rule=rule,
        confidence=confidence(rule, boilerplate=words.boilerplate),
        reason=reason,
    )
