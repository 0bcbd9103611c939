"""Where tests keep their record: set before anything reads the settings."""

import os
from pathlib import Path

os.environ.setdefault("PONLEU_HOME", str(Path(__file__).resolve().parents[1] / "var" / "tests"))
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver runs a loop
