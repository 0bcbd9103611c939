"""Envelopes: a content sealed once, its key sealed to each of those who may open it.

From a fresh content key, HKDF-SHA256 (RFC 5869) makes a key and a nonce for the body and a key
for the tag over the header. As in the file format of age (age-encryption.org/v1), the tag shows
any change of the list of recipients, and it ties the envelope to one content key: nobody can
make one that opens to different contents for different recipients.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ponleu.engines.errors import EngineError
from ponleu.engines.sealing import hpke
from ponleu.engines.sealing.context import checked
from ponleu.engines.sealing.keys import KEY_BYTES, KeyId, KeyPair, key_id
from ponleu.engines.sealing.layout import MAX_RECIPIENTS, Layout, header_of, take_apart
from ponleu.engines.sealing.padding import pad, unpad
from ponleu.engines.sealing.randomness import fresh_bytes
from ponleu.engines.sealing.refusals import NotOpened

MAX_CONTENT_BYTES = 64 * 1024 * 1024
"""What is larger belongs in a sealed file: an envelope is opened whole, in memory."""

_INFO = b"ponleu envelope 1 content key\x00"
_BODY = b"ponleu envelope 1 body\x00"
_HEADER = b"ponleu envelope 1 header\x00"
_NONCE_BYTES = 12


class _BodyKey(NamedTuple):
    cipher: AESGCM
    nonce: bytes


def seal(content: bytes, recipients: Sequence[bytes], *, context: bytes) -> bytes:
    """An envelope that each recipient, and nobody else, opens under the same context.

    Args:
        content: at most 64 MiB.
        recipients: public keys, 1 to 1,000; given twice is given once.
        context: what the envelope is for and the key of its record, 1 to 1,024 bytes.

    Raises:
        EngineError: no recipient, an unusable public key, content or context out of bounds.
    """
    if len(content) > MAX_CONTENT_BYTES:
        raise EngineError("the content is too long for an envelope: seal it as a file")
    content_key = fresh_bytes(KEY_BYTES)
    head = _head(content_key, recipients, checked(context))
    body = _body_key(content_key, context)
    return head + body.cipher.encrypt(body.nonce, pad(content), context)


def open_sealed(envelope: bytes, key_pair: KeyPair, *, context: bytes) -> bytes:
    """The content, proved to be what was sealed.

    Raises:
        NotOpened: changed, cut, of another context, or not sealed to this pair.
    """
    parts = take_apart(envelope)
    body = _body_key(_content_key(parts, key_pair, checked(context)), context)
    try:
        padded = body.cipher.decrypt(body.nonce, parts.body, context)
    except InvalidTag:
        raise NotOpened from None
    return unpad(padded)


def recipients_of(envelope: bytes) -> tuple[KeyId, ...]:
    """Key ids of those it says it is sealed to, rising; only opening proves the list.

    Raises:
        NotOpened: this is no envelope.
    """
    return tuple(take_apart(envelope).sealed_keys)


def rewrap(
    envelope: bytes, key_pair: KeyPair, recipients: Sequence[bytes], *, context: bytes
) -> bytes:
    """The same sealed body for other recipients; ``key_pair`` is one of the present ones.

    Who was a recipient before may have kept the content key or a copy of the old envelope. To
    shut that person out from what comes, seal it anew.

    Raises:
        NotOpened: the pair does not open it.
        EngineError: no recipient, or an unusable public key.
    """
    parts = take_apart(envelope)
    content_key = _content_key(parts, key_pair, checked(context))
    return _head(content_key, recipients, context) + parts.body


def content_key_of(envelope: bytes, key_pair: KeyPair, *, context: bytes) -> bytes:
    """The key under which the content is sealed, after the header was proved whole.

    Raises:
        NotOpened: the header was changed or cut, or is not sealed to this pair and context.
    """
    return _content_key(take_apart(envelope), key_pair, checked(context))


def _content_key(parts: Layout, key_pair: KeyPair, context: bytes) -> bytes:
    sealed_key = parts.sealed_keys.get(key_pair.id)
    if sealed_key is None:
        raise NotOpened
    content_key = hpke.open_from(sealed_key, key_pair, info=_INFO + context)
    if not hmac.compare_digest(_tag(content_key, parts.header, context), parts.tag):
        raise NotOpened
    return content_key


def _head(content_key: bytes, recipients: Sequence[bytes], context: bytes) -> bytes:
    sealed_keys = _sealed_keys(content_key, recipients, context)
    header = header_of(sealed_keys)
    return header + _tag(content_key, header, context)


def _sealed_keys(
    content_key: bytes, recipients: Sequence[bytes], context: bytes
) -> Mapping[KeyId, bytes]:
    publics = {key_id(public): public for public in recipients}
    if not 1 <= len(publics) <= MAX_RECIPIENTS:
        raise EngineError(f"an envelope has 1 to {MAX_RECIPIENTS} recipients; got {len(publics)}")
    return {
        key: hpke.seal_to(public, content_key, info=_INFO + context)
        for key, public in publics.items()
    }


def _tag(content_key: bytes, header: bytes, context: bytes) -> bytes:
    key = _derived(content_key, _HEADER + context, KEY_BYTES)
    return hmac.digest(key, header, "sha256")


def _body_key(content_key: bytes, context: bytes) -> _BodyKey:
    both = _derived(content_key, _BODY + context, KEY_BYTES + _NONCE_BYTES)
    return _BodyKey(AESGCM(both[:KEY_BYTES]), both[KEY_BYTES:])


def _derived(content_key: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(content_key)
