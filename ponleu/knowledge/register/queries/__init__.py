"""Reads of the register for screens, cut to what the person may see."""

from ponleu.knowledge.register.queries.of_entries import (
    MOST_CANDIDATES,
    PAGE,
    Candidate,
    EntryList,
    Quote,
    Quoted,
    Row,
    Spelling,
    by_reference,
    entries,
    entry_count,
    may_be,
    visible_entry,
)
from ponleu.knowledge.register.queries.page import EntryPage, entry_page

__all__ = [
    "MOST_CANDIDATES",
    "PAGE",
    "Candidate",
    "EntryList",
    "EntryPage",
    "Quote",
    "Quoted",
    "Row",
    "Spelling",
    "by_reference",
    "entries",
    "entry_count",
    "entry_page",
    "may_be",
    "visible_entry",
]
