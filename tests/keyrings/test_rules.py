"""Names of keys, marks of sheets, and which units lie above one."""

import hashlib

import pytest

from ponleu.engines.sealing import KeyPair, key_id, split
from ponleu.foundation.keyrings import rules


@pytest.mark.parametrize(
    ("path", "expected"),
    [("KH/", ["KH/"]), ("KH/18/1801/", ["KH/", "KH/18/", "KH/18/1801/"])],
)
def test_paths_down_to_begins_at_the_root(path, expected):
    assert rules.paths_down_to(path) == expected
    assert rules.root_path(path) == "KH/"


def test_fingerprint_is_twenty_signs_of_the_hash_of_the_public_key():
    public = KeyPair(bytes(range(32))).public
    signs = hashlib.sha256(public).hexdigest()[:20]

    said = rules.fingerprint(public)

    assert said.replace(" ", "") == signs
    assert [len(part) for part in said.split(" ")] == [4, 4, 4, 4, 4]


def test_sheet_mark_is_the_same_however_a_sheet_is_typed_and_of_one_recovery_only():
    sheet = split(bytes(range(32)))[0]
    typed = "\n".join(sheet.upper().split())
    one, other = key_id(b"1" * 32), key_id(b"2" * 32)

    assert rules.sheet_mark(sheet, one) == rules.sheet_mark(typed, one)
    assert rules.sheet_mark(sheet, one) != rules.sheet_mark(sheet, other)


def test_words_and_officers_are_those_of_the_engine():
    sheets = split(bytes(32))

    assert len(sheets) == rules.OFFICERS
    assert {len(sheet.split()) for sheet in sheets} == {rules.WORDS}
