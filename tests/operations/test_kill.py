"""kill -9 at any moment: what was acknowledged of an order or a draw stays, nothing by half."""

from __future__ import annotations

import json

import pytest

KILLS = 30


@pytest.mark.slow
def test_thirty_kills_lose_no_version_and_start_nothing_by_half(run_apart):
    ended = run_apart("tests.operations.killed", str(KILLS))

    found = json.loads(ended.stdout)
    assert found["faults"] == []
    assert found["acknowledged"] >= KILLS
    assert found["started"] >= 3


@pytest.mark.slow
def test_thirty_kills_lose_no_commitment_and_keep_no_half_of_a_draw(run_apart):
    ended = run_apart("tests.operations.draw_killed", str(KILLS))

    found = json.loads(ended.stdout)
    assert found["faults"] == []
    assert found["acknowledged"] >= KILLS
    assert found["revealed"] >= 3
