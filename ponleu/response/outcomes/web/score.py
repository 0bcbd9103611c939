"""Does the score hold? What was found where visits were drawn."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ponleu.engines.planning.unannounced.calibration import LEAST
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.operations.rules.worth import MOST_WORTH
from ponleu.response.outcomes.queries import score


@page(needs=Action.OPERATION_READ)
@journaled_list("outcomes.figures")
@require_GET
def index(request: Request) -> HttpResponse:
    """Rates of what was found by band of the score, chosen and drawn apart."""
    context = {"held": score.held(request.user), "least": LEAST, "most": MOST_WORTH}
    return render(request, "outcomes/score.html", context)
