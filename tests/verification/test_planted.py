"""Whoever has the database, logs and files finds no witness, interpreter or word of theirs."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest


@pytest.mark.slow
def test_no_planted_word_lies_on_disk_in_logs_titles_or_addresses(tmp_path):
    known = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    settings = {"DJANGO_SETTINGS_MODULE": "ponleu.faces.config.settings"}

    ended = subprocess.run(
        [sys.executable, "-m", "tests.verification.planted"],
        env={**known, **settings, "PONLEU_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    seen = json.loads(ended.stdout)
    assert seen["statuses"] == [200, 200, 200, 302]
    assert seen["is_read"]
    assert seen["files"] > 5
    assert seen["found"] == []
    said = ended.stderr + seen["titles"] + seen["address"]
    assert "planted" not in said
    assert not seen["plan_has_words"]
