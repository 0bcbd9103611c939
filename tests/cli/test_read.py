"""`ponleu read`: JSON as promised, one line for each file refused, the others read."""

import argparse
import hashlib
import io
import json
import os

import pytest

from ponleu.faces.cli import read

TEXT = "Preah Sihanouk provincial governor Chea Borey left on 5 March 2022.\r\n"


@pytest.fixture
def ponleu_read(capsys):
    """Run the command: exit code, standard output, standard error."""

    def run(*words):
        parser = argparse.ArgumentParser()
        read.add_arguments(parser)
        code = read.run(parser.parse_args([str(word) for word in words]))
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def make_file(tmp_path):
    def make(content=TEXT, name="note.txt"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return make


def test_read_prints_the_promised_json(ponleu_read, make_file):
    file = make_file()

    code, out, err = ponleu_read(file, "--json", "--published", "2022-03-06")

    (document,) = json.loads(out)["documents"]
    assert code == 0
    assert document["file"] == str(file)
    assert document["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (document["language"], document["published"]) == ("en", "2022-03-06")
    assert document["zones"] == [{"kind": "article", "start": 0, "end": len(TEXT) - 2}]
    assert err == f"reading 1 of 1: {file}\n"


def test_read_gives_facts_with_exact_offsets_and_parts(ponleu_read, make_file):
    _, out, _ = ponleu_read(make_file(), "--json")

    facts = json.loads(out)["documents"][0]["facts"]
    person = next(fact for fact in facts if fact["kind"] == "person")
    assert all(TEXT[fact["start"] : fact["end"]] == fact["text"] for fact in facts)
    assert person["value"] == "Chea Borey"
    assert person["parts"]["office"]["value"] == "governor"
    assert person["parts"]["office_place"]["value"] == "18"
    assert {fact["value"] for fact in facts if fact["kind"] == "date"} == {"2022-03-05"}


def test_read_writes_amounts_as_number_and_unit(ponleu_read, make_file):
    _, out, _ = ponleu_read(make_file("He paid a fine of 2,500,000 riel."), "--json")

    facts = json.loads(out)["documents"][0]["facts"]
    amount = next(fact for fact in facts if fact["kind"] == "amount")
    assert amount["value"] == {"number": 2500000, "unit": "riel"}


def test_read_lists_facts_by_kind_without_json(ponleu_read, make_file):
    _, out, _ = ponleu_read(make_file())

    assert "  People (1)\n" in out
    assert "Chea Borey; office: governor; office_place: 18" in out


def test_read_says_that_a_machine_translated_the_text(ponleu_read, make_file):
    _, out, _ = ponleu_read(make_file("This year we face Kovids."))

    assert "A machine translated this text" in out


def test_read_takes_standard_input(ponleu_read, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))

    code, out, _ = ponleu_read("-", "--json")

    (document,) = json.loads(out)["documents"]
    assert (code, document["file"]) == (0, "-")
    assert document["zones"][0]["end"] == len(TEXT) - 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are a Unix matter")
def test_read_does_not_wait_for_a_pipe(ponleu_read, tmp_path):
    os.mkfifo(tmp_path / "pipe")

    code, _, err = ponleu_read(tmp_path / "pipe")

    assert (code, "a device or a pipe" in err) == (1, True)


def test_read_refuses_a_name_that_is_too_long_for_the_disk(ponleu_read, tmp_path):
    code, _, err = ponleu_read(tmp_path / ("a" * 400))

    assert (code, "check the path" in err) == (1, True)


def test_read_takes_the_day_and_language_from_the_sidecar(ponleu_read, make_file):
    file = make_file()
    make_file('{"published": "2022-03-09", "language": "km"}', "note.txt.meta.json")

    _, out, _ = ponleu_read(file, "--json", "--published", "2020-01-01")

    (document,) = json.loads(out)["documents"]
    assert (document["published"], document["language"]) == ("2022-03-09", "km")


@pytest.mark.parametrize(
    ("sidecar", "line"),
    [
        ("{", "note.txt.meta.json line 1"),
        ("[]", "is not a JSON object"),
        ('{"published": "9 March"}', "'9 March' is not a day"),
        ('{"published": 2022}', "2022 is not a day"),
        ('{"language": 5}', "its language is not a word"),
        (b'{"published": "\xe9"}', "is not UTF-8"),
    ],
)
def test_read_refuses_a_file_with_a_wrong_sidecar(sidecar, line, ponleu_read, make_file):
    file = make_file()
    make_file(sidecar, "note.txt.meta.json")

    code, _, err = ponleu_read(file)

    assert code == 1
    assert line in err


def test_read_refuses_bad_files_in_one_line_each_and_reads_the_others(
    ponleu_read, make_file, tmp_path
):
    good = make_file()
    (tmp_path / "empty").mkdir()
    bad = [
        tmp_path / "missing.txt",
        make_file(b"", "empty.txt"),
        make_file(b"%PDF-1.7 /Encrypt", "locked.pdf"),
        make_file(b"\x00\x01\x02", "binary.txt"),
        make_file(b"caf\xe9", "latin.txt"),
        tmp_path / "empty",
    ]

    code, out, err = ponleu_read(*bad, good, "--json")

    refusals = [line for line in err.splitlines() if not line.startswith("reading ")]
    assert code == 1
    assert [document["file"] for document in json.loads(out)["documents"]] == [str(good)]
    assert [line.split(": ")[0] for line in refusals] == [str(file) for file in bad]
    assert [line.count("(") and line.count("):") for line in refusals] == [1] * len(bad)


def test_read_refuses_a_200_mb_file_without_reading_it(ponleu_read, tmp_path, monkeypatch):
    file = tmp_path / "large.txt"
    with file.open("wb") as opened:
        opened.truncate(200 * 1024 * 1024)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda _: pytest.fail("it was read"))

    code, _, err = ponleu_read(file)

    assert code == 1
    assert "it has 200 MB, more than 50 MB" in err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read all")
def test_read_refuses_a_file_it_may_not_open(ponleu_read, make_file):
    file = make_file()
    file.chmod(0)

    code, _, err = ponleu_read(file)

    assert (code, "you may not open it" in err) == (1, True)


@pytest.mark.parametrize("words", [[], ["note.txt", "--published", "yesterday"]])
def test_read_leaves_with_2_when_used_wrongly(words, ponleu_read, capsys):
    with pytest.raises(SystemExit) as left:
        ponleu_read(*words)

    assert left.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_read_joins_people_over_all_files(ponleu_read, make_file):
    one = make_file("Kampot provincial governor Kuch Dararith left.", "one.txt")
    two = make_file("Kampot provincial governor Kuoch Dararith came. Dararith slept.", "two.txt")

    _, out, _ = ponleu_read(one, two, "--json")

    facts = [fact for document in json.loads(out)["documents"] for fact in document["facts"]]
    assert {f["value"] for f in facts if f["kind"] == "person"} == {"Kuoch Dararith"}
