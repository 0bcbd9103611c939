"""An index of a few names, in a folder of its own."""

import pytest

from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon
from ponleu.foundation.screening.register_index import RegisterIndex
from tests.screening.making import make_records


@pytest.fixture
def lexicon():
    return load_matching_lexicon("kh")


@pytest.fixture
def make_index(tmp_path, lexicon):
    def make(records=None, called=""):
        records = make_records() if records is None else records
        return RegisterIndex.build(tmp_path / "names.index", records, lexicon, called=called)

    return make


@pytest.fixture
def reopen(tmp_path, lexicon):
    """Open the index again, as another process would."""
    return lambda: RegisterIndex(tmp_path / "names.index", lexicon)
