"""Numbers and dates of records as they are written, made comparable."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

PHONES: Final = frozenset({"phone", "tel", "telephone", "mobile", "whatsapp", "telegram"})
ADDRESSES: Final = frozenset({"mail", "email", "e-mail", "facebook", "line", "wechat", "web"})
"""Like telephones these change, and one person has several: two are no contradiction."""
BARE: Final = "number"
"""The sort of a number that is given without one."""
REACHED: Final = ""
"""The sort of telephones and addresses."""

_ISO: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_LEFT_OUT: Final = re.compile(r"[^0-9a-z]+")
_LAST_DIGITS: Final = 8
"""Of a telephone number so many last digits are compared: 012 and +855 12 are one."""

Number = tuple[str, str]
"""Its sort, and what is compared."""


def iso_date(born: str) -> str:
    """The date as far as it is known; empty if it is no ISO date."""
    found = _ISO.fullmatch(born.strip())
    return found.group() if found else ""


def day_number(born: str) -> int:
    """A date as the number that its figures make, 0 where it is not known: 1990-05 is 19900500."""
    figures = iso_date(born).replace("-", "")
    return int(figures.ljust(8, "0")) if figures else 0


def day_text(number: int) -> str:
    """The date that ``day_number`` made a number of."""
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    if not number:
        return ""
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def numbers_of(identifiers: Iterable[str]) -> list[Number]:
    """Each number once, in order; a number without a letter or figure is none."""
    found: dict[Number, None] = {}
    for written in identifiers:
        sort, _, text = written.lower().rpartition(":")
        if not (text.isascii() and text.isalnum()):
            text = _LEFT_OUT.sub("", text)
        if not text:
            continue
        sort = sort.strip() or BARE
        if sort in PHONES:
            found[REACHED, text[-_LAST_DIGITS:]] = None
        elif sort in ADDRESSES:
            found[REACHED, f"{sort}:{text}"] = None
        else:
            found[sort, text] = None
    return list(found)
