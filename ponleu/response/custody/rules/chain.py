"""The chain of an exhibit and its report: one form, hashes, signatures, and what is wrong in one.

A link is a JSON body in one form. Its hash is the SHA-256 of that form; the body holds the hash
of the link before. The signature is Ed25519 over the hash. A report holds all links and is signed
as a whole; the bytes of a report are its one form and no others. ``docs/examples/
verify_custody.py`` says the same without Ponleu.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ponleu.response.custody.rules.kinds import LinkKind

VERSION = 1
START = "0" * 64
"""What the first link names as the hash before it."""

_HEX = re.compile(r"[0-9a-f]+")
_KEY_SIGNS, _HASH_SIGNS, _SIGNATURE_SIGNS = 64, 64, 128


class NotAReport(ValueError):
    """These bytes are no report; says why in one line."""


def one_form(document: Any) -> bytes:
    """JSON in the one form that is hashed and signed: keys in order, no blanks, UTF-8."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def hash_of(body: Mapping[str, Any]) -> str:
    """SHA-256 of a link's body, in hex."""
    return hashlib.sha256(one_form(body)).hexdigest()


def link_text(digest: str) -> bytes:
    """What the signature of a link covers."""
    return f"ponleu custody link 1\n{digest}\n".encode()


def report_text(report: Mapping[str, Any]) -> bytes:
    """What the signature of a report covers: all of it but the signature."""
    rest = {name: value for name, value in report.items() if name != "signature"}
    return b"ponleu custody report 1\n" + one_form(rest)


def owner_mark(said: str, salt: bytes) -> str:
    """What a link holds in place of whose a thing was said to be: SHA-256 over salt and words."""
    return hashlib.sha256(b"ponleu custody owner 1\x00" + salt + said.encode()).hexdigest()


def signed_report(report: Mapping[str, Any], signing: Ed25519PrivateKey) -> bytes:
    """The bytes of a report, with its public key and its signature."""
    whole = {**report, "key": signing.public_key().public_bytes_raw().hex()}
    return one_form({**whole, "signature": signing.sign(report_text(whole)).hex()}) + b"\n"


def read_report(data: bytes) -> dict[str, Any]:
    """A report from its bytes.

    Raises:
        NotAReport: no JSON, not in its one form, or of another version.
    """
    try:
        report = json.loads(data)
        if data != one_form(report) + b"\n":
            raise NotAReport("the report was changed: it is not in its one form")
    except (ValueError, RecursionError) as fault:
        if isinstance(fault, NotAReport):
            raise
        raise NotAReport("this is no report of custody") from None
    if not isinstance(report, dict) or report.get("version") != VERSION:
        raise NotAReport("this is no report of custody of version 1")
    return report


def faults(report: Mapping[str, Any], *, key: str = "") -> list[str]:
    """What is wrong in a report, a line each; nothing if it holds.

    Args:
        key: the public key that is trusted, in hex; the report's own if none is given.
    """
    try:
        return list(_faults(report, key.strip().lower()))
    except (KeyError, TypeError, ValueError, AttributeError):
        return ["the report lacks a part, or a part is of the wrong kind"]


def originals(report: Mapping[str, Any]) -> dict[str, int]:
    """SHA-256 of the originals that a chain names, with their numbers."""
    said = [link["body"]["said"] for link in _of_kind(report["links"], LinkKind.FILE)]
    return {each["sha256"]: each["number"] for each in said if each["matches"]}


def _faults(report: Mapping[str, Any], trusted: str) -> Iterator[str]:
    if trusted and report["key"] != trusted:
        yield "the report is signed by a key that is not the trusted one"
    public = Ed25519PublicKey.from_public_bytes(_bytes(report["key"], _KEY_SIGNS))
    if not _is_signed(public, report["signature"], report_text(report)):
        yield "the signature of the report is wrong: something in it was changed"
    links: Sequence[Mapping[str, Any]] = report["links"]
    if not links or links[0]["body"]["kind"] != LinkKind.TAKEN:
        yield "the chain does not begin with the seizure"
    before = START
    for number, link in enumerate(links, start=1):
        yield from _link_faults(link, number, before, report["reference"], public)
        before = link["hash"]
    owner = report["opened"].get("owner")
    if owner is not None and links:
        mark = owner_mark(owner["said"], bytes.fromhex(owner["salt"]))
        if mark != links[0]["body"]["said"]["owner"]:
            yield "link 1: whose it was said to be is not what was marked"


def _link_faults(
    link: Mapping[str, Any], number: int, before: str, reference: str, public: Ed25519PublicKey
) -> Iterator[str]:
    body = link["body"]
    if body["number"] != number or body["exhibit"] != reference:
        yield f"link {number}: it is of another exhibit or another place"
    if body["previous"] != before:
        yield f"link {number}: it does not follow the link before it"
    if hash_of(body) != link["hash"]:
        yield f"link {number}: its hash is not that of its words"
    if not _is_signed(public, link["signature"], link_text(link["hash"])):
        yield f"link {number}: its signature is wrong"


def _of_kind(links: Sequence[Mapping[str, Any]], kind: LinkKind) -> list[Mapping[str, Any]]:
    return [link for link in links if link["body"]["kind"] == kind]


def _is_signed(public: Ed25519PublicKey, signature: str, text: bytes) -> bool:
    try:
        public.verify(_bytes(signature, _SIGNATURE_SIGNS), text)
    except (InvalidSignature, ValueError):
        return False
    return True


def _bytes(text: str, signs: int) -> bytes:
    if len(text) != signs or not _HEX.fullmatch(text):
        raise ValueError("not in hex")
    return bytes.fromhex(text)
