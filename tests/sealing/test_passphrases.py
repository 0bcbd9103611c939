"""Locked private keys: the passphrase opens them, a crafted row costs nothing."""

import struct
import unicodedata

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.sealing import Cost, NotOpened, lock, passphrases, unlock
from tests.sealing.conftest import SOKHA
from tests.sealing.published import flipped, published

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE, PURPOSE = "ផ្កាឈូក seven rivers", b"private key\x00 018f"
LOCKED = lock(SOKHA.private, PASSPHRASE, purpose=PURPOSE, cost=CHEAP)


def opened(locked, passphrase=PASSPHRASE, purpose=PURPOSE, least=CHEAP):
    return unlock(locked, passphrase, purpose=purpose, least=least)


def refused(*given, **named):
    try:
        opened(*given, **named)
    except NotOpened:
        return True
    return False


@pytest.fixture
def _no_work(monkeypatch):
    """Deriving a key fails the test."""

    def never(**asked):
        raise AssertionError(f"worked for {asked}")

    monkeypatch.setattr(passphrases, "Argon2id", never)


def with_cost(memory_kib, passes, lanes):
    return LOCKED[:5] + struct.pack(">IBB", memory_kib, passes, lanes) + LOCKED[11:]


def test_the_library_agrees_with_the_published_argon2id():
    # RFC 9106, section 5.3
    argon2id = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        secret=b"\x03" * 8,
        ad=b"\x04" * 12,
    )

    assert argon2id.derive(b"\x01" * 32).hex() == (
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    )


@settings(max_examples=30)
@given(st.binary(min_size=32, max_size=32), st.text(min_size=1, max_size=40))
def test_unlock_gives_back_what_was_locked(private, passphrase):
    locked = lock(private, passphrase, purpose=PURPOSE, cost=CHEAP)

    assert opened(locked, passphrase) == private


def test_lock_never_gives_the_same_twice_and_shows_nothing(sokha):
    again = lock(sokha.private, PASSPHRASE, purpose=PURPOSE, cost=CHEAP)

    assert again != LOCKED
    assert sokha.private not in LOCKED
    assert len(LOCKED) == 5 + 6 + 16 + 12 + 32 + 16


@pytest.mark.slow
def test_lock_takes_the_cost_that_the_standard_recommends(sokha):
    locked = lock(sokha.private, PASSPHRASE, purpose=PURPOSE)

    assert struct.unpack_from(">IBB", locked, 5) == (65536, 3, 4)  # RFC 9106, section 4
    assert unlock(locked, PASSPHRASE, purpose=PURPOSE) == sokha.private


def test_a_key_locked_in_version_1_still_opens(sokha):
    kept = published("version_1")["locked"]

    private = opened(bytes.fromhex(kept["locked"]), kept["passphrase"], kept["purpose"].encode())

    assert private == sokha.private


def test_unlock_takes_a_passphrase_however_its_signs_were_composed(sokha):
    composed, taken_apart = (unicodedata.normalize(form, "đường 12") for form in ("NFC", "NFD"))
    wide = composed.replace("12", "１２")  # as a Chinese keyboard may write them
    locked = lock(sokha.private, composed, purpose=PURPOSE, cost=CHEAP)

    assert len({composed, taken_apart, wide}) == 3
    assert opened(locked, taken_apart) == opened(locked, wide) == sokha.private


def test_unlock_refuses_another_passphrase_and_another_purpose():
    assert refused(LOCKED, passphrase=PASSPHRASE + " ")
    assert refused(LOCKED, passphrase="")
    assert refused(LOCKED, purpose=b"private key\x00 018e")


@pytest.mark.parametrize("byte", range(len(LOCKED)))
def test_unlock_refuses_a_flipped_bit_in_any_byte(byte):
    assert refused(flipped(LOCKED, 8 * byte + byte % 8))


@given(st.binary(max_size=120))
def test_unlock_refuses_random_bytes(noise):
    assert refused(noise)
    assert refused(LOCKED[:-1] + noise * 2)


@pytest.mark.parametrize(
    "cost",
    [
        (64 * 1024 * 1024, 1, 1),  # 64 GiB
        (256 * 1024 + 1, 1, 1),
        (8, 17, 1),
        (8 * 17, 1, 17),
        (8, 1, 2),  # less than 8 KiB a lane
        (7, 1, 1),
        (8, 0, 1),
        (8, 1, 0),
        (0, 0, 0),
    ],
)
@pytest.mark.usefixtures("_no_work")
def test_unlock_does_no_work_for_a_cost_out_of_bounds(cost):
    assert refused(with_cost(*cost))


@pytest.mark.usefixtures("_no_work")
@pytest.mark.parametrize(
    "locked",
    [LOCKED[:-1], LOCKED + b"\x00", b"PNLK\x02" + LOCKED[5:], LOCKED[:39], b""],
    ids=["cut", "longer", "another version", "half", "nothing"],
)
def test_unlock_does_no_work_for_another_version_or_length(locked):
    assert refused(locked)


def test_unlock_refuses_by_itself_what_was_locked_too_cheaply():
    with pytest.raises(NotOpened):
        unlock(LOCKED, PASSPHRASE, purpose=PURPOSE)


@pytest.mark.parametrize(
    ("private", "passphrase", "purpose", "cost"),
    [
        (bytes(31), "x", b"p", CHEAP),
        (bytes(32), "", b"p", CHEAP),
        (bytes(32), "x", b"", CHEAP),
        (bytes(32), "x", b"p", Cost(2**20, 3, 4)),
        (bytes(32), "x", b"p", Cost(8, 1, 2)),
    ],
)
def test_lock_refuses_arguments_out_of_bounds(private, passphrase, purpose, cost):
    with pytest.raises(EngineError):
        lock(private, passphrase, purpose=purpose, cost=cost)
