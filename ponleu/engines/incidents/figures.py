"""Numbers in figures as texts write them, whether a share is the stated one, and saying so."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reasons import Translatable

NUMBER: Final = (
    r"(?:US\$|\$)?(?<![\d.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d]|[.,]\d)"
)
PER_CENT: Final = r"(?<![\d.,])(\d+(?:\.\d+)?)\s?(?:%|per\s?cent\b|percent\b)"

PERCENT_RIGHT: Final = Translatable(
    "%(part)s on %(base)s is %(right)s%%, not %(stated)s%% (rounding explains %(tolerance)s)"
)
SUM_RIGHT: Final = Translatable("%(parts)s is %(right)s, not %(stated)s")


def number(written: str) -> float:
    """ "1,100" as a number."""
    return float(written.replace(",", ""))


def share_slip(part: float, base: float, stated: str) -> tuple[float, float] | None:
    """The right percentage and the tolerance if ``part`` on ``base`` is not the stated one.

    Args:
        stated: as written, "16.34": its last figure may be rounded or cut off.
    """
    right = 100 * part / base
    tolerance = 10.0 ** -len(stated.partition(".")[2])
    return None if abs(float(stated) - right) < tolerance else (right, tolerance)
