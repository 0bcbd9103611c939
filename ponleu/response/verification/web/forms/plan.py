"""Forms of questions, tasks, sources and requests."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ponleu.response.verification.services.questions import LONGEST_ANSWER
from ponleu.response.verification.services.requests import (
    LONGEST_ASK,
    LONGEST_BODY,
    LONGEST_REPLY,
)
from ponleu.response.verification.web.forms.base import (
    LONGEST,
    NOT_SEALED,
    PlanForm,
    day_field,
    information_field,
    reliability_field,
    words_field,
)
from ponleu.response.verification.words import CONCLUSIONS


class QuestionForm(PlanForm):
    """What must be known."""

    asks = words_field(_("What must be known?"))


class AnswerForm(PlanForm):
    """How a question is closed."""

    conclusion = forms.ChoiceField(label=_("How is it closed?"), choices=list(CONCLUSIONS.items()))
    words = words_field(
        _("Answer in a few words, or say why it cannot be answered"), LONGEST_ANSWER
    )
    grounds = forms.MultipleChoiceField(
        label=_("What it rests on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Sources of this plan, interviews that may be used as evidence, and replies. "
            "What was withdrawn is not offered."
        ),
    )


class TaskForm(PlanForm):
    """What is to be done, by whom and when."""

    what = words_field(_("What is to be done?"))
    holder = forms.ChoiceField(label=_("Who"))
    due = day_field(_("By when"))
    question = forms.ChoiceField(label=_("For which question"), required=False)


class HandOverForm(PlanForm):
    """Who has a task from now on, and until when."""

    holder = forms.ChoiceField(label=_("Who"))
    due = day_field(_("By when"))
    why = words_field(_("Why"), required=False)


class GradeForm(PlanForm):
    """How good a source is and how good what it says."""

    reliability = reliability_field()
    information = information_field()
    why = words_field(_("On what ground"))


class SourceForm(GradeForm):
    """What is relied on, and how good it is."""

    reference = forms.CharField(
        label=_("Reference of the document, claim, entry of the register or witness"),
        max_length=20,
        help_text=_("As it stands on its page, for example D-2026-000012-Y."),
    )
    field_order = ("reference", "reliability", "information", "why")


class WhyForm(PlanForm):
    """A reason that has to be given."""

    why = words_field(_("Why"))


class RequestForm(PlanForm):
    """Whom to ask what something rests on."""

    body = forms.CharField(
        label=_("To which body or newsroom"), max_length=LONGEST_BODY, help_text=NOT_SEALED
    )
    claim = forms.CharField(
        label=_("Reference of the claim that they made"),
        max_length=20,
        required=False,
        help_text=_("Its words then stand in the letter. May stay empty."),
    )
    asks = words_field(
        _("What do you ask them?"),
        LONGEST_ASK,
        help_text=_("It goes out as it stands here: nothing by which a reporter can be known."),
    )
    due = day_field(_("Answer asked by"))


class DayForm(PlanForm):
    """The day on which something went out."""

    on = day_field(_("On which day"))


class ReplyForm(PlanForm):
    """What came back, and how good it is."""

    on = day_field(_("Received on"))
    words = words_field(_("What they answered"), LONGEST_REPLY, required=False)
    source = forms.CharField(
        label=_("Reference of the document, if they sent one"), max_length=20, required=False
    )
    reliability = reliability_field()
    information = information_field()


class PieceWordsForm(PlanForm):
    """What a piece of evidence shows."""

    words = words_field(_("What does it show?"))


class PieceForm(PieceWordsForm):
    """What a piece shows, and how good it is."""

    is_direct = forms.BooleanField(label=_("From somebody who saw it themselves"), required=False)
    reliability = reliability_field()
    information = information_field()


class AnswerPieceForm(PieceForm):
    """The same of an answer, which has no single origin of its own."""

    origin = forms.CharField(
        label=_("Whom it comes from"),
        max_length=LONGEST,
        help_text=_("One origin is counted once, however often it is told."),
    )
    field_order = ("words", "origin", "is_direct", "reliability", "information")
