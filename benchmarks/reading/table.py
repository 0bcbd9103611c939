"""The benchmark's table: a column for each reader, a row for each figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.reading.labels import MENTIONS
from benchmarks.reading.summary import STATEMENT_ROWS

Path = tuple[str, ...]
NAME, CELL = 34, 21


def table(results: Sequence[Mapping[str, Any]]) -> str:
    """Readers side by side; "-" where a figure does not exist, "not installed" for an absentee."""
    lines = ["".ljust(NAME) + "".join(str(one["name"]).rjust(CELL) for one in results)]
    for title, path in _rows(results):
        cells = (_cell(one, path).rjust(CELL) for one in results)
        lines.append(title.ljust(NAME) + "".join(cells))
    return "\n".join(lines)


def _rows(results: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Path]]:
    yield "mentions, exact F1", ("mentions", "all")
    for kind in MENTIONS:
        yield f"  {kind}", ("mentions", kind)
    styles: Mapping[str, Any] = next((one["styles"] for one in results if "styles" in one), {})
    for style, held in styles.items():
        yield f"  {style} ({held['documents']})", ("styles", style, "mentions")
    yield "Khmer mentions F1", ("khmer_mentions",)
    yield "dates resolved right", ("values", "date")
    yield "places' codes right", ("values", "place")
    yield "amounts' numbers right", ("values", "amount")
    yield "leak: article facts in furniture", ("leak",)
    yield "lost: article mentions as furniture", ("lost",)
    yield "statements, F1 (P/R)", ("statements", "any")
    for kind in STATEMENT_ROWS[:-1]:
        yield f"  {kind}", ("statements", kind)
    for style in styles:
        yield f"  {style}", ("styles", style, "statements")
    yield "speakers right, of matched", ("parties", "speaker")
    yield "through right, of matched", ("parties", "through")
    yield "no speaker where none, of matched", ("parties", "silent")
    yield "events, F1, same sort", ("events", "same")
    yield "events, F1, any sort", ("events", "any")
    yield "documents per CPU second", ("speed", "documents_per_cpu_second")
    yield "characters per CPU second", ("speed", "characters_per_cpu_second")
    yield "peak memory, MB", ("speed", "peak_megabytes")


def _cell(one: Mapping[str, Any], path: Path) -> str:
    if one.get("missing"):
        return "not installed"
    value: Any = one
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    if isinstance(value, Mapping):
        return _tally(value) if "f1" in value else _share(value)
    return "-" if value is None else f"{value:,.0f}"


def _tally(value: Mapping[str, Any]) -> str:
    """F1, precision and recall, labelled: ".912 (.93/.90, 120)"."""
    if not value["proposed"] and value["labelled"]:
        return "-"
    if value["f1"] is None:
        return "none"
    pair = f"{_short(value['precision'], 2)}/{_short(value['recall'], 2)}"
    return f"{_short(value['f1'], 3)} ({pair}, {value['labelled']})"


def _share(value: Mapping[str, Any]) -> str:
    return f"{_short(value['share'], 3)} ({value['part']}/{value['whole']})"


def _short(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}".removeprefix("0")
