"""Forms of witnesses, interviews, consent and training."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.response.verification.rules import Purpose
from ponleu.response.verification.services.interviews import (
    LONGEST_NAME,
    LONGEST_NOTES,
    Interpreter,
)
from ponleu.response.verification.web.forms.base import LONGEST, PlanForm, day_field, words_field
from ponleu.response.verification.words import PURPOSES

SEALED = _("Sealed to your unit.")


class WitnessForm(PlanForm):
    """Who may be asked."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME, help_text=SEALED)
    contact = words_field(_("How to reach them safely"), required=False, help_text=SEALED)
    entry = forms.CharField(
        label=_("Their reference in the register"),
        max_length=20,
        required=False,
        help_text=_("P-…, if they are in it. Sealed to your unit."),
    )
    is_child = forms.BooleanField(label=_("Under 18, or it is not sure"), required=False)


class LeaveForm(PlanForm):
    """Who may hold one interview without training."""

    person = forms.ChoiceField(label=_("Who"))
    why = words_field(_("Why nobody trained can do it"))


class InterviewForm(PlanForm):
    """Who asks, when, why again, and through whom."""

    interviewer = forms.ChoiceField(label=_("Who asks"))
    on = day_field(_("On which day"))
    necessity = words_field(
        _("Why asking this person again is needed"),
        required=False,
        help_text=_(
            "Needed from the second time on. This is not sealed: no names, and no words of theirs."
        ),
    )
    language = forms.CharField(
        label=_("Language of the interpreter"),
        max_length=80,
        required=False,
        help_text=_("Leave it empty if there is no interpreter."),
    )
    interpreter = forms.CharField(
        label=_("Name of the interpreter"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=SEALED,
    )
    is_apart = forms.BooleanField(
        label=_("I made sure that the interpreter is no party and no relative"), required=False
    )

    def interpreter_of(self) -> Interpreter | None:
        """Who interprets, once the form is valid; none if nothing was filled in."""
        given = self.cleaned_data
        if not (given["language"] or given["interpreter"]):
            return None
        return Interpreter(given["language"], given["interpreter"], given["is_apart"])


class ConsentForm(PlanForm):
    """What somebody said about each purpose."""

    giver = forms.ChoiceField(label=_("Who says it"))
    said = day_field(_("On which day"))
    was_informed = forms.BooleanField(
        label=_("They were told what it is for, how long it is kept, and how to withdraw"),
        required=False,
    )
    yes = forms.MultipleChoiceField(
        label=_("They say yes to"),
        required=False,
        choices=list(PURPOSES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What is not ticked is a no."),
    )


class WithdrawConsentForm(PlanForm):
    """To what a yes was withdrawn."""

    purpose = forms.ChoiceField(label=_("For what"), choices=list(PURPOSES.items()))
    on = day_field(_("On which day"))


class KeepForm(PlanForm):
    """What came of an interview."""

    on = day_field(_("Held on"))
    notes = forms.CharField(
        label=_("What was said"),
        max_length=LONGEST_NOTES,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=SEALED,
    )
    help_was_offered = forms.BooleanField(
        label=_("Help was offered: shelter, a doctor, a lawyer"), required=False
    )
    promised = words_field(
        _("What were they promised to hear?"),
        LONGEST,
        required=False,
        help_text=_("Becomes a task of who asked. This is not sealed: no names."),
    )
    promised_by = day_field(_("Promised by"), required=False)


class UseForm(PlanForm):
    """To whom something went, for what."""

    purpose = forms.ChoiceField(
        label=_("For what"),
        choices=[(p, PURPOSES[p]) for p in (Purpose.PROSECUTOR, Purpose.EMBASSY, Purpose.RESEARCH)],
    )
    to = forms.CharField(
        label=_("To which body"),
        max_length=LONGEST_NAME,
        help_text=_("This is not sealed: no names of people."),
    )
    on = day_field(_("On which day"))


class TrainingForm(PageForm):
    """That a colleague was trained."""

    username = forms.CharField(
        label=_("Sign-in name of the colleague"),
        max_length=64,
        help_text=_("Your own training is entered by a colleague."),
    )
    course = forms.CharField(label=_("Course"), max_length=200)
    held = day_field(_("Held on"))
    valid_until = day_field(_("Valid until"))
