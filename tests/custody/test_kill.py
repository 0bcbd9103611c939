"""kill -9 at any moment: no acknowledged piece is lost, and each file can be gone on with."""

from __future__ import annotations

import json

import pytest

KILLS = 40


@pytest.mark.slow
def test_forty_kills_lose_no_piece_that_was_acknowledged(run_apart):
    ended = run_apart("tests.custody.killed", str(KILLS))

    found = json.loads(ended.stdout)
    assert found["faults"] == []
    assert found["acknowledged"] >= KILLS
    assert found["done"] >= 3
    assert found["cut"] >= 5
