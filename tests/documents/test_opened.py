"""Which format bytes are in, and documents inside documents."""

from pathlib import PurePosixPath

import pytest

from ponleu.foundation.documents import Format, Opened, Refusal, opened
from ponleu.foundation.documents.archives import inner_name
from ponleu.foundation.documents.litter import without_litter
from ponleu.foundation.documents.sniffing import format_of
from ponleu.foundation.documents.types import Hint, HintKind, Limits
from tests.documents.making import make_docx, make_eml, make_pdf, make_xlsx, make_zip

PAGE = b"<!DOCTYPE html><p>Words on a page."


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        (b"Words.", "a.txt", Format.TEXT),
        (b"Words.", "a", Format.TEXT),
        (b"a,b\n1,2\n", "a.csv", Format.CSV),
        (b"a,b\n1,2\n", "a.txt", Format.TEXT),
        (PAGE, "a.txt", Format.HTML),
        (b"\xef\xbb\xbf" + PAGE, "a", Format.HTML),
        (b"\xff\xfe" + PAGE.decode().encode("utf-16-le"), "a", Format.HTML),
        (b"<!-- saved from url=(0019)https://example.org/ -->\n<html>", "a", Format.HTML),
        (b"<p>Words.", "a.htm", Format.HTML),
        (b"<p> is how a paragraph begins.", "a.txt", Format.TEXT),
        (b"%PDF-1.7\n", "a.txt", Format.PDF),
        (b"\n\n%PDF-1.7\n", "a.pdf", Format.PDF),
        (make_eml("Words."), "a.txt", Format.EML),
        (b"From: a\nSubject: b\n\nWords.", "a.eml", Format.EML),
        (b"From: a\nSubject: b\n\nWords.", "a.txt", Format.TEXT),
        ((b"From: x\nSnapshot-Content-Location: y\nMIME-Version: 1.0\n"
         b"Content-Type: multipart/related; boundary=z\n\n"), "a", Format.MHTML),
        (b"bplist00\xd1WebMainResource", "a", Format.WEBARCHIVE),
        (b"\x89PNG\r\n\x1a\n", "a.jpg", Format.PICTURE),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a", Format.PICTURE),
        (b"PK\x03\x04", "a.pdf", Format.ZIP),
    ],
)  # fmt: skip
def test_format_of_goes_by_what_bytes_hold(data, name, form):
    assert format_of(data, name) is form


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x00\x00\x00\x18ftypheic....", "HEIC"),
        (b"GIF89a\x01\x00\x01\x00", "GIF"),
        (b"BM\x00\x00\x00\x00", "BMP"),
        (b"{\\rtf1 words}", "RTF"),
    ],
)
def test_format_of_refuses_with_a_way_out_what_nobody_reads(data, why):
    refusal = format_of(data, "a")

    assert isinstance(refusal, Refusal)
    assert why in refusal.problem
    assert "save it" in refusal.mend


@pytest.mark.parametrize(
    ("data", "form", "text"),
    [
        (make_docx("In Word."), Format.DOCX, "In Word."),
        (make_xlsx([["In Excel"]]), Format.XLSX, "Fines\n\nIn Excel"),
        (make_pdf(["In a PDF."]), Format.PDF, "In a PDF."),
        (PAGE, Format.HTML, "Words on a page."),
        (b"plain\r\nwords", Format.TEXT, "plain\r\nwords"),
    ],
)
def test_opened_reads_a_format_whatever_the_file_is_called(data, form, text, open_well):
    found = open_well(data, "called.jpg")

    assert (found.format, found.text) == (form, text)


def test_opened_leaves_a_table_as_it_is_and_says_that_it_is_one(open_well):
    found = open_well(b"a,b\r\n1,2\r\n", "a.csv")

    assert (found.text, found.encoding) == ("a,b\r\n1,2\r\n", "utf-8")
    assert found.hints == (Hint(HintKind.TABLE, 0, 10),)


def test_opened_opens_what_an_archive_holds_by_name(open_well):
    inner = make_zip({"deep.docx": make_docx("In Word.")})
    data = make_zip({"b.txt": b"Second.", "a/x.html": PAGE, "c.zip": inner})

    found = open_well(data, "a.zip")

    assert (found.text, found.format) == ("", Format.ZIP)
    assert [part.name for part in found.parts] == ["a/x.html", "b.txt", "c.zip"]
    assert found.parts[0].content.text == "Words on a page."
    assert found.parts[1].data == b"Second."
    assert found.parts[2].content.parts[0].content.text == "In Word."


def test_opened_gives_each_part_that_cannot_be_read_its_own_reason(open_well):
    found = open_well(make_zip({"a.txt": b"Words.", "b.bin": b"\x00\x01"}), "a.zip")

    assert isinstance(found.parts[0].content, Opened)
    assert "binary" in str(found.parts[1].content)


def test_opened_opens_archives_in_archives_to_the_agreed_depth(open_well):
    data = b"Words."
    for depth in range(4):
        data = make_zip({f"{depth}.{'zip' if depth else 'txt'}": data})

    found = open_well(data, "a.zip", limits=Limits(depth=3))

    deepest = found.parts[0].content.parts[0].content.parts[0].content
    assert "too deep" in str(deepest)


def test_opened_tells_other_office_documents_to_be_saved_as_pdf(refused):
    contents = b"<Types>application/vnd...presentationml.presentation.main+xml</Types>"

    assert "save it as PDF" in refused(make_zip({"[Content_Types].xml": contents}), "a.pptx")
    assert "opendocument" in refused(
        make_zip({"mimetype": b"application/vnd.oasis.opendocument.text"}), "a.odt"
    )


def test_opened_needs_no_process_of_its_own_for_plain_text(monkeypatch):
    monkeypatch.setattr(
        "ponleu.foundation.documents.reader.subprocess.Popen", lambda *_, **__: pytest.fail("begun")
    )

    assert opened(b"Words.", "a.txt").text == "Words."


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("a/b.txt", "a/b.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("a\\b.txt", "a/b.txt"),
        ("a\x1b[31m.txt", "a[31m.txt"),
        ("..", "unnamed"),
    ],
)
def test_inner_name_is_only_ever_a_label(stated, name):
    assert inner_name(stated) == name


def test_without_litter_keeps_documents_and_passes_over_the_rest():
    names = [
        "page.html", "page_files/logo.png", "page_files/x/ad.html", "other_files/scan.png",
        "note.txt", "note.txt.meta.json", ".hidden", "a/.git/config", "__MACOSX/note.txt",
        "a/Thumbs.db", "a/b/scan.png",
    ]  # fmt: skip

    kept = without_litter(names)

    assert kept == ["a/b/scan.png", "note.txt", "other_files/scan.png", "page.html"]
    assert all(PurePosixPath(name).parts for name in kept)
