"""Reads of the register for screens, cut to what the person may see."""

from ponleu.knowledge.register.queries.of_entries import (
    PAGE,
    EntryList,
    Quote,
    Quoted,
    Row,
    Spelling,
    by_reference,
    entries,
    entry_count,
    visible_entry,
)
from ponleu.knowledge.register.queries.page import EntryPage, entry_page

__all__ = [
    "PAGE",
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
    "visible_entry",
]
