"""Administrative places by government code."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language


class Place(models.Model):
    """A province, district, commune or village; codes nest by prefix ("18", "1801", "180104")."""

    code = models.CharField(max_length=8, primary_key=True)
    level = models.CharField(max_length=12, help_text="province, district, commune, village")
    name = models.CharField(max_length=80)
    name_km = models.CharField(max_length=80)

    class Meta:
        ordering = ["code"]

    scoping_because = "public administrative geography"
    holds_no_person = True

    def __str__(self) -> str:
        in_khmer = (get_language() or "").startswith("km")
        return self.name_km if in_khmer and self.name_km else self.name
