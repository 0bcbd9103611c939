"""How sealing says no: one refusal for whatever does not open, one for a sheet of words."""

from __future__ import annotations

from enum import StrEnum


class NotOpened(Exception):
    """It does not open: cut, changed, of another record, of another key, or not ours at all.

    Which of these it was is never told: the difference would help only someone who is trying.
    """

    def __init__(self) -> None:
        super().__init__("This cannot be opened.")


class Fault(StrEnum):
    """What is wrong with a sheet of recovery words."""

    COUNT = "count"
    LENGTH = "length"
    UNKNOWN_WORD = "unknown_word"
    WRONG_WORD = "wrong_word"
    FOREIGN = "foreign"
    SAME_SHEET = "same_sheet"
    NOT_TOGETHER = "not_together"


SENTENCES = {
    Fault.COUNT: "Two sheets are needed, no more and no fewer.",
    Fault.LENGTH: "The sheet does not have 33 words.",
    Fault.UNKNOWN_WORD: "This word is not in the list of words.",
    Fault.WRONG_WORD: "A word is wrong or in the wrong place.",
    Fault.FOREIGN: "The sheet was not made here.",
    Fault.SAME_SHEET: "The same sheet was given twice.",
    Fault.NOT_TOGETHER: "The two sheets do not belong together.",
}


class SheetRefused(Exception):
    """A recovery sheet does not fit; the words themselves are never repeated.

    Attributes:
        fault: what is wrong.
        sheet: which of the sheets given, from 1; None if it is about both.
        word: which word on it, from 1; None if that cannot be said.
    """

    def __init__(self, fault: Fault, *, sheet: int | None = None, word: int | None = None) -> None:
        super().__init__(SENTENCES[fault])
        self.fault, self.sheet, self.word = fault, sheet, word
