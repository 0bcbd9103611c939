"""What stands on printed minutes, gathered once for both files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC

from ponleu.foundation.core.models import is_demonstration
from ponleu.response.minutes.queries.pages import Present, Shown
from ponleu.response.minutes.rules.laying import Block, Language, Signed, foot_of, laid_out
from ponleu.response.minutes.words import form_in, role_word

PROOF_SIGNS = 16
"""So much of an answer's mark is printed; all of it stands on the page."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Printed minutes.

    Attributes:
        foot: stands on each page before the hash.
        code: a sentence with the code by which the sheet is checked; "" of a draft.
        spelt: says why some signs stand as numbers; printed only where some do.
        content: the canonical bytes whose hash is printed; both files carry them.
        at_s: when this version was written, in seconds of Unix time.
    """

    reference: str
    sha256: str
    language: Language
    title: str
    unit: str
    page: str
    foot: str
    code: str
    spelt: str
    content: str
    at_s: int
    blocks: Sequence[Block]


def paper_of(shown: Shown, code: str, *, language: Language = "km") -> Paper:
    """Minutes as they are printed, Khmer unless another language is asked for."""
    form = form_in(language)
    said = shown.content
    signed = [_signed(each, language) for each in shown.present]
    return Paper(
        reference=shown.minutes.reference,
        sha256=shown.version.sha256,
        language=language,
        title=f"{form.say('title')} {shown.minutes.reference}",
        unit=form.shown("unit", said.about["unit"]),
        page=form.say("page"),
        foot=foot_of(said, form),
        code=form.say("code", {"code": code}) if code else "",
        spelt=form.say("spelt"),
        content=shown.version.content,
        at_s=int(shown.version.at.timestamp()),
        blocks=laid_out(said, signed, form, marks=list(_marks(shown))),
    )


def _marks(shown: Shown) -> Iterator[str]:
    if is_demonstration():
        yield "invented"
    if shown.minutes.withdrawn_at is not None:
        yield "given_up"
    if shown.version.closed_at is None:
        yield "draft"
    if not shown.is_newest:
        yield "replaced"


def _signed(each: Present, language: Language) -> Signed:
    answer = each.answer
    role = role_word(each.member.role) if each.member else None
    return Signed(
        name=each.name,
        role=getattr(role, language) if role else "",
        manner=answer.manner if answer else "waits",
        words=answer.words if answer else "",
        at=answer.at.astimezone(UTC).isoformat() if answer else "",
        proof=answer.proof[:PROOF_SIGNS] if answer else "",
    )
