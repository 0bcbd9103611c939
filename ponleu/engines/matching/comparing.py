"""Whether two records are one: a probability with its reasons and what contradicts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log2
from typing import Final

from ponleu.engines.matching.alternatives import MOST_NAMES, alternatives
from ponleu.engines.matching.fields import born_reason, place_reason, sex_reason
from ponleu.engines.matching.identifiers import identifier_reasons
from ponleu.engines.matching.layout import Layout, lay_out
from ponleu.engines.matching.likeness_kernel import name_likeness, new_room
from ponleu.engines.matching.name_features import Numbers, name_features, numbers_between
from ponleu.engines.matching.name_forms import official_names
from ponleu.engines.matching.name_reasons import name_reasons
from ponleu.engines.matching.packed import PackedQuery
from ponleu.engines.matching.prepared import PreparedName, prepare
from ponleu.engines.matching.readings import has_same_reading
from ponleu.engines.matching.scales import Scales
from ponleu.engines.matching.types import Comparison, Kind, Record
from ponleu.engines.matching.weights import bits_of, probability, weigh
from ponleu.engines.reasons import Reason, Translatable

THIN_BITS: Final = 9.0
"""A name that tells less than this, one common word or an initial, decides nothing alone."""

LITTLE_BITS: Final = 2.0
"""Evidence beside the name that decides nothing either: the same sex, the same province."""

TOO_LITTLE: Final = Translatable("too little is known to say either way")

NEAR_THE_USUAL: Final = 1.0
"""Thin evidence moves the score by at most so many bits."""

BY_ALIAS: Final = -0.5
"""Bits for each doubling of the names to choose among: one of them fits more easily by chance."""

MOST_WEIGHED: Final = 4
"""Pairs of names that are weighed; of more, those that are most alike, and the main names."""

OTHER_KIND: Final = -6.0


@dataclass(frozen=True, slots=True)
class ComparedNames:
    """The two names of two records that fit best, and what came of it."""

    a: PreparedName
    b: PreparedName
    layout: Layout
    numbers: Numbers
    bits: float
    is_alias: bool
    features: dict[str, float]


def compare(a: Record, b: Record, scales: Scales) -> Comparison:
    """How likely two records are one, and why.

    Names are compared with all aliases, the best fit counts; then what is known of birth,
    sex, place and numbers is added. Any text is compared, in bounded time.
    """
    kind = a.kind or b.kind
    names = compare_names(names_of(a, kind, scales), names_of(b, kind, scales), scales)
    beside, contradicts = _beside(a, b, kind)
    if kind is not Kind.PERSON and names.numbers.differ:
        contradicts.append("number")
    told = sum(abs(reason.bits) for reason in beside)
    is_thin = told < LITTLE_BITS and not contradicts and _is_thin(names)
    bits = names.bits if names.a.tokens and names.b.tokens else bits_of(scales.weights.usual)
    if is_thin:
        usual = bits_of(scales.weights.usual)
        bits = max(usual - NEAR_THE_USUAL, min(usual + NEAR_THE_USUAL, bits))
    bits += sum(reason.bits for reason in beside)
    reasons = [*_name_reasons(names, scales), *beside]
    if is_thin:
        reasons.append(Reason("thin", 0.0, TOO_LITTLE))
    reasons.sort(key=lambda reason: -abs(reason.bits))
    return Comparison(probability(bits), is_thin, tuple(contradicts), tuple(reasons))


def compare_names(
    here: Sequence[PreparedName], there: Sequence[PreparedName], scales: Scales
) -> ComparedNames:
    """The best fit among the names of two records; the first of each is the main name."""
    by_chance = BY_ALIAS * log2(max(len(here), len(there)))
    best: ComparedNames | None = None
    for i, j in _closest(here, there, scales):
        # in one order, so that it does not matter which record is asked about
        first, second = sorted((here[i], there[j]), key=lambda name: name.form.text)
        found = _compared(first, second, scales, chance=by_chance, is_alias=i + j > 0)
        if best is None or found.bits > best.bits:
            best = found
    assert best is not None  # noqa: S101  a record has a name, if an empty one
    return best


def _closest(
    here: Sequence[PreparedName], there: Sequence[PreparedName], scales: Scales
) -> list[tuple[int, int]]:
    """Which names to weigh against which: all of a few, else the most alike and the main ones."""
    pairs = [(i, j) for i in range(len(here)) for j in range(len(there))]
    if len(pairs) <= MOST_WEIGHED:
        return pairs
    room = new_room()
    asked = [PackedQuery(one.packed, scales.costs) for one in here]
    likes = {(i, j): float(name_likeness(asked[i], there[j].packed, 0, room)) for i, j in pairs}
    nearest = sorted(pairs, key=lambda pair: -likes[pair])[:MOST_WEIGHED]
    return list(dict.fromkeys([(0, 0), *nearest]))


def _is_thin(names: ComparedNames) -> bool:
    if not (names.a.tokens and names.b.tokens):
        return True
    told = min(names.a.bits, names.b.bits)
    return told < THIN_BITS and bool(names.layout.fits) and not names.numbers.agree


def _compared(
    a: PreparedName, b: PreparedName, scales: Scales, *, chance: float, is_alias: bool
) -> ComparedNames:
    layout = lay_out(a, b, scales)
    numbers = numbers_between(a, b)
    features = dict(name_features(a, b, layout, numbers))
    if has_same_reading(a.syllables, b.syllables):
        features = {"readings": 1.0, "shared": features["shared"]}
    bits = weigh(scales.weights, features) + chance
    return ComparedNames(a, b, layout, numbers, bits, is_alias, features)


def _name_reasons(names: ComparedNames, scales: Scales) -> list[Reason]:
    found = list(
        name_reasons(names.a, names.b, names.layout, names.numbers, names.features, scales.weights)
    )
    if names.is_alias:
        found.append(_alias_reason(names.a.form.text, names.b.form.text))
    return found


def _alias_reason(here: str, there: str) -> Reason:
    """Why names that fit weigh a little less: one of them is not the main name."""
    if here == there:
        text = Translatable(
            "by a further name, “%(name)s”: the more names, the likelier that one fits by chance"
        )
        return Reason("alias", BY_ALIAS, text, {"name": here})
    text = Translatable(
        "by a further name, “%(here)s” and “%(there)s”: "
        "the more names, the likelier that two fit by chance"
    )
    return Reason("alias", BY_ALIAS, text, {"here": here, "there": there})


def _beside(a: Record, b: Record, kind: Kind | None) -> tuple[list[Reason], list[str]]:
    """Reasons beside the name, and the features that contradict each other."""
    reasons, contradicts = identifier_reasons(a, b)
    checked = [
        ("born", born_reason(a, b)),
        ("sex", sex_reason(a, b)),
        ("place", place_reason(a, b, kind)),
        ("kind", _kind_reason(a, b)),
    ]
    for feature, (reason, contradict) in checked:
        reasons += [reason] if reason is not None else []
        contradicts += [feature] if contradict else []
    return reasons, contradicts


def _kind_reason(a: Record, b: Record) -> tuple[Reason | None, bool]:
    if a.kind is None or b.kind is None or a.kind is b.kind:
        return None, False
    if Kind.PERSON not in {a.kind, b.kind}:
        return None, False  # a casino is a site to one and an organisation to another
    return Reason("kind", OTHER_KIND, Translatable("one is a person, the other is not")), True


def names_of(record: Record, kind: Kind | None, scales: Scales) -> tuple[PreparedName, ...]:
    """All names of a record ready to be compared, the main one first."""
    return _names(record.name, record.aliases, kind, scales)


@lru_cache(maxsize=4096)
def _names(
    name: str, aliases: tuple[str, ...], kind: Kind | None, scales: Scales
) -> tuple[PreparedName, ...]:
    names = alternatives(name, aliases)
    if kind is not Kind.PERSON:
        official = (other for one in names for other in official_names(one, scales.lexicon))
        names += [other for other in dict.fromkeys(official) if other not in names]
    return tuple(prepare(one, kind, scales) for one in names[:MOST_NAMES])
