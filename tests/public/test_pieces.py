"""Files over a bad line: piece by piece, on from where they stopped; what is left is swept."""

from __future__ import annotations

import errno
import os
from datetime import timedelta
from uuid import uuid4

import pytest

from ponleu.foundation.core import clock
from ponleu.knowledge.evidence import store
from ponleu.knowledge.evidence.models import Content
from ponleu.response.complaints import halves
from ponleu.response.complaints.models import SealedFile
from ponleu.response.complaints.room import NoRoom
from ponleu.response.complaints.services import files

SEALED = b"sealed bytes of a film"
SIZE = len(SEALED)


@pytest.fixture
def send(visitor):
    """Maker: send(key, piece, begins_at) as the script does; the response."""
    client = visitor().client

    def one(key, piece, begins_at, size=SIZE):
        return client.post(
            "/report/en/file/",
            piece,
            content_type="application/octet-stream",
            headers={"X-Key": str(key), "X-From": str(begins_at), "X-Size": str(size)},
        )

    return one


@pytest.fixture
def half_of(settings):
    """Where the half of a file lies."""
    return lambda key: settings.PONLEU_STORE / halves.FOLDER / key.hex


def at_rest(settings, key):
    return store.read_verified(settings.PONLEU_STORE, SealedFile.objects.get(pk=key).sha256)


def test_a_file_is_kept_when_its_last_piece_has_come_and_not_before(send, settings, half_of):
    key = uuid4()

    assert send(key, SEALED[:10], 0).json() == {"kept": 10}
    assert not SealedFile.objects.exists()
    assert half_of(key).read_bytes() == SEALED[:10]
    assert send(key, SEALED[10:], 10).json() == {"kept": len(SEALED)}

    assert at_rest(settings, key) == SEALED
    assert not half_of(key).exists()


@pytest.mark.parametrize("begins_at", [0, 5, 15])
def test_a_piece_that_begins_elsewhere_is_not_added_and_says_where_to_go_on(send, begins_at):
    key = uuid4()
    send(key, SEALED[:10], 0)

    assert send(key, SEALED[begins_at:], begins_at).json() == {"kept": 10}
    assert not SealedFile.objects.exists()


def test_the_last_piece_sent_again_keeps_the_file_once(send, settings):
    key = uuid4()
    send(key, SEALED[:10], 0)

    for _try in range(2):
        assert send(key, SEALED[10:], 10).json() == {"kept": len(SEALED)}
    assert SealedFile.objects.count() == 1
    assert at_rest(settings, key) == SEALED


def test_a_whole_half_whose_writer_died_is_kept_at_the_next_try(send, settings, half_of):
    key = uuid4()
    send(key, SEALED[:10], 0)
    half_of(key).write_bytes(SEALED)

    assert send(key, b"", len(SEALED)).json() == {"kept": len(SEALED)}
    assert at_rest(settings, key) == SEALED


def test_more_than_was_said_is_cut_off(send, settings):
    key = uuid4()

    send(key, SEALED + b"more", 0)

    assert at_rest(settings, key) == SEALED


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-From": "x", "X-Size": "10"}, 400),
        ({"X-From": "-1", "X-Size": "10"}, 400),
        ({"X-Size": "10"}, 400),
        ({"X-From": "0", "X-Size": "1e3"}, 400),
        ({"X-From": "0", "X-Size": "99999999999"}, 413),
    ],
    ids=str,
)
def test_what_our_script_would_not_send_is_refused(visitor, headers, status):
    answer = visitor().client.post(
        "/report/en/file/",
        b"x",
        content_type="application/octet-stream",
        headers={"X-Key": str(uuid4()), **headers},
    )

    assert answer.status_code == status
    assert not SealedFile.objects.exists()


def test_a_piece_is_no_larger_than_stated(send):
    assert send(uuid4(), b"x" * (1024 * 1024 + 1), 0, size=2_000_000).status_code == 400


def test_going_on_with_a_file_does_not_count_as_another(send, settings):
    settings.PONLEU_PUBLIC = type(settings.PONLEU_PUBLIC)(sends_per_hour=1, most_files=1)
    key = uuid4()

    taken = [send(key, SEALED[n : n + 5], n).status_code for n in range(0, len(SEALED), 5)]

    assert taken == [200] * 5
    assert send(uuid4(), b"x", 0).status_code == 429


def test_a_full_disk_takes_no_part_of_a_piece(settings, desk, half_of, monkeypatch):
    key, at = uuid4(), clock.now()
    files.keep_piece(key, SEALED[:10], begins_at=0, size=len(SEALED), at=at)

    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(halves.os, "fsync", full)
    with pytest.raises(NoRoom):
        files.keep_piece(key, SEALED[10:], begins_at=10, size=len(SEALED), at=at)

    assert half_of(key).read_bytes() == SEALED[:10]


def kept(at):
    key = uuid4()
    files.keep_sealed_file(key, [b"unsent", key.bytes], at=at)
    return SealedFile.objects.get(pk=key)


def test_what_was_never_sent_goes_after_a_day_with_its_bytes(db, settings, noon):
    row = kept(noon)
    path = store.path_of(settings.PONLEU_STORE, row.sha256)

    assert files.sweep_unsent(at=noon + timedelta(hours=23)) == 0
    assert path.exists()
    assert files.sweep_unsent(at=noon + timedelta(hours=25)) == 1
    assert not path.exists()
    assert not Content.objects.filter(pk=row.sha256).exists()


def test_bytes_that_another_file_has_too_are_left(db, settings, noon):
    keys = [uuid4(), uuid4()]
    for hours, key in zip((0, 20), keys, strict=True):
        files.keep_sealed_file(key, [b"the same"], at=noon + timedelta(hours=hours))

    assert files.sweep_unsent(at=noon + timedelta(hours=30)) == 1
    assert at_rest(settings, keys[1]) == b"the same"


def test_halves_go_after_six_hours_without_a_piece(db, half_of, noon):
    key = uuid4()
    files.keep_piece(key, b"half", begins_at=0, size=10, at=noon)
    began = noon.timestamp()
    os.utime(half_of(key), (began, began))

    files.sweep_unsent(at=noon + timedelta(hours=5))
    assert half_of(key).exists()
    files.sweep_unsent(at=noon + timedelta(hours=7))
    assert not half_of(key).exists()


def test_it_is_swept_once_an_hour_however_many_files_come(db, noon, monkeypatch):
    swept = []
    monkeypatch.setattr(files, "sweep_unsent", lambda *, at: swept.append(at))

    for minutes in (0, 1, 59, 61, 62):
        kept(noon + timedelta(minutes=minutes))

    assert swept == [noon, noon + timedelta(minutes=61)]


def test_one_sweep_is_bounded(db, noon, monkeypatch):
    monkeypatch.setattr(files, "SWEPT_AT_ONCE", 2)
    for _file in range(3):
        kept(noon)
    later = noon + timedelta(hours=25)

    assert [files.sweep_unsent(at=later) for _time in range(2)] == [2, 1]


def test_going_on_with_a_file_asks_the_record_once_for_each_piece(send, django_assert_num_queries):
    key = uuid4()
    send(key, SEALED[:5], 0)

    with django_assert_num_queries(1):
        send(key, SEALED[5:10], 5)
