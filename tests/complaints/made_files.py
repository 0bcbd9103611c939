"""Files as teams, mail programs and ODK give them, made by hand for tests."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

from openpyxl import Workbook

HEADING = ("KEY", "what", "signs", "is_safe", "province", "near", "contact", "may_contact")
UUID_1 = "uuid:0aa3a9f4-57b6-4a0c-9f1e-8f6d2d7a1c01"
UUID_2 = "uuid:0aa3a9f4-57b6-4a0c-9f1e-8f6d2d7a1c02"


def message(body="They lock us in at night.", *, sender="Sok <sok@example.org>", attachments=()):
    """A message of a mail program; attachments are (name, bytes)."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, "help@example.org"
    mail["Subject"], mail["Message-ID"] = "About a building", "<1@example.org>"
    mail["Date"] = "Sat, 21 Nov 2026 09:30:00 +0700"
    mail.set_content(body)
    for name, data in attachments:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def archive(files):
    """A .zip of (name, bytes)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        for name, data in files:
            out.writestr(name, data)
    return packed.getvalue()


def table(*rows, heading=HEADING, end="\r\n", delimiter=","):
    """A CSV file of rows without commas in them."""
    return "".join(delimiter.join(row) + end for row in (heading, *rows)).encode()


def workbook(**sheets):
    """An .xlsx of sheets, each a list of rows."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


FORM = {
    "survey": [
        ("type", "name", "label::English (en)", "label::Khmer (km)"),
        ("text", "q1", "What happens there?", "មានអ្វីកើតឡើង?"),
        ("select_one prov", "q2", "Where?", "នៅឯណា?"),
        ("select_multiple harm", "q3", "What was done?", "បានធ្វើអ្វី?"),
    ],
    "choices": [
        ("list_name", "name", "label::English (en)", "label::Khmer (km)"),
        ("prov", "p_a", "Preah Sihanouk", "ព្រះសីហនុ"),
        ("prov", "p_b", "Phnom Penh", "ភ្នំពេញ"),
        ("harm", "h1", "debt", "បំណុល"),
        ("harm", "h2", "violence", "ហិង្សា"),
    ],
}
"""A form of another team, with names and codes of its own."""
