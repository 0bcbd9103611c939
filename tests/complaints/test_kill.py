"""kill -9 at any moment loses no report that was acknowledged, and keeps none by half."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

KILLS = 200


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing_acknowledged(tmp_path):
    known = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment = {
        **known,
        "PONLEU_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "ponleu.faces.config.settings",
    }

    ended = subprocess.run(
        [sys.executable, "-m", "tests.complaints.killed", str(KILLS)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )

    found = json.loads(ended.stdout)
    assert found["faults"] == []
    assert found["acknowledged"] >= KILLS / 2
    assert found["kept"] >= found["acknowledged"]
