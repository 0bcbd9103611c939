"""Whoever has the database, every file on disk and the log finds nothing of what was sent."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest


@pytest.mark.slow
def test_no_word_and_no_key_of_a_program_lies_on_disk_or_in_the_log(tmp_path):
    known = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    settings = {"DJANGO_SETTINGS_MODULE": "ponleu.faces.config.settings"}
    home, waiting = tmp_path / "record", tmp_path / "record" / "waiting"
    waiting.mkdir(parents=True)

    ended = subprocess.run(
        [sys.executable, "-m", "tests.api.planted"],
        env={**known, **settings, "PONLEU_HOME": str(home), "TMPDIR": str(waiting)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr[-2000:]
    seen = json.loads(ended.stdout)
    assert seen["statuses"] == [201, 200, 201, 200, 200, 409, 422]
    assert seen["files"] > 3
    assert seen["found"] == []
    assert "wrong_fields" in ended.stderr
    assert "planted" not in ended.stderr
