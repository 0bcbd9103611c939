"""Makers of small documents in many formats: every word in them is invented."""

import io
import zipfile
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
from PIL import Image, ImageDraw, ImageFont

ENGLISH = """Sok Dara, deputy governor of Preah Sihanouk province,
said on Monday that 12 workers had been held at the
Lotus Gate Hotel in Sihanoukville.
The Lotus Gate Company denied that anyone had been
held there. The Ministry of Labour fined the company
800,000 riel for forced overtime."""
KHMER = """ក្រសួងការងារបានពិន័យក្រុមហ៊ុនចំនួន ២០០០០០០ រៀល
នៅថ្ងៃទី១៥ ខែកញ្ញា ឆ្នាំ២០២៦ នៅខេត្តព្រះសីហនុ។
លោក សុខ ដារ៉ា អភិបាលរងខេត្ត បាននិយាយថា
កម្មករ ១២ នាក់ ត្រូវបានជួយសង្គ្រោះពីអគារមួយ។
ក្រុមហ៊ុនបានបដិសេធថា គ្មាននរណាត្រូវបានឃុំឃាំងទេ។"""
FONTS = Path(__file__).parents[2] / "ponleu/foundation/core/static/ponleu/fonts"
KHMER_FONT = FONTS / "noto-sans-khmer-khmer-400-normal.woff2"


def span(found, hint):
    """The words under a hint."""
    return found.text[hint.start : hint.end]


def spans(found, kind):
    """The words under each hint of a kind."""
    return [span(found, hint) for hint in found.hints if hint.kind == kind]


def make_docx(*paragraphs, table=(), header="", title="", change=None):
    document = docx.Document()
    document.core_properties.title = title
    for words in paragraphs:
        document.add_paragraph(words)
    if table:
        grid = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in enumerate(table):
            for column, words in enumerate(cells):
                grid.cell(row, column).text = words
    document.sections[0].header.paragraphs[0].text = header
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_xlsx(rows, name="Fines", formats=()):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for cell, pattern in formats:
        sheet[cell].number_format = pattern
    book.properties.created = datetime(2026, 9, 9)  # noqa: DTZ001 a sheet knows no zones
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def make_eml(words, *, page="", attached=(), **fields):
    message = EmailMessage()
    known = {"From": "Sok Dara <dara@example.org>", "To": "desk@example.org", "Subject": "A word"}
    for name, value in {**known, "Date": "Wed, 09 Sep 2026 23:30:00 +0700", **fields}.items():
        message[name] = value
    message["Message-ID"] = "<1@example.org>"
    message.set_content(words)
    if page:
        message.add_alternative(page, subtype="html")
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def make_zip(files, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def rewritten(archive, name, change):
    """An archive with one of its files changed."""
    with zipfile.ZipFile(io.BytesIO(archive)) as before:
        files = {entry: before.read(entry) for entry in before.namelist()}
    return make_zip({**files, name: change(files[name])})


def make_pdf(*pages, turned=0, title="", size=(612, 792)):
    """A PDF of lines in Helvetica: 12 points high, 14 apart, from 72 points inside the page."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", f"<</Title({title})/CreationDate(D:20260909)>>"]
    objects.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 12 Tf 72 {size[1] - 84} Td {shown}ET"
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]/Rotate {turned}"
            f"/Resources<</Font<</F1 4 0 R>>>>/Contents {len(objects)} 0 R>>"
        )
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    body, places = "%PDF-1.4\n", []
    for at, words in enumerate(objects, start=1):
        places.append(f"{len(body):010} 00000 n \n")
        body += f"{at} 0 obj\n{words}\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{''.join(places)}"
    trailer = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R/Info 3 0 R>>\n"
    return f"{body}{table}{trailer}startxref\n{len(body)}\n%%EOF\n".encode()


def make_scan(words, *, size=40, width=1600, khmer=False):
    """A drawn page: black on white, lines twice their letters' height apart."""
    lines = words.splitlines()
    picture = Image.new("L", (width, len(lines) * size * 2 + size * 4), "white")
    pen = ImageDraw.Draw(picture)
    if khmer:
        font = ImageFont.truetype(KHMER_FONT, size, layout_engine=ImageFont.Layout.RAQM)
    else:
        font = ImageFont.load_default(size)
    for at, line in enumerate(lines):
        pen.text((size * 2, size * 2 + at * size * 2), line, font=font, fill=0)
    return picture


def saved(picture, form="PNG", **more):
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def error_rate(text, truth):
    """Characters to insert, delete or change, blanks apart, for each character of the truth."""
    a, b = "".join(text.split()), "".join(truth.split())
    row = list(range(len(b) + 1))
    for at, one in enumerate(a, start=1):
        before, row = row, [at]
        for over, other in enumerate(b, start=1):
            change = before[over - 1] + (one != other)
            row.append(min(before[over] + 1, row[-1] + 1, change))
    return row[-1] / len(b)
