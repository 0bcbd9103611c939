"""Reads of the register for screens, cut to what the person may see."""

from ponleu.knowledge.register.queries.of_entries import (
    MOST_CANDIDATES,
    PAGE,
    Candidate,
    EntryList,
    EntryPage,
    Quote,
    Quoted,
    Row,
    Spelling,
    entries,
    entry_count,
    entry_page,
    may_be,
    visible_entry,
)

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
    "entries",
    "entry_count",
    "entry_page",
    "may_be",
    "visible_entry",
]
