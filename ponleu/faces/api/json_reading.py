"""JSON as it was sent, or the place at which it is broken. Pure; repeats no word of it."""

from __future__ import annotations

import json
from typing import Any, NoReturn


class BrokenJson(ValueError):
    """It is no JSON that can be taken.

    Attributes:
        line, column: where, from 1; 0 where no place is known.
        problem: "broken", "encoding", "deep", "twice" for a name that stands twice in one object.
    """

    def __init__(self, problem: str, line: int = 0, column: int = 0) -> None:
        super().__init__(problem)
        self.problem, self.line, self.column = problem, line, column


class _Twice(Exception):
    """A name stands twice in one object: which of them counts, nobody could say."""


def read_json(data: bytes) -> Any:
    """What the bytes say.

    Raises:
        BrokenJson: see there.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError as failure:
        before = data[: failure.start]
        column = failure.start - (before.rfind(b"\n") + 1) + 1
        raise BrokenJson("encoding", before.count(b"\n") + 1, column) from None
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse)
    except json.JSONDecodeError as failure:
        raise BrokenJson("broken", failure.lineno, failure.colno) from None
    except RecursionError:
        raise BrokenJson("deep") from None
    except _Twice:
        raise BrokenJson("twice") from None
    except ValueError:  # NaN, Infinity, or a number of thousands of digits
        raise BrokenJson("broken") from None


def one_writing(value: Any) -> bytes:
    """JSON in the one way in which equal values are equal bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _Twice
    return made


def _refuse(_constant: str) -> NoReturn:
    raise ValueError
