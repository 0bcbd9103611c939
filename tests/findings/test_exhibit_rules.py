"""Which files are taken as exhibits, by what they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.response.findings.rules import exhibits as rules


@given(st.binary(min_size=1, max_size=200).filter(lambda data: b"\0" in data))
def test_bytes_with_a_zero_are_taken_only_by_a_known_beginning(data):
    found = rules.media_type_of(data)

    assert found is None or found != "text/plain" or data[:2] in (b"\xff\xfe", b"\xfe\xff")


@given(st.text(min_size=1).filter(lambda text: all(letter >= " " for letter in text)))
def test_any_printed_text_is_taken(text):
    assert rules.media_type_of(text.encode()[: rules.HEAD_BYTES]) is not None


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n\0", "image/png"),
        (b"RIFF\0\0\0\0WEBPVP8", "image/webp"),
        (b"RIFF\0\0\0\0WAVEfmt", "audio/wav"),
        (b"RIFF\0\0\0\0AVI LIST", None),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"\0\0\0\x18ftypmp42", "video/mp4"),
        (b"\0\0\0\x18ftypM4A ", "audio/mp4"),
        (b"%PDF-1.7", "application/pdf"),
        (b"PK\x03\x04", "application/zip"),
        ("សារ".encode(), "text/plain"),
        ("សារ".encode("utf-16"), "text/plain"),
        ("សារ".encode()[:-1], "text/plain"),
        (b"\x07bell", None),
    ],
)
def test_what_a_file_holds_says_what_it_is(head, media_type):
    assert rules.media_type_of(head) == media_type
    assert media_type is None or media_type in rules.ENDINGS
