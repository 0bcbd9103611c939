"""One person's account, for whoever keeps it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ponleu.foundation.accounts import passphrases, queries, services
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.accounts.web.forms import GrantForm, ReasonForm
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.core.web import Request, page


@page(needs=Action.ACCOUNTS_MANAGE)
@require_GET
def person(request: Request, user_id: UUID) -> HttpResponse:
    """Who it is, what they were granted, and what can be changed."""
    return _show(request, user_id, GrantForm(request.user))


@page(needs=Action.ACCOUNTS_MANAGE)
@require_POST
def give_grant(request: Request, user_id: UUID) -> HttpResponse:
    """Give the person a role."""
    form = GrantForm(request.user, request.POST)
    if not form.is_valid():
        return _show(request, user_id, form, status=422)
    try:
        services.give_grant(
            request.user,
            queries.person(request.user, user_id),
            form.cleaned_data["role"],
            form.cleaned_data["unit"],
            form.cleaned_data["territory"],
            at=clock.now(),
        )
    except (InvalidInput, services.AlreadyGranted) as refusal:
        form.add_error(None, refusal.sentence)
        return _show(request, user_id, form, status=refusal.http_status)
    messages.success(request, _("The grant stands from now on."))
    return redirect("accounts:person", user_id)


@page(needs=Action.ACCOUNTS_MANAGE)
@require_POST
def end_grant(request: Request, user_id: UUID, grant_id: int) -> HttpResponse:
    """End one grant of the person."""
    services.end_grant(request.user, grant_id, at=clock.now())
    messages.success(request, _("The grant has ended."))
    return redirect("accounts:person", user_id)


@page(needs=Action.ACCOUNTS_MANAGE)
@require_POST
def deactivate(request: Request, user_id: UUID) -> HttpResponse:
    """Refuse the person every sign-in."""
    services.deactivate(request.user, user_id, reason=_reason(request), at=clock.now())
    messages.success(request, _("The account is deactivated and its sessions have ended."))
    return redirect("accounts:person", user_id)


@page(needs=Action.ACCOUNTS_MANAGE)
@require_POST
def reactivate(request: Request, user_id: UUID) -> HttpResponse:
    """Let the person sign in again."""
    services.reactivate(request.user, user_id, reason=_reason(request), at=clock.now())
    messages.success(request, _("The account can be used again."))
    return redirect("accounts:person", user_id)


@page(needs=Action.ACCOUNTS_MANAGE)
@require_POST
def reset_sign_in(request: Request, user_id: UUID) -> HttpResponse:
    """Give the person a new way in, and show its passphrase once."""
    passphrase = passphrases.new_passphrase()
    user = services.reset_sign_in(
        request.user, user_id, passphrase=passphrase, reason=_reason(request), at=clock.now()
    )
    return render(
        request, "accounts/passphrase_once.html", {"person": user, "passphrase": passphrase}
    )


@page(needs=Action.ACCOUNTS_MANAGE)
@require_POST
def sign_out(request: Request, user_id: UUID) -> HttpResponse:
    """End all sessions of the person."""
    user = queries.person(request.user, user_id)
    services.sign_out_everywhere(user, at=clock.now(), actor=request.user)
    messages.success(request, _("Every session of this person has ended."))
    return redirect("accounts:person", user_id)


def _reason(request: Request) -> str:
    form = ReasonForm(request.POST)
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""


def _show(request: Request, user_id: UUID, form: GrantForm, *, status: int = 200) -> HttpResponse:
    found = queries.person(request.user, user_id)
    context = {
        "person": found,
        "form": form,
        "reason_form": ReasonForm(),
        "is_me": found.pk == request.user.pk,
    }
    return render(request, "accounts/person.html", context, status=status)
