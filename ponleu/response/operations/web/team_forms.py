"""What people fill in about a team: who goes, in which role, in what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.response.operations.rules.order import Member, Team
from ponleu.response.operations.web.forms import (
    DAY_MIN,
    SeenForm,
    lines_of,
    minutes_of,
    role_choices,
    text_field,
    time_field,
    time_of,
)

FREE_ROWS = 4
"""Empty rows under those who are in a team already; keeping it gives four more."""


class TeamForm(SeenForm):
    """What a team goes in and when; its people stand in forms of their own."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    lead = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    vehicles = text_field(
        _("Vehicles"),
        _("One in each line: plate, kind, seats. Ambulances and fire trucks too."),
        required=False,
    )
    equipment = forms.CharField(label=_("Equipment"), max_length=500, required=False)
    starts = time_field(_("Shift begins"), required=False)
    ends = time_field(_("Shift ends"), _("Empty: open."), required=False)
    base_latitude = forms.FloatField(
        label=_("Leaves from, latitude"), min_value=-90, max_value=90, required=False
    )
    base_longitude = forms.FloatField(
        label=_("Leaves from, longitude"), min_value=-180, max_value=180, required=False
    )

    @staticmethod
    def of(team: Team, seen: int) -> dict[str, Any]:
        """What stands in the form at first."""
        return {
            "seen": seen,
            "number": team.number,
            "lead": team.lead,
            "vehicles": "\n".join(team.vehicles),
            "equipment": team.equipment,
            "starts": time_of(team.starts_min) if team.starts_min else None,
            "ends": time_of(team.ends_min),
            "base_latitude": team.base_latitude,
            "base_longitude": team.base_longitude,
        }

    def clean(self) -> dict[str, Any]:
        """A base has both degrees, and a shift ends after it begins."""
        given = super().clean() or {}
        if (given.get("base_latitude") is None) != (given.get("base_longitude") is None):
            self.add_error("base_longitude", _("Give both degrees, or neither."))
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("The shift ends before it begins."))
        return given

    def team(self, number: int, members: tuple[Member, ...], lead: int) -> Team:
        """The team, once it is valid."""
        given = self.cleaned_data
        return Team(
            number=number,
            members=members,
            lead=lead,
            vehicles=lines_of(given["vehicles"]),
            equipment=given["equipment"],
            starts_min=minutes_of(given["starts"], 0),
            ends_min=minutes_of(given["ends"], DAY_MIN),
            base_latitude=given["base_latitude"],
            base_longitude=given["base_longitude"],
        )


class MemberForm(PageForm):
    """One person of a team. A row without a name is no person."""

    who = forms.CharField(
        label=_("Name, or the name with which they sign in"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), required=False)
    telephone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    languages = forms.CharField(
        label=_("Languages, of an interpreter"), max_length=60, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [("", ""), *role_choices()]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]  # see above

    def clean(self) -> dict[str, Any]:
        """Who is named has a role."""
        given = super().clean() or {}
        if given.get("who") and not given.get("role"):
            self.add_error("role", _("Choose a role."))
        return given

    @staticmethod
    def of(member: Member, usernames: dict[str, str]) -> dict[str, Any]:
        """What stands in the form at first.

        Args:
            usernames: with which people sign in, by the key of their account.
        """
        return {
            "who": usernames.get(member.user, member.name),
            "role": member.role,
            "telephone": member.telephone,
            "languages": ", ".join(member.languages),
        }
