"""Whoever has the database, logs and files finds no witness, interpreter or word of theirs."""

from __future__ import annotations

import json

import pytest


@pytest.mark.slow
def test_no_planted_word_lies_on_disk_in_logs_titles_or_addresses(run_apart):
    ended = run_apart("tests.verification.planted")

    seen = json.loads(ended.stdout)
    assert seen["statuses"] == [200, 200, 200, 302]
    assert seen["is_read"]
    assert seen["files"] > 5
    assert seen["found"] == []
    said = ended.stderr + seen["titles"] + seen["address"]
    assert "planted" not in said
    assert not seen["plan_has_words"]
