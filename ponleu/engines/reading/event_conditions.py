"""Verbs that tell of an event only if the right one did it, to the right thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ponleu.engines.reading.event_scenes import (
    Scene,
    at_the_scene,
    callers,
    come,
    counted,
    found_people,
    has_people,
    is_passive,
    listed,
    to_safety,
)
from ponleu.engines.reading.event_words import (
    BE,
    CAPTIVE,
    COURTS,
    HAVENS,
    KEEPERS,
    NO_SENTENCE,
    NOT_HERE,
    NOW,
    NUMERALS,
    OFFICIALS,
    PEOPLE,
    PLACES,
    POLICE,
    SUSPECTS,
    THINGS,
)
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.types import Amount, FactKind

_INSPECTORS: Final = frozenset({"inspector", "inspectors"})
_DETERMINERS: Final = frozenset({"the", "a", "an", "any", "such", "these", "those"})
_LEADS: Final = frozenset({"however", ",", "but", "and", "meanwhile", "also", "the", "one", "two"})
_LOOK_BACK: Final = 3
_NEAR: Final = 8
_HEADED: Final = 14
"""Tokens of the longest headline."""


def sort_of(narration: Narration, line: Line, hit: Hit) -> str:
    """The sort of event that the conditional verb tells of here, or ""."""
    scene = _scene(narration, line, hit)
    if set(scene.before[-1:]) & _DETERMINERS:  # "the seized ledgers"
        return ""
    for choice in hit.label.split("|"):
        sort, _, condition = choice.partition("/")
        if _CONDITIONS[condition](scene):
            return sort
    return ""


def is_fit(narration: Narration, line: Line, hit: Hit) -> bool:
    """Whether a verb that is an event by itself is one here: "closed doors" is none."""
    scene = _scene(narration, line, hit)
    if hit.label == "charge" and {"case", "cases", "file", "files"} & set(scene.before):
        return False
    if set(scene.before[-1:]) & _DETERMINERS and hit.last - hit.first == 1:
        return False
    if _is_attribute(scene):
        return False
    if hit.label == "establishment":
        return scene.after[:1] != ("that",)
    if hit.label == "verdict" and hit.last - hit.first == 1:
        return not {"ever", "never"} & set(scene.before[-3:])
    return True


def _is_attribute(scene: Scene) -> bool:
    """ "However, rescued person Liu says": no more than which person it is."""
    word = scene.narration.tokens[scene.hit.first].word
    if scene.hit.last - scene.hit.first > 1 or not word.endswith("ed"):
        return False
    is_first = all(before in _LEADS for before in scene.before)
    return is_first and bool(set(scene.after[:1]) & (PEOPLE - NUMERALS))


def _scene(narration: Narration, line: Line, hit: Hit) -> Scene:
    tokens = narration.tokens
    first = hit.first
    while first > line.first and tokens[first - 1].word not in {
        ";",
        ":",
        "“",
        "”",
        '"',
        "that",
        ".",
    }:
        first -= 1
    last = hit.last
    while last < line.last and tokens[last].word not in {";", ":", "“", "”", '"', ",", "."}:
        last += 1
    return Scene(
        narration,
        line,
        hit,
        tuple([token.word for token in tokens[first : hit.first]]),
        tuple([token.word for token in tokens[hit.last : last]]),
    )


def _by_officials(scene: Scene) -> bool:
    """The police, a ministry or a court is named before the verb, or after "by"."""
    if is_passive(scene):
        return "by" in scene.after and bool(OFFICIALS & set(scene.after))
    if not scene.before:
        return False
    if OFFICIALS & set(scene.before):
        return True
    tokens, hit = scene.narration.tokens, scene.hit
    start = tokens[hit.first - len(scene.before)].start
    return bool(scene.narration.within(FactKind.ORGANISATION, start, tokens[hit.first].start))


def _of_people(scene: Scene) -> bool:
    """Passive, and somebody is counted or named in the clause."""
    if not is_passive(scene) or "court" in scene.after:
        return False
    return bool(set(scene.before) & PEOPLE) or has_people(scene) or _is_somebody(scene)


def _is_somebody(scene: Scene) -> bool:
    """ "The caretaker was brought to the station": any noun for a person."""
    first = scene.hit.first - len(scene.before)
    nouns = scene.narration.hits("speaker_nouns", first, scene.hit.first)
    return any(noun.label == "person" for noun in nouns)


def _detained(scene: Scene) -> bool:
    """Held by the police, and not by those who hold workers."""
    if set(scene.before + scene.after) & CAPTIVE:
        return False
    if is_passive(scene):
        return _by_officials(scene) or bool(set(scene.before) & SUSPECTS) or has_people(scene)
    return _by_officials(scene)


def _held(scene: Scene) -> bool:
    """ "Two men were held", "held five suspects"; a meeting is held otherwise."""
    after = set(scene.after[:6])
    if after & {"meeting", "talks", "conference", "workshop", "captive", "hostage", "passports"}:
        return False
    if set(scene.before + scene.after) & CAPTIVE:
        return False
    if is_passive(scene):
        is_suspect = bool(set(scene.before) & SUSPECTS) or scene.before[-2:-1] == ()
        return is_suspect and (bool(OFFICIALS & after) or "for" in after or "on" in after
                               or "in" in after or not scene.after)  # fmt: skip
    if not scene.before and scene.after[:1] == ("for",):
        return True
    return _by_officials(scene) and bool(set(scene.after[:3]) & SUSPECTS)


def _suspects(scene: Scene) -> bool:
    """ "Two drivers were stopped": a passive of those who are suspected; MT: "caught 204"."""
    if "suspect" in scene.before or "suspects" in scene.before:
        return True
    return is_passive(scene) and bool(set(scene.before) & SUSPECTS)


def _headline(scene: Scene) -> bool:
    """ "Police raid bar" on the first line, the verb right after those who act."""
    text, line = scene.narration.text, scene.line
    if line.paragraph > 3 or line.last - line.first > _HEADED or text[line.end - 1] == ".":
        return False
    before = scene.before
    if not before or scene.after[:1] in {("of",), ("by",), ("in",)} or not scene.after:
        return False
    return before[-1] in OFFICIALS or (len(before) <= _NEAR and before[0] in OFFICIALS)


def _took_from(scene: Scene) -> bool:
    """ "Police took 44 women from three bars"."""
    return "from" in scene.after and _by_officials(scene) and has_people(scene)


def _ashore(scene: Scene) -> bool:
    """ "Brought nine men ashore", "took them to safety"."""
    words = set(scene.after)
    if words & {"ashore", "safety", "shelter", "freedom"}:
        return _by_officials(scene) or has_people(scene)
    return "out" in words and "of" in words and _by_officials(scene) and has_people(scene)


def _home(scene: Scene) -> bool:
    """ "China flew 130 suspects home": people sent by those in power."""
    words = set(scene.after[:_NEAR])
    return bool(words & {"home", "back"}) and has_people(scene)


def _of_licence(scene: Scene) -> bool:
    words = set(scene.after[:_NEAR] + scene.before[-_NEAR:])
    if words & {"licence", "license", "licences", "licenses", "permit", "permits", "registration"}:
        return True
    return _by_officials(scene) and bool(set(scene.after) & PLACES) and not is_passive(scene)


def _found_guilty(scene: Scene) -> bool:
    return "guilty" in scene.after


def _persons_by_officials(scene: Scene) -> bool:
    """ "Picked up two men", "had taken in 42"; things picked up are seized."""
    after = set(scene.after)
    if after & THINGS or not _by_officials(scene):
        return False
    return bool(after & (PEOPLE - NUMERALS)) or has_people(scene)


def _helping(scene: Scene) -> bool:
    """A machine's "victim were helping 418 peoples"."""
    return bool({"victim", "victims"} & set(scene.before + scene.after)) and has_people(scene)


def _of_things(scene: Scene) -> bool:
    """Things taken by the police, not passports by a boss."""
    words = set(scene.before + scene.after)
    if _by_officials(scene):
        return True
    if set(scene.before[-_NEAR:]) & KEEPERS:
        return False
    if {"their", "his", "her", "my", "our", "your"} & set(scene.before + scene.after[:2]):
        return False
    if set(scene.after) & KEEPERS and "by" in scene.after:
        return False
    return bool(words & THINGS)


def _passive_things(scene: Scene) -> bool:
    return is_passive(scene) and _of_things(scene)


def _of_place(scene: Scene) -> bool:
    """A business that was closed; not doors, not a case, not "is closed after nine"."""
    if set(scene.after[:2]) & NOT_HERE or set(scene.before[-_LOOK_BACK:]) & NOT_HERE:
        return False
    if set(scene.before[-2:]) & {"is", "are", "be", "not", "it"} and not NOW & set(scene.after):
        return False
    is_place = bool(set(scene.before + scene.after[:_NEAR]) & PLACES) or _has_site(scene)
    if is_passive(scene) or not set(scene.before) & BE:
        return is_place
    return is_place and _by_officials(scene)


def _has_site(scene: Scene) -> bool:
    tokens, hit = scene.narration.tokens, scene.hit
    start = tokens[max(scene.line.first, hit.first - len(scene.before))].start
    end = tokens[min(scene.line.last, hit.last + len(scene.after)) - 1].end
    return bool(scene.narration.within(FactKind.SITE, start, end))


def _for_a_term(scene: Scene) -> bool:
    """ "Was given eight years"."""
    tokens, hit = scene.narration.tokens, scene.hit
    stop = min(scene.line.last, hit.last + 6)
    for fact in scene.narration.within(
        FactKind.AMOUNT, tokens[hit.last - 1].end, tokens[stop - 1].end
    ):
        value = fact.value
        if isinstance(value, Amount) and ("year" in fact.text or "month" in fact.text):
            following = tokens[min(scene.narration.token(fact.end), len(tokens) - 1)].word
            return following not in NO_SENTENCE
    return False


def _by_court(scene: Scene) -> bool:
    return bool(set(scene.before) & COURTS) and not is_passive(scene)


def _with_somebody(scene: Scene) -> bool:
    """ "Met the governor"; not "met the plane", "was met in room 512"."""
    if is_passive(scene) or not scene.before:
        return False
    if scene.after[:1] == ("with",):
        return True
    word = scene.narration.tokens[scene.hit.first].word
    near = set(scene.after[:_NEAR])
    if word in {"went", "reviewed", "discussed", "gathered", "hosted"}:
        return _by_officials(scene)
    if word == "received":
        return False
    tokens, hit = scene.narration.tokens, scene.hit
    stop = min(scene.line.last, hit.last + _NEAR)
    has_name = bool(scene.narration.named_within(tokens[hit.last - 1].end, tokens[stop - 1].end))
    if word in {"meet", "meets"}:
        return has_name and _by_officials(scene) and "to" not in scene.before[-1:]
    return has_name or bool(near & OFFICIALS) or scene.after[:1] in {("on",), ("in",), ("for",)}


def _passive_site(scene: Scene) -> bool:
    words = set(scene.after)
    has_place = bool(words & PLACES or set(scene.before) & PLACES) or _has_site(scene)
    return has_place or bool(words & OFFICIALS)


def _officially_there(scene: Scene) -> bool:
    """Officials who went to look: somebody of the authorities, at a place or on a day."""
    if not _by_officials(scene):
        return _we_looked(scene)
    if scene.after[:1] and scene.after[0] in {
        "into",
        "from",
        "out",
        "under",
        "with",
        "as",
        "up",
        "upon",
        "across",
        "after",
        "before",
        "forward",
        "amid",
        "when",
        "because",
        "true",
    }:
        return False
    if _INSPECTORS & set(scene.before):
        return True
    if scene.narration.tokens[scene.hit.first].word in {"came", "looked", "checked", "visited"}:
        return True
    return _has_site(scene) or bool(set(scene.after) & PLACES) or "rooms" in scene.after


def _we_looked(scene: Scene) -> bool:
    """An official in his own words: "We looked on Friday"."""
    word = scene.narration.tokens[scene.hit.first].word
    return scene.before[-1:] == ("we",) and word in {"checked", "looked", "inspected", "searched"}


def _things_by_officials(scene: Scene) -> bool:
    return _by_officials(scene) and bool(set(scene.after) & THINGS)


def _by_police(scene: Scene) -> bool:
    """A search by the police is a raid."""
    return bool(POLICE & set(scene.before)) and not is_passive(scene)


def _any(scene: Scene) -> bool:
    return bool(scene.before)


def _to_safety_place(scene: Scene) -> bool:
    """ "Were moved to a shelter", "to the pagoda"."""
    return bool(set(scene.after[:_NEAR]) & HAVENS) and _of_people(scene)


def _founded(scene: Scene) -> bool:
    return scene.after[:1] != ("that",) and "it" not in scene.before[-3:]


_CONDITIONS: Final[Mapping[str, Callable[[Scene], bool]]] = {
    "official": _by_officials,
    "passive": _of_people,
    "detained": _detained,
    "held": _held,
    "suspects": _suspects,
    "headline": _headline,
    "tookfrom": _took_from,
    "ashore": _ashore,
    "helping": _helping,
    "things": _of_things,
    "passivethings": _passive_things,
    "place": _of_place,
    "term": _for_a_term,
    "court": _by_court,
    "with": _with_somebody,
    "passivesite": _passive_site,
    "visiting": _officially_there,
    "founded": _founded,
    "foundpeople": found_people,
    "listed": listed,
    "callers": callers,
    "counted": counted,
    "come": come,
    "scene": at_the_scene,
    "officialthings": _things_by_officials,
    "safe": to_safety,
    "tosafety": _to_safety_place,
    "police": _by_police,
    "any": _any,
    "home": _home,
    "licence": _of_licence,
    "guilty": _found_guilty,
    "officialpeople": _persons_by_officials,
}
