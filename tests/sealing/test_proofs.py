"""Proofs of filing: checked by anyone who asks, made only with the key."""

import hashlib
import hmac
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.sealing import proof, proves
from ponleu.engines.sealing.proofs import SIGNS
from tests.sealing.published import published

KEY, NUMBER, DAY = bytes(range(32)), "C-2026-004217-K", date(2026, 11, 22)


def test_proof_is_the_first_80_bits_of_the_mac_in_crockfords_signs():
    told = b"ponleu proof of filing 1\0C-2026-004217-K\0002026-11-22"
    bits = "".join(f"{byte:08b}" for byte in hmac.digest(KEY, told, hashlib.sha256)[:10])

    signs = "".join(
        "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[int(bits[at : at + 5], 2)] for at in range(0, 80, 5)
    )

    assert proof(NUMBER, DAY, key=KEY).replace("-", "") == signs


def test_a_proof_of_version_1_still_proves():
    kept = published("version_1")["proof"]

    assert proves(kept["proof"], kept["number"], date.fromisoformat(kept["day"]), key=KEY)


def test_proof_is_read_out_in_four_groups_of_four():
    assert [len(group) for group in proof(NUMBER, DAY, key=KEY).split("-")] == [4] * 4


@pytest.mark.slow
@given(st.text(SIGNS, min_size=1, max_size=20), st.dates(), st.binary(min_size=32, max_size=64))
def test_proves_says_yes_to_every_proof(number, day, key):
    assert proves(proof(number, day, key=key), number, day, key=key)


def test_proves_forgives_how_it_was_written_down():
    written = proof(NUMBER, DAY, key=KEY)
    spoken = written.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    assert proves(f" {spoken} ", " c-2026-004217-k ", DAY, key=KEY)


def test_proves_says_no_to_another_number_day_key_or_sign():
    right = proof(NUMBER, DAY, key=KEY)

    assert not proves(right, "C-2026-004218-K", DAY, key=KEY)
    assert not proves(right, NUMBER, date(2026, 11, 23), key=KEY)
    assert not proves(right, NUMBER, DAY, key=bytes(32))
    for at, sign in enumerate(right):
        if sign != "-":
            other = "X" if sign != "X" else "Y"
            assert not proves(right[:at] + other + right[at + 1 :], NUMBER, DAY, key=KEY)


@pytest.mark.slow
@given(st.text(max_size=30))
def test_proves_takes_anything_typed(typed):
    assert not proves(typed, NUMBER, DAY, key=KEY)


def test_a_short_key_is_refused():
    with pytest.raises(EngineError, match="32 bytes"):
        proof(NUMBER, DAY, key=bytes(31))
