"""Key pairs: derived as RFC 7748 says, named by their public key, never printed."""

import hashlib

import pytest

from ponleu.engines.errors import EngineError
from ponleu.engines.sealing import KeyPair, key_id, new_key_pair

# RFC 7748, section 6.1: Alice's keys
PRIVATE = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"
PUBLIC = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"


def test_key_pair_has_the_public_key_of_the_published_example():
    pair = KeyPair(bytes.fromhex(PRIVATE))

    assert pair.public.hex() == PUBLIC


def test_key_id_is_the_beginning_of_the_hash_of_the_public_key():
    public = bytes.fromhex(PUBLIC)

    assert key_id(public) == hashlib.sha256(public).digest()[:16]
    assert KeyPair(bytes.fromhex(PRIVATE)).id == key_id(public)


def test_key_pair_does_not_print_its_private_key():
    pair = KeyPair(bytes.fromhex(PRIVATE))

    for printed in (repr(pair), str(pair), f"{pair}", f"{[pair]!r}", f"{pair!a}"):
        assert PRIVATE[:8] not in printed
        assert repr(pair.private)[2:10] not in printed
        assert pair.id.hex() in printed


def test_new_key_pair_is_another_each_time():
    assert len({new_key_pair().private for _ in range(20)}) == 20


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_is_refused(length):
    with pytest.raises(EngineError, match="32 bytes"):
        KeyPair(bytes(length))
    with pytest.raises(EngineError, match="32 bytes"):
        key_id(bytes(length))
