"""What is looked at at a site, by type of site, as tables that anyone can read.

A question helps to find people who need help, or evidence. None asks for the guilt of somebody
who was found, and none is answered in words: words go into a note, which is sealed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ponleu.foundation.packs.tables import PackError, Row, read_table

FILE, SITES_FILE = "checklists.csv", "checklist_sites.csv"
COLUMNS = (
    *("code", "site_type", "section", "section_km", "question", "question_km"),
    *("answer", "choices"),
)
GENERAL = "general"
"""The list that belongs to every site."""

TYPES = (GENERAL, "brick_kiln", "entertainment", "fishing_vessel", "casino_office")
ANSWERS = frozenset({"yes_no_unknown", "number", "choice"})
_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that may be chosen."""

    code: str
    name: str
    name_km: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a checklist.

    Attributes:
        answer: yes_no_unknown, number or choice.
        choices: of a choice; empty otherwise.
    """

    code: str
    site_type: str
    section: str
    section_km: str
    question: str
    question_km: str
    answer: str
    choices: tuple[Choice, ...]


@lru_cache(maxsize=4)
def load_checklists(country: str) -> dict[str, Question]:
    """Questions of a country's pack by code, in the order of the table.

    Raises:
        PackError: the table is wrong; names the line and the mend.
    """
    found: dict[str, Question] = {}
    for row in read_table(files(__package__) / country / FILE, COLUMNS):
        if not _CODE.fullmatch(row["code"]):
            raise PackError(FILE, row.line, "write the code in small letters, digits and _")
        if row["code"] in found:
            raise PackError(FILE, row.line, f"the code {row['code']} stands there twice")
        if row["site_type"] not in TYPES:
            raise PackError(FILE, row.line, f"site_type is one of {', '.join(TYPES)}")
        if row["answer"] not in ANSWERS:
            raise PackError(FILE, row.line, f"answer is one of {', '.join(sorted(ANSWERS))}")
        texts = {column: row[column] for column in COLUMNS[:-1]}
        found[row["code"]] = Question(**texts, choices=_choices(row))
    return found


@lru_cache(maxsize=4)
def load_site_types(country: str) -> dict[str, str]:
    """Which checklist goes with a sort of site, as the register writes sorts.

    Raises:
        PackError: the table is wrong; names the line and the mend.
    """
    found: dict[str, str] = {}
    for row in read_table(files(__package__) / country / SITES_FILE, ("sort", "site_type")):
        if row["site_type"] not in TYPES:
            raise PackError(SITES_FILE, row.line, f"site_type is one of {', '.join(TYPES)}")
        if row["sort"] in found:
            raise PackError(SITES_FILE, row.line, f"the sort {row['sort']} stands there twice")
        found[row["sort"]] = row["site_type"]
    return found


def questions_for(country: str, sort: str) -> Sequence[Question]:
    """What is asked at a site of a sort: the list of its type, then that of every site."""
    site_type = load_site_types(country).get(sort.strip().lower(), GENERAL)
    found = load_checklists(country).values()
    own = [each for each in found if each.site_type == site_type != GENERAL]
    return [*own, *(each for each in found if each.site_type == GENERAL)]


def _choices(row: Row) -> tuple[Choice, ...]:
    """The choices of a cell such as "all=All of them=...|some=Some of them=..."."""
    if (row["answer"] == "choice") == (row["choices"] == "none"):
        raise PackError(FILE, row.line, 'give choices to a choice, and "none" to all others')
    if row["choices"] == "none":
        return ()
    parts = [cell.split("=") for cell in row["choices"].split("|")]
    if any(len(part) != 3 or not all(part) or not _CODE.fullmatch(part[0]) for part in parts):
        raise PackError(FILE, row.line, "write each choice as code=English=Khmer")
    if len({part[0] for part in parts}) < max(2, len(parts)):
        raise PackError(FILE, row.line, "give two or more choices with different codes")
    return tuple(Choice(*part) for part in parts)
