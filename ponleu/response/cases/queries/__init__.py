"""Reads of allegations and cases."""

from ponleu.response.cases.queries.gathered import (
    Allegations,
    Answering,
    GroupPage,
    In,
    Listed,
    Member,
    Page,
    Proposed,
    allegations,
    allegations_of,
    group_page,
    page_of,
)

__all__ = [
    "Allegations",
    "Answering",
    "GroupPage",
    "In",
    "Listed",
    "Member",
    "Page",
    "Proposed",
    "allegations",
    "allegations_of",
    "group_page",
    "page_of",
]
