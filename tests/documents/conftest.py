"""One process apart for all tests of a worker, so that libraries are loaded once."""

import shutil
import subprocess

import pytest

from ponleu.foundation.documents import Opened, Reader, opened


def tesseract_has(*languages):
    program = shutil.which("tesseract")
    if not program:
        return False
    done = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    return set(languages) <= set(done.stdout.split())


@pytest.fixture(scope="session")
def reader():
    with Reader() as one:
        yield one


@pytest.fixture
def open_well(reader):
    """Open a document that must not be refused."""

    def run(data, name, **more):
        found = opened(data, name, reader=reader, **more)
        assert isinstance(found, Opened), str(found)
        return found

    return run


@pytest.fixture
def refused(reader):
    """The sentence with which a document is refused."""

    def run(data, name, **more):
        found = opened(data, name, reader=reader, **more)
        assert not isinstance(found, Opened), found.text[:200]
        return str(found)

    return run


@pytest.fixture
def needs_english_and_khmer():
    if not tesseract_has("eng", "khm"):
        pytest.skip("no tesseract with English and Khmer on this machine")
