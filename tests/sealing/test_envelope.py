"""Envelopes: opened by their recipients under their context, and refused in every other way."""

import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.sealing import (
    NotOpened,
    content_key_of,
    hpke,
    key_id,
    open_sealed,
    recipients_of,
    rewrap,
    seal,
)
from ponleu.engines.sealing.layout import header_of, take_apart
from tests.sealing.conftest import CHANTHY, DARA, SOKHA
from tests.sealing.published import flipped, published

CONTEXT = b"complaint content\x00 018f"
CONTENT = "ពួកគេចាក់សោរទ្វារ ហើយយកលិខិតឆ្លងដែន".encode()
ENVELOPE = seal(CONTENT, [SOKHA.public, DARA.public], context=CONTEXT)
HEADER_BYTES = 7 + 2 * 96


def refused(envelope, pair=SOKHA, context=CONTEXT):
    try:
        open_sealed(envelope, pair, context=context)
    except NotOpened:
        return True
    return False


def expanded(secret, info, length):
    """HKDF-SHA256 (RFC 5869) without salt, by hand from HMAC, for at most 64 bytes."""
    key = hmac.digest(bytes(32), secret, "sha256")
    first = hmac.digest(key, info + b"\x01", "sha256")
    return (first + hmac.digest(key, first + info + b"\x02", "sha256"))[:length]


@settings(max_examples=40)
@given(
    st.binary(max_size=3000),
    st.sampled_from([[SOKHA], [SOKHA, DARA], [DARA, SOKHA, CHANTHY]]),
    st.binary(min_size=1, max_size=60),
)
def test_open_sealed_gives_each_recipient_what_was_sealed(content, pairs, context):
    envelope = seal(content, [pair.public for pair in pairs], context=context)

    assert [open_sealed(envelope, pair, context=context) for pair in pairs] == [content] * len(
        pairs
    )


def test_open_sealed_agrees_with_the_layout_as_it_is_written_down(sokha):
    sealed_key = next(
        ENVELOPE[at + 16 : at + 96]
        for at in (7, 7 + 96)
        if ENVELOPE[at : at + 16] == hashlib.sha256(sokha.public).digest()[:16]
    )

    secret = hpke.open_from(sealed_key, sokha, info=b"ponleu envelope 1 content key\0" + CONTEXT)
    body = expanded(secret, b"ponleu envelope 1 body\0" + CONTEXT, 44)
    tag_key = expanded(secret, b"ponleu envelope 1 header\0" + CONTEXT, 32)
    header, tag = ENVELOPE[:HEADER_BYTES], ENVELOPE[HEADER_BYTES : HEADER_BYTES + 32]
    padded = AESGCM(body[:32]).decrypt(body[32:], ENVELOPE[HEADER_BYTES + 32 :], CONTEXT)

    assert hmac.digest(tag_key, header, "sha256") == tag
    assert padded == CONTENT + b"\x80" + bytes(255 - len(CONTENT))


def test_an_envelope_of_version_1_still_opens(sokha):
    for kept in published("version_1")["envelopes"]:
        envelope, context = bytes.fromhex(kept["envelope"]), kept["context"].encode()

        assert open_sealed(envelope, sokha, context=context) == kept["content"].encode()


def test_open_sealed_refuses_whoever_is_no_recipient(chanthy):
    assert refused(ENVELOPE, pair=chanthy)


@pytest.mark.parametrize(
    "context", [b"complaint content\x00 018e", CONTEXT + b"\x00", CONTEXT[:-1]]
)
def test_open_sealed_refuses_an_envelope_moved_to_another_record(context):
    assert refused(ENVELOPE, context=context)


@pytest.mark.slow
@pytest.mark.parametrize("bit", range(8))
def test_open_sealed_refuses_a_flipped_bit_in_any_byte(bit):
    through = [at for at in range(len(ENVELOPE)) if not refused(flipped(ENVELOPE, 8 * at + bit))]
    assert through == []


@pytest.mark.slow
@settings(max_examples=60)
@given(st.integers(0, len(ENVELOPE) - 1))
def test_open_sealed_refuses_every_beginning_of_an_envelope(length):
    assert refused(ENVELOPE[:length])


@pytest.mark.slow
@settings(max_examples=60)
@given(st.integers(0, len(ENVELOPE)), st.binary(min_size=1, max_size=100))
def test_open_sealed_refuses_bytes_put_in(at, more):
    assert refused(ENVELOPE[:at] + more + ENVELOPE[at:])


@pytest.mark.slow
@given(st.binary(max_size=400))
def test_open_sealed_refuses_random_bytes(noise):
    assert refused(noise)
    assert refused(ENVELOPE[:5] + noise)
    assert refused(ENVELOPE[: HEADER_BYTES + 32] + noise)


def parts_of(envelope):
    """An envelope for two: its beginning, the two recipients, tag and body."""
    return envelope[:7], envelope[7:103], envelope[103:199], envelope[199:]


def test_open_sealed_refuses_recipients_out_of_order_or_twice():
    start, one, two, rest = parts_of(ENVELOPE)

    assert refused(start + two + one + rest)
    assert refused(start + one + one + rest)
    assert refused(ENVELOPE[:6] + b"\x01" + one + rest)
    assert refused(ENVELOPE[:6] + b"\x00" + rest)


def test_open_sealed_refuses_a_list_of_recipients_that_an_outsider_changed(sokha, dara):
    other = seal(CONTENT, [dara.public], context=CONTEXT)
    parts = take_apart(ENVELOPE)
    mixed = {**parts.sealed_keys, **take_apart(other).sealed_keys}

    for keys in ({sokha.id: parts.sealed_keys[sokha.id]}, mixed):
        assert refused(header_of(keys) + parts.tag + parts.body, pair=sokha)


def test_open_sealed_refuses_a_second_content_for_a_second_recipient(sokha, dara):
    # a sender who wants Dara to read another content than Sokha, under one envelope
    for_dara = seal(b"nothing happened", [dara.public], context=CONTEXT)
    mine = content_key_of(ENVELOPE, sokha, context=CONTEXT)
    keys = {**take_apart(ENVELOPE).sealed_keys, **take_apart(for_dara).sealed_keys}
    header = header_of(keys)
    tag_key = expanded(mine, b"ponleu envelope 1 header\0" + CONTEXT, 32)
    forged = header + hmac.digest(tag_key, header, "sha256") + take_apart(ENVELOPE).body

    assert open_sealed(forged, sokha, context=CONTEXT) == CONTENT
    assert refused(forged, pair=dara)


def test_recipients_of_names_each_once_whatever_the_order(sokha, dara):
    publics = [dara.public, sokha.public, dara.public]

    named = recipients_of(seal(b"", publics, context=CONTEXT))

    assert named == tuple(sorted({key_id(sokha.public), key_id(dara.public)}))


def test_recipients_of_refuses_what_is_no_envelope():
    start, one, two, rest = parts_of(ENVELOPE)
    crowd = b"".join(number.to_bytes(96) for number in range(1, 1002))

    for wrong in (
        b"PNSE\x02" + ENVELOPE[5:],
        start + two + one + rest,
        start + one + one + rest,
        start + one + two + rest[:31],
        ENVELOPE[:6],
        b"PNSE\x01\x00\x00" + rest,
        b"PNSE\x01" + (1001).to_bytes(2) + crowd + rest,
    ):
        with pytest.raises(NotOpened):
            recipients_of(wrong)


def test_rewrap_keeps_the_body_and_changes_who_opens(sokha, dara, chanthy):
    passed_on = rewrap(ENVELOPE, sokha, [sokha.public, chanthy.public], context=CONTEXT)

    assert take_apart(passed_on).body == take_apart(ENVELOPE).body
    assert open_sealed(passed_on, chanthy, context=CONTEXT) == CONTENT
    assert open_sealed(passed_on, sokha, context=CONTEXT) == CONTENT
    assert refused(passed_on, pair=dara)


def test_rewrap_needs_a_recipient_and_the_context(sokha, chanthy):
    with pytest.raises(NotOpened):
        rewrap(ENVELOPE, chanthy, [chanthy.public], context=CONTEXT)
    with pytest.raises(NotOpened):
        rewrap(ENVELOPE, sokha, [chanthy.public], context=b"another")


def test_without_a_recipient_nothing_is_sealed(sokha):
    with pytest.raises(EngineError, match="recipients"):
        seal(CONTENT, [], context=CONTEXT)
    with pytest.raises(EngineError, match="recipients"):
        rewrap(ENVELOPE, sokha, [], context=CONTEXT)


@pytest.mark.parametrize("context", [b"", bytes(1025)])
def test_without_a_context_nothing_is_sealed_or_opened(sokha, context):
    with pytest.raises(EngineError, match="context"):
        seal(CONTENT, [sokha.public], context=context)
    with pytest.raises(EngineError, match="context"):
        open_sealed(ENVELOPE, sokha, context=context)


def test_seal_refuses_what_is_too_long_for_memory(sokha, monkeypatch):
    monkeypatch.setattr("ponleu.engines.sealing.envelope.MAX_CONTENT_BYTES", 3)

    assert seal(b"abc", [sokha.public], context=CONTEXT)
    with pytest.raises(EngineError, match="file"):
        seal(b"abcd", [sokha.public], context=CONTEXT)


def test_seal_shows_nothing_of_the_content_and_little_of_its_length(sokha):
    short, longer = (seal(b"a" * n, [sokha.public], context=CONTEXT) for n in (3, 250))

    assert len(short) == len(longer) == 7 + 96 + 32 + 256 + 16
    assert b"aaa" not in short
