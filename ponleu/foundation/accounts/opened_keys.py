"""The private key of whoever is signed in: wrapped in the session, under a key that only the
person's browser holds. The database alone opens nothing, nor does the cookie alone.
"""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ponleu.engines.sealing import KeyPair

COOKIE = "ponleu_key"
IN_SESSION = "wrapped_key"
NONCE_BYTES = 12

GetResponse = Callable[[HttpRequest], HttpResponse]


def keep_open(request: HttpRequest, owner: str, pair: KeyPair) -> None:
    """Keep someone's key pair open for this session; the answer carries the browser's half.

    Args:
        owner: the key of the person, so that it opens in no other's session.
    """
    key, nonce = AESGCM.generate_key(256), os.urandom(NONCE_BYTES)
    wrapped = nonce + AESGCM(key).encrypt(nonce, pair.private, owner.encode())
    request.session[IN_SESSION] = base64.b64encode(wrapped).decode()
    request.META[COOKIE] = base64.b64encode(key).decode()


def opened(request: HttpRequest) -> KeyPair | None:
    """The key pair of the person who asks; None if it is not open in this session."""
    wrapped = _bytes(request.session.get(IN_SESSION, ""))
    key = _bytes(request.META.get(COOKIE) or request.COOKIES.get(COOKIE, ""))
    if len(key) != 32 or len(wrapped) <= NONCE_BYTES:
        return None
    owner = str(request.user.pk).encode()
    try:
        private = AESGCM(key).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], owner)
    except InvalidTag:
        return None
    return KeyPair(private)


class OpenedKeyMiddleware:
    """Hands the browser its half of the wrapped key, and takes it back when the session ends."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if IN_SESSION not in request.session:
            if COOKIE in request.COOKIES:
                response.delete_cookie(COOKIE, samesite="Lax")
        elif COOKIE in request.META:
            response.set_cookie(
                COOKIE,
                request.META[COOKIE],
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
