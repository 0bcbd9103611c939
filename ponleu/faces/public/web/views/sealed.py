"""What the script of the pages sends and asks for: keys, words, and what it sealed itself."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from ponleu.faces.public import sending
from ponleu.faces.public.answering import SIGNS
from ponleu.faces.public.templatetags.public_words import day_words
from ponleu.faces.public.web import received
from ponleu.faces.public.web.frame import options, public_page
from ponleu.faces.public.web.network import address_of
from ponleu.faces.public.web.received import Malformed, refused
from ponleu.faces.public.web.refusals import not_sent
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.limits import services as limits
from ponleu.foundation.limits.rules import network_of
from ponleu.foundation.packs.receipt_words import load_receipt_words
from ponleu.response.complaints.services import files, filing

SEALS = "whoever reports has no account; what is sent is sealed already"
CODES_TOLD = frozenset({*SIGNS, "not_safe", "self", "other"})
READ_BYTES = 256 * 1024
PIECE_BYTES = 1024 * 1024
"""Largest piece of a file that is taken on; ours send a quarter of that."""

SEALING_BYTES = 64 * 1024
"""What sealing adds to a file, and more."""


@public_page(reason="the list of words is the same for everyone", methods=("GET", "HEAD"))
def words(request: HttpRequest, code: str) -> HttpResponse:
    """The 256 words of receipts in a language."""
    return JsonResponse(load_receipt_words().words[code], safe=False)


@public_page(reason="to seal one needs the public keys of the desk", methods=("POST",))
def keys(request: HttpRequest, code: str) -> HttpResponse:
    """Public keys to which a report is sealed, by its province and what it is about."""
    try:
        province, codes = _province_and_codes(received.sent(request))
        publics = filing.desk_keys(province, codes)
    except Malformed:
        return refused(_("This page cannot be opened in that way."), 400)
    except DomainError:
        return refused(*not_sent("unsealed"))
    return JsonResponse([base64.b64encode(public).decode() for public in publics], safe=False)


@public_page(reason=SEALS, methods=("POST",))
def file(request: HttpRequest, code: str) -> HttpResponse:
    """Keep a sealed file under the key that its head names, whole or a piece at a time.

    Answers how many bytes of it are here; whoever sends goes on from there. Sent again, it is
    kept once.
    """
    try:
        key, at = received.key(request.headers.get("X-Key")), clock.now()
        if _is_one_too_many(request, key, at=at):
            return refused(*not_sent("many"))
        length = _number(request.META.get("CONTENT_LENGTH") or "0")
        size = request.headers.get("X-Size")
        if not (size or length):
            raise Malformed
        if (_number(size) if size else length) > options().file_bytes + SEALING_BYTES:
            return refused(_("A file was not added: it is too large."), 413)
        if not size:
            files.keep_sealed_file(key, _read(request), at=at)
            return JsonResponse({"kept": length})
        return JsonResponse({"kept": _with_piece(request, key, length, at=at)})
    except Malformed:
        return refused(_("This page cannot be opened in that way."), 400)
    except DomainError:
        return refused(*not_sent("unsealed"))


def _is_one_too_many(request: HttpRequest, key: UUID, *, at: datetime) -> bool:
    """Whether a network has begun enough files in this hour; going on with one does not count."""
    if files.is_begun(key):
        return False
    most = options().most_files * options().sends_per_hour
    return not limits.take("file", network_of(address_of(request)), at=at, most=most)


def _with_piece(request: HttpRequest, key: UUID, length: int, *, at: datetime) -> int:
    begins_at = _number(request.headers.get("X-From"))
    size = _number(request.headers.get("X-Size"))
    if length > PIECE_BYTES:
        raise Malformed
    piece = b"".join(_read(request))
    return files.keep_piece(key, piece, begins_at=begins_at, size=size, at=at)


@public_page(reason=SEALS, methods=("POST",))
def report(request: HttpRequest, code: str) -> HttpResponse:
    """File a report that was sealed in the browser."""
    try:
        fields = received.sent(request)
        sealed, work = _report(fields, code), _work(fields)
        filed = sending.send_sealed(
            sealed, work, address=address_of(request), limit=options(), at=clock.now()
        )
    except Malformed:
        return refused(_("This page cannot be opened in that way."), 400)
    except sending.NotSent as refusal:
        return refused(*not_sent(refusal.because))
    return JsonResponse(
        {
            "reference": filed.reference,
            "day": filed.day,
            "day_words": day_words(filed.day),
            "proof": filed.proof,
        }
    )


def _report(fields: dict[str, Any], code: str) -> filing.SealedReport:
    province, codes = _province_and_codes(fields)
    return filing.SealedReport(
        key=received.key(fields.get("key")),
        content=received.octets(fields, "content"),
        summary=received.octets(fields, "summary"),
        mark=received.octets(fields, "mark", length=16),
        reporter_key=received.octets(fields, "reporter_key", length=32),
        language=code,
        province=province,
        codes=codes,
        files=received.keys(fields, "files"),
    )


def _province_and_codes(fields: dict[str, Any]) -> tuple[str, frozenset[str]]:
    province, codes = fields.get("province"), fields.get("codes")
    if not isinstance(province, str) or not isinstance(codes, list):
        raise Malformed
    if province and not (len(province) == 2 and province.isascii() and province.isdigit()):
        raise Malformed
    return province, frozenset(code for code in codes if code in CODES_TOLD)


def _work(fields: dict[str, Any]) -> sending.Work:
    return sending.Work(str(fields.get("challenge", "")), str(fields.get("numbers", "")))


def _number(said: str | None) -> int:
    if not (said and said.isascii() and said.isdigit() and len(said) < 16):
        raise Malformed
    return int(said)


def _read(request: HttpRequest) -> Iterator[bytes]:
    while piece := request.read(READ_BYTES):
        yield piece
