"""Writes to the register. One function is one thing that a user, or a review, can do."""

from ponleu.knowledge.register.services.entries import (
    enter_candidate,
    give_office,
    open_entry,
    withdraw_by_proposal,
)

__all__ = ["enter_candidate", "give_office", "open_entry", "withdraw_by_proposal"]
