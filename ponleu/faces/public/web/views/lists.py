"""Lists that the script of the pages asks for; they are the same for everyone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from ponleu.faces.public.web.frame import public_page
from ponleu.foundation.places import queries


@public_page(reason="public administrative geography", methods=("GET", "HEAD"))
def places(request: HttpRequest, code: str) -> HttpResponse:
    """Districts and communes of all provinces: one list, so that asking for it tells nothing."""
    listed = [[place.code, str(place)] for place in queries.districts_and_communes()]
    return JsonResponse(listed, safe=False)
