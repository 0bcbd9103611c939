"""A verb in its clause, and what short or hurried texts tell of events."""

from __future__ import annotations

from typing import Final, NamedTuple

from ponleu.engines.reading.event_words import BE, NUMERALS, PEOPLE, POLICE, THINGS
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.types import Amount, FactKind

_LIFELESS: Final = frozenset(
    {"dead", "hanged", "body", "bodies", "drowned", "guilty", "remains", "that", "nobody", "never"}
)
_OPEN: Final = frozenset({"if", "when", "will", "can", "every", "sometimes", "to", "may"})
_LOOK_BACK: Final = 3
_NEAR: Final = 8


class Scene(NamedTuple):
    """A verb in its clause: the words of the clause before the verb, and after."""

    narration: Narration
    line: Line
    hit: Hit
    before: tuple[str, ...]
    after: tuple[str, ...]


def is_passive(scene: Scene) -> bool:
    """After "was", "were", "been", adverbs passed over; or before "by"."""
    words = [word for word in scene.before[-_LOOK_BACK:] if not word.endswith("ly")]
    if set(words[-2:]) & {"was", "were", "been", "being", "is", "are", "got", "be"}:
        return True
    return scene.after[:1] == ("by",)


def has_people(scene: Scene) -> bool:
    tokens, hit = scene.narration.tokens, scene.hit
    start = tokens[max(scene.line.first, hit.first - len(scene.before))].start
    end = tokens[min(scene.line.last, hit.last + len(scene.after)) - 1].end
    if scene.narration.within(FactKind.PERSON, start, end):
        return True
    return any(
        isinstance(fact.value, Amount) and not fact.rule.startswith(("amounts.m", "amounts.d"))
        for fact in scene.narration.within(FactKind.AMOUNT, start, end)
    )


def to_safety(scene: Scene) -> bool:
    """ "Helped twelve women leave"."""
    words = set(scene.after)
    return bool(
        words & {"leave", "escape", "return", "safe", "out", "flee", "from"}
    ) and has_people(scene)


def found_people(scene: Scene) -> bool:
    """ "Eight teenagers were found behind a false wall"; not the dead, and not the guilty."""
    if not is_passive(scene) or set(scene.before + scene.after[:_NEAR]) & _LIFELESS:
        return False
    return bool(set(scene.before) & (PEOPLE - NUMERALS)) or _is_counted_before(scene)


def _is_counted_before(scene: Scene) -> bool:
    tokens, hit = scene.narration.tokens, scene.hit
    start = tokens[max(scene.line.first, hit.first - _NEAR)].start
    return not set(scene.before) & THINGS and any(
        fact.rule.startswith("amounts.c")
        for fact in scene.narration.within(FactKind.AMOUNT, start, tokens[hit.first].start)
    )


def listed(scene: Scene) -> bool:
    """ "11 beds, 3 mobiles taken": the clause ends, and counted things stand before."""
    if set(scene.before[-2:]) & BE or not set(scene.before[-2:]) & THINGS:
        return False
    return not scene.after or scene.after[0] in {"from", "as", "away"}


def callers(scene: Scene) -> bool:
    """ "The district police knocked": the police right before the verb."""
    return bool(set(scene.before[-2:]) & (POLICE | {"inspectors", "officials", "soldiers"}))


def come(scene: Scene) -> bool:
    """ "Police already come nov 30": hurried English of what happened on a day."""
    if not set(scene.before[-_LOOK_BACK:]) & (POLICE | {"army"}) or set(scene.before) & _OPEN:
        return False
    return bool(scene.narration.within(FactKind.DATE, scene.line.start, scene.line.end))


def counted(scene: Scene) -> bool:
    """ "Saving 4 young people": a heading without its subject."""
    return not scene.before and scene.after[:1] != () and scene.after[0].isdigit()


def at_the_scene(scene: Scene) -> bool:
    """ "The scene controlled 36 people": what a machine makes of a Chinese report."""
    return "scene" in scene.before[-2:] and has_people(scene)
