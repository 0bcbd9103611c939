"""One's own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ponleu.foundation.accounts import queries, services
from ponleu.foundation.accounts.adapters import keep_language
from ponleu.foundation.accounts.web.forms import PreferencesForm
from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request, open_page

OWN = "every signed-in person may see and change their own account, and nothing else here"


@open_page(reason=OWN)
@login_required
@never_cache
@require_GET
def me(request: Request) -> HttpResponse:
    """Who I am, what I was granted, and my choices."""
    chosen = {field: getattr(request.user, field) for field in PreferencesForm.base_fields}
    return _show(request, PreferencesForm(initial=chosen))


@open_page(reason=OWN)
@login_required
@require_POST
def choose_preferences(request: Request) -> HttpResponse:
    """Keep the language and the keys."""
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    services.choose_preferences(request.user, **form.cleaned_data, at=clock.now())
    messages.success(request, _("Your choices are kept."))
    response = redirect("accounts:me")
    keep_language(response, request.user.language)
    return response


@open_page(reason=OWN)
@login_required
@require_POST
def sign_out_everywhere(request: Request) -> HttpResponse:
    """End all my sessions, this one too."""
    services.sign_out_everywhere(request.user, at=clock.now())
    logout(request)
    messages.success(request, _("You are signed out on every device."))
    return redirect("account_login")


def _show(request: Request, form: PreferencesForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "grants": queries.own_grants(request.user)}
    return render(request, "accounts/me.html", context, status=status)
