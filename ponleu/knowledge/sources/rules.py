"""What a source is, and how a judgement on a proposal may change. Pure."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

WORD_JOINERS = "\u200b\u200c\u200d"
"""Invisible signs that Khmer and other scripts need inside words."""


def clean_title(text: str) -> str:
    """A title on one line, without control signs and signs that turn the writing around."""
    kept = (
        sign if sign in WORD_JOINERS or unicodedata.category(sign) not in ("Cc", "Cf") else " "
        for sign in text
    )
    return " ".join("".join(kept).split())


class SourceKind(StrEnum):
    PRESS = "press"
    POLICE = "police"
    NGO = "ngo"
    ORDER = "order"
    STATEMENT = "statement"
    MACHINE_TRANSLATION = "machine_translation"
    MESSAGE = "message"
    OTHER = "other"


class Verdict(StrEnum):
    """What a person said of a proposal. Empty in the database: nothing yet."""

    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    NOT_IN_ARTICLE = "not_in_article"
    UNSURE = "unsure"

    @property
    def enters_record(self) -> bool:
        """Whether the fact becomes part of the record."""
        return self in (Verdict.ACCEPTED, Verdict.EDITED)


class CopyVerdict(StrEnum):
    """What a person said of two sources. Empty in the database: taken back."""

    COPY = "copy"
    NOT_COPY = "not_copy"


RIGHT = {
    Verdict.ACCEPTED: 1.0,
    Verdict.EDITED: 0.5,  # something was there, but not as it was read
    Verdict.REJECTED: 0.0,
    Verdict.NOT_IN_ARTICLE: 0.0,
}
"""How right each verdict says that the reading was; an unsure one says nothing."""


class Family(StrEnum):
    """How the review page groups kinds of facts, in the order in which they are asked."""

    SAID = "said"
    WHERE = "where"
    WHO = "who"
    WHEN = "when"
    DONE = "done"


FAMILY_OF = {
    "claim": Family.SAID,
    "denial": Family.SAID,
    "request": Family.SAID,
    "commitment": Family.SAID,
    "site": Family.WHERE,
    "place": Family.WHERE,
    "person": Family.WHO,
    "organisation": Family.WHO,
    "date": Family.WHEN,
    "amount": Family.WHEN,
    "event": Family.DONE,
    "penalty": Family.DONE,
}

GROUPED_KINDS = frozenset({"person", "organisation", "site", "place", "date"})
"""Kinds asked once for all their mentions in a document; the others once for each span."""

PICTURED = frozenset({"pdf", "picture"})
"""Formats whose pages can be shown as pictures."""

SHOWN_WIDTH = 1_200
"""Pixels across of a page on the screen: small print stays readable."""

MEDIA_TYPES = {
    "txt": "text/plain",
    "csv": "text/csv",
    "html": "text/html",
    "mhtml": "multipart/related",
    "webarchive": "application/x-webarchive",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "eml": "message/rfc822",
    "zip": "application/zip",
}
"""What each format but pictures is called among programs."""

_PICTURES = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpeg"), (b"RIFF", "webp"))


def picture_type(data: bytes) -> str:
    """What a picture of the kinds that are read is called among programs."""
    kind = next((kind for mark, kind in _PICTURES if data.startswith(mark)), "tiff")
    return f"image/{kind}"


def file_ending(form: str, media_type: str) -> str:
    """How the name of a file of a format ends, without the dot."""
    return media_type.removeprefix("image/") if form == "picture" else form
