"""`ponleu read` opens files of any format, folders and what lies in archives."""

import argparse
import hashlib
import json
from datetime import date

import pytest

from ponleu.engines.reading import Refusal
from ponleu.faces.cli import read
from ponleu.faces.cli.documents import Document, open_documents
from ponleu.foundation.documents import HintKind
from tests.documents.making import make_docx, make_eml, make_pdf, make_zip

pytestmark = pytest.mark.slow
WORDS = "Chea Borey left on 5 March 2022."


@pytest.fixture
def folder(tmp_path):
    """A folder with an e-mail, an archive, and a note beside a Word document."""
    (tmp_path / "mail.eml").write_bytes(
        make_eml("Hello.", attached=[("in.docx", make_docx(WORDS))])
    )
    (tmp_path / "pack.zip").write_bytes(make_zip({"x/a.txt": WORDS, "b.bin": b"\x00"}))
    (tmp_path / "word.docx").write_bytes(make_docx(WORDS))
    (tmp_path / "word.docx.meta.json").write_text('{"published": "2022-03-09", "language": "km"}')
    return tmp_path


def found_in(folder, published=None):
    return {
        name.removeprefix(f"{folder}/"): found
        for name, found in open_documents([str(folder)], published)
    }


def test_open_documents_gives_all_that_a_folder_leads_to(folder):
    found = found_in(folder)

    assert list(found) == [
        "mail.eml", "mail.eml/in.docx", "pack.zip/b.bin", "pack.zip/x/a.txt", "word.docx"
    ]  # fmt: skip
    assert isinstance(found["pack.zip/b.bin"], Refusal)
    assert found["pack.zip/x/a.txt"].text == WORDS
    assert found["pack.zip/x/a.txt"].sha256 == hashlib.sha256(WORDS.encode()).hexdigest()


def test_open_documents_takes_the_day_from_note_then_command_then_document(folder):
    stated, own = found_in(folder, date(2020, 1, 1)), found_in(folder)

    assert stated["word.docx"].published == date(2022, 3, 9)
    assert stated["word.docx"].language == "km"
    assert stated["mail.eml"].published == date(2020, 1, 1)
    assert own["mail.eml"].published == date(2026, 9, 9)
    assert own["mail.eml/in.docx"].published is None


def test_open_documents_keeps_what_the_layout_says(folder):
    mail = found_in(folder)["mail.eml"]

    assert isinstance(mail, Document)
    assert mail.hints[0].kind is HintKind.HEADER


def test_open_documents_tells_of_a_page_that_could_not_be_read(tmp_path):
    data = make_pdf(["First page."], ["Second page."])
    (tmp_path / "a.pdf").write_bytes(data.replace(b"/Kids[6 0 R 8 0 R", b"/Kids[6 0 R 4 0 R"))

    found = found_in(tmp_path)

    assert found["a.pdf"].text == "First page."
    assert "the page is damaged" in str(found["a.pdf page 2"])


def test_read_prints_facts_of_documents_inside_others(folder, capsys):
    parser = argparse.ArgumentParser()
    read.add_arguments(parser)

    code = read.run(parser.parse_args([str(folder), "--json"]))

    out, err = capsys.readouterr()
    documents = json.loads(out)["documents"]
    dates = {one["file"].split("/")[-1]: [fact["value"] for fact in one["facts"]
             if fact["kind"] == "date"] for one in documents}  # fmt: skip
    assert dates["in.docx"] == dates["a.txt"] == dates["word.docx"] == ["2022-03-05"]
    assert (code, err.count("pack.zip/b.bin: it is binary")) == (1, 1)
