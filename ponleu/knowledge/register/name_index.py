"""The index of the register's names, kept up with what the journal says was written.

The index is a copy: the database is the truth. It names the row of the journal up to which it
knows the register, by number and hash; what was written since is taken in before each question.
If that row is not there, because another database was put in its place, it is built anew.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from ponleu.foundation.journal import queries as journal
from ponleu.foundation.packs.matching_weights import load_scales
from ponleu.foundation.screening.changes import Changes
from ponleu.foundation.screening.register_index import RegisterIndex
from ponleu.foundation.screening.sections import BadIndexFile
from ponleu.knowledge.register.models import Detail, Identifier
from ponleu.knowledge.register.records import records

FILE = "register.names"
ENTRY, DETAIL, NUMBER = "register.entry", "register.detail", "register.identifier"


def current() -> RegisterIndex:
    """The index with everything that is written by now."""
    index = _opened(settings.PONLEU_INDEX / FILE)
    index.refresh()
    known = _row(index.called)
    newest = journal.head()
    if known == (newest.sequence, newest.hash):
        return index
    if known is None or not journal.is_row(*known):
        return build()
    keys = written_since(known[0])
    found = tuple(records(keys))
    gone = keys - {UUID(record.id) for record in found}
    index.apply(Changes(found, tuple(map(str, gone)), _called(newest.sequence, newest.hash)))
    return index


def build() -> RegisterIndex:
    """Build the index from the database. A million entries take minutes."""
    newest = journal.head()
    file = settings.PONLEU_INDEX / FILE
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lexicon = load_scales(settings.PONLEU_COUNTRY).lexicon
    called = _called(newest.sequence, newest.hash)
    RegisterIndex.build(file, records(), lexicon, called=called)
    _open.cache_clear()
    return _open(file)


def _opened(file: Path) -> RegisterIndex:
    try:
        return _open(file)
    except (BadIndexFile, FileNotFoundError):
        return build()


@lru_cache(maxsize=1)
def _open(file: Path) -> RegisterIndex:
    return RegisterIndex(file, load_scales(settings.PONLEU_COUNTRY).lexicon)


def written_since(sequence: int) -> set[UUID]:
    """Entries that were written, or of which something was said, after a row of the journal."""
    written = journal.written_since(sequence, (ENTRY, DETAIL, NUMBER))
    keys = {UUID(key) for key in written.get(ENTRY, ()) if key}
    for target, rows in ((DETAIL, Detail.objects), (NUMBER, Identifier.objects)):
        if target in written:
            keys |= set(rows.filter(pk__in=written[target]).values_list("entry_id", flat=True))
    return keys


def _called(sequence: int, digest: str) -> str:
    return f"{sequence} {digest}"


def _row(called: str) -> tuple[int, str] | None:
    sequence, _, digest = called.partition(" ")
    return (int(sequence), digest) if sequence.isdigit() and digest else None
