"""The table of weights: written and read back, and bad rows refused where they stand."""

import pytest

from ponleu.engines.reading.learning import HAND_SET, Count, Weights
from ponleu.foundation.packs.reading_weights import load_weights, read_weights, table_of
from ponleu.foundation.packs.tables import PackError

HEADER = "name,weight,right,judged,source,verified"
WEIGHTS = Weights(
    "any", 0.75, {"all": 0.5, "rule.dates.full": -0.25}, {"dates.full": Count(7.5, 9)}
)


@pytest.fixture
def make_table(tmp_path):
    def make(text):
        file = tmp_path / "reading_weights.csv"
        file.write_text(text, encoding="utf-8")
        return file

    return make


def test_table_of_is_read_back_as_it_was(make_table):
    found = read_weights(make_table(table_of(WEIGHTS, "a test")), "kh")

    assert (found.slope, found.values, found.judged) == (0.75, WEIGHTS.values, WEIGHTS.judged)


def test_table_of_has_a_line_for_each_weight_and_its_counts():
    assert table_of(WEIGHTS, "a test").splitlines() == [
        HEADER,
        "slope,0.750,-,-,a test,no",
        "all,0.500,-,-,a test,no",
        "rule.dates.full,-0.250,7.5,9,a test,no",
    ]


def test_the_version_follows_from_the_content(make_table):
    one = read_weights(make_table(f"{HEADER}\nall,0.5,-,-,x,no"), "kh").version
    other = read_weights(make_table(f"{HEADER}\nall,0.6,-,-,x,no"), "kh").version
    again = read_weights(make_table(f"{HEADER}\nall,0.5,-,-,x,no"), "kh").version

    assert one.startswith("kh-")
    assert one == again != other


def test_a_pack_without_a_table_has_the_rules_own_confidences(tmp_path):
    assert read_weights(tmp_path / "none.csv", "kh") == HAND_SET


@pytest.mark.parametrize(
    ("row", "line", "mend"),
    [
        ("all,much,-,-,x,no", 2, "weight must be a number"),
        ("rule.dates.full,0.5,some,9,x,no", 2, "right must be a number"),
        ("rule.dates.strange,0.5,-,-,x,no", 2, "is no name of a weight"),
        ("slope,-1,-,-,x,no", 1, "slope"),
    ],
)
def test_a_bad_row_is_refused_with_its_mend(make_table, row, line, mend):
    with pytest.raises(PackError, match=mend) as refusal:
        read_weights(make_table(f"{HEADER}\n{row}"), "kh")

    assert refusal.value.line == line


def test_the_pack_of_cambodia_leaves_the_rules_as_sure_as_they_are():
    weights = load_weights("kh")

    assert weights.version.startswith("kh-")
    assert weights.slope == 1
    assert not any(weights.values.values())
