"""One form on a page of the room; refusals stand in the form."""

from __future__ import annotations

from functools import partial

from ponleu.foundation.core import filling
from ponleu.foundation.core.filling import Sheet

__all__ = ["Sheet", "fill"]

fill = partial(filling.fill, template="custody/form.html")
