"""What people fill in about an order, and how it becomes a part of one."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.packs.operations import load_operation_roles
from ponleu.response.operations.rules.order import Order, Scope, SiteWork, Stop
from ponleu.response.operations.words import AIMS, in_language

LONGEST = 1000
DAY_MIN = 24 * 60


def role_choices() -> list[tuple[str, str]]:
    """Roles of operations in the reader's language."""
    roles = load_operation_roles(settings.PONLEU_COUNTRY).values()
    return [(role.code, in_language(role.name, role.name_km)) for role in roles]


def minutes_of(given: time | None, default: int) -> int:
    """A time of the first day as minutes after midnight."""
    return default if given is None else given.hour * 60 + given.minute


def time_of(minutes: int) -> time | None:
    """Minutes after midnight as a time; none from the next day on."""
    return time(minutes // 60, minutes % 60) if minutes < DAY_MIN else None


def lines_of(text: str) -> tuple[str, ...]:
    """What stands in each line that is not empty."""
    return tuple(each for line in text.splitlines() if (each := " ".join(line.split())))


def text_field(label: Any, help_text: Any = "", *, rows: int = 3, **more: Any) -> forms.CharField:
    """Several lines of words; all of them are sealed."""
    widget = forms.Textarea(attrs={"rows": rows})
    more.setdefault("max_length", LONGEST)
    return forms.CharField(label=label, help_text=help_text, widget=widget, **more)


def time_field(label: Any, help_text: Any = "", **more: Any) -> forms.TimeField:
    """A time of the first day, as browsers ask for one."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, help_text=help_text, widget=widget, **more)


def _moment_field(label: Any, help_text: Any = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        widget=widget,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )


class SeenForm(PageForm):
    """A form about one version of an order."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class BasicsForm(PageForm):
    """Who decided, on which basis, what for, when."""

    decided_by = forms.CharField(
        label=_("Who decided it"), help_text=_("Name and office."), max_length=200
    )
    basis = text_field(
        _("Decision and legal basis"), _("Number and day of the decision, and the provision.")
    )
    aims = forms.MultipleChoiceField(
        label=_("What it is for"),
        choices=[(aim.value, word) for aim, word in AIMS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    roll_call = time_field(_("Roll call"), required=False)

    def parts(self) -> dict[str, Any]:
        """Parts of the order, once it is valid."""
        given = self.cleaned_data
        return {
            "decided_by": given["decided_by"],
            "basis": given["basis"],
            "aims": tuple(given["aims"]),
            "day": given["day"].isoformat() if given["day"] else "",
            "starts_min": minutes_of(given["roll_call"], 0),
        }


class ChangedBasicsForm(BasicsForm, SeenForm):
    """The same of an order that exists."""

    @staticmethod
    def of(order: Order, seen: int) -> dict[str, Any]:
        """What stands in the form at first."""
        return {
            "seen": seen,
            "decided_by": order.decided_by,
            "basis": order.basis,
            "aims": order.aims,
            "day": order.day,
            "roll_call": time_of(order.starts_min),
        }


class ScopeForm(SeenForm):
    """What the prosecutor is asked to allow, beside the sites."""

    begins = _moment_field(_("From"))
    ends = _moment_field(_("Until"))
    persons = text_field(
        _("Persons who may be searched or held by name"),
        _("One in each line. Nobody if it is empty."),
        required=False,
    )
    search = forms.BooleanField(label=_("Enter and search"), required=False)
    cameras = forms.BooleanField(label=_("Copy camera recordings"), required=False)
    phones = forms.BooleanField(label=_("Copy phones and computers"), required=False)

    def clean(self) -> dict[str, Any]:
        """The end lies after the beginning."""
        given = super().clean() or {}
        begins, ends = given.get("begins"), given.get("ends")
        if begins and ends and begins >= ends:
            self.add_error("ends", _("It ends before it begins."))
        return given

    @staticmethod
    def of(scope: Scope, seen: int) -> dict[str, Any]:
        """What stands in the form at first."""
        return {
            "seen": seen,
            "begins": localtime(datetime.fromisoformat(scope.begins)) if scope.begins else None,
            "ends": localtime(datetime.fromisoformat(scope.ends)) if scope.ends else None,
            "persons": "\n".join(scope.persons),
            "search": scope.search,
            "cameras": scope.cameras,
            "phones": scope.phones,
        }

    def scope(self, entries: tuple[str, ...]) -> Scope:
        """The scope, once it is valid."""
        given = self.cleaned_data
        return Scope(
            entries=entries,
            begins=given["begins"].isoformat(),
            ends=given["ends"].isoformat(),
            persons=lines_of(given["persons"]),
            search=given["search"],
            cameras=given["cameras"],
            phones=given["phones"],
        )


class SiteForm(PageForm):
    """What is to be done at one site of an order."""

    service_min = forms.IntegerField(
        label=_("Minutes there"), min_value=5, max_value=24 * 60, initial=90
    )
    opens = time_field(_("Not before"), required=False)
    closes = time_field(_("Begin by"), _("Empty: at any time."), required=False)
    needs = forms.MultipleChoiceField(
        label=_("Who must be there"), widget=forms.CheckboxSelectMultiple, required=False
    )
    teams = forms.TypedMultipleChoiceField(
        label=_("Which teams go there"),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        required=False,
    )
    arrives = time_field(
        _("They are there at"), _("Empty: at the time of roll call."), required=False
    )
    where = text_field(_("How to get there"), rows=2, required=False)
    linked = forms.CharField(
        label=_("Linked by"),
        help_text=_("Sites with the same word are struck within minutes of each other."),
        max_length=40,
        required=False,
    )
    leave_out = forms.BooleanField(label=_("Take this site out of the order"), required=False)

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order
        teams = [(team.number, str(team.number)) for team in order.teams]
        self.fields["needs"].choices = role_choices()  # type: ignore[attr-defined]  # see above
        self.fields["teams"].choices = teams  # type: ignore[attr-defined]  # see above

    @staticmethod
    def of(site: SiteWork, order: Order) -> dict[str, Any]:
        """What stands in the form at first."""
        stops = [stop for stop in order.route.stops if stop.entry == site.entry]
        starts = min((stop.starts_min for stop in stops), default=None)
        return {
            "teams": [stop.team for stop in stops],
            "arrives": None if starts is None else time_of(starts),
            "service_min": site.service_min,
            "opens": time_of(site.opens_min) if site.opens_min else None,
            "closes": time_of(site.closes_min),
            "needs": site.needs,
            "where": site.where,
            "linked": site.linked,
        }

    def stops(self, entry: str) -> tuple[Stop, ...]:
        """When which teams are at the site, once it is valid."""
        starts = minutes_of(self.cleaned_data["arrives"], self.order.starts_min)
        return tuple(Stop(team, entry, starts) for team in self.cleaned_data["teams"])

    def parts(self) -> dict[str, Any]:
        """Parts of the site, once it is valid."""
        given = self.cleaned_data
        return {
            "service_min": given["service_min"],
            "opens_min": minutes_of(given["opens"], 0),
            "closes_min": minutes_of(given["closes"], DAY_MIN),
            "needs": tuple(given["needs"]),
            "where": given["where"],
            "linked": given["linked"],
        }

    def clean(self) -> dict[str, Any]:
        """It may not have to begin before it may begin."""
        given = super().clean() or {}
        opens, closes = given.get("opens"), given.get("closes")
        if opens and closes and closes < opens:
            self.add_error("closes", _("It has to begin before it may begin."))
        return given


class WordsForm(PageForm):
    """A reason or a note; it is sealed in the order."""

    words = text_field(_("Words"), _("Only readers of the order see them."))


class PersonForm(PageForm):
    """Somebody with an account."""

    username = forms.CharField(
        label=_("Who"),
        help_text=_("The name with which they sign in. The list offers those who have a key."),
        max_length=64,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )


class AskForm(PersonForm):
    """What somebody is asked to hold ready."""

    role = forms.ChoiceField(label=_("For which role"))
    words = text_field(
        _("What is asked of them"),
        _("Leave out place and time. They hear both at roll call."),
        max_length=500,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices()  # type: ignore[attr-defined]  # see above


class AnswerForm(PageForm):
    """Words that go with a yes or a no."""

    words = text_field(_("If you want to add something"), rows=2, required=False, max_length=500)


class CodeForm(PageForm):
    """What stands on a printed sheet."""

    reference = forms.CharField(label=_("Reference of the operation"), max_length=20)
    code = forms.CharField(label=_("Code"), help_text=_("Sixteen signs."), max_length=40)
