"""Which of the places that share a name is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ponleu.engines.reading.place_index import level_of

LEAST_BARE = 5
"""Letters from which one word alone, without its level, is believed to be a district or abroad."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name of the gazetteer in the text, before it is known which place it is.

    Attributes:
        level: the level that a word beside the name states, "" if none.
        sentence: number of its sentence in the document.
        words: number of words of the name.
        chained: a larger place follows after a comma.
        crowded: another capitalised word touches it, as in a person's name.
        spelled: no name of the gazetteer, but heard like one.
        small: written in small letters.
        standing: "in", "at", "from" or the like stands before it.
        town: code of the town that the name means, unless its province is named.
        unlisted: no name of the gazetteer; only its surroundings call it a place.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    level: str
    sentence: int
    boilerplate: bool
    words: int
    chained: bool = False
    crowded: bool = False
    spelled: bool = False
    small: bool = False
    standing: bool = False
    town: str = ""
    unlisted: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """The place meant, by its code, and why; the code is "" if nothing decides."""

    code: str
    rule: str
    reason: str


@dataclass(slots=True)
class Named:
    """Places settled so far: in the whole document, and in each of its sentences."""

    anywhere: set[str] = field(default_factory=set)
    by_sentence: dict[int, set[str]] = field(default_factory=dict)

    def add(self, sentence: int, code: str) -> None:
        self.anywhere.add(code)
        self.by_sentence.setdefault(sentence, set()).add(code)


def settle(candidates: Sequence[Candidate]) -> list[Settled | None]:
    """For each name the place it is, "" where undecided, None where it is no place.

    Names that decide by themselves come first; they then decide for those inside them.
    """
    alone = [_settle_alone(candidate) for candidate in candidates]
    named = Named()
    for candidate, settled in zip(candidates, alone, strict=True):
        if settled:
            named.add(candidate.sentence, settled.code)
    return [
        settled or _settle_among(candidate, named)
        for candidate, settled in zip(candidates, alone, strict=True)
    ]


def _settle_alone(candidate: Candidate) -> Settled | None:
    """Which place it is, if the name and the word beside it are enough."""
    codes = candidate.codes
    if candidate.town and candidate.level not in {"province", "commune", "village"}:
        reason = "The town, by whose name its province is known too."
        return Settled(candidate.town, _rule("places.gazetteer", candidate), reason)
    at_level = [code for code in codes if level_of(code) == candidate.level]
    if len(at_level) == 1 and candidate.spelled:
        reason = f"No {candidate.level} is spelled so; one only is heard like it."
        return Settled(at_level[0], "places.spelling", reason)
    if len(at_level) == 1:
        reason = f"The text calls it a {candidate.level}; one of that name is known."
        return Settled(at_level[0], "places.level", reason)
    if at_level:
        return None
    large = [code for code in codes if level_of(code) in {"province", "country"}]
    if len(large) == 1:
        return _large(large[0], candidate)
    abroad = [code for code in codes if level_of(code) == "abroad"]
    if abroad and _is_believed_abroad(candidate) and not candidate.unlisted:
        reason = "A city or region of another country has this name."
        return Settled(min(abroad, key=_how_far), _rule("places.abroad", candidate), reason)
    return _small_unit(candidate)


def _small_unit(candidate: Candidate) -> Settled | None:
    """A district or commune by its name alone."""
    codes = candidate.codes
    districts = [code for code in codes if level_of(code) == "district"]
    if len(districts) == 1 and _is_believed_bare(candidate):
        rule = _rule("places.gazetteer", candidate)
        return Settled(districts[0], rule, "One district only has this name.")
    communes = [code for code in codes if level_of(code) == "commune"]
    if len(communes) == 1 and not districts and _is_where(candidate):
        reason = "One commune only has this name, and something is said to be in it or near it."
        return Settled(communes[0], _rule("places.container", candidate), reason)
    if candidate.small and candidate.standing and candidate.codes and len(communes) > 1:
        return Settled("", "places.ambiguous", f"{len(communes)} communes share this name.")
    return None


def _rule(rule: str, candidate: Candidate) -> str:
    return "places.small" if candidate.small else rule


def _large(code: str, candidate: Candidate) -> Settled:
    rule = "places.country" if code.isalpha() else "places.gazetteer"
    if candidate.small:
        return Settled(code, "places.small", "The name of a large place, in small letters.")
    if len(candidate.codes) > 1:
        reason = "A smaller place shares the name; the larger is meant unless a level is stated."
        return Settled(code, rule, reason)
    return Settled(code, rule, "Only one place has this name.")


def _is_believed_bare(candidate: Candidate) -> bool:
    long_enough = candidate.words > 1 or candidate.end - candidate.start >= LEAST_BARE
    return (long_enough or candidate.standing) and not candidate.crowded


def _is_believed_abroad(candidate: Candidate) -> bool:
    """A short name only where something is said to be in it, come from it or go to it."""
    long_enough = candidate.words > 1 or candidate.end - candidate.start >= LEAST_BARE
    return bool(candidate.level) or ((long_enough or candidate.standing) and not candidate.crowded)


def _is_where(candidate: Candidate) -> bool:
    return candidate.standing and candidate.words > 1 and not candidate.crowded


def _settle_among(candidate: Candidate, named: Named) -> Settled | None:
    """Which place it is, by the larger places named in its sentence, then in the document."""
    level = candidate.level
    if candidate.unlisted:
        return _settle_unlisted(candidate, named)
    if not level and not candidate.chained:
        return None
    codes = [code for code in candidate.codes if not level or level_of(code) == level]
    here = named.by_sentence.get(candidate.sentence, set())
    for nearby, where in ((here, "sentence"), (named.anywhere, "document")):
        inside = [code for code in codes if _is_inside(code, nearby)]
        if inside and len({len(code) for code in inside}) == len(inside):
            rule = "places.container" if level else "places.chain"
            reason = f"It lies in a place that is named in the same {where}."
            return Settled(inside[0], "places.spelling" if candidate.spelled else rule, reason)
    if level in {"district", "commune", "village"} and (not codes or candidate.spelled):
        return _settle_unlisted(candidate, named)
    if not level or not codes or candidate.spelled:
        return None
    reason = f"{len(codes)} places share this name and the text does not say which is meant."
    return Settled("", "places.ambiguous", reason)


def _settle_unlisted(candidate: Candidate, named: Named) -> Settled:
    """A name of no table: of the country that its sentence names, if it names one abroad."""
    if candidate.unlisted and candidate.codes:
        return Settled(candidate.codes[0], "places.unlisted", "It is named before where it lies.")
    here = named.by_sentence.get(candidate.sentence, set())
    abroad = {code[:2] for code in here if code[:2].isalpha() and not code.startswith("KH")}
    is_abroad = len(abroad) == 1 and not any(code.isdecimal() or code == "KH" for code in here)
    code = f"{min(abroad)}/{candidate.name}" if is_abroad else ""
    return Settled(code, "places.unlisted", "No table has the name; the word beside it tells.")


def _how_far(code: str) -> tuple[int, str]:
    """Of towns that share a name, the one in a country that such texts are about."""
    country = code[:2]
    return (_NEAR.index(country) if country in _NEAR else len(_NEAR), code)


_NEAR = (
    "VN", "TH", "CN", "LA", "MM", "ID", "PH", "MY", "SG", "TW", "HK", "MO", "BD", "IN", "NP",
    "PK", "LK", "JP", "KR", "AE", "SA", "US", "AU", "KE", "UG", "NG", "ET", "GB", "FR",
)  # fmt: skip


def _is_inside(code: str, larger: Iterable[str] | set[str]) -> bool:
    return any(code[:length] in larger for length in (2, 4, 6) if length < len(code))
