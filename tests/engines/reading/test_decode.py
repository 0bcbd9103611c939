"""decode: text as it is, or one clear reason why not."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.reading.decode import MAX_BYTES, Decoded, Refusal, decode, too_large


@settings(deadline=None)
@given(
    st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), min_size=1)
)
def test_decode_gives_back_the_text_that_was_saved(text):
    decoded = decode(f"x{text}\r\n".encode())

    assert decoded == Decoded(f"x{text}\r\n", "utf-8")


def test_decode_leaves_the_mark_of_utf_8_out_and_crlf_in():
    assert decode(codecs.BOM_UTF8 + b"one\r\ntwo") == Decoded("one\r\ntwo", "utf-8")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_decode_reads_utf_16_by_its_mark(mark, encoding):
    assert decode(mark + "ខេត្ត 18".encode(encoding)) == Decoded("ខេត្ត 18", encoding)


@pytest.mark.parametrize(
    ("data", "problem", "place"),
    [
        (b"", "empty", "byte 0"),
        (b" \r\n\t", "no words", "byte 0"),
        (b"caf\xe9 au lait", "not UTF-8", "byte 3"),
        (codecs.BOM_UTF8 + b"caf\xe9", "not UTF-8", "byte 6"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "not UTF-16", "byte 4"),
        (b"abc\x00def", "binary", "byte 3"),
        (b"ab\x07c", "binary", "byte 2"),
        ("ខេត្ត".encode("utf-16-le"), "binary", "byte 1"),
        ("text".encode("utf-32"), "binary", "byte 2"),
        (b"%PDF-1.7 ... trailer << /Encrypt 5 0 R >>", "password", "byte 24"),
        (b"%PDF-1.7 ...", "PDF", "byte 0"),
        (b"PK\x03\x04\x14\x00\x01\x00rest", "password", "byte 6"),
        (b"PK\x03\x04\x14\x00\x00\x00rest", "archive", "byte 0"),
        (b"\x89PNG\r\n\x1a\n", "PNG", "byte 0"),
        (b"MZ\x90\x00", "program", "byte 0"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 words", "Office", "byte 0"),
    ],
)
def test_decode_says_what_is_wrong_and_where(data, problem, place):
    refusal = decode(data)

    assert isinstance(refusal, Refusal)
    assert problem in refusal.problem
    assert refusal.place == place
    assert refusal.mend


def test_decode_finds_the_lock_of_an_office_document():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(24) + "EncryptedPackage".encode("utf-16-le")

    refusal = decode(data)

    assert (refusal.problem, refusal.place) == (
        "it is an Office document locked with a password",
        "byte 32",
    )


def test_too_large_begins_one_byte_after_the_limit():
    assert too_large(MAX_BYTES) is None
    assert "200 MB" in too_large(200 * 1024 * 1024).problem


def test_a_refusal_reads_as_one_line():
    assert str(Refusal("it is empty", "byte 0", "save it again")) == (
        "it is empty (byte 0): save it again"
    )
