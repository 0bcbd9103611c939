"""What the machine tells of itself: memory of this process, load, processors."""

from __future__ import annotations

import os
import platform
import re
import resource
from pathlib import Path

_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


def peak_megabytes() -> float:
    """The most memory that this process has held so far."""
    status = Path("/proc/self/status")
    if status.exists() and (found := _PEAK.search(status.read_text(encoding="ascii"))):
        return round(int(found.group(1)) / 1000, 1)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, 1)


def state() -> dict[str, object]:
    """Processors, load of the last minute, and Python's version: what a figure depends on."""
    return {
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
    }
