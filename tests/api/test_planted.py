"""Whoever has the database, every file on disk and the log finds nothing of what was sent."""

from __future__ import annotations

import json

import pytest


@pytest.mark.slow
def test_no_word_and_no_key_of_a_program_lies_on_disk_or_in_the_log(run_apart):
    ended = run_apart("tests.api.planted")

    seen = json.loads(ended.stdout)
    assert seen["statuses"] == [201, 200, 201, 200, 200, 409, 422]
    assert seen["files"] > 3
    assert seen["found"] == []
    assert "wrong_fields" in ended.stderr
    assert "planted" not in ended.stderr
