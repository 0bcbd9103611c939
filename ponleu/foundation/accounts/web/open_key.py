"""Opening one's own key in a session in which it is shut."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ponleu.foundation.accounts import opened_keys
from ponleu.foundation.accounts.adapters import open_key_pair
from ponleu.foundation.accounts.web.forms import PassphraseForm
from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request, open_page
from ponleu.foundation.journal import services as journal
from ponleu.foundation.limits import services as limits

TRIES_AN_HOUR = 10
OWN = "every signed-in person may open their own key with their own passphrase"


@open_page(reason=OWN)
@sensitive_post_parameters("passphrase")
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def open_key(request: Request) -> HttpResponse:
    """Ask for the passphrase, and open the key with it for this session."""
    form = PassphraseForm(request.POST or None)
    next_page = _next(request)
    if form.is_valid():
        refusal = _refusal(request, form.cleaned_data["passphrase"])
        if refusal is None:
            messages.success(request, _("Your key is open in this session."))
            return HttpResponseRedirect(next_page)
        form.add_error("passphrase", refusal)
    context = {
        "form": form,
        "next_page": next_page,
        "is_open": opened_keys.opened(request) is not None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/open_key.html", context, status=status)


def _refusal(request: Request, passphrase: str) -> str | None:
    """Why the key stays shut; None if it is open now."""
    user = request.user
    if not limits.take("open_key", str(user.pk), at=clock.now(), most=TRIES_AN_HOUR):
        return _("Too many tries. Wait an hour, or sign out and in again.")
    if user.check_password(passphrase) and open_key_pair(request, user, passphrase):
        return None
    journal.record(at=clock.now(), actor=user, action="account.key_not_opened", target=user)
    return _("This passphrase does not open your key.")


def _next(request: Request) -> str:
    asked = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else reverse("accounts:me")
