"""Videos without what a telephone noted: hand-built files, and whatever else may come."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.response.complaints.video_copy import NotAVideo, is_video, notes_of, without

SEEN, HEARD, PLACES = b"a picture " * 9, b"a voice " * 7, b"+10.6093+103.5296/" * 5
WHEN = struct.pack(">II", 3_800_000_000, 3_800_000_001)


def box(name, body=b""):
    return struct.pack(">I4s", 8 + len(body), name) + body


def wide_box(name, body):
    return struct.pack(">I4sQ", 1, name, 16 + len(body)) + body


def timed(name):
    return box(name, bytes(4) + WHEN + b"rest")


def track(handler, offset, size, *, more=b""):
    table = box(
        b"stbl",
        box(b"stsz", struct.pack(">IIIII", 0, 0, 2, size - 10, 10))
        + box(b"stsc", struct.pack(">IIIII", 0, 1, 1, 2, 1))
        + box(b"stco", struct.pack(">III", 0, 1, offset)),
    )
    data_handler = box(b"hdlr", bytes(8) + b"alis")
    media = timed(b"mdhd") + box(b"hdlr", bytes(8) + handler) + box(b"minf", data_handler + table)
    return box(b"trak", timed(b"tkhd") + box(b"mdia", media) + more)


def video(*, more=b"", after=b"", tracks=(b"vide", b"soun", b"meta")):
    head = box(b"ftyp", b"isom")
    start = len(head) + 8
    parts = dict(zip((b"vide", b"soun", b"meta"), (SEEN, HEARD, PLACES), strict=True))
    body, made = b"", b""
    for handler in tracks:
        made += track(handler, start + len(body), len(parts[handler]))
        body += parts[handler]
    movie = box(b"moov", timed(b"mvhd") + made + more)
    return head + box(b"mdat", body) + movie + after


def copy(data, size=37):
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(without(notes_of(pieces), pieces))


def test_without_keeps_what_is_seen_and_heard_and_every_other_byte_in_its_place():
    place = box(b"udta", box(b"\xa9xyz", b"+10.6093+103.5296/"))
    data = video(more=place, after=wide_box(b"uuid", b"xmp: made by Somebody"))

    made = copy(data)

    assert len(made) == len(data)
    assert SEEN + HEARD in made
    for noted in (b"+10.6093", b"Somebody", WHEN):
        assert noted in data
        assert noted not in made
    assert made.count(b"free") == 2
    assert b"udta" not in made


def test_without_changes_nothing_but_times_where_nothing_was_noted():
    data = video(tracks=(b"vide", b"soun"))

    assert copy(data) == data.replace(WHEN, bytes(8))


@pytest.mark.parametrize("size", [1, 7, 64, 100_000])
def test_without_gives_the_same_however_the_pieces_are_cut(size):
    data = video(more=box(b"meta", b"com.apple.quicktime.location"))

    assert copy(data, size) == copy(data)


@pytest.mark.parametrize(
    "data",
    [
        video()[:-5],
        box(b"ftyp") + box(b"moov", struct.pack(">I4s", 99, b"trak")),
        box(b"ftyp") + box(b"moov", box(b"cmov", b"packed")),
        video(more=box(b"mvex")),
        box(b"ftyp") + struct.pack(">I4s", 4, b"mdat"),
        box(b"ftyp") + box(b"moov", box(b"trak", box(b"trak") * 3) + box(b"udta") * 1001),
    ],
    ids=["cut", "overflowing", "packed", "in fragments", "negative", "very many notes"],
)
def test_notes_of_refuses_what_it_cannot_read_whole(data):
    with pytest.raises(NotAVideo):
        notes_of([data])


def test_notes_of_refuses_boxes_within_boxes_without_end():
    nested = b""
    for _ in range(2000):
        nested = box(b"trak", nested)

    with pytest.raises(NotAVideo):
        notes_of([box(b"moov", nested)])


@given(st.binary(max_size=300), st.integers(0, 600), st.integers(1, 90))
@settings(deadline=None)
def test_without_keeps_the_length_or_refuses(noise, at, size):
    whole = video(more=box(b"udta", b"where"))
    data = whole[:at] + noise + whole[at + len(noise) :]

    try:
        made = copy(data, size)
    except NotAVideo:
        return

    assert len(made) == len(data)


@pytest.mark.parametrize(
    ("head", "expected"),
    [(video()[:8], True), (b"\x1aE\xdf\xa3webm", False), (b"short", False), (b"", False)],
)
def test_is_video_by_its_first_bytes(head, expected):
    assert is_video(head) == expected
