"""HPKE: the published vectors open, and nothing else does."""

import pytest
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from ponleu.engines.errors import EngineError
from ponleu.engines.sealing import KeyPair, NotOpened
from ponleu.engines.sealing.hpke import OVERHEAD_BYTES, SUITE, open_from, seal_to
from tests.sealing.published import published

LOW_ORDER = [bytes(32), bytes([1]) + bytes(31)]


def test_the_suite_opens_the_published_vectors():
    # The vectors carry associated data, which the library's public calls do not take; its own
    # tests reach the same code by this name.
    for vector in published("hpke_rfc9180"):
        given = {name: bytes.fromhex(vector[name]) for name in ("skRm", "enc", "info")}
        for message in vector["encryptions"]:
            opened = openssl.hpke._decrypt_with_aad(
                SUITE,
                given["enc"] + bytes.fromhex(message["ct"]),
                X25519PrivateKey.from_private_bytes(given["skRm"]),
                given["info"],
                bytes.fromhex(message["aad"]),
            )
            assert opened.hex() == message["pt"]


def test_key_pair_has_the_public_key_of_the_published_vectors():
    for vector in published("hpke_rfc9180"):
        assert KeyPair(bytes.fromhex(vector["skRm"])).public.hex() == vector["pkRm"]


def test_open_from_opens_what_seal_to_sealed(sokha):
    sealed = seal_to(sokha.public, b"where they sleep", info=b"complaint 7")

    assert open_from(sealed, sokha, info=b"complaint 7") == b"where they sleep"
    assert len(sealed) == len(b"where they sleep") + OVERHEAD_BYTES


def test_seal_to_never_gives_the_same_twice(sokha):
    assert seal_to(sokha.public, b"x", info=b"y") != seal_to(sokha.public, b"x", info=b"y")


def test_open_from_refuses_another_pair_and_another_purpose(sokha, dara):
    sealed = seal_to(sokha.public, b"where they sleep", info=b"complaint 7")

    with pytest.raises(NotOpened):
        open_from(sealed, dara, info=b"complaint 7")
    with pytest.raises(NotOpened):
        open_from(sealed, sokha, info=b"complaint 8")


@pytest.mark.parametrize("sealed", [b"", bytes(31), bytes(48), bytes(80), b"\xff" * 80])
def test_open_from_refuses_what_nobody_sealed(sokha, sealed):
    with pytest.raises(NotOpened):
        open_from(sealed, sokha, info=b"")


@pytest.mark.parametrize("public", [*LOW_ORDER, b"", bytes(31)])
def test_seal_to_refuses_a_public_key_that_would_hide_nothing(public):
    with pytest.raises(EngineError, match="public key"):
        seal_to(public, b"x", info=b"y")
