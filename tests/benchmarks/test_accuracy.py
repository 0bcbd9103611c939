"""The command: nothing told of the final set but its figures, nobody silently absent."""

import json

import pytest

from benchmarks.reading import accuracy
from benchmarks.reading.errors import error_lines
from benchmarks.reading.labels import FOLDER, load_set
from benchmarks.reading.parties import folder
from benchmarks.reading.proposals import Event, Mention, Proposed, Statement
from benchmarks.reading.readers import ENTRANTS, Entrant, entrants
from benchmarks.reading.runs import Run, run
from benchmarks.reading.summary import summary
from benchmarks.reading.table import table

FOLD = folder([])


def test_errors_of_the_final_set_are_refused_before_it_is_read(tmp_path, monkeypatch, capsys):
    def fail(_folder):
        raise AssertionError("the set was opened")

    monkeypatch.setattr(accuracy, "load_set", fail)
    file = tmp_path / "errors.txt"

    code = accuracy.main(["--set", "final", "--errors", str(file)])

    assert code == 2
    assert "tuning set only" in capsys.readouterr().err
    assert not file.exists()


def test_a_set_without_documents_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(accuracy, "FOLDER", tmp_path)

    assert accuracy.main([]) == 1
    assert "no labelled documents" in capsys.readouterr().err


def test_without_peers_only_the_rules_take_part():
    assert [one.name for one in entrants(peers=False)] == ["Ponleu rules"]
    assert len(entrants(peers=True)) == len(ENTRANTS) == 5


def test_a_peer_that_is_not_installed_is_said_to_be_absent(make_document):
    absent = Entrant("spaCy small", lambda: pytest.fail("loaded"), lambda: "spacy")

    outcome = run(absent, [("text", None)])

    result = accuracy._result(outcome, [make_document("text")], FOLD)
    assert outcome == Run("spaCy small", missing="spacy")
    lines = table([result]).splitlines()[1:]
    assert lines
    assert all(line.endswith("not installed") for line in lines)


def test_the_summary_and_table_hold_worked_figures(make_document):
    document = make_document(
        "Sok Dara said it rained.",
        {"kind": "person", "text": "Sok Dara"},
        {"kind": "date", "text": "it", "value": None},
        {"kind": "claim", "text": "Sok Dara said it rained", "speaker": "Sok Dara"},
    )
    proposed = Proposed(
        mentions=(Mention("person", 0, 8),),
        statements=(Statement("claim", 0, 23, speaker=frozenset({"Sok Dara"})),),
    )

    scores = summary([(document, proposed)], FOLD)

    assert scores["mentions"]["all"]["f1"] == 0.6667  # 2 * 1 / (1 + 2)
    assert scores["styles"]["newspaper"]["statements"]["f1"] == 1.0
    assert scores["parties"]["speaker"] == {"share": 1.0, "part": 1, "whole": 1}
    assert scores["khmer_mentions"]["f1"] is None
    rows = {
        line[:34].strip(): line[34:].strip()
        for line in table([{"name": "x", **scores}]).splitlines()
    }
    assert rows["mentions, exact F1"] == ".667 (1.00/.50, 2)"
    assert rows["Khmer mentions F1"] == "none"
    assert rows["date"] == "-"


def test_error_lines_name_what_was_missed_spurious_and_wrong(make_document):
    document = make_document(
        "Sok Dara said on Monday it rained. Police raided the inn.",
        {"kind": "person", "text": "Sok Dara"},
        {"kind": "date", "text": "Monday", "value": "2022-08-22"},
        {"kind": "claim", "text": "Sok Dara said on Monday it rained", "speaker": "Sok Dara"},
        {"kind": "event", "sort": "raid", "text": "Police raided the inn"},
    )
    proposed = Proposed(
        mentions=(Mention("date", 17, 23, "2022-08-29"), Mention("site", 53, 56)),
        statements=(Statement("denial", 0, 33, speaker=frozenset({"Keo"})),),
        events=(Event("rescue", 35, 56),),
    )

    lines = [" ".join(line.split()) for line in error_lines(document, proposed, FOLD)]

    assert lines == [
        "=== doc (newspaper)",
        "missed person 0 [Sok Dara] said on Monday it rained. Pol",
        "spurious site 53 it rained. Police raided the [inn].",
        "value date 17 [Monday] 2022-08-29 not 2022-08-22",
        "kind denial not claim 0 Sok Dara said on Monday it rained <Sok Dara>",
        "speaker ['Keo'] not 'Sok Dara': claim 0 Sok Dara said on Monday it rained <Sok Dara>",
        "sort rescue not raid 35 Police raided the inn",
    ]


def test_the_tuning_documents_load_whole():
    documents = load_set(FOLDER / "tuning")

    assert documents
    for document in documents:
        spans = [(m.start, m.end) for m in document.mentions]
        spans += [(s.start, s.end) for s in document.statements]
        assert all(0 <= start < end <= len(document.text) for start, end in spans)


@pytest.mark.slow
def test_the_command_prints_a_table_and_json(tmp_path, monkeypatch, capsys):
    for suffix, held in (
        (".txt", "Governor Sok Dara left Kampot."),
        (".meta.json", '{"published": null, "style": "newspaper", "language": "en"}'),
        (".labels.jsonl", '{"kind": "person", "text": "Sok Dara"}'),
    ):
        (tmp_path / "tuning").mkdir(exist_ok=True)
        (tmp_path / "tuning" / f"one{suffix}").write_text(held)
    monkeypatch.setattr(accuracy, "FOLDER", tmp_path)

    code = accuracy.main(["--errors", str(tmp_path / "errors.txt")])

    out, err = capsys.readouterr()
    (rules,) = json.loads(out)["readers"]
    assert code == 0
    assert rules["mentions"]["person"] == {
        "f1": 1.0,
        "precision": 1.0,
        "recall": 1.0,
        "right": 1,
        "proposed": 1,
        "labelled": 1,
    }
    assert rules["speed"]["peak_megabytes"] > 1
    assert "mentions, exact F1" in err
    assert "spurious  place" in (tmp_path / "errors.txt").read_text()
