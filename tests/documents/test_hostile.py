"""Documents that are made to do harm: refused in a line, quickly, and nothing else breaks."""

import io
import os
import random
import subprocess
import sys
import time
import zipfile

import pytest

from ponleu.foundation.documents import Opened, Reader, Refusal, opened
from ponleu.foundation.documents.types import MEGABYTE, Format, Limits
from tests.documents.making import (
    make_docx,
    make_eml,
    make_pdf,
    make_scan,
    make_xlsx,
    make_zip,
    rewritten,
    saved,
)

pytestmark = pytest.mark.slow
linux = pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="/proc is a Linux matter")
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
PAGE = b"<!DOCTYPE html><p>Words on a page."


def part(found, at=0):
    return str(found.parts[at].content)


def test_opened_refuses_what_unpacks_to_far_more_than_it_should(open_well):
    found = open_well(make_zip({"a.txt": b"a" * (40 * MEGABYTE)}), "a.zip")

    assert "far more than it should" in part(found)


def test_opened_counts_what_all_files_unpack_to_together(open_well):
    files = {f"{at}.txt": b"a" * MEGABYTE for at in range(4)}

    found = open_well(make_zip(files), "a.zip", limits=Limits(unpacked_bytes=2 * MEGABYTE + 9))

    assert [isinstance(one.content, Opened) for one in found.parts] == [True, True, False, False]


def test_opened_counts_what_archives_in_archives_unpack_to(open_well):
    inner = make_zip({"a.txt": b"a" * MEGABYTE})
    files = {f"{at}.zip": inner for at in range(4)}

    found = open_well(make_zip(files), "a.zip", limits=Limits(unpacked_bytes=2 * MEGABYTE))

    read = [isinstance(one.content.parts[0].content, Opened) for one in found.parts]
    assert read == [True, False, False, False]


def test_opened_refuses_archives_with_very_many_files(refused):
    files = {f"{at}.txt": b"" for at in range(30)}

    assert "more than 20 files" in refused(make_zip(files), "a.zip", limits=Limits(entries=20))
    assert "more than 5 files" in refused(make_zip(files), "a.zip", limits=Limits(entries=5))


def test_opened_refuses_names_that_lead_out_of_the_archive(open_well):
    found = open_well(make_zip({"../../out.txt": b"x", "/abs.txt": b"y", "in.txt": b"z"}), "a.zip")

    told = {one.name: str(one.content) for one in found.parts if isinstance(one.content, Refusal)}
    assert set(told) == {"out.txt", "abs.txt"}
    assert all("leads out" in line for line in told.values())


def test_opened_refuses_links_and_unusual_packing_in_archives(open_well):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, b"target")
        archive.writestr("odd.txt", b"x" * 99, compress_type=zipfile.ZIP_BZIP2)

    found = open_well(out.getvalue(), "a.zip")

    assert "a link and no file" in part(found, 0)
    assert "unusual way" in part(found, 1)


def test_opened_refuses_files_that_are_locked(open_well, refused):
    locked = bytearray(make_zip({"a.txt": b"words"}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = locked.index(mark) + (6 if mark.endswith(b"\x04") else 8)
        locked[at] |= 1

    assert "locked with a password" in part(open_well(bytes(locked), "a.zip"))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert "locked with a password" in refused(ole, "a.docx")


@pytest.mark.parametrize(
    ("data", "inside"),
    [(make_docx("Words."), "word/document.xml"), (make_xlsx([["a"]]), "xl/workbook.xml")],
)
def test_opened_refuses_office_documents_that_define_entities(data, inside, refused):
    laughing = rewritten(data, inside, lambda xml: LAUGHS + xml.split(b"?>", 1)[-1])
    wide = rewritten(data, inside, lambda xml: (LAUGHS + xml).decode().encode("utf-16"))

    assert "defines its own markup" in refused(laughing, "a.docx")
    assert "defines its own markup" in refused(wide, "a.docx")


def test_opened_refuses_office_documents_that_unpack_to_far_more(refused):
    data = rewritten(make_docx("Words."), "word/document.xml", lambda xml: xml + b" " * 20_000_000)

    assert "far more than it should" in refused(data, "a.docx")


def test_opened_does_not_give_the_markup_of_a_damaged_office_document(refused):
    data = bytearray(make_docx("Words."))
    start = data.index(b"[Content_Types].xml") + 40
    data[start : start + 40] = bytes(40)

    assert "damaged Office document" in refused(bytes(data), "a.docx")


def test_opened_stops_a_document_that_takes_too_long(reader):
    page = b"<html><body>" + b"<p>Words that go on and on in this page.</p>" * 25_000
    began = time.monotonic()

    found = opened(page, "a.html", reader=reader, limits=Limits(cpu_seconds=1))

    assert "more than 1 seconds of work" in str(found)
    assert time.monotonic() - began < 20


def test_opened_stops_waiting_for_a_reader_that_hangs(monkeypatch):
    with Reader() as reader:
        opened(PAGE, "a.html", reader=reader)
        far = reader._far
        os.kill(far.process.pid, 19)  # SIGSTOP: it neither answers nor ends

        found = opened(PAGE, "a.html", reader=reader, limits=Limits(wall_seconds=1))

        assert "not opened within 1 seconds" in str(found)
        assert far.process.returncode is not None
        assert opened(PAGE, "a.html", reader=reader).text == "Words on a page."


def test_opened_refuses_what_needs_too_much_memory(reader):
    found = opened(PAGE * 2000, "a.html", reader=reader, limits=Limits(memory_bytes=MEGABYTE))

    assert isinstance(found, Refusal)
    assert opened(PAGE, "a.html", reader=reader).text == "Words on a page."


def test_reader_begins_anew_after_its_process_has_died():
    with Reader() as reader:
        opened(PAGE, "a.html", reader=reader)
        reader._far.process.kill()
        reader._far.process.wait()

        died = opened(PAGE, "a.html", reader=reader)

        assert isinstance(died, Refusal)
        assert opened(PAGE, "a.html", reader=reader).text == "Words on a page."


@linux
def test_reader_gives_the_process_apart_no_secret_of_ours(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "secret")
    with Reader() as one:
        one.extract(PAGE, "a.html", Format.HTML, Limits())
        pid = one._far.process.pid
        with open(f"/proc/{pid}/environ", "rb") as environment:
            known = environment.read()

    assert b"secret" not in known


@linux
def test_close_leaves_no_process_and_no_open_end():
    before = len(os.listdir("/proc/self/fd"))
    with Reader() as reader:
        opened(PAGE, "a.html", reader=reader)
        pid = reader._far.process.pid

    assert not os.path.exists(f"/proc/{pid}")
    assert len(os.listdir("/proc/self/fd")) == before


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", make_docx("Words.", table=[["a", "b"]])),
        ("a.xlsx", make_xlsx([["a", 1], ["b", 2]])),
        ("a.pdf", make_pdf(["Words here."], ["And here."])),
        ("a.eml", make_eml("Words.", page="<p>Words.", attached=[("a.txt", b"x")])),
        ("a.zip", make_zip({"a.txt": b"words", "b.html": PAGE})),
        ("a.html", PAGE * 3),
        ("a.png", saved(make_scan("Hello", size=10, width=100))),
    ],
)
def test_opened_answers_whatever_happens_to_a_file(name, data, reader):
    chance = random.Random(name)
    limits = Limits(scanned_pages=0)
    for _ in range(25):
        hurt = bytearray(data)
        for _ in range(chance.randrange(1, 12)):
            hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        if chance.random() < 0.3:
            del hurt[chance.randrange(len(hurt)) :]

        found = opened(bytes(hurt), name, reader=reader, limits=limits)

        assert isinstance(found, Opened | Refusal)
        if isinstance(found, Opened):
            assert all(0 <= h.start < h.end <= len(found.text) for h in found.hints)
            assert all(0 <= b.start < b.end <= len(found.text) for b in found.boxes)


def test_restrict_lets_a_worker_write_no_file(tmp_path):
    writes = (
        "import sys, signal; from ponleu.foundation.documents import child, types;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); child._restrict(types.Limits());"
        "open(sys.argv[1], 'wb', buffering=0).write(b'x')"
    )

    done = subprocess.run(
        [sys.executable, "-c", writes, str(tmp_path / "left")], capture_output=True, check=False
    )

    assert b"File too large" in done.stderr
    assert (tmp_path / "left").read_bytes() == b""
