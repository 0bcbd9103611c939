"""A full disk refuses in words, keeps nothing by half, and all goes on when there is room."""

from __future__ import annotations

import json

import pytest


@pytest.mark.slow
def test_a_full_disk_refuses_and_keeps_nothing_by_half(run_apart):
    ended = run_apart("tests.complaints.full")

    found = json.loads(ended.stdout)
    assert found["file_refused"]
    assert found["reports_before"] < 200
    assert found["kept"] == found["reports_before"] + 1
    assert found["after"] == found["kept"] + 1
    assert found["files"] == 0
    assert found["left"] == []
