"""The worked examples of docs/engines/reading.md give what they say."""

import doctest
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[3] / "docs" / "engines" / "reading.md"
FEWEST = 12


@pytest.mark.slow
def test_every_example_of_the_page_gives_what_it_says():
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")

    assert result.attempted >= FEWEST
    assert result.failed == 0
