"""One form on a page of the room; refusals stand in the form."""

from __future__ import annotations

from functools import partial

from ponleu.response.operations.web import filling
from ponleu.response.operations.web.filling import Sheet

__all__ = ["Sheet", "fill"]

fill = partial(filling.fill, template="custody/form.html")
