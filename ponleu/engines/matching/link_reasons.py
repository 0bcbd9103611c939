"""Why two rows are linked, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from ponleu.engines.matching.link_columns import ColumnMaker

WHOLE_DAY = len("2000-12-31")


def link_reasons(made: ColumnMaker, a: int, b: int) -> tuple[str, ...]:
    """What two rows have in common and where they differ, names first."""
    return tuple(_reasons(made, a, b))


def _reasons(made: ColumnMaker, a: int, b: int) -> Iterator[str]:
    of = made.columns
    yield _names(made, a, b)
    yield from _born(of.born[a], of.born[b])
    for what, values in (("sex", of.sexes), ("place", of.places)):
        if values[a] and values[b]:
            yield f"same {what}" if values[a] == values[b] else f"different {what}"
    yield from _numbers("telephone", of.phones[a], of.phones[b])
    yield from _numbers("paper", of.papers[a], of.papers[b])


def _names(made: ColumnMaker, a: int, b: int) -> str:
    of = made.columns
    pairs = [(one, other) for one in of.wholes[a] for other in of.wholes[b]]
    if not pairs:
        return "a name is missing"
    if any(one[0] == other[0] for one, other in pairs):
        return "same words in the name"
    if any(one[1] == other[1] for one, other in pairs):
        return "names of the same sound, spelled differently"
    heard = [{made.sounds[word] for name in of.names[row] for word in name} for row in (a, b)]
    shared = len(heard[0] & heard[1])
    return (
        f"{shared} word{'s' * (shared != 1)} of the name sound the same"
        if shared
        else ("no word of the name sounds the same")
    )


def _born(here: str, there: str) -> Iterator[str]:
    if not here or not there:
        return
    if here == there and len(here) == WHOLE_DAY:
        yield "born on the same day"
    elif here[:4] == there[:4]:
        yield "born in the same year"
    else:
        yield f"born in {here[:4]} and in {there[:4]}"


def _numbers(what: str, here: tuple[str, ...], there: tuple[str, ...]) -> Iterator[str]:
    if here and there:
        yield f"same {what} number" if set(here) & set(there) else f"different {what} numbers"
