"""The content store: whole or not there, the same once, checked before it is given out."""

import hashlib
import io
import os
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ponleu.foundation.core.errors import NotFound
from ponleu.knowledge.evidence import store

ROOT = Path(__file__).resolve().parents[2]
# of the three bytes "abc", as FIPS 180-2 gives it
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
# of nothing
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def keep(folder, content, limit=10**9):
    return store.keep(folder, io.BytesIO(content), limit)


def test_keep_stores_under_the_hash_in_two_levels(tmp_path):
    kept = keep(tmp_path, b"abc")

    assert kept == (ABC, 3)
    assert files(tmp_path) == [f"ba/78/{ABC}"]
    assert (tmp_path / "ba" / "78" / ABC).read_bytes() == b"abc"


def test_keep_lets_only_the_owner_read(tmp_path):
    keep(tmp_path / "store", b"abc")

    path = store.path_of(tmp_path / "store", ABC)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_keep_takes_an_empty_file(tmp_path):
    assert keep(tmp_path, b"") == (EMPTY, 0)


def test_keep_is_harmless_when_repeated(tmp_path):
    first = keep(tmp_path, b"abc")

    assert keep(tmp_path, b"abc") == first
    assert files(tmp_path) == [f"ba/78/{ABC}"]


def test_keep_mends_a_damaged_copy(tmp_path):
    keep(tmp_path, b"abc")
    store.path_of(tmp_path, ABC).write_bytes(b"abd")

    keep(tmp_path, b"abc")

    assert store.read_verified(tmp_path, ABC) == b"abc"


def test_keep_takes_exactly_the_limit_and_nothing_more(tmp_path):
    assert keep(tmp_path, b"abc", limit=3) == (ABC, 3)

    with pytest.raises(store.TooLarge):
        keep(tmp_path, b"abcd", limit=3)

    assert files(tmp_path) == [f"ba/78/{ABC}"]


def test_keep_stops_reading_at_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "PIECE_BYTES", 2)
    stream = io.BytesIO(b"0123456789")

    with pytest.raises(store.TooLarge):
        store.keep(tmp_path, stream, 3)

    assert stream.tell() == 4


def test_keep_leaves_nothing_of_a_stream_that_breaks(tmp_path):
    class Breaks(io.BytesIO):
        def read(self, size=-1):
            if self.tell():
                raise OSError("line lost")
            return super().read(2)

    with pytest.raises(OSError, match="line lost"):
        store.keep(tmp_path, Breaks(b"abc"), 10)

    assert files(tmp_path) == []


def test_keep_at_the_same_moment_leaves_one_whole_file(tmp_path):
    content = os.urandom(300_000)

    with ThreadPoolExecutor(8) as threads:
        kept = set(threads.map(lambda _: keep(tmp_path, content), range(24)))

    [(sha256, size)] = kept
    assert size == 300_000
    assert files(tmp_path) == [f"{sha256[:2]}/{sha256[2:4]}/{sha256}"]
    assert store.read_verified(tmp_path, sha256) == content


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.binary(max_size=300), st.integers(1, 64))
def test_kept_bytes_come_back_whatever_the_piece(tmp_path, content, piece):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "PIECE_BYTES", piece)
        sha256, size = keep(tmp_path, content)

    assert (sha256, size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert store.read_verified(tmp_path, sha256) == content
    with store.open_verified(tmp_path, sha256) as file:
        assert file.read() == content


@pytest.mark.parametrize("give", [store.read_verified, store.open_verified])
@pytest.mark.parametrize("damaged", [b"abd", b"ab", b"", b"abcabc"])
def test_a_damaged_file_is_not_given_out(tmp_path, give, damaged):
    keep(tmp_path, b"abc")
    store.path_of(tmp_path, ABC).write_bytes(damaged)

    with pytest.raises(store.Damaged):
        give(tmp_path, ABC)


@pytest.mark.parametrize("give", [store.read_verified, store.open_verified])
@pytest.mark.parametrize(
    "sha256", [EMPTY, "", "../../etc/passwd", ABC.upper(), ABC[:-1], ABC + "0", ABC + "\n"]
)
def test_what_is_not_stored_is_not_found(tmp_path, give, sha256):
    keep(tmp_path, b"abc")

    with pytest.raises(NotFound):
        give(tmp_path, sha256)


def test_stored_lists_hashes_and_no_leftovers(tmp_path):
    keep(tmp_path, b"abc")
    keep(tmp_path, b"")
    (tmp_path / "incoming" / "x.part").write_bytes(b"half")
    (tmp_path / "ba" / "78" / "notes").write_bytes(b"someone's")

    assert sorted(store.stored(tmp_path)) == [ABC, EMPTY]


@pytest.mark.slow
def test_keep_killed_half_way_leaves_no_file_under_its_name(tmp_path):
    content = os.urandom(3 * store.PIECE_BYTES)
    sha256 = hashlib.sha256(content).hexdigest()
    program = (
        "import sys\nfrom pathlib import Path\nfrom ponleu.knowledge.evidence import store\n"
        "store.keep(Path(sys.argv[1]), sys.stdin.buffer, 10**9)\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, stdin=subprocess.PIPE
    )
    writer.stdin.write(content[: 2 * store.PIECE_BYTES])
    writer.stdin.flush()  # the pipe holds less than a piece, so the first one has been taken
    while not any(path.stat().st_size for path in tmp_path.glob("incoming/*.part")):
        assert writer.poll() is None
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdin.close()

    assert list(store.stored(tmp_path)) == []
    [leftover] = tmp_path.glob("incoming/*.part")
    assert 0 < leftover.stat().st_size < len(content)

    assert keep(tmp_path, content) == (sha256, len(content))
    assert store.read_verified(tmp_path, sha256) == content


def test_sweep_deletes_leftovers_that_are_old_and_nothing_else(tmp_path):
    keep(tmp_path, b"abc")
    for name, minute in (("old.part", 0), ("new.part", 30), ("old.txt", 0)):
        path = tmp_path / "incoming" / name
        path.write_bytes(b"half")
        moment = datetime(2026, 11, 22, 12, minute, tzinfo=UTC).timestamp()
        os.utime(path, (moment, moment))

    swept = store.sweep(tmp_path, datetime(2026, 11, 22, 12, 15, tzinfo=UTC))

    assert swept == 1
    assert files(tmp_path) == [f"ba/78/{ABC}", "incoming/new.part", "incoming/old.txt"]


def test_sweep_of_a_store_that_is_not_there_finds_nothing(tmp_path):
    assert store.sweep(tmp_path / "none", datetime(2026, 11, 22, tzinfo=UTC)) == 0


def test_sweep_passes_over_a_file_whose_writer_finishes_meanwhile(tmp_path, monkeypatch):
    gone = tmp_path / "incoming" / "gone.part"
    monkeypatch.setattr(store.Path, "glob", lambda folder, pattern: [gone])

    assert store.sweep(tmp_path, datetime(2026, 11, 22, tzinfo=UTC)) == 0
