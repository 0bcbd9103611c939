"""The index of the register's names, kept up with what the journal says was written.

The index is a copy: the database is the truth. It names the row of the journal up to which it
knows the register, by number and hash; what was written since is taken in before each question.
If that row is not there, because another database was put in its place, it is built anew: at
once if the register is small, else by ``index_builder`` in a process of its own, while pages
say that it is being built.
"""

from __future__ import annotations

import fcntl
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.journal import queries as journal
from ponleu.foundation.journal.rules import Link
from ponleu.foundation.packs.matching_weights import load_scales
from ponleu.foundation.screening.changes import Changes
from ponleu.foundation.screening.register_index import RegisterIndex
from ponleu.foundation.screening.sections import BadIndexFile
from ponleu.knowledge.register.models import Detail, Entry, Identifier
from ponleu.knowledge.register.records import records

T = TypeVar("T")

FILE = "register.names"
BUILDER = "ponleu.knowledge.register.index_builder"
"""The module that is run to build a large index."""

ENTRY, DETAIL, NUMBER = "register.entry", "register.detail", "register.identifier"

AT_ONCE = 1000
"""Entries that are read into the index while someone waits: less than a second of work."""

ROWS_BEHIND = 5000
"""Rows of the journal of which none is about names, after which the index notes how far it is."""


class IndexBeingBuilt(DomainError):
    """There is no index yet, and building it takes longer than anyone waits."""

    code = "index_being_built"
    http_status = HTTPStatus.SERVICE_UNAVAILABLE


def current() -> RegisterIndex:
    """The index with everything that is written by now, for someone who waits.

    After thousands of entries were written at once it is the index as it was, until the
    process that was begun has taken them in.

    Raises:
        IndexBeingBuilt: it must be built, and the register is large.
    """
    index, newest = _opened(), journal.head()
    known = _known(index, newest)
    if index is None or known is None:
        return _made()
    if known == newest:
        return index
    keys = written_since(known.sequence)
    if len(keys) > AT_ONCE:
        _begin_builder()
    elif keys or newest.sequence - known.sequence > ROWS_BEHIND:
        index.apply(_changes(keys, called=newest))
    return index


def bring_up() -> RegisterIndex:
    """The index with everything that is written by now, however long it takes.

    A million entries take minutes to build; other processes go on with the index as it was.
    """
    index, newest = _opened(), journal.head()
    known = _known(index, newest)
    if index is None or known is None:
        return build()
    if known != newest:
        for part in parts(sorted(written_since(known.sequence)), AT_ONCE):
            index.apply(_changes(part))
        index.apply(_changes((), called=newest))
    return index


def build() -> RegisterIndex:
    """Build the index from the database, in place of the one that may be there."""
    called = _called(journal.head())
    lexicon = load_scales(settings.PONLEU_COUNTRY).lexicon
    RegisterIndex.build(_file(), records(), lexicon, called=called)
    _open.cache_clear()
    return _open(_file())


@contextmanager
def building() -> Iterator[bool]:
    """Be the only one who builds; whether that is so. A killed builder lets go."""
    with _file().with_name(f"{FILE}.building").open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def is_building() -> bool:
    """Whether someone builds the index just now."""
    with building() as is_free:
        return not is_free


def _begin_builder() -> None:
    """Begin to build in a process of its own, unless one is at it."""
    if is_building():
        return
    subprocess.Popen(  # noqa: S603  nothing of it comes from outside
        [sys.executable, "-m", BUILDER], stdin=subprocess.DEVNULL, start_new_session=True
    )


def _made() -> RegisterIndex:
    standing = Entry.objects.standing().order_by()
    if standing[: AT_ONCE + 1].count() <= AT_ONCE:
        return build()
    _begin_builder()
    raise IndexBeingBuilt(
        _("The names of the register are being made ready to search. Ask again in a few minutes.")
    )


def _opened() -> RegisterIndex | None:
    """The index in its newest state; None if there is none that can be read."""
    try:
        index = _open(_file())
        index.refresh()
    except (BadIndexFile, FileNotFoundError):
        return None
    return index


@lru_cache(maxsize=1)
def _open(file: Path) -> RegisterIndex:
    return RegisterIndex(file, load_scales(settings.PONLEU_COUNTRY).lexicon)


def _file() -> Path:
    folder = Path(settings.PONLEU_INDEX)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / FILE


def _known(index: RegisterIndex | None, newest: Link) -> Link | None:
    """The row of this journal up to which an index knows the register; None: another register."""
    known = _row(index.called) if index else None
    if known is None or known == newest or journal.is_row(known.sequence, known.hash):
        return known
    return None


def _changes(keys: Iterable[UUID], *, called: Link | None = None) -> Changes:
    """What entries are now; those that are no longer there, or were withdrawn, are taken out."""
    asked = set(keys)
    found = tuple(records(asked))
    gone = asked - {UUID(record.id) for record in found}
    return Changes(found, tuple(map(str, gone)), _called(called) if called else "")


def written_since(sequence: int) -> set[UUID]:
    """Entries that were written, or of which something was said, after a row of the journal."""
    written = journal.written_since(sequence, (ENTRY, DETAIL, NUMBER))
    keys = {UUID(key) for key in written.get(ENTRY, ()) if key}
    for target, rows in ((DETAIL, Detail.objects), (NUMBER, Identifier.objects)):
        for part in parts(sorted(written.get(target, ())), AT_ONCE):
            keys |= set(rows.filter(pk__in=part).values_list("entry_id", flat=True))
    return keys


def parts(items: list[T], size: int) -> Iterator[list[T]]:
    """The items in their order, so many at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _called(row: Link) -> str:
    return f"{row.sequence} {row.hash}"


def _row(called: str) -> Link | None:
    sequence, _, digest = called.partition(" ")
    return Link(int(sequence), digest) if sequence.isdigit() and digest else None
