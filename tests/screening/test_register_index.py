"""The index: it finds, follows changes without a rebuild, and shows each reader one state."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ponleu.engines.matching.lexicon import with_counts
from ponleu.engines.matching.types import Record
from ponleu.foundation.screening import layers, register_index
from ponleu.foundation.screening.changes import Changes
from ponleu.foundation.screening.register_index import RegisterIndex, StaleIndex
from tests.screening.making import make_record, make_records


def found(index, name, limit=5, **fields):
    return [hit.record.id for hit in index.find(Record("", name, **fields), limit)]


def test_find_gives_the_entry_of_a_name_first(make_index):
    index = make_index()

    assert found(index, "Chea Sok")[0] == "p0"
    assert found(index, "Zhang Wei Ming")[0] == "p4"
    assert found(index, "Mr. Heng Visal")[0] == "p6"
    assert len(index) == 8


def test_find_gives_no_more_than_was_asked_for_and_the_likest_first(make_index):
    hits = make_index(make_records(200)).find(Record("", "Sok Chea"), 3)

    assert len(hits) == 3
    assert [hit.like for hit in hits] == sorted((hit.like for hit in hits), reverse=True)


@pytest.mark.parametrize("name", ["", " ", "😀", "\u200b\u202e", "-", "x" * 10_000, "a " * 5_000])
def test_find_answers_any_text(make_index, name):
    assert len(found(make_index(), name)) <= 5


def test_find_answers_from_an_index_of_nothing(make_index):
    assert found(make_index([]), "Sok Chea") == []


def test_find_finds_by_an_alias(make_index):
    index = make_index([Record("a", "Sok Chea", aliases=("Lao Ma",)), Record("b", "Kim Dara")])

    assert found(index, "Lao Ma")[0] == "a"


def test_find_adds_holders_of_an_identifier_whatever_their_names_are(make_index):
    index = make_index(
        [*make_records(), Record("z", "Qiu Long", identifiers=("passport:N 12-345",))]
    )

    ids = found(index, "Sok Chea", limit=1, identifiers=("n12345",))

    assert ids == ["p0", "z"]


def test_an_opened_index_answers_as_the_one_that_was_built(make_index, reopen):
    built = make_index(make_records(300), called="march")

    opened = reopen()

    assert opened.called == "march"
    assert opened.damaged() == []
    assert found(opened, "Sok Chea Moka", 20) == found(built, "Sok Chea Moka", 20)


def test_an_index_of_other_tables_is_refused(make_index, tmp_path, lexicon):
    make_index()

    with pytest.raises(StaleIndex):
        RegisterIndex(tmp_path / "names.index", with_counts(lexicon, {"sok": 5}))


def test_apply_puts_in_replaces_and_withdraws(make_index, reopen):
    index = make_index()

    index.apply(Changes((Record("new", "Tep Vanny"), Record("p0", "Prak Bopha")), ("p4",)))

    for one in (index, reopen()):
        assert found(one, "Tep Vanny")[0] == "new"
        assert found(one, "Prak Bopha")[0] == "p0"
        assert "p0" not in found(one, "Sok Chea")
        assert "p4" not in found(one, "Zhang Weiming", 20)
        assert len(one) == 8


def test_a_withdrawn_entry_is_not_found_by_its_identifier(make_index):
    index = make_index([Record("a", "Sok Chea", identifiers=("K123456",)), Record("b", "Kim Dara")])

    index.apply(Changes(withdrawn=("a",)))

    assert found(index, "Nobody", identifiers=("K123456",)) == []


def test_a_reader_sees_changes_when_it_refreshes_and_not_before(make_index, reopen):
    writer, reader = make_index(), reopen()

    writer.apply(Changes((Record("new", "Tep Vanny"),)))

    assert "new" not in found(reader, "Tep Vanny")
    assert reader.refresh()
    assert found(reader, "Tep Vanny")[0] == "new"
    assert not reader.refresh()


def test_merge_keeps_every_answer_and_leaves_one_file(make_index, reopen, tmp_path):
    index, reader = make_index(make_records(50)), reopen()
    index.apply(Changes((Record("new", "Tep Vanny"), Record("p3", "Prak Bopha")), ("p4",)))
    before = found(index, "Sok Chea", 20)

    index.merge()

    assert found(index, "Sok Chea", 20) == before
    assert found(reader, "Prak Bopha")[:1] != ["p3"]  # the old file still stands for it
    assert reader.refresh()
    for one in (index, reader, reopen()):
        assert found(one, "Tep Vanny")[0] == "new"
        assert "p4" not in found(one, "Zhang Weiming", 60)
        assert len(one) == 50
    assert sorted(f.name for f in tmp_path.iterdir()) == ["names.index", "names.index.lock"]


def test_changes_past_a_share_of_the_file_are_merged_into_it(make_index, monkeypatch, tmp_path):
    monkeypatch.setattr(register_index, "LEAST_TO_MERGE", 3)
    index = make_index(make_records(20))

    index.apply(Changes(tuple(make_record(at) for at in range(30, 33))))
    assert list(tmp_path.glob("*.changes"))
    index.apply(Changes((make_record(40),)))

    assert not list(tmp_path.glob("*.changes"))
    assert len(index) == 24


def test_difference_is_what_brings_the_index_up_to_a_register(make_index):
    index = make_index()
    index.apply(Changes((Record("new", "Tep Vanny"),)))
    wanted = [*make_records()[1:], Record("new", "Tep Vanny Dara"), Record("q", "Ek Sithy")]

    changes = index.difference(wanted, called="april")

    assert changes == Changes(tuple(wanted[-2:]), ("p0",), "april")
    index.apply(changes)
    assert index.called == "april"
    assert index.difference(wanted).put == ()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 12), st.integers(0, 40)),
        st.tuples(st.just("withdraw"), st.integers(0, 12), st.just(0)),
        st.tuples(st.just("merge"), st.just(0), st.just(0)),
        st.tuples(st.just("reopen"), st.just(0), st.just(0)),
    ),
    max_size=10,
)


@given(STEPS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_after_any_changes_the_index_holds_what_a_plain_table_holds(make_index, reopen, steps):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layers, "MOST_RECENT", 2)
        table = {record.id: record for record in make_records(6)}
        index = make_index(list(table.values()))
        for step, at, turn in steps:
            if step == "put":
                record = make_record(at, make_record(turn).name)
                table[record.id] = record
                index.apply(Changes((record,)))
            elif step == "withdraw":
                table.pop(f"p{at}", None)
                index.apply(Changes(withdrawn=(f"p{at}",)))
            elif step == "merge":
                index.merge()
            else:
                index = reopen()
            assert index.difference(table.values()) == Changes()
        assert len(index) == len(table)
        for record in table.values():
            names = [hit.record.name for hit in index.find(Record("", record.name), 1)]
            assert names == [record.name]
