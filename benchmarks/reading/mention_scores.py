"""Mentions against their labels: exact spans, values, and what leaks from the page's furniture."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date

from benchmarks.reading.labels import MENTIONS, LabelledDocument, LabelledMention
from benchmarks.reading.proposals import Mention, Proposed, Span
from benchmarks.reading.tallies import Share, Tally

Key = tuple[str, int, int]


def mention_tallies(document: LabelledDocument, proposed: Proposed) -> dict[str, Tally]:
    """For each kind, how many mentions have exactly the labelled span."""
    labelled, found = set(_labelled(document)), set(_proposed(proposed))
    return {
        kind: Tally(
            right=sum(key[0] == kind for key in labelled & found),
            proposed=sum(key[0] == kind for key in found),
            labelled=sum(key[0] == kind for key in labelled),
        )
        for kind in MENTIONS
    }


def missed_and_spurious(
    document: LabelledDocument, proposed: Proposed
) -> tuple[list[Key], list[Key]]:
    """Mentions that were labelled and not found, and found and not labelled."""
    labelled, found = set(_labelled(document)), set(_proposed(proposed))
    return sorted(labelled - found), sorted(found - labelled)


def values_right(document: LabelledDocument, proposed: Proposed) -> dict[str, Share]:
    """Of dates, places and amounts found with a labelled value: how many got that value.

    A reader that tells no values at all has no share."""
    labelled, found = _labelled(document), _proposed(proposed)
    shares = dict.fromkeys(_EQUAL, Share())
    for key in labelled.keys() & found.keys():
        value, told = labelled[key].value, found[key].value
        if key[0] in _EQUAL and value is not None and told is not None:
            equal = _EQUAL[key[0]](value, told)
            shares[key[0]] += Share(int(equal), 1)
    return shares


def leak(document: LabelledDocument, proposed: Proposed) -> Share:
    """Facts proposed as the article's that lie in labelled furniture, of all so proposed."""
    spans = [(one.start, one.end) for one in proposed.mentions]
    spans += [(one.start, one.end) for one in proposed.statements]
    spans += [(one.start, one.end) for one in proposed.events]
    article = [span for span in spans if not _begins_in(span, proposed.boilerplate)]
    return Share(sum(_begins_in(span, document.boilerplate) for span in article), len(article))


def lost(document: LabelledDocument, proposed: Proposed) -> Share:
    """The article's labelled mentions that the reader holds to be furniture, of all of them."""
    spans = [(mention.start, mention.end) for mention in document.mentions]
    article = [span for span in spans if not _begins_in(span, document.boilerplate)]
    return Share(sum(_begins_in(span, proposed.boilerplate) for span in article), len(article))


def _begins_in(span: Span, zones: tuple[Span, ...]) -> bool:
    return any(start <= span[0] < end for start, end in zones)


def _labelled(document: LabelledDocument) -> Mapping[Key, LabelledMention]:
    return {(m.kind, m.start, m.end): m for m in document.mentions}


def _proposed(proposed: Proposed) -> Mapping[Key, Mention]:
    return {(m.kind, m.start, m.end): m for m in proposed.mentions}


def same_days(labelled: object, found: object) -> bool:
    """Whether two ISO dates or intervals hold the same days: "2022-08" is its first to last."""
    if not (isinstance(labelled, str) and isinstance(found, str)):
        return False
    return labelled == found or (
        days_of(labelled) is not None and days_of(labelled) == days_of(found)
    )


def days_of(value: str) -> tuple[date, date] | None:
    """First and last day of an ISO date, month, year or interval; None if it is none of them."""
    first, _, last = value.partition("/")
    try:
        return _days(first)[0], _days(last or first)[1]
    except ValueError:
        return None


def _days(value: str) -> tuple[date, date]:
    pieces = [int(piece) for piece in value.split("-")]
    year, month, day = [*pieces, None, None][:3]
    if year is None or len(pieces) > 3:
        raise ValueError(value)
    last_month = month or 12
    last_day = day or monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day)


def same_place(labelled: object, found: object) -> bool:
    """Whether the codes are one. Abroad only the country is labelled, and decides."""
    if labelled == found:
        return True
    if not (isinstance(labelled, str) and isinstance(found, str) and labelled.isalpha()):
        return False
    return re.split("[-/]", found)[0] == labelled


def _same_amount(labelled: object, found: object) -> bool:
    """The number decides: what is counted is named in more ways than one."""
    number = labelled.get("number") if isinstance(labelled, dict) else None
    return number is not None and isinstance(found, tuple) and abs(found[0] - number) < 1e-6


_EQUAL: Mapping[str, Callable[[object, object], bool]] = {
    "date": same_days,
    "place": same_place,
    "amount": _same_amount,
}
