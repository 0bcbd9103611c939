"""Whoever has the database and every file on disk finds nothing of what was told."""

from __future__ import annotations

import json

import pytest


@pytest.mark.slow
def test_no_planted_word_and_no_key_lies_on_disk(run_apart):
    ended = run_apart("tests.complaints.planted")

    seen = json.loads(ended.stdout)
    assert seen["statuses"] == [200, 200]
    assert seen["is_read"]
    assert seen["files"] > 5
    assert seen["found"] == []
