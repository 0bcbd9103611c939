"""Any file that was brought, by what it holds: messages, an archive of them, or a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ponleu.engines.errors import Refusal
from ponleu.foundation.documents import Format, Reader, sniffing
from ponleu.foundation.documents.sheets import is_workbook
from ponleu.response.complaints.channels.messages import (
    brought_message,
    brought_messages,
    is_message,
    table_of_contents,
)
from ponleu.response.complaints.channels.rows import Reading, brought_rows
from ponleu.response.complaints.channels.tables import Table, delimited_table, sheet_table
from ponleu.response.complaints.channels.types import Brought, Fault, fault_of


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """A file as it was brought.

    Attributes:
        table: if it is one; None if it is a message or holds messages.
    """

    name: str
    data: bytes = field(repr=False)
    table: Table | None = field(default=None, repr=False)

    def complaints(self, reading: Reading, reader: Reader) -> Iterator[Brought | Fault]:
        """What it tells, one after the other; of what cannot be taken, why."""
        if self.table is not None:
            return brought_rows(self.table, reading)
        if is_message(self.data, self.name):
            return iter([brought_message(self.data, self.name, reading.language, reader)])
        return brought_messages(self.data, self.name, reading.language, reader)


def brought_file(data: bytes, name: str, reader: Reader) -> BroughtFile | Fault:
    """A file, opened as far as is needed to say what it is."""
    if not data:
        return Fault(_("it is empty"), "", _("check that it was saved whole"))
    table: Table | Fault | None = None
    sort = sniffing.format_of(data, name)
    if is_workbook(data):
        table = sheet_table(data, name, reader)
    elif sort in (Format.CSV, Format.TEXT) and name.lower().endswith((".csv", ".tsv", ".txt")):
        table = delimited_table(data)
    elif sort is Format.ZIP and isinstance(refusal := table_of_contents(data), Refusal):
        return fault_of(refusal)
    elif sort not in (Format.ZIP, Format.EML):
        return Fault(
            _("it is neither a table nor an e-mail message"),
            "",
            _("give .csv, .xlsx, .eml, or a .zip of .eml"),
        )
    if isinstance(table, Fault):
        return table
    return BroughtFile(name, data, table)
