"""What the script of the pages sends and asks for: keys, words, and what it sealed itself."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from ponleu.faces.public import sending
from ponleu.faces.public.answering import SIGNS
from ponleu.faces.public.languages import CODES
from ponleu.faces.public.web.frame import options, public_page
from ponleu.faces.public.web.network import address_of
from ponleu.faces.public.web.refusals import not_sent
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.limits import services as limits
from ponleu.foundation.limits.rules import network_of
from ponleu.foundation.packs.receipt_words import load_receipt_words
from ponleu.response.complaints.services import filing

SEALS = "whoever reports has no account; what is sent is sealed already"
CODES_TOLD = frozenset({*SIGNS, "not_safe", "self", "other"})
PIECE_BYTES = 256 * 1024
SEALING_BYTES = 64 * 1024
"""What sealing adds to a file, and more."""


class Malformed(Exception):
    """The script of our pages does not send such things."""


@public_page(reason="the list of words is the same for everyone", methods=("GET", "HEAD"))
def words(request: HttpRequest, code: str) -> HttpResponse:
    """The 256 words of receipts in a language."""
    return JsonResponse(load_receipt_words().words[code], safe=False)


@public_page(reason="to seal one needs the public keys of the desk", methods=("POST",))
def keys(request: HttpRequest, code: str) -> HttpResponse:
    """Public keys to which a report is sealed, by its province and what it is about."""
    try:
        province, codes = _province_and_codes(_sent(request))
        publics = filing.desk_keys(province, codes)
    except Malformed:
        return _refused(_("This page cannot be opened in that way."), 400)
    except DomainError:
        return _refused(*not_sent("unsealed"))
    return JsonResponse([base64.b64encode(public).decode() for public in publics], safe=False)


@public_page(reason=SEALS, methods=("POST",))
def file(request: HttpRequest, code: str) -> HttpResponse:
    """Keep one sealed file under the key that its head names; sent again, it is kept once."""
    at, chosen = clock.now(), options()
    most = chosen.most_files * chosen.sends_per_hour
    if not limits.take("file", network_of(address_of(request)), at=at, most=most):
        return _refused(*not_sent("many"))
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdigit() or int(length) > chosen.file_bytes + SEALING_BYTES:
        return _refused(_("A file was not added: it is too large."), 413)
    try:
        filing.keep_sealed_file(_key(request.headers.get("X-Key")), _pieces(request), at=at)
    except Malformed:
        return _refused(_("This page cannot be opened in that way."), 400)
    except DomainError:
        return _refused(*not_sent("unsealed"))
    return JsonResponse({})


@public_page(reason=SEALS, methods=("POST",))
def report(request: HttpRequest, code: str) -> HttpResponse:
    """File a report that was sealed in the browser."""
    try:
        sent = _sent(request)
        sealed, work = _report(sent, code), _work(sent)
        filing_ = sending.send_sealed(
            sealed, work, address=address_of(request), limit=options(), at=clock.now()
        )
    except Malformed:
        return _refused(_("This page cannot be opened in that way."), 400)
    except sending.NotSent as refusal:
        return _refused(*not_sent(refusal.because))
    return JsonResponse(
        {"reference": filing_.reference, "day": filing_.day, "proof": filing_.proof}
    )


def _refused(sentence: str, status: int) -> HttpResponse:
    return JsonResponse({"sentence": sentence}, status=status)


def _sent(request: HttpRequest) -> dict[str, Any]:
    try:
        sent = json.loads(request.body)
    except ValueError:
        raise Malformed from None
    if not isinstance(sent, dict):
        raise Malformed
    return sent


def _report(sent: dict[str, Any], code: str) -> filing.SealedReport:
    province, codes = _province_and_codes(sent)
    files = sent.get("files")
    if code not in CODES or not isinstance(files, list) or len(files) > options().most_files:
        raise Malformed
    return filing.SealedReport(
        key=_key(sent.get("key")),
        content=_bytes(sent, "content"),
        summary=_bytes(sent, "summary"),
        mark=_bytes(sent, "mark", length=16),
        reporter_key=_bytes(sent, "reporter_key", length=32),
        language=code,
        province=province,
        codes=codes,
        files=tuple(_key(name) for name in files),
    )


def _province_and_codes(sent: dict[str, Any]) -> tuple[str, frozenset[str]]:
    province, codes = sent.get("province"), sent.get("codes")
    if not isinstance(province, str) or not isinstance(codes, list):
        raise Malformed
    if province and not (len(province) == 2 and province.isascii() and province.isdigit()):
        raise Malformed
    return province, frozenset(code for code in codes if code in CODES_TOLD)


def _work(sent: dict[str, Any]) -> sending.Work:
    return sending.Work(str(sent.get("challenge", "")), str(sent.get("numbers", "")))


def _key(said: object) -> UUID:
    try:
        return UUID(str(said))
    except ValueError:
        raise Malformed from None


def _bytes(sent: dict[str, Any], name: str, *, length: int | None = None) -> bytes:
    try:
        given = base64.b64decode(str(sent.get(name, "")), validate=True)
    except binascii.Error:
        raise Malformed from None
    if not given or length not in (None, len(given)):
        raise Malformed
    return given


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    while piece := request.read(PIECE_BYTES):
        yield piece
