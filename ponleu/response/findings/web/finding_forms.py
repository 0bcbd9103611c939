"""What people fill in about a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.response.findings.queries import FindingPage
from ponleu.response.findings.rules.elements import CODES, Element, Group, Results, Seen
from ponleu.response.findings.rules.kinds import (
    Istanbul,
    OtherMatter,
    Outcome,
    PieceKind,
    Side,
)
from ponleu.response.findings.services.grounds import LONGEST_NAME, LONGEST_WORDS, Said
from ponleu.response.findings.web.forms import NOT_SEALED
from ponleu.response.findings.web.numbering import NoSuchNumber, Numbering
from ponleu.response.findings.words import ELEMENTS, ISTANBUL, LEVELS, OTHER_MATTERS, OUTCOMES, SEEN

NUMBERED = "numbered"
"""Name of the hidden field that carries the numbers of the pieces along."""
BORNE = "borne"
CHILD = {"yes": True, "no": False}


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
        sent = self.data.get(NUMBERED) or self.initial.get(NUMBERED, "")
        self.numbering = Numbering([piece.pk for piece in pieces], sent)
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
                self.fields[f"borne-{group}-{code}"] = _borne_field(group, code)
        for element, keys in self.initial.get(BORNE, {}).items():
            self.initial["borne-{}-{}".format(*element)] = self.numbering.text_of(keys)

    def piece_fields(self) -> Iterator[tuple[int, Any, BoundField]]:
        """Each piece with its number and the field of its side."""
        for piece in self.pieces:
            yield self.numbering.number_of(piece.pk), piece, self[f"side-{piece.pk}"]

    def conclusion_fields(self) -> Iterator[BoundField]:
        """The fields of the conclusion."""
        return (self[name] for name in ("outcome", "other_matter", "level", "words", "child"))

    def element_fields(self) -> Iterator[tuple[Group, bool, list[tuple[BoundField, BoundField]]]]:
        """By group, whether something in it is wrong, and for each element the fields of what was
        found and of the pieces that bear it.
        """
        for group, codes in CODES.items():
            pairs = [
                (self[f"element-{group}-{code}"], self[f"borne-{group}-{code}"]) for code in codes
            ]
            yield group, any(each.errors for pair in pairs for each in pair), pairs

    def clean(self) -> dict[str, Any]:
        """The pieces under each element by their keys, in place of their numbers."""
        given = super().clean() or {}
        used = {key for keys in self.sides().values() for key in keys}
        for group, codes in CODES.items():
            for code in codes:
                name = f"borne-{group}-{code}"
                try:
                    keys = self.numbering.keys_of(given.get(name, ""))
                except NoSuchNumber as wrong:
                    self.add_error(name, _("No piece has this number: %s") % wrong.args[0])
                    continue
                given[name] = keys
                for key in set(keys) - used:
                    number = self.numbering.number_of(key)
                    self.add_error(name, _("Put piece %d on a side as well.") % number)
                if keys and given.get(f"element-{group}-{code}") not in (Seen.SEEN, Seen.NOT_SEEN):
                    self.add_error(name, _("Say whether it was found as well."))
        return given

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
            borne=self._borne(),
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

    def _borne(self) -> Mapping[Element, Sequence[UUID]]:
        return {
            (group, code): keys
            for group, codes in CODES.items()
            for code in codes
            if (keys := self.cleaned_data[f"borne-{group}-{code}"])
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
    initial[BORNE] = {
        row.element: [each.piece_id for each in row.borne]
        for _group, rows in found.elements
        for row in rows
    }
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


def _borne_field(group: Group, code: str) -> forms.CharField:
    return forms.CharField(
        label=_("Pieces under “%(element)s”") % {"element": ELEMENTS[(group, code)]},
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input", "autocomplete": "off"}),
    )
