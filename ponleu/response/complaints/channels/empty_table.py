"""The table that can be filled in and brought: its first row and nothing else."""

from __future__ import annotations

import codecs
import csv
import io

from ponleu.response.complaints.channels.fields import Field


def empty_table() -> bytes:
    """A CSV file with the names of our columns, marked so that Excel reads it as UTF-8."""
    written = io.StringIO()
    csv.writer(written).writerow(Field)
    return codecs.BOM_UTF8 + written.getvalue().encode()
