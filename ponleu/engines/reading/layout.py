"""A text laid out for the finders: zones, sentences, language. Nothing is changed or left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from operator import or_

from ponleu.engines.reading.boilerplate import furniture
from ponleu.engines.reading.headings import headings
from ponleu.engines.reading.hints import breaks, hinted_zones, set_aside
from ponleu.engines.reading.language import language_of, paragraph_language
from ponleu.engines.reading.machine_translation import is_machine_translated
from ponleu.engines.reading.paragraphs import Line, Paragraph, lines_of, paragraphs_of
from ponleu.engines.reading.quotations import Quotation, quotations_of
from ponleu.engines.reading.sentences import sentences_of
from ponleu.engines.reading.types import (
    Document,
    Hint,
    Lexicon,
    Passage,
    Sentence,
    Zone,
    ZoneKind,
)


def lay_out(
    text: str, lexicon: Lexicon, *, published: date | None = None, hints: Sequence[Hint] = ()
) -> Document:
    """Cut a text into zones and sentences, by its layout and, where given, its markup.

    Article and boilerplate zones together hold every character that is not blank;
    quotations lie inside article zones and leave their marks outside.
    """
    lines = lines_of(text)
    hints = sorted(hints, key=lambda hint: hint.start)
    marked = map(or_, furniture(text, lines, lexicon), set_aside(lines, hints))
    runs, starts = _runs(lines, list(marked)), breaks(lines, hints)
    zones: list[Zone] = []
    sentences: list[Sentence] = []
    passages: list[Passage] = []
    main = language_of(text)
    for kind, run in runs:
        zones.append(Zone(kind, run[0].start, run[-1].end))
        if kind is ZoneKind.ARTICLE:
            zones += _once([*headings(text, run), *hinted_zones(run, hints)])
        for paragraph in paragraphs_of(text, run, starts):
            _note_language(text, paragraph, main, passages)
            inside = quotations_of(text, paragraph) if kind is ZoneKind.ARTICLE else []
            zones += [Zone(ZoneKind.QUOTATION, words.start, words.end) for words in inside]
            sentences += _sentences(text, paragraph, kind, inside, lexicon)
    return Document(
        text=text,
        language=main,
        published=published,
        zones=tuple(zones),
        sentences=tuple(sentences),
        machine_translated=is_machine_translated(text, lexicon),
        passages=tuple(passages),
    )


def _once(zones: Sequence[Zone]) -> list[Zone]:
    """Zones in text order, one for each start: by markup and by words it is the same line."""
    by_start = {zone.start: zone for zone in reversed(zones)}
    return [by_start[start] for start in sorted(by_start)]


def _note_language(text: str, paragraph: Paragraph, main: str, passages: list[Passage]) -> None:
    """Add the paragraph to the last passage if it is in the same language, else begin one."""
    language = paragraph_language(text[paragraph.start : paragraph.end], main)
    if passages and passages[-1].language == language:
        passages[-1] = Passage(language, passages[-1].start, paragraph.end)
    else:
        passages.append(Passage(language, paragraph.start, paragraph.end))


def _runs(lines: Sequence[Line], marked: Sequence[bool]) -> list[tuple[ZoneKind, list[Line]]]:
    runs: list[tuple[ZoneKind, list[Line]]] = []
    for line, is_furniture in zip(lines, marked, strict=True):
        kind = ZoneKind.BOILERPLATE if is_furniture else ZoneKind.ARTICLE
        if not runs or runs[-1][0] is not kind:
            runs.append((kind, []))
        runs[-1][1].append(line)
    return runs


def _sentences(
    text: str, paragraph: Paragraph, kind: ZoneKind, inside: Sequence[Quotation], lexicon: Lexicon
) -> list[Sentence]:
    abbreviations = lexicon.words.get("abbreviations", {})
    spans = sentences_of(text, paragraph, abbreviations)
    if not inside:
        return [Sentence(start, end, kind) for start, end in spans]
    starts = [words.start for words in inside]
    made: list[Sentence] = []
    for start, end in spans:
        at = bisect_right(starts, start + 1) - 1
        quoted = at >= 0 and _is_quoted(start, end, inside[at])
        made.append(Sentence(start, end, ZoneKind.QUOTATION if quoted else kind))
    return made


def _is_quoted(start: int, end: int, words: Quotation) -> bool:
    """Whether a whole sentence, its marks apart, lies in the quotation."""
    return words.start - 1 <= start and end <= words.end + 1
