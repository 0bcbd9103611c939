"""Walks the chain of the journal and compares it with signed heads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError, connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.journal import heads, queries, triggers
from ponleu.foundation.journal.rules import START, Link, Row, Trouble, first_break

SENTENCES: dict[Trouble, Promise] = {
    Trouble.GAP: _("A row is missing, or stands where it does not belong."),
    Trouble.UNCHAINED: _("The row does not carry the hash of the row before it."),
    Trouble.ALTERED: _("The row is not what was written: its hash does not fit."),
    Trouble.UNREADABLE: _("The database cannot give the rows that follow."),
    Trouble.UNGUARDED: _("The database does not refuse changes to the journal any more."),
    Trouble.TRUNCATED: _("A signed head names a row that is not there: the end was cut off."),
    Trouble.REWRITTEN: _("The row has another hash than the signed head."),
    Trouble.BAD_HEAD: _("A file of a signed head proves nothing."),
    Trouble.NO_HEADS: _("The folder holds no signed head."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where.

    Attributes:
        sequence: number of the first row concerned; None when no row is.
        detail: name of the trigger or file concerned.
    """

    trouble: Trouble
    sequence: int | None = None
    detail: str = ""

    @property
    def sentence(self) -> Promise:
        """What is wrong, in words."""
        return SENTENCES[self.trouble]


@dataclass(frozen=True, slots=True)
class Verification:
    """Outcome of a walk.

    Attributes:
        after: the row from whose hash the walk set out; 0 is the beginning.
        rows: rows found good.
        head: the last good row.
        heads: signed heads that agree with the chain; None when none were asked for.
    """

    after: int
    rows: int
    head: Link
    heads: int | None
    problems: tuple[Problem, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(
    *,
    after: int = 0,
    heads_folder: Path | None = None,
    trusted: frozenset[str] = frozenset(),
    progress: Callable[[int], None] = lambda rows: None,
) -> Verification:
    """Walk the chain in order, with the same memory for any length.

    The walk ends at the row that is newest when it begins, or at the first break.

    Args:
        after: set out from this row's stored hash, unchecked; 0 checks everything.
        heads_folder: signed heads to compare with.
        trusted: public keys (hex) whose heads count when the folder pins none.
        progress: told the rows done so far, now and then.
    """
    begin = queries.link_at(after)
    if begin is None:
        return Verification(after, 0, START, None, (Problem(Trouble.GAP, after),))
    last, problem = _walk(begin, queries.head().sequence, progress)
    problems = [Problem(Trouble.UNGUARDED, detail=name) for name in triggers.missing(connection)]
    if problem:
        problems.insert(0, problem)
    agreeing = None
    if heads_folder is not None:
        agreeing, wrong = _compare(heads_folder, trusted)
        problems += wrong
    return Verification(after, last.sequence - after, last, agreeing, tuple(problems))


def _walk(begin: Link, until: int, progress: Callable[[int], None]) -> tuple[Link, Problem | None]:
    last = begin
    rows = queries.stretches(_before_all(begin), until)
    while True:
        stretch = _next_readable(rows)
        if stretch is None:
            return last, Problem(Trouble.UNREADABLE, last.sequence + 1)
        if not stretch:
            return last, None
        last, trouble = first_break(stretch, last)
        progress(last.sequence - begin.sequence)
        if trouble:
            return last, Problem(trouble, last.sequence + 1)


def _next_readable(rows: Iterator[list[Row]]) -> list[Row] | None:
    """The next stretch, [] at the end, None if the database cannot give it."""
    try:
        return next(rows, [])
    except DatabaseError:
        return None


def _before_all(begin: Link) -> int:
    """From the beginning, rows numbered below one are looked at too: none belongs there."""
    return -(2**63) if begin == START else begin.sequence


def _compare(folder: Path, trusted: frozenset[str]) -> tuple[int, list[Problem]]:
    agreeing, problems = 0, []
    for found in heads.read_heads(folder, trusted):
        problem = _against_chain(found)
        if problem:
            problems.append(problem)
        else:
            agreeing += 1
    if not agreeing and not problems:
        problems.append(Problem(Trouble.NO_HEADS, detail=folder.name))
    return agreeing, problems


def _against_chain(found: heads.Head | heads.BadHead) -> Problem | None:
    if isinstance(found, heads.BadHead):
        return Problem(Trouble.BAD_HEAD, detail=f"{found.file}: {found.reason}")
    stored = queries.link_at(found.sequence)
    if stored is None:
        return Problem(Trouble.TRUNCATED, found.sequence, found.file)
    if stored.hash != found.hash:
        return Problem(Trouble.REWRITTEN, found.sequence, found.file)
    return None
