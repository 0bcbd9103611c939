"""How the API is used, for people; its description, for programs."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ponleu.faces.api.web.door import MOST_AN_HOUR
from ponleu.faces.api.web.frame import MOST_BODY_BYTES
from ponleu.faces.api.web.operations import MOST_ROWS, api
from ponleu.faces.api.web.refusals import MEDIA_TYPE
from ponleu.foundation.core.web import open_page

PREFIX = "api/1/"
FIRST_REFUSAL = 400


@open_page(reason="how to send is no secret; sending takes a key")
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What can be asked, with a line for curl each."""
    limits = {kind.partition(".")[2]: most for kind, most in MOST_AN_HOUR.items()}
    context = {
        "root": request.build_absolute_uri(),
        "most_kilobytes": MOST_BODY_BYTES // 1024,
        "most_file_megabytes": settings.PONLEU_PUBLIC.file_bytes // 1024 // 1024,
        "most_rows": MOST_ROWS,
        "limits": limits,
    }
    return render(request, "api/index.html", context)


@open_page(reason="which fields there are is no secret; sending takes a key")
@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1."""
    response = JsonResponse(description())
    response["Cache-Control"] = "public, max-age=300"
    return response


@cache
def description() -> dict[str, Any]:
    """The description of the API, with refusals as what they are."""
    made: dict[str, Any] = api.get_openapi_schema(path_prefix=PREFIX)
    for methods in made["paths"].values():
        for asked in methods.values():
            for status, told in asked["responses"].items():
                if int(status) >= FIRST_REFUSAL:
                    told["content"] = {MEDIA_TYPE: told["content"].pop("application/json")}
    return made
