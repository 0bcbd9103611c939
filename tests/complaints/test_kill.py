"""kill -9 at any moment loses no report that was acknowledged, and keeps none by half."""

from __future__ import annotations

import json

import pytest

KILLS = 200


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing_acknowledged(run_apart):
    ended = run_apart("tests.complaints.killed", str(KILLS))

    found = json.loads(ended.stdout)
    assert found["faults"] == []
    assert found["acknowledged"] >= KILLS / 2
    assert found["kept"] >= found["acknowledged"]
