"""Signed heads: what is written, which key counts, what is not believed."""

import json
import stat
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection

from ponleu.foundation.journal import heads, queries, triggers
from ponleu.foundation.journal.heads import BadHead, Head
from ponleu.foundation.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def export(make_entries, noon, tmp_path):
    """Append a row, then sign it with the named key."""

    def make(key="ours", folder="heads"):
        make_entries(1)
        return heads.export_head(tmp_path / folder, noon, keys=tmp_path / key)

    return make


def test_export_head_signs_number_hash_and_time_of_the_newest_row(export):
    path = export()

    written = json.loads(path.read_text())
    signed = (
        f"ponleu journal head\n1\n{queries.head().hash}\n2026-11-22T05:00:00.000000+00:00\n"
    ).encode()
    assert path.name == "head-1.json"
    assert (written["sequence"], written["hash"]) == (1, queries.head().hash)
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(written["key"]))
    public.verify(bytes.fromhex(written["signature"]), signed)  # raises if it is not so


def test_export_head_writes_the_public_key_and_leaves_nothing_else(export):
    path = export()

    assert sorted(p.name for p in path.parent.iterdir()) == ["head-1.json", "journal_ed25519.pub"]
    trusted = (path.parent / "journal_ed25519.pub").read_text().strip()
    assert trusted == json.loads(path.read_text())["key"]


def test_export_head_refuses_an_empty_journal(db, noon, tmp_path):
    with pytest.raises(heads.CannotSign):
        heads.export_head(tmp_path / "heads", noon, keys=tmp_path / "keys")

    assert not (tmp_path / "heads").exists()


def test_export_head_refuses_a_folder_that_trusts_another_key(export):
    export("ours")

    with pytest.raises(heads.CannotSign):
        export("theirs")


def test_export_head_leaves_a_head_that_is_there(export, noon, tmp_path):
    path = export()
    written = path.read_bytes()

    again = heads.export_head(path.parent, noon + timedelta(days=1), keys=tmp_path / "ours")

    assert again == path
    assert path.read_bytes() == written


@pytest.mark.parametrize("worth", ["ab" * 32, ""])
def test_export_head_refuses_to_write_over_another_head(export, noon, tmp_path, worth):
    path = export()
    path.write_text(json.dumps({**json.loads(path.read_text()), "hash": worth}))
    written = path.read_bytes()

    with pytest.raises(heads.CannotSign):
        heads.export_head(path.parent, noon, keys=tmp_path / "ours")

    assert path.read_bytes() == written


def test_export_head_goes_on_where_a_person_trusts_both_keys(export, tmp_path):
    path = export("ours")
    new = heads.public_hex(heads.signing_key(tmp_path / "new"))
    with (path.parent / "journal_ed25519.pub").open("a") as file:
        file.write(new + "\n")

    export("new")

    found = list(heads.read_heads(path.parent, frozenset()))
    assert [type(head) for head in found] == [Head, Head]
    assert found[0].key != found[1].key


def test_signing_key_is_made_once_for_the_owner_alone(tmp_path):
    first = heads.signing_key(tmp_path / "keys")

    again = heads.signing_key(tmp_path / "keys")

    assert heads.public_hex(first) == heads.public_hex(again)
    [path] = (tmp_path / "keys").iterdir()
    assert path.name == "journal_ed25519.pem"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text().startswith("-----BEGIN PRIVATE KEY-----")


def test_signing_key_stays_the_first_when_two_processes_make_one(tmp_path, monkeypatch):
    ours = heads.public_hex(heads.signing_key(tmp_path))
    monkeypatch.setattr(heads.Path, "exists", lambda path: False)  # both saw none

    assert heads.public_hex(heads.signing_key(tmp_path)) == ours
    assert [path.name for path in tmp_path.iterdir()] == ["journal_ed25519.pem"]


def test_own_keys_are_none_before_the_first_signature(tmp_path):
    assert heads.own_keys(tmp_path) == frozenset()
    made = heads.public_hex(heads.signing_key(tmp_path))
    assert heads.own_keys(tmp_path) == {made}


def test_read_heads_gives_them_by_number(export):
    for _ in range(11):
        path = export()

    found = [head.sequence for head in heads.read_heads(path.parent, frozenset())]

    assert found == list(range(1, 12))


def test_read_heads_believes_the_pinned_key_alone(export, tmp_path):
    path = export("theirs")
    (path.parent / "journal_ed25519.pub").write_text("ab" * 32 + "\n")

    [found] = heads.read_heads(path.parent, heads.own_keys(tmp_path / "theirs"))

    assert found == BadHead("head-1.json", "signed by a key that is not trusted")


def test_read_heads_falls_back_on_trusted_keys_where_none_is_pinned(export, tmp_path):
    path = export()
    (path.parent / "journal_ed25519.pub").unlink()

    [unknown] = heads.read_heads(path.parent, frozenset())
    [known] = heads.read_heads(path.parent, heads.own_keys(tmp_path / "ours"))

    assert isinstance(unknown, BadHead)
    assert isinstance(known, Head)


@pytest.mark.parametrize("field", ["hash", "at", "signature"])
def test_read_heads_sees_a_changed_field(export, field):
    path = export()
    fields = json.loads(path.read_text())
    fields[field] = fields[field][:-1] + ("1" if fields[field][-1] == "0" else "0")
    path.write_text(json.dumps(fields))

    [found] = heads.read_heads(path.parent, frozenset())

    assert found == BadHead("head-1.json", "wrong signature")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b"\xff", b"[" * 4000, b'{"sequence": 1}', b"7", b" " * 9000],
)
def test_read_heads_is_not_stopped_by_a_broken_file(export, content):
    path = export()
    path.write_bytes(content)

    assert list(heads.read_heads(path.parent, frozenset())) == [
        BadHead("head-1.json", "not a head")
    ]


def test_read_heads_sees_a_head_under_another_number(export):
    path = export()
    path.rename(path.with_name("head-2.json"))

    assert list(heads.read_heads(path.parent, frozenset())) == [
        BadHead("head-2.json", "not a head")
    ]


def test_read_heads_names_a_file_that_is_no_head(export):
    path = export()
    path.rename(path.with_name("head-last.json"))

    assert list(heads.read_heads(path.parent, frozenset())) == [
        BadHead("head-last.json", "not a name of a head")
    ]


def test_export_head_does_not_hide_that_the_row_was_rewritten(export, noon, tmp_path):
    path = export()
    triggers.remove(connection)
    Entry.objects.update(hash="f" * 64)
    triggers.install(connection)

    with pytest.raises(heads.CannotSign, match="another head"):
        heads.export_head(path.parent, noon, keys=tmp_path / "ours")
