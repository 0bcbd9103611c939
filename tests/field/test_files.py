"""Files of entries: whatever happens on the way, what was acknowledged is there."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from uuid import UUID, uuid4

import pytest
from django.conf import settings

from ponleu.foundation.core.errors import InvalidInput, NotFound
from ponleu.knowledge.evidence.queries import content_bytes
from ponleu.response.complaints import halves
from ponleu.response.field.models import FieldFile
from ponleu.response.field.services import files

ACKNOWLEDGING = """
import sys
from pathlib import Path
from uuid import UUID
from ponleu.response.complaints import halves
store, key = Path(sys.argv[1]), UUID(sys.argv[2])
have = 0
while True:
    with halves.half(store, key) as half:
        have = halves.add(half, bytes([have // 4096 % 251]) * 4096, begins_at=have)
    print(have, flush=True)
"""


@pytest.fixture
def waiting(phone):
    """A photo whose file is waited for: device, key, sealed bytes."""
    made = phone()
    photo, stored = made.photo(os.urandom(400_000))
    made.sync()
    return made, UUID(photo["id"]), stored


def send(made, key, stored, begins_at, length, noon):
    """A piece."""
    piece = stored[begins_at : begins_at + length]
    return files.take_piece(made.user, key, piece, begins_at=begins_at, at=noon)


def test_take_piece_answers_where_to_go_on(waiting, noon, django_capture_on_commit_callbacks):
    made, key, stored = waiting

    first = send(made, key, stored, 0, 200_000, noon)
    again = send(made, key, stored, 0, 200_000, noon)
    ahead = send(made, key, stored, 300_000, 50_000, noon)
    with django_capture_on_commit_callbacks(execute=True):
        last = send(made, key, stored, 200_000, 262_144, noon)

    assert (first.have, first.is_whole, first.is_taken) == (200_000, False, True)
    assert (again.have, again.is_taken) == (ahead.have, ahead.is_taken) == (200_000, False)
    assert (last.have, last.is_whole) == (len(stored), True)
    assert content_bytes(FieldFile.objects.get().content_id) == stored
    assert not halves.is_begun(settings.PONLEU_STORE / "field", key)


def test_a_file_that_came_damaged_is_dropped_and_wanted_again(waiting, noon):
    made, key, stored = waiting
    wrong = bytes([stored[0] ^ 1]) + stored[1:]
    send(made, key, wrong, 0, 262_144, noon)

    damaged = send(made, key, wrong, 262_144, 262_144, noon)
    wanted = made.sync([]).stands["files_wanted"]
    send(made, key, stored, 0, 262_144, noon)
    whole = send(made, key, stored, 262_144, 262_144, noon)

    row = FieldFile.objects.get()
    assert (damaged.have, damaged.is_damaged, damaged.is_whole) == (0, True, False)
    assert wanted[0]["from"] == 0
    assert (whole.is_whole, row.damaged, row.content_id) == (True, 1, row.sealed_sha256)
    assert row.sealed_sha256 == hashlib.sha256(stored).hexdigest()


def test_a_truncated_upload_is_taken_up_where_it_ends(waiting, noon):
    made, key, stored = waiting
    send(made, key, stored, 0, 1000, noon)
    with halves.half(settings.PONLEU_STORE / "field", key) as half:
        half.seek(0, 2)
        half.write(stored[1000:1500])  # what a process that died had written of the next piece

    wanted = made.sync([]).stands["files_wanted"]
    refused = send(made, key, stored, 1000, 1000, noon)
    send(made, key, stored, 1500, 262_144, noon)
    whole = send(made, key, stored, 263_644, 262_144, noon)

    assert wanted[0]["from"] == refused.have == 1500
    assert whole.is_whole


def test_pieces_of_others_unknown_or_too_long_are_refused(waiting, people, noon):
    made, key, stored = waiting

    with pytest.raises(NotFound):
        files.take_piece(people["vibol"].user, key, b"x", begins_at=0, at=noon)
    with pytest.raises(NotFound):
        files.take_piece(made.user, uuid4(), b"x", begins_at=0, at=noon)
    with pytest.raises(InvalidInput):
        files.take_piece(made.user, key, b"x", begins_at=len(stored), at=noon)
    with pytest.raises(InvalidInput):
        files.take_piece(made.user, key, b"", begins_at=0, at=noon)


@pytest.mark.slow
def test_kill_9_loses_nothing_that_was_acknowledged(tmp_path):
    key = uuid4()
    command = [sys.executable, "-c", ACKNOWLEDGING, str(tmp_path), str(key)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writing:
        for _ in range(20):
            writing.stdout.readline()
        time.sleep(0.05)
        os.kill(writing.pid, signal.SIGKILL)
        rest = writing.stdout.read().split()
    said = int(rest[-1]) if rest else 20 * 4096

    with halves.half(tmp_path, key) as half:
        half.seek(0)
        kept = half.read()

    assert len(kept) >= said
    for begin in range(0, said, 4096):
        assert kept[begin : begin + 4096] == bytes([begin // 4096 % 251]) * 4096
