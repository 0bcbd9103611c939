"""Whoever has the database and every file on disk finds nothing of what was told."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest


@pytest.mark.slow
def test_no_planted_word_and_no_key_lies_on_disk(tmp_path):
    known = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    settings = {"DJANGO_SETTINGS_MODULE": "ponleu.faces.config.settings"}

    ended = subprocess.run(
        [sys.executable, "-m", "tests.complaints.planted"],
        env={**known, **settings, "PONLEU_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )

    seen = json.loads(ended.stdout)
    assert seen["statuses"] == [200, 200]
    assert seen["is_read"]
    assert seen["files"] > 5
    assert seen["found"] == []
