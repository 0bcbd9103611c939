"""The chain and its report: any changed byte is found, by Ponleu and by the script without it."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from ponleu.faces.cli.main import main
from ponleu.response.custody.rules import chain, pieces
from ponleu.response.custody.rules.kinds import LinkKind

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "examples" / "verify_custody.py"
FILE = b"what the third camera saw " * 40


def load_script():
    spec = importlib.util.spec_from_file_location("verify_custody", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


script = load_script()


def linked(signing, said, reference="E-2026-000001-X"):
    """Links with these kinds and words, signed one after the other."""
    links, before = [], chain.START
    for number, (kind, words) in enumerate(said, start=1):
        body = {
            "version": 1,
            "exhibit": reference,
            "number": number,
            "kind": kind,
            "at": "2026-11-22T12:00:00+00:00",
            "by": {"name": "សុខ", "account": "sok", "unit": "Unit 18"},
            "previous": before,
            "said": words,
        }
        before = chain.hash_of(body)
        links.append(
            {
                "body": body,
                "hash": before,
                "signature": signing.sign(chain.link_text(before)).hex(),
            }
        )
    return links


@cache
def made():
    """A report over four links with a file, and its key."""
    signing = Ed25519PrivateKey.generate()
    salt = b"s" * 32
    digest = hashlib.sha256(FILE).hexdigest()
    said = [
        (LinkKind.TAKEN, {"what": "recorder", "owner": chain.owner_mark("the guard", salt)}),
        (LinkKind.HANDED_OVER, {"seal_before": "KM 1", "intact_before": True}),
        (LinkKind.FILE, {"number": 1, "sha256": digest, "matches": True}),
        (LinkKind.FILE, {"number": 2, "sha256": "1" * 64, "matches": False}),
    ]
    report = {
        "version": 1,
        "reference": "E-2026-000001-X",
        "made_at": "2026-11-23T08:00:00+00:00",
        "made_by": {"name": "Dara", "account": "dara", "unit": "Unit 18"},
        "links": linked(signing, said),
        "opened": {"owner": {"said": "the guard", "salt": salt.hex()}},
        "copies": [],
    }
    return chain.signed_report(report, signing), signing


def wrong_for_ponleu(data, key=""):
    try:
        return chain.faults(chain.read_report(data), key=key)
    except chain.NotAReport as fault:
        return [str(fault)]


def signed_again(change):
    """A report that was changed and signed again with the same key, as its keeper could."""
    data, signing = made()
    report = json.loads(data)
    change(report)
    report.pop("signature")
    return chain.signed_report(report, signing)


def test_a_whole_report_holds_for_both():
    data, signing = made()
    key = signing.public_key().public_bytes_raw().hex()

    assert wrong_for_ponleu(data, key) == []
    wrong, right = script.checked(data, key, [])
    assert wrong == []
    assert right[0] == "E-2026-000001-X: 4 links hold"


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_any_flipped_byte_of_a_report_is_found_by_both(place, flip):
    data, signing = made()
    key = signing.public_key().public_bytes_raw().hex()
    changed = bytearray(data)
    changed[place % len(data)] ^= flip

    assert wrong_for_ponleu(bytes(changed), key)
    assert script.checked(bytes(changed), key, [])[0]


def test_every_single_byte_of_a_report_counts():
    data, _ = made()
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1
        assert wrong_for_ponleu(bytes(changed)), place
        assert script.checked(bytes(changed), "", [])[0], place


@given(st.integers(min_value=0, max_value=len(FILE) - 1), st.integers(min_value=1, max_value=255))
def test_any_flipped_byte_of_a_file_is_found(tmp_path_factory, place, flip):
    changed = bytearray(FILE)
    changed[place] ^= flip
    path = tmp_path_factory.mktemp("files") / "channel.mp4"
    path.write_bytes(changed)

    wrong, _ = script.checked(made()[0], "", [path])
    assert wrong == [f"{path}: it is no original of this exhibit, or was changed"]


@given(st.binary(max_size=200))
def test_anything_else_is_no_report(data):
    assert wrong_for_ponleu(data)
    assert script.checked(data, "", [])[0]


def cut_out(report):
    del report["links"][1]


def cut_end(report):
    report["links"] = report["links"][:0]


def swap(report):
    report["links"][1], report["links"][2] = report["links"][2], report["links"][1]


def say_otherwise(report):
    report["links"][1]["body"]["said"]["intact_before"] = False


def say_another_owner(report):
    report["opened"]["owner"]["said"] = "the director"


def of_another(report):
    report["reference"] = "E-2026-000002-Y"


def steal_signature(report):
    report["links"][2]["signature"] = report["links"][1]["signature"]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (cut_out, "link 2: it is of another exhibit or another place"),
        (cut_end, "the chain does not begin with the seizure"),
        (swap, "link 2: it is of another exhibit or another place"),
        (say_otherwise, "link 2: its hash is not that of its words"),
        (say_another_owner, "link 1: whose it was said to be is not what was marked"),
        (of_another, "link 1: it is of another exhibit or another place"),
        (steal_signature, "link 3: its signature is wrong"),
    ],
)
def test_what_is_wrong_is_said_alike_even_if_the_report_was_signed_again(change, line):
    data = signed_again(change)

    assert line in wrong_for_ponleu(data)
    assert script.checked(data, "", [])[0] == wrong_for_ponleu(data)


def test_a_report_signed_by_another_key_is_not_trusted():
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()

    assert wrong_for_ponleu(made()[0], other)[0].startswith("the report is signed by a key")
    assert script.checked(made()[0], other, [])[0] == wrong_for_ponleu(made()[0], other)


def test_whose_it_was_may_be_left_out():
    assert wrong_for_ponleu(signed_again(lambda report: report.update(opened={}))) == []


def test_the_command_and_the_script_say_the_same(tmp_path, capsys):
    report, good, bad = tmp_path / "report.json", tmp_path / "good", tmp_path / "bad"
    report.write_bytes(made()[0])
    good.write_bytes(FILE)
    bad.write_bytes(FILE + b"x")
    for files, code in (([good], 0), ([bad], 1), ([], 0), ([good, bad], 1)):
        words = [str(report), *map(str, files)]
        ran = subprocess.run(
            [sys.executable, "-I", str(SCRIPT), *words], capture_output=True, text=True, check=False
        )

        assert main(["custody", "verify", *words]) == ran.returncode == code
        said = capsys.readouterr()
        assert (said.out, said.err) == (ran.stdout, ran.stderr)


@pytest.mark.parametrize("words", [["no such file"], ["--key"], []])
def test_wrong_use_is_told(words, capsys):
    try:
        code = main(["custody", "verify", *words])
    except SystemExit as ended:
        code = ended.code
    assert code == 2
    assert capsys.readouterr().err


def test_the_script_is_short_and_needs_no_ponleu():
    text = SCRIPT.read_text()

    assert len(text.splitlines()) < 150
    assert "import ponleu" not in text
    assert "from ponleu" not in text


@given(st.integers(min_value=1, max_value=pieces.PIECE_BYTES))
def test_a_sealed_piece_is_as_long_as_foretold(size):
    """In whole numbers only; that it is so for real bytes is tested below."""
    room = pieces.SEGMENT_BYTES - pieces.TAG_BYTES
    tags, left = 0, size + pieces.HEADER_BYTES
    while left > 0:
        left, tags = left - room, tags + 1

    assert pieces.sealed_size(size) == size + pieces.HEADER_BYTES + tags * pieces.TAG_BYTES


@pytest.mark.parametrize("over", [-1, 0, 1])
@pytest.mark.parametrize("segments", [1, 2])
def test_real_sealed_bytes_are_as_long_as_foretold(segments, over):
    from ponleu.engines.sealing import new_file_key, seal_file

    room = pieces.SEGMENT_BYTES - pieces.TAG_BYTES
    size = segments * room - pieces.HEADER_BYTES + over
    sealed = b"".join(seal_file([bytes(size)], new_file_key(), context=b"test"))

    assert len(sealed) == pieces.sealed_size(size)
