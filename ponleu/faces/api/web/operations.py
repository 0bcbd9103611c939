"""The operations of the API: each calls one service or query."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import File, Form, NinjaAPI, Path, Query, Status
from ninja.errors import HttpError, ValidationError
from ninja.files import UploadedFile
from ninja.parser import Parser

from ponleu.faces.api import queries, services
from ponleu.faces.api.json_reading import BrokenJson, one_writing, read_json
from ponleu.faces.api.web import shapes
from ponleu.faces.api.web.door import ProgramKey
from ponleu.faces.api.web.reading import brought, refuse_unknown, wrong_fields
from ponleu.faces.api.web.refusals import TooLargeBody, Unreadable, WrongKind, answer, unreadable
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError

if TYPE_CHECKING:
    from ponleu.foundation.accounts.models import Program

MOST_ROWS = 100


class KeyedRequest(HttpRequest):
    """A request that came through the door. For annotations only."""

    auth: Program


class JsonParser(Parser):
    """Reads bodies; tells where they are broken."""

    def parse_body(self, request: HttpRequest) -> Any:
        """What the body says."""
        if request.content_type != "application/json":
            raise WrongKind(_("Send it as “Content-Type: application/json”."))
        return read_json(request.body)


def _refused(*also: int) -> dict[int, type[shapes.Problem]]:
    """The refusals that an operation may give, beside those that all may."""
    return dict.fromkeys(sorted({400, 401, 403, 422, 429, *also}), shapes.Problem)


api = NinjaAPI(
    title="Ponleu",
    version="1",
    description="Complaints from programs of other bodies, and what became of them.",
    openapi_url=None,
    docs_url=None,
    urls_namespace="operations",
    auth=ProgramKey(),
    parser=JsonParser(),
)


@api.post(
    "complaints/",
    operation_id="send_complaint",
    response={201: shapes.Accepted, 200: shapes.Accepted, **_refused(409, 413, 415, 503, 507)},
    summary="Send a complaint; sent again with the same key, it is kept once (200)",
)
def send_complaint(
    request: KeyedRequest, response: HttpResponse, report: shapes.Report
) -> Status[shapes.Accepted]:
    """It is sealed before it is written, with the body as you sent it; nobody reads it back."""
    at, program = clock.now(), request.auth
    refuse_unknown(request)
    one = brought(program, report, request.body)
    words = one_writing(read_json(request.body))
    sent = services.send(program, one, words, wants_receipt=report.receipt, at=at)
    address = reverse("api:follow_complaint", args=[sent.reference])
    response["Location"] = address
    receipt = shapes.Receipt(language=report.language, words=list(sent.receipt))
    accepted = shapes.Accepted(
        reference=sent.reference,
        date=sent.date,
        proof=sent.proof,
        address=address,
        receipt=receipt if sent.receipt else None,
    )
    return Status(HTTPStatus.CREATED if sent.is_new else HTTPStatus.OK, accepted)


@api.post(
    "complaints/{key}/files/",
    operation_id="add_file",
    response={201: shapes.FileKept, 200: shapes.FileKept, **_refused(404, 409, 413, 503, 507)},
    summary="Add a file to a complaint that you sent; sent again, it is kept once (200)",
)
def add_file(
    request: KeyedRequest,
    key: Annotated[shapes.Key, Path(...)],
    file_key: Annotated[shapes.Key, Form(...)],
    file: Annotated[UploadedFile, File(...)],
) -> Status[shapes.FileKept]:
    """The key in the address is the complaint's own; each file has one, too."""
    at, program = clock.now(), request.auth
    refuse_unknown(request)
    if getattr(file, "is_too_large", False):
        raise too_large()
    is_new = services.add_file(
        program,
        UUID(key),
        UUID(file_key),
        file.opened_chunks(),  # type: ignore[attr-defined]  # web.frame lets no other kind in
        name=(file.name or "")[:200],
        media_type=file.content_type or "application/octet-stream",
        at=at,
    )
    return Status(HTTPStatus.CREATED if is_new else HTTPStatus.OK, shapes.FileKept(kept=True))


@api.get(
    "complaints/",
    operation_id="follow_complaints",
    response={200: shapes.Fates, **_refused(404)},
    summary="What became of the complaints that you sent, newest first",
)
def follow_complaints(
    request: KeyedRequest,
    before: Annotated[shapes.Reference | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_ROWS)] = MOST_ROWS,
) -> shapes.Fates:
    """Never what is in them, and none of anybody else."""
    refuse_unknown(request, "before", "limit")
    page = services.follow(request.auth, before=before or "", limit=limit, at=clock.now())
    asked = urlencode({"before": page.before, "limit": limit})
    return shapes.Fates(
        complaints=[shapes.Fate.model_validate(one) for one in page.fates],
        next=f"{reverse('api:follow_complaints')}?{asked}" if page.before else None,
    )


@api.get(
    "complaints/{reference}/",
    operation_id="follow_complaint",
    response={200: shapes.Fate, **_refused(404)},
    summary="What became of one complaint that you sent",
)
def follow_complaint(
    request: KeyedRequest, reference: Annotated[shapes.Reference, Path(...)]
) -> shapes.Fate:
    """In one sentence."""
    refuse_unknown(request)
    fate = services.follow_one(request.auth, reference, at=clock.now())
    return shapes.Fate.model_validate(fate)


@api.get(
    "places/",
    operation_id="places",
    response={200: shapes.PlaceRows, **_refused()},
    summary="All provinces; with “inside” all districts and communes of a province or district",
)
def places(
    request: KeyedRequest,
    inside: Annotated[str | None, Query(pattern=shapes.PLACE_PATTERN)] = None,
) -> shapes.PlaceRows:
    """Government codes, with names in Khmer and English."""
    refuse_unknown(request, "inside")
    rows = queries.places(inside or "")
    return shapes.PlaceRows(places=[shapes.PlaceRow.model_validate(row) for row in rows])


@api.get(
    "words/",
    operation_id="words",
    response={200: shapes.Tables, **_refused()},
    summary="Every code: signs, languages, channels, states, outcomes",
)
def words(request: KeyedRequest) -> shapes.Tables:
    """Codes, with words in Khmer and English."""
    refuse_unknown(request)
    return shapes.Tables.model_validate(queries.tables())


def too_large() -> TooLargeBody:
    """That more was sent than is taken."""
    return TooLargeBody(_("This is too large. See /api/1/ for what is taken at once."))


@api.exception_handler(DomainError)
def domain_error(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """A rule said no."""
    return answer(request, refusal)


@api.exception_handler(ValidationError)
def fields_error(request: HttpRequest, failure: ValidationError) -> HttpResponse:
    """Fields cannot be taken, or there is no body at all."""
    if any(fault["loc"] == ("body", "report") for fault in failure.errors) and not request.body:
        return answer(request, Unreadable(_("The body is empty. Send one complaint as JSON.")))
    return answer(request, wrong_fields(failure.errors))


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, failure: HttpError) -> HttpResponse:
    """What the framework says when our parser refuses; the cause tells why."""
    cause = failure.__cause__
    if isinstance(cause, DomainError):
        return answer(request, cause)
    if isinstance(cause, BrokenJson):
        return answer(request, unreadable(cause))
    return answer(request, Unreadable(_("This request cannot be read.")))
