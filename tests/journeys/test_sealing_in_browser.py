"""Sealing in a real browser: the published vectors, and both ways with the engine."""

from __future__ import annotations

import base64
import gzip
from pathlib import Path

import pytest

from ponleu.engines.sealing import (
    key_id,
    open_file,
    open_sealed,
    recipients_of,
    seal,
    seal_file,
)
from ponleu.engines.sealing.padding import padme
from tests.sealing.conftest import CHANTHY, DARA, SOKHA
from tests.sealing.published import flipped, published

SCRIPT = Path(__file__).resolve().parents[2] / "ponleu/foundation/core/static/ponleu/sealing.js"
CONTEXT = b"complaint content\x00 018f"
LENGTHS = [0, 1, 255, 256, 5_000_000]
"""Empty, one byte, both sides of the smallest bucket, five megabytes."""

SEGMENT, FIRST, OTHER = 4096, 4096 - 56, 4096 - 16
EDGES = [
    *((n, SEGMENT) for n in (0, 1, FIRST - 1, FIRST, FIRST + 1, FIRST + OTHER, FIRST + OTHER + 1)),
    (5_000_000, 1024 * 1024),
]

READY = """async () => {
    window.sealing = await import("/sealing.js");
    window.bytes = (words) => Uint8Array.fromBase64(words);
    window.whole = async (pieces) => {
        const parts = [];
        for await (const piece of pieces) parts.push(piece);
        return new Uint8Array(await new Blob(parts).arrayBuffer()).toBase64();
    };
    window.outcome = (promise) => promise.then((given) => given.toBase64?.() ?? given,
        (error) => error instanceof sealing.NotOpened ? "refused" : String(error));
}"""


def pattern(length):
    """Bytes that do not repeat within a segment."""
    return b"".join(number.to_bytes(4) for number in range(length // 4 + 1))[:length]


def words(content):
    return base64.b64encode(content).decode()


@pytest.fixture(scope="module")
def open_page(chromium):
    """A page at an address with the script loaded: open_page("https://ponleu.test/")."""
    context = chromium.new_context()

    def serve(route):
        if route.request.url.endswith(".js"):
            route.fulfill(body=SCRIPT.read_bytes(), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>Sealing</title>", content_type="text/html")

    context.route("**/*", serve)

    def open_one(address):
        page = context.new_page()
        page.goto(address)
        page.evaluate(READY)
        return page

    yield open_one
    context.close()


@pytest.fixture(scope="module")
def page(open_page):
    return open_page("https://ponleu.test/")


def ask(page, script, *given):
    """What the script answers; bytes go over as base 64 and come back so."""
    ready = [words(value) if isinstance(value, bytes) else value for value in given]
    return page.evaluate(f"async (given) => {{ {script} }}", ready)


def sealed_there(page, content, pairs, context=CONTEXT):
    script = """const [content, publics, context] = given;
        const sealed = await sealing.seal(bytes(content), publics.map(bytes), bytes(context));
        return sealed.toBase64();"""
    publics = [words(pair.public) for pair in pairs]
    return base64.b64decode(ask(page, script, content, publics, context))


def opened_there(page, envelope, pair, context=CONTEXT):
    script = """const [envelope, secret, context] = given.map(bytes);
        return outcome(sealing.open(envelope, await sealing.keyPair(secret), context));"""
    answer = ask(page, script, envelope, pair.private, context)
    return answer if answer == "refused" else base64.b64decode(answer)


def file_opened_there(page, file, key, segment, context=CONTEXT):
    script = """const [file, key, context] = given.slice(0, 3).map(bytes);
        return outcome(whole(sealing.openFile(new Blob([file]), key, context, given[3])));"""
    answer = ask(page, script, file, key, context, segment)
    return answer if answer == "refused" else base64.b64decode(answer)


def test_the_browser_passes_the_published_vectors_exactly(page):
    script = """const [vector, message] = given;
        const field = (name) => Uint8Array.fromHex(vector[name]);
        const about = Uint8Array.fromHex(message.aad);
        const schedule = await sealing.keySchedule(field("shared_secret"), field("info"));
        const sender = await sealing.keyPair(field("skEm"));
        const recipient = await sealing.keyPair(field("skRm"));
        const content = Uint8Array.fromHex(message.pt);
        const info = field("info");
        const sealed = await sealing.sealTo(field("pkRm"), content, info, about, sender);
        const opened = await sealing.openFrom(sealed, recipient, info, about);
        const made = [...schedule, sender.publicKey, recipient.publicKey, sealed, opened];
        return made.map((field) => field.toHex());"""

    for vector in published("hpke_rfc9180"):
        (message,) = vector["encryptions"]
        expected = [vector[name] for name in ("key", "base_nonce", "pkEm", "pkRm")]
        sealed = vector["enc"] + message["ct"]

        assert ask(page, script, vector, message) == [*expected, sealed, message["pt"]]


@pytest.mark.parametrize("length", LENGTHS)
def test_what_the_browser_seals_the_engine_opens(page, length):
    content = pattern(length)

    envelope = sealed_there(page, content, [SOKHA, DARA, CHANTHY])

    for pair in (SOKHA, DARA, CHANTHY):
        assert open_sealed(envelope, pair, context=CONTEXT) == content
    assert len(envelope) == 7 + 3 * 96 + 32 + max(256, padme(length + 1)) + 16


@pytest.mark.parametrize("length", LENGTHS)
def test_what_the_engine_seals_the_browser_opens(page, length):
    content = pattern(length)

    envelope = seal(content, [SOKHA.public, DARA.public], context=CONTEXT)

    assert opened_there(page, envelope, DARA) == content


def test_the_browser_names_each_recipient_once_and_rising(page):
    envelope = sealed_there(page, b"x", [DARA, SOKHA, CHANTHY, DARA])

    assert recipients_of(envelope) == tuple(
        sorted(key_id(pair.public) for pair in (SOKHA, DARA, CHANTHY))
    )


def test_the_browser_opens_envelopes_of_version_1(page):
    for kept in published("version_1")["envelopes"]:
        envelope, context = bytes.fromhex(kept["envelope"]), kept["context"].encode()

        assert opened_there(page, envelope, SOKHA, context) == kept["content"].encode()


def test_the_browser_refuses_a_flipped_bit_in_any_byte(page):
    envelope = seal(b"x", [SOKHA.public, DARA.public], context=CONTEXT)
    script = """const [envelope, secret, context] = given.map(bytes);
        const pair = await sealing.keyPair(secret);
        const through = [];
        for (let at = 0; at < envelope.length; at++) {
            const changed = envelope.slice();
            changed[at] ^= 1 << at % 8;
            const answer = await outcome(sealing.open(changed, pair, context));
            if (answer !== "refused") through.push([at, answer]);
        }
        return through;"""

    assert ask(page, script, envelope, SOKHA.private, CONTEXT) == []


def test_the_browser_refuses_what_is_cut_moved_or_of_others(page):
    envelope = seal(b"x", [SOKHA.public, DARA.public], context=CONTEXT)
    start, one, two, rest = envelope[:7], envelope[7:103], envelope[103:199], envelope[199:]

    assert opened_there(page, envelope, CHANTHY) == "refused"
    assert opened_there(page, envelope, SOKHA, CONTEXT[:-1]) == "refused"
    for length in (0, 4, 6, 7, 103, 199, 231, len(envelope) - 1):
        assert opened_there(page, envelope[:length], SOKHA) == "refused"
    for changed in (start + two + one + rest, start + one + one + rest, envelope + b"\x00"):
        assert opened_there(page, changed, SOKHA) == "refused"


@pytest.mark.parametrize(
    ("publics", "context"), [([], CONTEXT), ([SOKHA], b""), ([SOKHA], bytes(1025))]
)
def test_the_browser_seals_nothing_without_recipient_or_context(page, publics, context):
    script = """const [publics, context] = given;
        return outcome(sealing.seal(bytes(""), publics.map(bytes), bytes(context)));"""

    answer = ask(page, script, [words(pair.public) for pair in publics], context)

    assert answer.startswith("TypeError")


@pytest.mark.parametrize(("length", "segment"), EDGES)
def test_files_go_both_ways_at_every_edge(page, length, segment):
    content, key = pattern(length), bytes(range(32))
    script = """const [content, key, context] = given.slice(0, 3).map(bytes);
        return whole(sealing.sealFile(new Blob([content]), key, context, given[3]));"""

    theirs = base64.b64decode(ask(page, script, content, key, CONTEXT, segment))
    ours = b"".join(seal_file([content], key, context=CONTEXT, segment_bytes=segment))

    assert len(theirs) == len(ours)
    assert b"".join(open_file([theirs], key, context=CONTEXT, segment_bytes=segment)) == content
    assert file_opened_there(page, ours, key, segment) == content


def test_the_browser_opens_what_tink_sealed(page):
    for vector in published("tink_streaming"):
        file, key = base64.b64decode(vector["sealed"]), bytes.fromhex(vector["key"])
        content = bytes((7 * i + i // 256) % 256 for i in range(vector["content_bytes"]))

        opened = file_opened_there(
            page, file, key, vector["segment_bytes"], vector["context"].encode()
        )

        assert opened == content


def test_the_browser_refuses_a_file_cut_or_changed(page):
    key = bytes(range(32))
    file = b"".join(seal_file([pattern(9000)], key, context=CONTEXT, segment_bytes=SEGMENT))

    for length in (0, 39, 40, 4096, 4097, 8192, len(file) - 1):
        assert file_opened_there(page, file[:length], key, SEGMENT) == "refused"
    for byte in (0, 1, 33, 39, 40, 4095, 4096, 8192, len(file) - 1):
        assert file_opened_there(page, flipped(file, 8 * byte), key, SEGMENT) == "refused"
    assert file_opened_there(page, file, key, SEGMENT, b"another") == "refused"
    assert file_opened_there(page, file[:4096] + file[8192:], key, SEGMENT) == "refused"


def test_supported_says_yes_here_and_no_where_something_is_missing(open_page):
    secure, plain = open_page("https://ponleu.test/"), open_page("http://ponleu.test/")

    assert secure.evaluate("sealing.supported()") is True
    assert plain.evaluate("sealing.supported()") is False  # no WebCrypto without HTTPS
    secure.evaluate("() => { SubtleCrypto.prototype.generateKey = null; }")
    assert secure.evaluate("sealing.supported()") is False


def test_the_script_stays_small():
    script = SCRIPT.read_bytes()

    assert len(gzip.compress(script, 9)) <= 3300
    assert b"import " not in script
