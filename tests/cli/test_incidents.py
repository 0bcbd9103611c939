"""`ponleu incidents`: documents of one incident joined, look-alikes kept apart, exact words."""

import argparse
import json

import pytest

from ponleu.faces.cli import incidents
from ponleu.knowledge.tellings.days import days_of
from ponleu.knowledge.tellings.likeness import likenesses
from ponleu.knowledge.tellings.sites import bare_name
from ponleu.knowledge.tellings.words import people_words

POLICE = """\
On 16 August 2023 police raided the Amber Field Hotel in Sangkat Buon, Krong Preah Sihanouk.

Police found 11 Thai nationals on the third floor. No one was locked in, the chief said.
"""
PRESS = """\
Fourteen people were rescued on 17 August 2023 from the Amber Field Hotel in Preah Sihanouk \
province.

They were locked in on the third floor.
"""
OTHER = """\
On 18 August 2023 police raided the Silver Crane Casino in Sangkat Buon, Krong Preah Sihanouk.

Police found 11 Chinese nationals.
"""
FIGURES = "The office recorded 104 cases this year: +17 cases, 16.34%, on a base of 87.\n"


@pytest.fixture
def ponleu_incidents(capsys, tmp_path):
    """Run the command on texts by name: exit code, standard output, standard error."""

    def run(*words, **texts):
        files = []
        for name, text in texts.items():
            file = tmp_path / f"{name}.txt"
            file.write_text(text)
            files.append(str(file))
        parser = argparse.ArgumentParser()
        incidents.add_arguments(parser)
        code = incidents.run(parser.parse_args([*words, *files]))
        out, err = capsys.readouterr()
        return code, out, err

    return run


def names_of(files):
    return [file.rpartition("/")[2] for file in files]


def test_incidents_joins_two_reports_and_keeps_a_look_alike_apart(ponleu_incidents):
    code, out, _ = ponleu_incidents(
        "--json", "--published", "2023-08-20", police=POLICE, press=PRESS, other=OTHER
    )

    found = json.loads(out)["incidents"]
    assert code == 0
    assert [(one["id"], names_of(one["documents"])) for one in found] == [
        ("I1", ["other.txt"]),
        ("I2", ["police.txt", "press.txt"]),
    ]
    assert found[1]["sites"] == ["Amber Field Hotel"]
    assert 0.5 < found[1]["score"] < 1
    assert "both name the site: “Amber Field Hotel”, “Amber Field Hotel”" in found[1]["reasons"]


def test_incidents_tells_contradictions_with_exact_words(ponleu_incidents):
    _, out, _ = ponleu_incidents(
        "--json", "--published", "2023-08-20", police=POLICE, press=PRESS
    )  # fmt: skip

    found = {one["kind"]: one for one in json.loads(out)["contradictions"]}
    texts = {"police.txt": POLICE, "press.txt": PRESS}
    for one in found.values():
        for side in (one["a"], one["b"]):
            text = texts[side["document"].rpartition("/")[2]]
            assert text[side["start"] : side["end"]] == side["text"]
    assert found["count"]["reason"] == "found: “11” here, “14” there"
    assert found["date"]["reason"] == "the day is 2023-08-16 here, 2023-08-17 there"
    assert found["denial"]["a"]["text"] == "No one was locked in, the chief said."
    assert found["denial"]["b"]["text"] == "They were locked in on the third floor."


def test_incidents_tells_figures_that_do_not_add_up(ponleu_incidents):
    _, out, _ = ponleu_incidents("--json", figures=FIGURES)

    printed = json.loads(out)
    (slip,) = printed["arithmetic"]
    assert printed["incidents"] == []
    assert FIGURES[slip["start"] : slip["end"]] == slip["text"] == "+17 cases, 16.34%"
    assert slip["reason"].startswith("17 on 87 is 19.54%, not 16.34%")


def test_incidents_splits_a_document_that_tells_of_two(ponleu_incidents):
    _, out, _ = ponleu_incidents(
        "--json", "--published", "2023-08-20", both=f"{POLICE}\n{OTHER}", press=PRESS
    )

    found = json.loads(out)["incidents"]
    assert sorted(names_of(one["documents"]) for one in found) == [
        ["both.txt"], ["both.txt", "press.txt"],
    ]  # fmt: skip


def test_incidents_joins_texts_by_a_second_name_and_a_person(ponleu_incidents):
    named = f"{POLICE}\nThe hotel is known as the Jade Gate. Mr Sok Dara owns it.\n"
    second = "On 17 August 2023 police raided the Jade Gate, said Mr Sok Dara of Preah Sihanouk.\n"

    _, out, _ = ponleu_incidents("--json", "--published", "2023-08-20", a=named, b=second)

    (found,) = json.loads(out)["incidents"]
    assert names_of(found["documents"]) == ["a.txt", "b.txt"]
    assert found["sites"] == ["Amber Field Hotel", "Jade Gate"]
    assert "both name Sok Dara" in found["reasons"]


def test_likenesses_take_names_for_alike_but_for_noun_and_number():
    names = likenesses({"Amber Field Hotel", "Block 2, Amber Field"}, {"hotel"})

    assert names.alike("Amber Field Hotel", "Block 2, Amber Field") == 0.9


def test_incidents_prints_a_list_without_json(ponleu_incidents):
    _, out, _ = ponleu_incidents(
        "--published", "2023-08-20", police=POLICE, press=PRESS, figures=FIGURES
    )  # fmt: skip

    lines = out.splitlines()
    assert any(line.endswith("  Amber Field Hotel") for line in lines)
    assert "count: found: “11” here, “14” there" in lines
    assert any(line.startswith("arithmetic: 17 on 87 is 19.54%") for line in lines)


def test_incidents_refuses_a_file_in_a_line_and_reads_the_others(ponleu_incidents):
    code, out, err = ponleu_incidents("--json", "missing.txt", police=POLICE)

    assert code == 1
    assert "missing.txt: there is no such file" in err
    assert len(json.loads(out)["incidents"]) == 1


def test_incidents_takes_a_file_given_twice_once(ponleu_incidents, tmp_path):
    _, out, _ = ponleu_incidents("--json", str(tmp_path / "police.txt"), police=POLICE)

    (found,) = json.loads(out)["incidents"]
    assert names_of(found["documents"]) == ["police.txt"]


def test_incidents_refuses_a_day_that_is_none(ponleu_incidents):
    with pytest.raises(SystemExit) as left:
        ponleu_incidents("--published", "yesterday", police=POLICE)

    assert left.value.code == 2


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Amber Field Hotel", "Amber Field"),
        ("Building 7 of the Amber Field Garden", "Amber Field"),
        ("Amber Hotel", ""),
        ("the hotel", ""),
    ],
)
def test_bare_name_leaves_off_noun_and_number(name, bare):
    assert bare_name(name, {"hotel", "garden"}) == bare


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2023-08-16", ("2023-08-16", "2023-08-16")),
        ("2023-08-14/2023-08-20", ("2023-08-14", "2023-08-20")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
    ],
)
def test_days_of_takes_days_spans_and_months(value, days):
    found = days_of(value, None)

    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == days


@pytest.mark.parametrize("value", ["2023", "--09-30", "", "2023-08-20/2023-08-14"])
def test_days_of_passes_over_years_and_what_is_open(value):
    assert days_of(value, None) is None


def test_people_words_take_plurals_and_second_words():
    words = people_words(["thai", "laotian", "lao"])

    assert (words["thais"], words["laotians"], words["lao"]) == ("Thai", "Lao", "Lao")
