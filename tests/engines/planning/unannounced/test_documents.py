"""Files of a mix and its draw: what verifies, and that any flipped byte shows."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.planning.unannounced import documents

SCRIPT = Path(__file__).parents[4] / "docs" / "examples" / "verify_draw.py"
SEEDS = (bytes(range(32)), bytes(range(32, 64)))
PLANS = [
    {"weight": str(2**62), "sites": ["ផ្ទះ ១"], "routes": []},
    {"weight": str(2**62), "sites": ["b"], "routes": []},
    {"weight": str(2**63), "sites": ["b", "c"], "routes": [{"team": "A", "start_min": 0.5}]},
]


def make_mix(columns=PLANS):
    return documents.written({"format": documents.MIX, "drawn": {"columns": columns}})


MIX = make_mix()
READ = documents.read_mix(MIX)
COMMITMENTS = [documents.commitment_file(READ, seed) for seed in SEEDS]
DRAW = documents.draw_file(READ, SEEDS)


def script_verdict(tmp_path, mix, draw, commitments):
    """Exit code and words of the public script."""
    paths = []
    for number, content in enumerate([mix, draw, *commitments]):
        paths.append(tmp_path / f"{number}.json")
        paths[-1].write_bytes(content)
    command = [sys.executable, "-I", str(SCRIPT), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def refused(mix, draw, commitments):
    try:
        return bool(documents.differences(mix, draw, commitments))
    except documents.NotReadable:
        return True


def flipped(content, place, bit):
    changed = bytearray(content)
    changed[place] ^= 1 << bit
    return bytes(changed)


def test_an_honest_draw_is_as_it_was_committed_to():
    assert documents.differences(MIX, DRAW, COMMITMENTS) == ()
    assert documents.differences(MIX, DRAW, COMMITMENTS[::-1]) == ()


def test_the_order_of_parties_changes_nothing():
    assert documents.draw_file(READ, SEEDS[::-1]) == DRAW


def test_a_draw_names_the_plan_that_its_number_falls_on():
    record = json.loads(DRAW)
    number = int(record["number"])
    place = 0 if number < 2**62 else 1 if number < 2**63 else 2

    assert record["place"] == place
    assert record["plan"] == PLANS[place]


def test_a_commitment_holds_nothing_of_seed_or_plan():
    document = json.loads(COMMITMENTS[0])

    assert set(document) == {"format", "mix_sha256", "commitment"}
    assert SEEDS[0].hex() not in COMMITMENTS[0].decode()


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_every_flipped_bit_of_every_file_is_found(data):
    files = [MIX, DRAW, *COMMITMENTS]
    which = data.draw(st.integers(0, len(files) - 1))
    place = data.draw(st.integers(0, len(files[which]) - 1))
    files[which] = flipped(files[which], place, data.draw(st.integers(0, 7)))

    assert refused(files[0], files[1], files[2:])


@pytest.mark.slow
def test_every_byte_of_the_record_counts_for_the_public_script_too():
    namespace = {"__name__": "verify_draw"}
    exec(compile(SCRIPT.read_text("utf-8"), SCRIPT.name, "exec"), namespace)
    for which, content in enumerate([MIX, DRAW, *COMMITMENTS]):
        for place in range(len(content)):
            files = [MIX, DRAW, *COMMITMENTS]
            files[which] = flipped(content, place, 5)  # 0x20: capital and small letters
            try:
                found = namespace["faults"](files[0], files[1], files[2:])
            except (ValueError, KeyError, TypeError, AttributeError):
                continue
            assert found, (which, place)


def test_the_public_script_agrees(tmp_path):
    assert script_verdict(tmp_path, MIX, DRAW, COMMITMENTS) == (
        0,
        "The draw is as it was committed to.\n",
    )
    code, words = script_verdict(tmp_path, flipped(MIX, 40, 0), DRAW, COMMITMENTS)
    assert code == 1
    assert words


def test_the_public_script_is_short_and_imports_the_standard_library_alone():
    text = SCRIPT.read_text("utf-8")
    imported = {
        line.split()[1] for line in text.splitlines() if line.startswith(("import", "from"))
    }

    assert text.count("\n") < 100
    assert imported <= set(sys.stdlib_module_names)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("number", "0", "number"),
        ("place", 1, "place"),
        ("plan", PLANS[1], "plan"),
        ("note", "x", "form"),
        ("mix_sha256", "0" * 64, "mix"),
    ],
)
def test_differences_name_the_part_that_differs(key, value, told):
    record = json.loads(DRAW)
    assert record.get(key) != value
    changed = documents.written({**record, key: value})

    assert [one.split(":")[0] for one in documents.differences(MIX, changed, COMMITMENTS)] == [told]


def test_a_record_of_another_party_is_found():
    other = documents.draw_file(READ, [SEEDS[0], bytes(32)])

    assert documents.differences(MIX, other, COMMITMENTS) == (
        "commitments: the record does not hold those that were given out",
    )


def test_another_seed_under_the_same_commitment_is_found():
    record = json.loads(DRAW)
    record["parts"][0]["seed"] = "00" * 32

    found = documents.differences(MIX, documents.written(record), COMMITMENTS)
    assert found == ("seeds: one is not the one that was committed to",)


def test_another_mix_under_the_same_commitments_is_found():
    other = make_mix([*PLANS[:2], {**PLANS[2], "sites": ["b"]}])

    found = documents.differences(other, DRAW, COMMITMENTS)
    assert found[0].startswith("mix:")


def test_one_commitment_given_twice_is_found():
    part = documents.draw_file(READ, SEEDS[:1])
    record = json.loads(part)
    record["parts"] *= 2

    found = documents.differences(MIX, documents.written(record), [COMMITMENTS[0]] * 2)
    assert found == ("commitments: one stands twice",)


def test_a_draw_refuses_one_seed_twice():
    with pytest.raises(EngineError, match="part"):
        documents.draw_file(READ, [SEEDS[0], SEEDS[0]])


@pytest.mark.parametrize(
    "columns",
    [
        None,
        [],
        ["x"],
        [{"weight": 2**64}],
        [{"weight": str(2**64 - 1)}],
        [{"weight": "1e3"}],
        [{"weight": "-1"}, {"weight": str(2**64 + 1)}],
    ],
)
def test_a_mix_without_sound_weights_is_refused(columns):
    with pytest.raises(documents.NotReadable, match=r"weight|plans"):
        documents.read_mix(make_mix(columns))


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"format":"ponleu-mix-2"}'])
def test_what_is_no_file_of_ours_is_refused(content):
    for read in (documents.read_mix, documents.read_commitment, documents.read_secret):
        with pytest.raises(documents.NotReadable, match="give the file as it was written"):
            read(content)


def test_a_secret_is_read_back_and_one_with_capitals_is_not():
    kept = documents.secret_file(READ, SEEDS[1])

    assert documents.read_secret(kept) == SEEDS[1]
    capital = {**json.loads(kept), "seed": "AB" * 32}
    with pytest.raises(documents.NotReadable, match="hexadecimal"):
        documents.read_secret(documents.written(capital))


def test_without_commitments_nothing_is_verified():
    with pytest.raises(documents.NotReadable, match="no commitment"):
        documents.differences(MIX, DRAW, [])
