"""A full disk refuses in words, keeps nothing by half, and all goes on when there is room."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest


@pytest.mark.slow
def test_a_full_disk_refuses_and_keeps_nothing_by_half(tmp_path):
    known = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    settings = {"DJANGO_SETTINGS_MODULE": "ponleu.faces.config.settings"}

    ended = subprocess.run(
        [sys.executable, "-m", "tests.complaints.full"],
        env={**known, **settings, "PONLEU_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )

    found = json.loads(ended.stdout)
    assert found["file_refused"]
    assert found["reports_before"] < 200
    assert found["kept"] == found["reports_before"] + 1
    assert found["after"] == found["kept"] + 1
    assert found["files"] == 0
    assert found["left"] == []
