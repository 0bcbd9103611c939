"""The sign-in page."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView

from ponleu.foundation.accounts import queries
from ponleu.foundation.accounts.demonstration import PASSPHRASE


class SignInView(LoginView):  # type: ignore[misc]  # allauth has no types
    """allauth's page, with the demonstration accounts where there are any."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and who can be tried out."""
        return {
            **super().get_context_data(**kwargs),
            "shown_accounts": queries.shown_accounts(),
            "shown_passphrase": PASSPHRASE,
        }
