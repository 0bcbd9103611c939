"""Unannounced visits: mixed plans, what they promise, and a draw that anybody can check."""

from ponleu.engines.planning.unannounced.calibration import (
    Band,
    Calibration,
    Inspection,
    calibrate,
)
from ponleu.engines.planning.unannounced.coverage import Coverage, cover
from ponleu.engines.planning.unannounced.drawing import (
    Revealed,
    commitment,
    drawn_number,
    drawn_place,
    is_kept,
    mix_digest,
)
from ponleu.engines.planning.unannounced.mixing import mix
from ponleu.engines.planning.unannounced.reserve import Reserve, set_aside
from ponleu.engines.planning.unannounced.types import (
    WHOLE,
    Column,
    Done,
    Effort,
    Limit,
    MixedPlan,
    Price,
    Priced,
    Prove,
    Statement,
    Terms,
)

__all__ = [
    "WHOLE",
    "Band",
    "Calibration",
    "Column",
    "Coverage",
    "Done",
    "Effort",
    "Inspection",
    "Limit",
    "MixedPlan",
    "Price",
    "Priced",
    "Prove",
    "Reserve",
    "Revealed",
    "Statement",
    "Terms",
    "calibrate",
    "commitment",
    "cover",
    "drawn_number",
    "drawn_place",
    "is_kept",
    "mix",
    "mix_digest",
    "set_aside",
]
