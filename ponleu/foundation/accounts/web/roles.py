"""What each role may do."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ponleu.foundation.accounts import queries
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.web import Request, page


@page(needs=Action.ROLES_READ)
@require_GET
def roles(request: Request) -> HttpResponse:
    """Every role as a card, and all of them in one table."""
    return render(request, "accounts/roles.html", {"table": queries.role_table()})
