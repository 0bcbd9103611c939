"""Words that punish, with the sum or the term that they set."""

from __future__ import annotations

from typing import Final, NamedTuple

from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.sayings import Saying
from ponleu.engines.reading.types import Amount, Fact, FactKind
from ponleu.engines.reading.word_sets import word_set

_MONEY: Final = "amounts.money"
_AGE: Final = "amounts.age"
_TERMS: Final = frozenset({"year", "month"})
_SHORT_TERMS: Final = _TERMS | {"day", "week"}
_NOT_PUNISHED: Final = word_set("no not never without nobody n’t avoid escaped")
_PAYERS: Final = word_set(
    "owner owners operator operators landlord landlords employer employers "
    "casino hotel proprietor proprietors landlady licensee management restaurant karaoke bar"
)
_NOT_A_FINE: Final = word_set(
    "salary wage wages month ransom rent broker ticket food each worker workers monthly for to "
    "smuggler families family"
)
_NOT_PAYERS: Final = word_set(
    "worker workers family families victim victims migrant migrants recruit recruits parents "
    "mother father relatives women girls men i we you he she anyone children villagers"
)
"""Of those who "must pay" to be let go: a ransom or a debt, not a penalty."""
_NOT_A_SENTENCE: Final = word_set("spent after spending released delay experience training waited")
_GIVING: Final = word_set("given gave gives gets get got received receives receive handed bring")
_NOT_GIVEN: Final = word_set(
    "to salary wages pay training leave notice old ago pregnant rent grace"
)
_WEAK_REACH: Final = 7
"""Tokens between "faces" and the term; of the surer words the whole clause is looked through."""


class Mark(NamedTuple):
    """A word that punishes, with the amount; no amount where it is for life."""

    hit: Hit
    sort: str
    amount: Fact | None


def penalty_mark(narration: Narration, saying: Saying) -> Mark | None:
    """The first word of the saying that sets a penalty."""
    first, last = narration.token(saying.start), narration.token(saying.end)
    hits = narration.hits("penalty_marks", first, last)
    if not hits:
        return None
    amounts = narration.within(FactKind.AMOUNT, saying.start, saying.end)
    for hit in hits if amounts else [hit for hit in hits if hit.label in {"life", "loss"}]:
        if hit.first > first and narration.tokens[hit.first - 1].word in _NOT_PUNISHED:
            continue
        if hit.label in {"life", "loss"}:
            return Mark(hit, hit.label, None)
        for amount in amounts:
            if _fits(narration, saying, hit, amount):
                return Mark(hit, hit.label, amount)
    return None


def _fits(narration: Narration, saying: Saying, hit: Hit, amount: Fact) -> bool:
    if hit.label == "fine":
        is_after = amount.start > narration.tokens[hit.first].start
        return is_after and (_is_money(amount) or _is_day_fine(narration, hit, amount))
    if hit.label == "pay":
        is_due = _is_money(amount) or _is_wages(narration, amount)
        return is_due and not _words(narration, saying, hit.first) & _NOT_PAYERS
    if hit.label == "paid":
        return _is_money(amount) and _is_paid_as_fine(narration, saying, hit, amount)
    if hit.label == "set":
        is_near = amount.start < narration.tokens[hit.first].start
        return is_near and (_is_money(amount) or _lasts(amount, _TERMS))
    if hit.label == "term":
        return _lasts(amount, _TERMS) and _is_given(narration, hit, amount)
    if hit.label == "ban":
        return _lasts(amount, _SHORT_TERMS) and amount.start > narration.tokens[hit.first].start
    return _lasts(amount, _SHORT_TERMS) and _is_sentence(narration, saying, hit, amount)


def _is_money(amount: Fact) -> bool:
    return amount.rule == _MONEY


def _lasts(amount: Fact, units: frozenset[str]) -> bool:
    value = amount.value
    return isinstance(value, Amount) and value.unit in units and amount.rule != _AGE


def _is_day_fine(narration: Narration, hit: Hit, amount: Fact) -> bool:
    """ "Fine 480 days": a fine in days of wages, said right after the word."""
    at = narration.token(amount.start)
    return _lasts(amount, _SHORT_TERMS) and hit.last <= at <= hit.last + 3


def _is_paid_as_fine(narration: Narration, saying: Saying, hit: Hit, amount: Fact) -> bool:
    """ "Its owner paid 8 million riel": who runs a business paid, and nothing was bought."""
    tokens = narration.tokens
    at = narration.token(amount.start)
    if not hit.last <= at <= hit.last + 2:
        return False
    first, last = narration.token(saying.start), narration.token(saying.end)
    if hit.first > first and tokens[hit.first - 1].word in {"was", "were", "been", "is", "are"}:
        return False
    before = {token.word for token in tokens[first : hit.first]}
    paid = narration.token(amount.end)
    after = {token.word for token in tokens[paid : min(paid + 3, last)]}
    return bool(before & _PAYERS) and not after & _NOT_A_FINE


def _is_given(narration: Narration, hit: Hit, amount: Fact) -> bool:
    """ "Received eight years", "face two to five years"; not "given two months to leave"."""
    tokens = narration.tokens
    at = narration.token(amount.start)
    if not hit.last <= at <= hit.last + _WEAK_REACH:
        return False
    if any(token.word in {",", ";", "."} for token in tokens[hit.last : at]):
        return False
    given = narration.token(amount.end)
    after = [token.word for token in tokens[given : given + 3]]
    if tokens[hit.first].word in _GIVING | {"was", "were"} and hit.last + 2 < at:
        return False
    return not set(after[:1] + after[1:2]) & _NOT_GIVEN


def _is_wages(narration: Narration, amount: Fact) -> bool:
    """ "Three months of wages"."""
    at = narration.token(amount.end)
    after = {token.word for token in narration.tokens[at : at + 3]}
    return _lasts(amount, _SHORT_TERMS) and bool(after & {"wages", "salary", "pay", "salaries"})


def _words(narration: Narration, saying: Saying, last: int = 0) -> set[str]:
    """Words of the saying, those before token ``last`` if it is given."""
    first, last = narration.token(saying.start), last or narration.token(saying.end)
    return {token.word for token in narration.tokens[first:last]}


def _is_sentence(narration: Narration, saying: Saying, hit: Hit, amount: Fact) -> bool:
    words = _words(narration, saying)
    if words & _NOT_A_SENTENCE and "sentenced" not in words and "jailed" not in words:
        return False
    return abs(narration.token(amount.start) - hit.first) <= 2 * _WEAK_REACH + 6
