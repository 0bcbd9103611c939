"""Coming back with receipt words: the thread that they open, and the pass that a page carries."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ponleu.faces.public.carrying import NotReadable, brought, carried
from ponleu.faces.public.draft import Attached
from ponleu.foundation.limits import services as limits
from ponleu.response.complaints.services import filing
from ponleu.response.complaints.services import returning as room

LIVES_SECONDS = 60 * 60
_AHEAD_SECONDS = 60
_PURPOSE = b"answer"


@dataclass(frozen=True, slots=True)
class Pass:
    """What lets a page act on a report that was opened: its words, for an hour.

    Attributes:
        turn: names one sending of the page, so that a page sent twice acts once.
    """

    words: str
    born: int
    turn: str


def new_pass(words: str, at: datetime) -> Pass:
    """A pass for one page."""
    return Pass(words, int(at.timestamp()), secrets.token_hex(8))


def sealed(made: Pass, *, secret: str) -> str:
    """The pass as the text of a hidden field."""
    content = json.dumps([made.words, made.born, made.turn], ensure_ascii=False).encode()
    return carried(content, purpose=_PURPOSE, secret=secret)


def opened(text: str, *, secret: str, at: datetime) -> Pass:
    """The pass of a hidden field.

    Raises:
        NotReadable: changed, cut, of another installation, or older than an hour.
    """
    made = Pass(*json.loads(brought(text, purpose=_PURPOSE, secret=secret)))
    if not -_AHEAD_SECONDS <= at.timestamp() - made.born <= LIVES_SECONDS:
        raise NotReadable
    return made


def thread(words: str, *, at: datetime) -> room.Thread:
    """What the words open.

    Raises:
        NotFound: they are a receipt of nobody.
        WordsUnread: they are no receipt.
    """
    return room.open_with(words, at=at)


def write(made: Pass, text: str, files: Sequence[Attached], *, at: datetime) -> None:
    """Add a message to the report; the same page sent twice adds it once."""
    if limits.take("answer.turn", made.turn, at=at, most=1):
        kept = [filing.Kept(token=file.token) for file in files]
        room.write_back(made.words, text, kept, at=at)


def withdraw(made: Pass, *, at: datetime) -> None:
    """Take the report back: it is no longer worked on."""
    room.withdraw(made.words, at=at)
