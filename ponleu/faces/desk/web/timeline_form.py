"""Which moments a reader wants, and the rows of the list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from ponleu.faces.desk.timeline.moments import Kind, Wanted
from ponleu.faces.desk.timeline.reading import Timeline
from ponleu.faces.desk.timeline.words import KINDS, ONE, SIGNS, gap_words, when_words
from ponleu.foundation.core.forms import PageForm
from ponleu.response.findings.words import LEVELS, level_words

ANY_LEVEL = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A moment of the list by its number, all in words; or a gap before the next moment.

    Attributes:
        on: its first day as programs write it.
        level: of proof, "" if nobody graded it.
    """

    number: int = 0
    gap: str = ""
    on: str = ""
    when: str = ""
    kind: str = ""
    sign: str = ""
    who: str = ""
    words: str = ""
    address: str = ""
    level: str = ""


class TimelineForm(PageForm):
    """Kinds and a level of proof; what is none of them is as if nothing was chosen."""

    kind = forms.MultipleChoiceField(
        label=_("Show"),
        choices=list(KINDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    level = forms.ChoiceField(
        label=_("Proof"),
        required=False,
        choices=[
            (ANY_LEVEL, _("All, graded or not")),
            *((str(level), name) for level, name in LEVELS.items()),
        ],
        help_text=_("From this level on. What nobody graded is left out then."),
    )

    def wanted(self) -> Wanted:
        """What was chosen; everything if nothing was."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        kinds = frozenset(Kind(kind) for kind in given.get("kind", ()))
        level = given.get("level", ANY_LEVEL)
        return Wanted(kinds or frozenset(Kind), int(level) if level != ANY_LEVEL else None)

    @property
    def kinds(self) -> list[tuple[str, object, bool]]:
        """Every kind with its name and whether it is shown."""
        shown = self.wanted().kinds
        return [(kind.value, name, kind in shown) for kind, name in KINDS.items()]


def rows(found: Timeline) -> list[Row]:
    """Moments as the list shows them, each gap before the moment that ends it."""
    return list(_rows(found))


def _rows(found: Timeline) -> Iterator[Row]:
    waiting = list(found.gaps)
    names = {kind: str(name) for kind, name in ONE.items()}
    for number, moment in enumerate(found.moments, 1):
        if waiting and moment.at > waiting[0].last:
            yield Row(gap=gap_words(waiting.pop(0)))
        yield Row(
            number,
            on=moment.at.isoformat(),
            when=when_words(moment),
            kind=names[moment.kind],
            sign=SIGNS[moment.kind],
            who=moment.who,
            words=moment.words,
            address=moment.address,
            level="" if moment.level is None else level_words(moment.level),
        )
