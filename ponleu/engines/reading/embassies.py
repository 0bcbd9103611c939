"""Embassies by one name each: "Chinese Embassy in Cambodia" is the Embassy of China."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ponleu.engines.reading.types import Fact, Lexicon

_NAME: Final = re.compile(
    r"(?P<state>[A-Za-z]+(?: [A-Za-z]+)?)(?:['’]s)? "
    r"(?P<body>embassy|consulate(?: general)?|high commission)(?: in [\w ]+)?",
    re.IGNORECASE,
)
_MARKS: Final = ("mbassy", "onsulate", "igh commission", "igh Commission")


def with_states(found: Sequence[Fact], lexicon: Lexicon) -> list[Fact]:
    """The bodies, an embassy that is named by a nation under its name in full."""
    states = lexicon.words.get("embassy_states", {})
    return [
        replace(fact, value=value) if (value := _value(str(fact.value), states)) else fact
        for fact in found
    ]


def _value(name: str, states: Mapping[str, str]) -> str:
    """ "Embassy of China", or "" where the name is no such embassy's."""
    if not any(mark in name for mark in _MARKS):
        return ""
    match = _NAME.fullmatch(name)
    state = states.get(match["state"].lower(), "") if match else ""
    return f"{match['body'].title()} of {state}" if match and state else ""
