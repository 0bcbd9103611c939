"""Sealed files: read and written by Tink too, whole or refused, a piece at a time."""

import base64
from itertools import count, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.sealing import NotOpened, new_file_key, open_file, seal_file
from ponleu.engines.sealing.files import SEGMENT_1MB, SEGMENT_4KB
from tests.sealing.published import flipped, published

KEY, CONTEXT = bytes(range(32)), b"exhibit\x00 018f"
FIRST, OTHER = SEGMENT_4KB - 56, SEGMENT_4KB - 16
"""Room for content in the first and in every other segment of 4 KiB."""


def sealed(content, segment_bytes=SEGMENT_4KB):
    return b"".join(seal_file([content], KEY, context=CONTEXT, segment_bytes=segment_bytes))


def opened(pieces, *, key=KEY, context=CONTEXT, segment_bytes=SEGMENT_4KB):
    return b"".join(open_file(pieces, key, context=context, segment_bytes=segment_bytes))


def refused(content, **other):
    try:
        opened([content], **other)
    except NotOpened:
        return True
    return False


SAMPLE = bytes(number * number % 251 for number in range(FIRST + OTHER + 500))
THREE = sealed(SAMPLE)


@pytest.mark.parametrize("vector", published("tink_streaming"), ids=lambda v: v["about"])
def test_open_file_opens_what_tink_sealed(vector):
    content = bytes((7 * i + i // 256) % 256 for i in range(vector["content_bytes"]))

    given = opened(
        [base64.b64decode(vector["sealed"])],
        key=bytes.fromhex(vector["key"]),
        context=vector["context"].encode(),
        segment_bytes=vector["segment_bytes"],
    )

    assert given == content


@settings(max_examples=40)
@given(
    st.sampled_from([0, 1, FIRST - 1, FIRST, FIRST + 1, FIRST + OTHER, FIRST + OTHER + 1, 20_000]),
    st.lists(st.integers(1, 9000), max_size=6),
)
def test_open_file_gives_back_what_was_sealed_however_it_is_cut(length, cuts):
    content = bytes(number % 253 for number in range(length))

    file = b"".join(seal_file(pieces_of(content, cuts), KEY, context=CONTEXT, segment_bytes=4096))

    assert opened(pieces_of(file, cuts[::-1])) == content


def pieces_of(content, cuts):
    for cut in cuts:
        yield content[:cut]
        content = content[cut:]
    yield content


@pytest.mark.parametrize(
    ("length", "segments"),
    [(0, 1), (FIRST, 1), (FIRST + 1, 2), (FIRST + OTHER, 2), (FIRST + OTHER + 1, 3)],
)
def test_seal_file_is_as_long_as_its_header_and_tags_say(length, segments):
    assert len(sealed(bytes(length))) == 40 + length + 16 * segments


@pytest.mark.slow
def test_seal_file_holds_five_megabytes_in_the_usual_segments():
    content = bytes(5_000_000)
    pieces = list(seal_file([content], KEY, context=CONTEXT))

    assert [len(piece) for piece in pieces[:-1]] == [40, SEGMENT_1MB - 40, *[SEGMENT_1MB] * 3]
    assert opened(pieces, segment_bytes=SEGMENT_1MB) == content


@pytest.mark.slow
@settings(max_examples=150)
@given(st.integers(0, 8 * len(THREE) - 1))
def test_open_file_refuses_any_flipped_bit(bit):
    assert refused(flipped(THREE, bit))


def test_open_file_refuses_any_flipped_bit_of_the_header():
    assert [bit for bit in range(8 * 41) if not refused(flipped(THREE, bit))] == []


@given(st.integers(0, len(THREE) - 1))
def test_open_file_refuses_every_beginning_of_a_file(length):
    assert refused(THREE[:length])


@pytest.mark.parametrize("end", [4096, 8192])
def test_open_file_never_gives_the_last_segment_of_a_cut_file(end):
    given = []

    with pytest.raises(NotOpened):
        given.extend(open_file([THREE[:end]], KEY, context=CONTEXT, segment_bytes=4096))

    assert len(b"".join(given)) == (0 if end == 4096 else FIRST)


def test_open_file_refuses_segments_out_of_order_twice_or_left_out():
    one, two, three = THREE[:4096], THREE[4096:8192], THREE[8192:]
    other = sealed(SAMPLE)

    for wrong in (
        one + three,
        one + three + two,
        one + two + two + three,
        one + two + three + three,
        THREE + b"\x00",
        one + other[4096:8192] + three,
        other[:40] + THREE[40:],
    ):
        assert refused(wrong)


def test_open_file_gives_no_segment_that_it_has_not_proved():
    given = []
    pieces = open_file([flipped(THREE, 8 * 5000)], KEY, context=CONTEXT, segment_bytes=4096)

    with pytest.raises(NotOpened):
        given.extend(pieces)

    assert b"".join(given) == SAMPLE[:FIRST]


def test_open_file_refuses_another_key_context_and_segment_size():
    assert refused(THREE, key=new_file_key())
    assert refused(THREE, context=b"exhibit\x00 018e")
    assert refused(THREE, segment_bytes=SEGMENT_1MB)


@given(st.binary(max_size=5000))
def test_open_file_refuses_random_bytes(noise):
    assert refused(noise)
    assert refused(b"\x28" + noise)


def test_seal_file_and_open_file_draw_no_more_than_they_need():
    drawn = count()
    endless = (bytes(SEGMENT_4KB) for _ in iter(lambda: next(drawn), None))
    file = seal_file(endless, KEY, context=CONTEXT, segment_bytes=SEGMENT_4KB)

    list(islice(open_file(file, KEY, context=CONTEXT, segment_bytes=SEGMENT_4KB), 100))

    assert next(drawn) <= 103  # of an endless content, about what was asked for


@pytest.mark.parametrize(
    ("key", "context", "segment_bytes"),
    [(bytes(31), b"x", 4096), (KEY, b"", 4096), (KEY, bytes(1025), 4096), (KEY, b"x", 5000)],
)
def test_arguments_out_of_bounds_are_refused_at_once(key, context, segment_bytes):
    for method in (seal_file, open_file):
        with pytest.raises(EngineError):
            method([], key, context=context, segment_bytes=segment_bytes)


def test_new_file_key_is_another_each_time():
    assert len({new_file_key() for _ in range(20)}) == 20
