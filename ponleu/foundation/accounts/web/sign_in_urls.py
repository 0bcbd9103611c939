"""Addresses of signing in, second factors and sessions.

Only the pages of allauth that Ponleu uses, under the names that allauth looks up: no sign-up, no
e-mail, no passphrase reset by mail, no sign-in by code.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from allauth.usersessions import views as sessions
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache

from ponleu.foundation.accounts.web.sign_in import SignInView
from ponleu.foundation.core.web import open_page

Page = Callable[..., HttpResponse]


def _entrance(view: Page) -> Page:
    return open_page(reason="on the way in: nobody is signed in yet")(never_cache(view))


def _own(view: Any) -> Page:
    return open_page(reason="one's own way in; needs a session")(login_required(never_cache(view)))


urlpatterns: list[URLPattern] = [
    path("sign-in/login/", _entrance(SignInView.as_view()), name="account_login"),
    path("sign-in/second-factor/", _entrance(factors.authenticate), name="mfa_authenticate"),
    path("sign-out/", _entrance(account.logout), name="account_logout"),
    path("passphrase/", _own(account.password_change), name="account_change_password"),
    path("confirm/", _own(account.reauthenticate), name="account_reauthenticate"),
    path("confirm/code/", _own(factors.reauthenticate), name="mfa_reauthenticate"),
    path("confirm/key/", _own(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("second-factor/", _own(factors.index), name="mfa_index"),
    path("second-factor/app/add/", _own(app.activate_totp), name="mfa_activate_totp"),
    path("second-factor/app/remove/", _own(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-factor/keys/", _own(keys.list_webauthn), name="mfa_list_webauthn"),
    path("second-factor/keys/add/", _own(keys.add_webauthn), name="mfa_add_webauthn"),
    path("second-factor/keys/<int:pk>/", _own(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "second-factor/keys/<int:pk>/remove/",
        _own(keys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("second-factor/codes/", _own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "second-factor/codes/renew/",
        _own(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("sessions/", _own(sessions.list_usersessions), name="usersessions_list"),
]
