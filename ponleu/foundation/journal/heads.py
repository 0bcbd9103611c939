"""Signed heads: the newest row's hash, signed and kept where the database's owner cannot reach."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.utils.translation import gettext as _

from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.journal import queries
from ponleu.foundation.journal.rules import START, Link, instant_text

KEY_FILE = "journal_ed25519.pem"
TRUSTED_FILE = "journal_ed25519.pub"
"""In a folder of heads: public keys, one a line in hex. A person may pin it beforehand."""

MOST_BYTES = 4096
_NAME = re.compile(r"head-([1-9]\d{0,18})\.json")
_HEX = re.compile(r"[0-9a-f]+")


class CannotSign(DomainError):
    """There is nothing to sign, or the folder trusts another key."""

    code = "cannot_sign_head"


@dataclass(frozen=True, slots=True)
class Head:
    """A signed statement that the chain had this hash at this row."""

    sequence: int
    hash: str
    at: str
    key: str
    signature: str
    file: str

    def signed_text(self) -> bytes:
        """What the signature covers."""
        return f"ponleu journal head\n{self.sequence}\n{self.hash}\n{self.at}\n".encode()


@dataclass(frozen=True, slots=True)
class BadHead:
    """A file of a head that proves nothing, and why in a few words."""

    file: str
    reason: str


def export_head(folder: Path, at: datetime, *, keys: Path) -> Path:
    """Sign the newest row into ``folder`` and return the new file's path.

    The first export also writes the public key; the folder then trusts that key only.
    A head that is already there is never written over.

    Args:
        keys: folder of the private key, which is made on first use, for the owner alone.

    Raises:
        CannotSign: the journal is empty, the folder trusts another key, or it holds another
            head of the same number.
    """
    newest = queries.head()
    if newest == START:
        raise CannotSign(_("The journal is empty, so there is no head to sign yet."))
    signing = signing_key(keys)
    public = public_hex(signing)
    folder.mkdir(parents=True, exist_ok=True)
    pinned = pinned_keys(folder)
    if pinned and public not in pinned:
        raise CannotSign(_("The folder trusts another key. Check whose, or use a new folder."))
    if not pinned:
        _write_whole(folder / TRUSTED_FILE, f"{public}\n")
    path = folder / f"head-{newest.sequence}.json"
    if path.exists():
        _require_same(path, newest)
        return path
    unsigned = Head(newest.sequence, newest.hash, instant_text(at), public, "", path.name)
    fields = {
        "sequence": unsigned.sequence,
        "hash": unsigned.hash,
        "at": unsigned.at,
        "key": public,
        "signature": signing.sign(unsigned.signed_text()).hex(),
    }
    _write_whole(path, json.dumps(fields, indent=2) + "\n")
    return path


def read_heads(folder: Path, trusted: frozenset[str]) -> Iterator[Head | BadHead]:
    """Every head in a folder, by number, its signature checked.

    Args:
        trusted: public keys (hex) that count when the folder pins none itself.
    """
    believed = pinned_keys(folder) or trusted
    named = [(path, _NAME.fullmatch(path.name)) for path in folder.glob("head-*.json")]
    yield from (BadHead(path.name, "not a name of a head") for path, match in named if not match)
    numbered = sorted((int(match[1]), path) for path, match in named if match)
    for sequence, path in numbered:
        yield _read_head(path, sequence, believed)


def pinned_keys(folder: Path) -> frozenset[str]:
    """Public keys (hex) that the folder itself trusts."""
    path = folder / TRUSTED_FILE
    if not path.exists():
        return frozenset()
    return frozenset(path.read_text(encoding="ascii", errors="replace").split())


def own_keys(keys: Path) -> frozenset[str]:
    """This record's own public key (hex), if it has signed before."""
    if not (keys / KEY_FILE).exists():
        return frozenset()
    return frozenset({public_hex(signing_key(keys))})


def public_hex(signing: Ed25519PrivateKey) -> str:
    """The public key that belongs to a private one, 64 hex digits."""
    return signing.public_key().public_bytes_raw().hex()


def signing_key(keys: Path) -> Ed25519PrivateKey:
    """The private key of the record, made once; two processes at once get the same one.

    Raises:
        CannotSign: the file of the key does not hold one.
    """
    path = keys / KEY_FILE
    if not path.exists():
        keys.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        _write_once(path, fresh)
    try:
        found = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError):
        found = None
    if not isinstance(found, Ed25519PrivateKey):
        raise CannotSign(_("The key of the journal cannot be read. Restore it from the backup."))
    return found


def _require_same(path: Path, newest: Link) -> None:
    there = _read_head(path, newest.sequence, pinned_keys(path.parent))
    if isinstance(there, BadHead) or there.hash != newest.hash:
        raise CannotSign(
            _("The folder holds another head of this row. Verify the journal before you go on.")
        )


def _read_head(path: Path, sequence: int, believed: frozenset[str]) -> Head | BadHead:
    try:
        with path.open("rb") as file:
            fields = json.loads(file.read(MOST_BYTES))
        head = Head(**{**fields, "file": path.name})
    except (ValueError, TypeError, RecursionError):
        return BadHead(path.name, "not a head")
    if head.sequence != sequence or not _is_well_formed(head):
        return BadHead(path.name, "not a head")
    if head.key not in believed:
        return BadHead(path.name, "signed by a key that is not trusted")
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head.key))
        public.verify(bytes.fromhex(head.signature), head.signed_text())
    except (InvalidSignature, ValueError):
        return BadHead(path.name, "wrong signature")
    return head


def _is_well_formed(head: Head) -> bool:
    hexes = (head.hash, head.key, head.signature)
    return isinstance(head.at, str) and all(
        isinstance(text, str) and _HEX.fullmatch(text) for text in hexes
    )


def _write_whole(path: Path, text: str) -> None:
    """Whole under its name, or not there at all, also when the power fails."""
    made = _write_aside(path, text.encode())
    made.chmod(0o644)
    made.replace(path)
    _sync_folder(path.parent)


def _write_once(path: Path, content: bytes) -> None:
    """As above, for the owner alone; an existing file stays as it is."""
    made = _write_aside(path, content)
    with suppress(FileExistsError):
        os.link(made, path)
    made.unlink()
    _sync_folder(path.parent)


def _write_aside(path: Path, content: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
