"""The two files: the same words in both, the hash of the content at the foot, faces inside."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from dataclasses import replace
from uuid import NAMESPACE_OID, uuid5

import pytest
from docx import Document
from docx.shared import Cm
from lxml import etree

from ponleu.foundation.core.faces import FONTS
from ponleu.foundation.core.word_faces import hidden
from ponleu.response.minutes.printed_pdf import pdf
from ponleu.response.minutes.printed_word import word
from ponleu.response.minutes.rules.kinds import Manner
from ponleu.response.minutes.services import drafting, reading
from ponleu.response.operations.models import TeamMember
from tests.minutes.reading_pdf import attached, fonts_in, page_texts

pytestmark = pytest.mark.django_db
REMARK = "ម្ចាស់ទីតាំងមិនមានវត្តមានទេ។ សាក្សីពីររូបបានចូលរួម។"


@pytest.fixture
def paper(drafted, closed, answer, on_paper, people, newest, noon):
    """Printed minutes with words of the minute-taker and three answers."""
    minutes = drafted()
    field = people["field"].user
    words = {"where": "Preah Sihanouk", "remarks": REMARK, "found": "Two doors & <locks>."}
    drafting.write(field, minutes.pk, words, was=1, at=noon)
    closed(minutes)
    answer(minutes, "vibol")
    answer(minutes, "chan", Manner.RESERVED, "The count is wrong.")
    member = TeamMember.objects.get(operation=minutes.operation, name="Plantedmember Chea")
    on_paper(minutes, member=member.pk)
    return reading.printed(field, minutes.pk, at=noon)


def is_within(short, long):
    """Whether all signs of one text stand in another in their order."""
    rest = iter(long)
    return all(sign in rest for sign in short)


def texts_of(blocks):
    for block in blocks:
        yield from (block.text,) if block.text else ()
        yield from (cell for row in block.cells for cell in row if cell)


def word_texts(made):
    """Paragraphs and cells of a Word document, in their order."""
    document = Document(io.BytesIO(made))
    found = []
    for element in document.element.body.iterchildren():
        tag = etree.QName(element).localname
        if tag == "p":
            found.append(_said(element))
        elif tag == "tbl":
            cells = element.iter("{*}tc")
            found += [_said(cell) for cell in cells]
    return [text for text in found if text]


def _said(element):
    return "".join(piece.text for piece in element.iter("{*}t"))


def test_word_says_exactly_what_was_laid_out(paper):
    assert word_texts(word(paper)) == list(texts_of(paper.blocks))


def test_columns_of_word_are_as_wide_as_laid_out(paper):
    document = Document(io.BytesIO(word(paper)))

    laid = [block.widths for block in paper.blocks if block.kind == "table"]
    for table, widths in zip(document.tables, laid, strict=True):
        shares = [column.width / width for column, width in zip(table.columns, widths, strict=True)]
        assert max(shares) - min(shares) < Cm(0.01)


def test_pdf_says_what_word_says_in_the_same_order(paper):
    made = "".join(page_texts(pdf(paper)))

    said = "".join("".join(text.split()) for text in word_texts(word(paper)))
    assert is_within(said, made)
    assert set(made) == set(said) | set(
        "".join((paper.foot, paper.code, paper.page)).replace(" ", "")
    ) | set(paper.sha256) | set("/")
    assert "Twodoors&<locks>." in made
    assert "Thecountiswrong." in made


def test_pdf_of_other_words_does_not_pass_for_it(paper):
    said = "".join("".join(text.split()) for text in texts_of(paper.blocks))

    left_out = [block for block in paper.blocks if block.text != REMARK]
    made = "".join(page_texts(pdf(replace(paper, blocks=left_out))))

    assert not is_within(said, made)


def test_each_page_bears_reference_version_code_and_the_hash_of_the_content(paper):
    pages = page_texts(pdf(paper))

    digest = hashlib.sha256(paper.content.encode()).hexdigest()
    assert digest == paper.sha256
    for page in pages:
        assert digest in page
        assert paper.reference in page
        assert paper.code.split()[-1] in page
    document = Document(io.BytesIO(word(paper)))
    foot = "".join(part.text for part in document.sections[0].footer.paragraphs)
    assert digest in foot
    assert paper.reference in foot
    assert paper.code in foot


def test_both_files_carry_the_content_whose_hash_they_print(paper):
    name, data = attached(pdf(paper))
    assert (name, hashlib.sha256(data).hexdigest()) == ("minutes.json", paper.sha256)

    archive = zipfile.ZipFile(io.BytesIO(word(paper)))
    root = etree.fromstring(archive.read("customXml/item2.xml"))
    assert hashlib.sha256(base64.b64decode(root.text)).hexdigest() == paper.sha256


def test_the_same_minutes_give_the_same_pdf(paper):
    assert pdf(paper) == pdf(paper)


def test_faces_lie_in_both_files(paper):
    archive = zipfile.ZipFile(io.BytesIO(word(paper)))
    file = "noto-sans-khmer-400.ttf"
    inside = hidden(archive.read("word/fonts/font1.odttf"), uuid5(NAMESPACE_OID, file))
    assert inside == (FONTS / file).read_bytes()
    assert b"embedTrueTypeFonts" in archive.read("word/settings.xml")

    assert "NotoSansKhmer" in " ".join(fonts_in(pdf(paper)))


def test_a_draft_says_so_and_bears_no_code(drafted, people, noon):
    paper = reading.printed(people["chan"].user, drafted().pk, at=noon)

    assert paper.code == ""
    assert any(block.kind == "mark" and "ព្រាង" in block.text for block in paper.blocks)
