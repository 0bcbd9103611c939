"""Coming back with receipt words: the thread that they open, and the pass that a page carries.

Where the browser opens it, the pass names the report's mark instead of the words, and it leaves
sealed to the receipt's key: who knows the mark alone, as the record does, can do nothing with it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ponleu.faces.public.carrying import NotReadable, brought, carried
from ponleu.faces.public.draft import Attached
from ponleu.foundation.limits import services as limits
from ponleu.response.complaints.services import returning as room
from ponleu.response.complaints.services.files import Kept

LIVES_SECONDS = 60 * 60
_AHEAD_SECONDS = 60
_PURPOSE, _PURPOSE_IN_BROWSER = b"answer", b"answer in the browser"


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
    _require_fresh(made.born, at)
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
        room.write_back(made.words, text, [Kept(token=file.token) for file in files], at=at)


def withdraw(made: Pass, *, at: datetime) -> None:
    """Take the report back: it is no longer worked on."""
    room.withdraw(made.words, at=at)


def pass_for_browser(mark: bytes, *, secret: str, at: datetime) -> bytes:
    """A pass for an hour in an envelope that only the receipt's key opens.

    Raises:
        NotFound: the mark is nobody's.
    """
    content = json.dumps([mark.hex(), int(at.timestamp())]).encode()
    text = carried(content, purpose=_PURPOSE_IN_BROWSER, secret=secret)
    return room.sealed_to_reporter(mark, text.encode())


def mark_of(text: str, *, secret: str, at: datetime) -> bytes:
    """The mark that a browser's pass is for.

    Raises:
        NotReadable: changed, cut, of another installation, or older than an hour.
    """
    mark, born = json.loads(brought(text, purpose=_PURPOSE_IN_BROWSER, secret=secret))
    _require_fresh(born, at)
    return bytes.fromhex(mark)


def thread_in_browser(mark: bytes, *, at: datetime) -> room.Thread:
    """What the mark finds; its messages are still sealed.

    Raises:
        NotFound: it is nobody's.
    """
    return room.open_in_browser(mark, at=at)


def keys_for(mark: bytes) -> tuple[bytes, ...]:
    """Public keys to which the browser seals what is added."""
    return room.keys_for(mark)


def write_sealed(
    mark: bytes, key: UUID, envelope: bytes, files: Sequence[UUID], *, at: datetime
) -> None:
    """Add what the browser sealed; sent again, it is added once."""
    said = room.SealedWords(key, envelope, tuple(files))
    room.write_back_sealed(mark, said, at=at)


def withdraw_in_browser(mark: bytes, *, at: datetime) -> None:
    """Take the report back, from a page that the browser opened."""
    room.withdraw_in_browser(mark, at=at)


def _require_fresh(born: int, at: datetime) -> None:
    if not -_AHEAD_SECONDS <= at.timestamp() - born <= LIVES_SECONDS:
        raise NotReadable
