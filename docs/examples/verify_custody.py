"""Check a custody report without Ponleu: Python and the package `cryptography` are all it takes.

    python verify_custody.py REPORT.json [--key HEX] [FILE...]

HEX is the public key that the record gave out; without it the report is checked by the key that
stands in it, which shows changes but not who signed. Each FILE must be an original of the exhibit.
Prints what is wrong, a line each, and exits with 1; or what holds, and exits with 0.
"""

import argparse
import hashlib
import json
import re
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

START = "0" * 64


def one_form(document):
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def from_hex(text, signs):
    if not re.fullmatch(f"[0-9a-f]{{{signs}}}", text):
        raise ValueError("not in hex")
    return bytes.fromhex(text)


def is_signed(public, signature, text):
    try:
        public.verify(from_hex(signature, 128), text)
    except (InvalidSignature, ValueError):
        return False
    return True


def link_faults(link, number, before, reference, public):
    body = link["body"]
    if body["number"] != number or body["exhibit"] != reference:
        yield f"link {number}: it is of another exhibit or another place"
    if body["previous"] != before:
        yield f"link {number}: it does not follow the link before it"
    if hashlib.sha256(one_form(body)).hexdigest() != link["hash"]:
        yield f"link {number}: its hash is not that of its words"
    signed = f"ponleu custody link 1\n{link['hash']}\n"
    if not is_signed(public, link["signature"], signed.encode()):
        yield f"link {number}: its signature is wrong"


def faults(report, key):
    if key and report["key"] != key:
        yield "the report is signed by a key that is not the trusted one"
    public = Ed25519PublicKey.from_public_bytes(from_hex(report["key"], 64))
    rest = {name: value for name, value in report.items() if name != "signature"}
    if not is_signed(public, report["signature"], b"ponleu custody report 1\n" + one_form(rest)):
        yield "the signature of the report is wrong: something in it was changed"
    links = report["links"]
    if not links or links[0]["body"]["kind"] != "taken":
        yield "the chain does not begin with the seizure"
    before = START
    for number, link in enumerate(links, start=1):
        yield from link_faults(link, number, before, report["reference"], public)
        before = link["hash"]
    owner = report["opened"].get("owner")
    if owner is not None and links:
        words = bytes.fromhex(owner["salt"]) + owner["said"].encode()
        mark = hashlib.sha256(b"ponleu custody owner 1\0" + words).hexdigest()
        if mark != links[0]["body"]["said"]["owner"]:
            yield "link 1: whose it was said to be is not what was marked"


def originals(report):
    said = [link["body"]["said"] for link in report["links"] if link["body"]["kind"] == "file"]
    return {each["sha256"]: each["number"] for each in said if each["matches"]}


def file_lines(report, paths):
    """Faults of the files, and what holds of them."""
    known, wrong, right = originals(report), [], []
    for path in paths:
        with open(path, "rb") as file:
            digest = hashlib.sha256()
            while piece := file.read(1024 * 1024):
                digest.update(piece)
        number = known.get(digest.hexdigest())
        if number is None:
            wrong.append(f"{path}: it is no original of this exhibit, or was changed")
        else:
            right.append(f"{path}: original {number}")
    return wrong, right


def checked(data, key, paths):
    """Faults, and what holds."""
    try:
        report = json.loads(data)
        if data != one_form(report) + b"\n":
            return ["the report was changed: it is not in its one form"], []
        if report["version"] != 1:
            return ["this is no report of custody of version 1"], []
        wrong = list(faults(report, key.strip().lower()))
        files_wrong, right = file_lines(report, paths)
        holds = f"{report['reference']}: {len(report['links'])} links hold"
        return wrong + files_wrong, [holds, "signed by the key " + report["key"], *right]
    except OSError as fault:
        return [f"{fault.filename}: cannot be read"], []
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return ["this is no report of custody, or a part of it is missing"], []


def main():
    parser = argparse.ArgumentParser(description="check a custody report")
    parser.add_argument("report", metavar="REPORT.json")
    parser.add_argument("--key", default="", metavar="HEX", help="the public key that is trusted")
    parser.add_argument("files", nargs="*", metavar="FILE")
    given = parser.parse_args()
    try:
        with open(given.report, "rb") as file:
            data = file.read()
    except OSError as fault:
        sys.exit(f"{fault.filename}: cannot be read")
    wrong, right = checked(data, given.key, given.files)
    for line in wrong:
        sys.stderr.write(line + "\n")
    for line in [] if wrong else right:
        sys.stdout.write(line + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
