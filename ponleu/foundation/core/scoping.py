"""Row-level access: the one way a request reaches stored records."""

from __future__ import annotations

from typing import Any, Protocol, Self, TypeVar
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connection, models

from ponleu.foundation.core.errors import NotFound

M = TypeVar("M", bound=models.Model)


class Actor(Protocol):
    """Whoever asks: a signed-in person, as rooms below accounts see one."""

    @property
    def pk(self) -> Any: ...

    def may(self, action: str, target: Any = None) -> bool:
        """Whether a grant covers the action on the target, or on anything if None."""
        ...


class ScopedQuerySet(models.QuerySet[M]):
    """A queryset that can be narrowed to what one actor may see."""

    def visible_to(self, actor: Any) -> Self:
        """Only the records that the actor may know of."""
        raise TypeError(f"{type(self).__name__} does not say who may see its records")

    def get_for(self, actor: Any, pk: UUID | int | str, *, lock: bool = False) -> M:
        """The one record, locked until the transaction ends if ``lock``.

        Raises:
            NotFound: no such record, also if the key is none at all, or the actor may not see it.
        """
        records = self.visible_to(actor)
        if lock and connection.features.has_select_for_update:
            records = records.select_for_update(of=("self",))
        try:
            return records.get(pk=pk)
        except (ObjectDoesNotExist, ValidationError, ValueError):
            raise NotFound("There is no such record.") from None
