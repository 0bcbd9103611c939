"""Screens on which a person decides whether two entries are one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.knowledge.register.queries import identity as queries
from ponleu.knowledge.register.rules import Verdict
from ponleu.knowledge.register.services import identity as services
from ponleu.knowledge.register.services import open_entry


@page(needs=Action.REGISTER_EDIT)
@journaled_list("register.matchproposal")
@require_GET
def queue(request: Request) -> HttpResponse:
    context = {
        "pairs": queries.waiting_pairs(request.user),
        "waiting": queries.waiting_count(request.user),
    }
    return render(request, "register/pairs.html", context)


@page(needs=Action.REGISTER_READ)
@require_GET
def compare(request: Request, one: UUID, other: UUID) -> HttpResponse:
    for key in (one, other):
        open_entry(request.user, key, clock.now())
    context = {
        "page": queries.pair_page(request.user, one, other),
        "may_judge": request.user.may(Action.REGISTER_EDIT),
        "done": queries.standing_judgement(request.user, _key(request.GET.get("done", ""))),
        "waiting": queries.waiting_count(request.user),
    }
    return render(request, "register/pair.html", context)


@page(needs=Action.REGISTER_EDIT)
@require_POST
def judge(request: Request, one: UUID, other: UUID) -> HttpResponse:
    verdict = request.POST.get("verdict", "")
    if verdict not in set(Verdict):
        raise InvalidInput(_("Choose same, different or unsure."))
    judgement = services.judge_pair(
        request.user,
        one,
        other,
        Verdict(verdict),
        why=request.POST.get("why", ""),
        at=clock.now(),
    )
    following = queries.next_pair(request.user)
    if following is None:
        messages.success(request, _("Kept. No other pair waits."))
        return redirect("register:pair", one=one, other=other)
    address = reverse("register:pair", args=[following.left_id, following.right_id])
    return redirect(f"{address}?done={judgement.pk}")


@page(needs=Action.REGISTER_EDIT)
@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    judgement = services.withdraw_judgement(
        request.user, pk, why=request.POST.get("why", ""), at=clock.now()
    )
    messages.success(
        request, _("Taken back: both records stand apart, each with all that is its own.")
    )
    return redirect("register:pair", one=judgement.left_id, other=judgement.right_id)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
