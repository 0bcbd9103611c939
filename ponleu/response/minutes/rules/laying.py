"""From content to what stands on paper, block after block: the same for page, PDF and Word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Literal

from ponleu.response.minutes.rules.content import PARTS, Content, Row, Value
from ponleu.response.public_answers.rules.numbers import day_of, in_khmer

Language = Literal["km", "en"]
Kind = Literal[
    "kingdom", "motto", "left", "right", "title", "about", "mark", "heading", "line", "table"
]
MOTTO_RULE = "• • •"
WIDTHS_OF_PEOPLE, WIDTHS_OF_ANSWERS = (6, 7, 8, 3, 5), (6, 6, 7, 6, 7)
IN_LATIN = frozenset(
    {"reference", "sha256", "seal", "name", "by", "owner", "what", "where", "code", "channels"}
)
"""What keeps its digits in Khmer: names, marks and words of people."""


@dataclass(frozen=True, slots=True)
class Block:
    """One thing on the paper.

    Attributes:
        cells: rows of a table, the first of them its heads.
        widths: how its columns share the width.
    """

    kind: Kind
    text: str = ""
    cells: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """What somebody did about a version, as it is printed; ``manner`` "waits" if nothing yet."""

    name: str
    role: str
    manner: str
    words: str
    at: str
    proof: str


@dataclass(frozen=True, slots=True)
class Form:
    """The sentences of a country in one language, and its clock.

    Attributes:
        sentences: by code, with places such as ``%(at)s``.
    """

    sentences: Mapping[str, str]
    language: Language
    zone: tzinfo

    def say(self, code: str, values: Mapping[str, Value] | None = None) -> str:
        """A sentence with its places filled."""
        shown = {name: self.shown(name, value) for name, value in (values or {}).items()}
        return " ".join((self.sentences[code] % shown).split())

    def shown(self, name: str, value: Value) -> str:
        """A value as it is read: instants, numbers and words in the language."""
        if isinstance(value, Mapping):
            return value[self.language]
        if name == "at" or name.endswith("_at"):
            return self.instant(str(value))
        text = str(value)
        return in_khmer(text) if self.language == "km" and name not in IN_LATIN else text

    def instant(self, text: str) -> str:
        """An ISO instant as day and time of the country."""
        at = datetime.fromisoformat(text).astimezone(self.zone)
        khmer, english = day_of(at.date())
        if self.language == "km":
            return f"{khmer} ម៉ោង {in_khmer(f'{at:%H:%M}')}"
        return f"{english}, {at:%H:%M}"

    def day(self, text: str) -> str:
        """The day of an ISO instant."""
        khmer, english = day_of(datetime.fromisoformat(text).astimezone(self.zone).date())
        return khmer if self.language == "km" else english


def laid_out(
    content: Content, signed: Sequence[Signed], form: Form, *, marks: Sequence[str] = ()
) -> list[Block]:
    """Minutes from their head to the signatures.

    Args:
        marks: codes of sentences that the reader has to know before the words, such as "draft".
    """
    return [*_head(content, form, marks), *_parts(content, form), *_signatures(signed, form)]


def foot_of(content: Content, form: Form) -> str:
    """What stands at the foot of each page before the hash."""
    return form.say("foot", {"reference": content.reference, "version": content.version})


def _head(content: Content, form: Form, marks: Sequence[str]) -> Iterator[Block]:
    about = content.about
    yield Block("kingdom", form.say("kingdom"))
    yield Block("motto", form.say("motto"))
    yield Block("motto", MOTTO_RULE)
    yield Block("left", form.shown("unit", about["unit"]))
    yield Block("left", form.say("number", {"reference": content.reference}))
    yield Block("right", form.say("lunar"))
    where = content.words.get("where", "") or form.say("blank_place")
    yield Block("right", form.sentences["made_at"] % {"where": where, "at": form.day(content.at)})
    yield from (Block("mark", form.say(code)) for code in marks)
    yield Block("title", form.say("title"))
    name = {"reference": about["operation"], "code_name": about["code_name"]}
    yield Block("about", form.say("about", name))


def _parts(content: Content, form: Form) -> Iterator[Block]:
    for part in PARTS:
        yield Block("heading", form.say(f"part_{part}"))
        rows = content.rows.get(part, ())
        if part == "present":
            yield _present(rows, form)
        else:
            yield from (Block("line", sentence(row, form)) for row in rows)
        written = paragraphs(content.words.get(part, ""))
        if written and rows:
            yield Block("line", form.say("written"))
        yield from (Block("line", each) for each in written)


def _present(rows: Sequence[Row], form: Form) -> Block:
    heads = tuple(form.say(f"col_{each}") for each in ("name", "role", "unit", "team", "present"))
    return Block(
        "table",
        cells=(heads, *(_person(row.values, form) for row in rows)),
        widths=WIDTHS_OF_PEOPLE,
    )


def _person(values: Mapping[str, Value], form: Form) -> tuple[str, ...]:
    role = form.shown("role", values["role"])
    return (
        str(values["name"]),
        f"{role}, {form.say('leads')}" if values["is_lead"] else role,
        str(values["unit"]),
        form.shown("team", values["team"]),
        form.say("present" if values["was_present"] else "absent"),
    )


def _signatures(signed: Sequence[Signed], form: Form) -> Iterator[Block]:
    yield Block("heading", form.say("part_signatures"))
    yield Block("line", form.say("closing"))
    codes = ("name", "role", "manner", "at", "proof")
    heads = tuple(form.say(f"col_{each}") for each in codes)
    yield Block(
        "table", cells=(heads, *(_signed(each, form) for each in signed)), widths=WIDTHS_OF_ANSWERS
    )


def _signed(each: Signed, form: Form) -> tuple[str, ...]:
    did = form.say(each.manner)
    return (
        each.name,
        each.role,
        f"{did}: {each.words}" if each.words else did,
        form.instant(each.at) if each.at else "",
        each.proof,
    )


def sentence(row: Row, form: Form) -> str:
    """A row of the record as a sentence."""
    if row.code == "member":
        name, role, unit, team, present = _person(row.values, form)
        said = (name, role, unit, f"{form.say('col_team')} {team}", present)
        return ", ".join(each for each in said if each)
    return form.say(row.code, row.values)


def paragraphs(text: str) -> tuple[str, ...]:
    """What somebody wrote, paragraph by paragraph, with single blanks."""
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
