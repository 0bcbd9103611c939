"""Why two rows are linked, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ponleu.engines.matching.clusters import is_slip
from ponleu.engines.matching.link_columns import LinkColumns
from ponleu.engines.matching.link_numbers import REACHED, Number, day_text

WHOLE_DAY = len("2000-12-31")


def link_reasons(of: LinkColumns, a: int, b: int) -> tuple[str, ...]:
    """What two rows have in common and where they differ, names first."""
    return tuple(_reasons(of, a, b))


def _reasons(of: LinkColumns, a: int, b: int) -> Iterator[str]:
    yield _names(of, a, b)
    yield from _born(day_text(int(of.born[a])), day_text(int(of.born[b])))
    for what, values in (("sex", of.sexes), ("place", of.places)):
        if values[a] and values[b]:
            yield f"same {what}" if values[a] == values[b] else f"different {what}"
    here, there = ([of.number_texts[n] for n in of.numbers.of(row)] for row in (a, b))
    for what, is_paper in (("telephone", False), ("paper", True)):
        sides = [[n for n in side if (n[0] != REACHED) == is_paper] for side in (here, there)]
        yield from _numbers(what, *sides)


def _names(of: LinkColumns, a: int, b: int) -> str:
    here, there = of.names.of(a), of.names.of(b)
    if not here or not there:
        return "a name is missing"
    if set(of.letters[here].tolist()) & set(of.letters[there].tolist()):
        return "same words in the name"
    if set(of.sounds[here].tolist()) & set(of.sounds[there].tolist()):
        return "names of the same sound, spelled differently"
    heard = [{sound for name in names for sound in _heard(of, name)} for names in (here, there)]
    shared = len(heard[0] & heard[1])
    return (
        f"{shared} word{'s' * (shared != 1)} of the name sound the same"
        if shared
        else ("no word of the name sounds the same")
    )


def _heard(of: LinkColumns, name: int) -> list[int]:
    found: list[int] = of.words.sounds[of.name_words.of(name)].tolist()
    return found


def _born(here: str, there: str) -> Iterator[str]:
    if not here or not there:
        return
    if here == there and len(here) == WHOLE_DAY:
        yield "born on the same day"
    elif here[:4] == there[:4]:
        yield "born in the same year"
    else:
        yield f"born in {here[:4]} and in {there[:4]}"


def _numbers(what: str, here: list[Number], there: list[Number]) -> Iterator[str]:
    if not here or not there:
        return
    if set(here) & set(there):
        yield f"same {what} number"
    elif any(
        one[0] == other[0] and is_slip(one[1], other[1]) for one, other in product(here, there)
    ):
        yield f"{what} numbers that differ by one slip"
    else:
        yield f"different {what} numbers"
