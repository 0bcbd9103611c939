"""How alike two names are: the compiled loops, called with names as people hand them over."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.letter_slips import letter_costs
from ponleu.engines.matching.likeness_kernel import name_likeness, new_room
from ponleu.engines.matching.packed import Costs, PackedQuery, pack_names
from ponleu.engines.matching.types import NameForm


def costs_of(sounds: NDArray[np.float32], gaps: NDArray[np.float32]) -> Costs:
    """What differences cost, with the learned costs of sounds from the country's pack."""
    return Costs(
        letter_costs(),
        np.ascontiguousarray(sounds, dtype=np.float32),
        np.ascontiguousarray(gaps, dtype=np.float32),
    )


def pack_query(form: NameForm, costs: Costs) -> PackedQuery:
    """One name, ready to be compared with many by ``likeness_of_many``."""
    return PackedQuery(pack_names([form]), costs)


def likeness(a: NameForm, b: NameForm, costs: Costs) -> float:
    """How alike two names are, 0..1, whatever the order of their words; 0 if one is empty."""
    return float(name_likeness(pack_query(a, costs), pack_names([b]), 0, new_room()))
