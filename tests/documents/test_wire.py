"""What goes between the processes comes out as it went in, and folders are walked in order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.errors import Refusal
from ponleu.foundation.documents import walk
from ponleu.foundation.documents.types import Box, Extracted, Hint, HintKind, Page
from ponleu.foundation.documents.wire import packed, unpacked

REFUSAL = Refusal("a problem", "a place", "a mend")
DAYS = st.none() | st.dates(date(1900, 1, 1))
FRACTIONS = st.floats(0, 1)
EXTRACTED = st.builds(
    Extracted,
    text=st.text(),
    published=DAYS,
    made=DAYS,
    title=st.text(),
    pages=st.tuples(
        st.builds(Page, *[st.integers(0, 9)] * 3, width=FRACTIONS, height=FRACTIONS,
                  trouble=st.sampled_from([None, REFUSAL]))
    ),
    boxes=st.tuples(st.builds(Box, *[st.integers(0, 9)] * 3, *[FRACTIONS] * 4)),
    hints=st.tuples(st.builds(Hint, st.sampled_from(HintKind), st.integers(0), st.integers(0))),
    inside=st.dictionaries(st.text(), st.binary()),
)  # fmt: skip


@given(EXTRACTED | st.binary() | st.just(REFUSAL))
def test_unpacked_gives_back_what_was_packed(result):
    assert unpacked(packed(result)) == result


@pytest.mark.parametrize("message", [b"", b"[]", b"{}", b'{"extracted": {}}', b'{"refused": {}}'])
def test_unpacked_raises_what_the_near_side_expects(message):
    with pytest.raises((ValueError, KeyError, TypeError)):
        unpacked(message)


def test_walk_gives_documents_of_folders_by_name(tmp_path):
    for name in ("b.txt", "a/c.html", "a/c_files/x.png", ".hidden", "b.txt.meta.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)

    found = list(walk([str(tmp_path), "missing.txt"]))

    assert found == [str(tmp_path / "a/c.html"), str(tmp_path / "b.txt"), "missing.txt"]


def test_walk_gives_an_empty_folder_itself_so_that_it_is_told_of(tmp_path):
    assert list(walk([str(tmp_path)])) == [str(tmp_path)]
