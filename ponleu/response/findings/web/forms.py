"""What people fill in about evidence and findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.response.findings.queries import Choices, FindingPage
from ponleu.response.findings.rules.elements import CODES, Group, Results, Seen
from ponleu.response.findings.rules.kinds import (
    Istanbul,
    OtherMatter,
    Outcome,
    PieceKind,
    Reliability,
    Side,
)
from ponleu.response.findings.services.findings import LONGEST_NAME, LONGEST_WORDS, Said
from ponleu.response.findings.services.findings import LONGEST_WHY as LONGEST_REFUSAL
from ponleu.response.findings.services.pieces import LONGEST_ORIGIN, LONGEST_WHY
from ponleu.response.findings.services.pieces import LONGEST_WORDS as LONGEST_SHOWN
from ponleu.response.findings.words import (
    CREDIBILITIES,
    ELEMENTS,
    ISTANBUL,
    KINDS,
    LEVELS,
    OTHER_MATTERS,
    OUTCOMES,
    RELIABILITIES,
    SEEN,
)

FREE_KINDS = (
    PieceKind.INTERVIEW,
    PieceKind.INSPECTION,
    PieceKind.EXHIBIT,
    PieceKind.REPLY,
    PieceKind.OTHER,
)
CHILD = {"yes": True, "no": False}
NOT_SEALED = _("This is not sealed: no words of reporters, no name of a person found.")


class RefuseForm(PageForm):
    """Why a finding is refused."""

    why = forms.CharField(
        label=_("Why, for its author"),
        max_length=LONGEST_REFUSAL,
        help_text=NOT_SEALED,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithdrawForm(PageForm):
    """Why a piece is withdrawn."""

    why = forms.CharField(label=_("Why"), max_length=LONGEST_WHY, help_text=NOT_SEALED)


class PieceForm(PageForm):
    """A piece of evidence."""

    what = forms.ChoiceField(label=_("What it is"), required=False)
    reference = forms.CharField(
        label=_("Or its reference"),
        max_length=20,
        required=False,
        help_text=_("Of a claim (K), a document (D) or a complaint (C) that is not in the list."),
    )
    quote = forms.CharField(
        label=_("The exact words in the document"),
        max_length=2000,
        required=False,
        help_text=_("Only for a document: copy them from its text; may stay empty."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    words = forms.CharField(
        label=_("What it shows"),
        max_length=LONGEST_SHOWN,
        help_text=NOT_SEALED,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    origin = forms.CharField(
        label=_("Whom it comes from"),
        max_length=LONGEST_ORIGIN,
        required=False,
        help_text=_(
            "A body, an office or “a worker, spoken to on 3 March”; never a reporter's name. All "
            "from one origin counts once. For a claim, document or complaint it may stay empty."
        ),
    )
    is_direct = forms.BooleanField(
        label=_("First-hand: from someone who saw it, or the thing itself"), required=False
    )
    is_judgment = forms.BooleanField(
        label=_("The document is the judgment of a court"), required=False
    )
    reliability = forms.ChoiceField(
        label=_("Reliability of whom it comes from"),
        choices=list(RELIABILITIES.items()),
        initial=Reliability.F,
    )
    credibility = forms.TypedChoiceField(
        label=_("Credibility of what it says"),
        choices=list(CREDIBILITIES.items()),
        coerce=int,
        initial=6,
        help_text=_("A piece graded E, or 5 or 6, does not count from level 2 on."),
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["what"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101  for the type checker
        chosen.choices = [
            ("", _("Choose, or give a reference")),
            (
                _("Heard or seen"),
                [(str(kind), KINDS[kind]) for kind in FREE_KINDS],
            ),
            (
                _("Claims and denials about it"),
                [
                    (f"{PieceKind.CLAIM}:{each.pk}", f"{each.reference} {each.content[:80]}")
                    for each in choices.claims
                ],
            ),
            (
                _("Documents that name it"),
                [
                    (f"{PieceKind.DOCUMENT}:{each.pk}", f"{each.reference} {each.title[:80]}")
                    for each in choices.sources
                ],
            ),
            (
                _("Complaints gathered in the allegation"),
                [
                    (f"{PieceKind.COMPLAINT}:{each.pk}", each.reference)
                    for each in choices.complaints
                ],
            ),
        ]

    def clean(self) -> dict[str, Any]:
        """One of the two ways to say what it is."""
        given = super().clean() or {}
        if bool(given.get("what")) == bool(given.get("reference")):
            raise forms.ValidationError(_("Choose what it is, or give one reference."))
        return given

    def chosen(self) -> tuple[PieceKind, UUID | None]:
        """What was chosen of the list."""
        kind, _separator, key = self.cleaned_data["what"].partition(":")
        return PieceKind(kind), UUID(key) if key else None


class FindingForm(PageForm):
    """A finding: evidence on its sides, conclusion, elements."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=list(OUTCOMES.items()))
    other_matter = forms.ChoiceField(
        label=_("Which other matter"),
        choices=[("", _("None")), *OTHER_MATTERS.items()],
        required=False,
        help_text=_("Only if the outcome is “Other matter”."),
    )
    level = forms.TypedChoiceField(
        label=_("How well the conclusion is proved"),
        choices=[(level, f"{level}") for level in LEVELS],
        coerce=int,
        initial=0,
    )
    words = forms.CharField(
        label=_("What was concluded"),
        max_length=LONGEST_WORDS,
        help_text=NOT_SEALED,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    child = forms.ChoiceField(
        label=_("Was somebody concerned under 18?"),
        choices=[("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))],
        required=False,
    )
    istanbul = forms.ChoiceField(
        label=_("Signs and what is told (Istanbul Protocol)"),
        choices=[("", _("No clinician said anything")), *ISTANBUL.items()],
        required=False,
    )
    clinician = forms.CharField(
        label=_("Name of the clinician"), max_length=LONGEST_NAME, required=False
    )
    clinician_piece = forms.TypedChoiceField(
        label=_("Document of the clinician"), coerce=UUID, empty_value=None, required=False
    )

    def __init__(self, *args: Any, pieces: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pieces = pieces
        level = self.fields["level"]
        theirs = self.fields["clinician_piece"]
        assert isinstance(level, forms.ChoiceField)  # noqa: S101  for the type checker
        assert isinstance(theirs, forms.ChoiceField)  # noqa: S101  for the type checker
        level.choices = [(each, f"{each}: {name}") for each, name in LEVELS.items()]
        documents = [each for each in pieces if each.kind == PieceKind.DOCUMENT]
        theirs.choices = [("", _("None")), *((str(p.pk), p.words[:80]) for p in documents)]
        for piece in pieces:
            self.fields[f"side-{piece.pk}"] = _side_field()
        for group, codes in CODES.items():
            for code in codes:
                self.fields[f"element-{group}-{code}"] = _element_field(group, code)

    def piece_fields(self) -> Iterator[tuple[Any, BoundField]]:
        """Each piece with the field of its side."""
        return ((piece, self[f"side-{piece.pk}"]) for piece in self.pieces)

    def conclusion_fields(self) -> Iterator[BoundField]:
        """The fields of the conclusion."""
        return (self[name] for name in ("outcome", "other_matter", "level", "words", "child"))

    def element_fields(self) -> Iterator[tuple[Group, list[BoundField]]]:
        """By group the fields of its elements."""
        for group, codes in CODES.items():
            yield group, [self[f"element-{group}-{code}"] for code in codes]

    def torture_fields(self) -> Iterator[BoundField]:
        """The fields that only a clinician's document fills."""
        return (self[name] for name in ("istanbul", "clinician", "clinician_piece"))

    def has_torture(self) -> bool:
        """Whether one of these is filled in."""
        return any(field.value() for field in self.torture_fields())

    def sides(self) -> dict[Side, list[UUID]]:
        """The pieces on each side, as far as they were sent well."""
        given: Mapping[str, Any] = getattr(self, "cleaned_data", {})
        return {
            side: [p.pk for p in self.pieces if given.get(f"side-{p.pk}") == side] for side in Side
        }

    def said(self) -> Said:
        """What was filled in, once it is valid."""
        given, sides = self.cleaned_data, self.sides()
        return Said(
            outcome=Outcome(given["outcome"]),
            level=given["level"],
            words=given["words"],
            speaking_for=sides[Side.FOR],
            speaking_against=sides[Side.AGAINST],
            other_matter=OtherMatter(given["other_matter"]) if given["other_matter"] else None,
            elements=self._elements(),
            concerns_child=CHILD.get(given["child"]),
            istanbul=Istanbul(given["istanbul"]) if given["istanbul"] else None,
            clinician=given["clinician"],
            clinician_piece=given["clinician_piece"],
        )

    def _elements(self) -> Results:
        return {
            (group, code): Seen(said)
            for group, codes in CODES.items()
            for code in codes
            if (said := self.cleaned_data[f"element-{group}-{code}"])
        }


def initial_of(found: FindingPage) -> dict[str, Any]:
    """A finding as the beginning of a new one."""
    finding = found.finding
    initial: dict[str, Any] = {
        "outcome": finding.outcome,
        "other_matter": finding.other_matter,
        "level": finding.level,
        "words": finding.words,
        "child": {None: "", True: "yes", False: "no"}[finding.concerns_child],
        "istanbul": finding.istanbul,
        "clinician": finding.clinician,
        "clinician_piece": finding.clinician_piece_id,
    }
    for side, cited in ((Side.FOR, found.speaking_for), (Side.AGAINST, found.speaking_against)):
        initial |= {f"side-{each.piece_id}": side for each in cited}
    for group, rows in found.elements:
        initial |= {f"element-{group}-{row.element[1]}": row.result for row in rows}
    return initial


def _side_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("It speaks"),
        choices=[
            (Side.FOR.value, _("for the allegation")),
            (Side.AGAINST.value, _("against it")),
            ("", _("not used")),
        ],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios__input"}),
        required=False,
    )


def _element_field(group: Group, code: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=str(ELEMENTS[(group, code)]),
        choices=[
            (Seen.NOT_KNOWN.value, SEEN[Seen.NOT_KNOWN]),
            (Seen.SEEN.value, SEEN[Seen.SEEN]),
            (Seen.NOT_SEEN.value, SEEN[Seen.NOT_SEEN]),
        ],
        widget=forms.Select(attrs={"class": "govuk-select"}),
        required=False,
    )
