"""spaCy's English models alone, each label taken for the kind that fits it best."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from benchmarks.reading.proposals import Mention, Proposed
from benchmarks.reading.trimming import APPROXIMATE, ARTICLE, POSSESSIVE, PREPOSITION

KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "FAC": "site",
    "GPE": "place",
    "LOC": "place",
    "DATE": "date",
    "MONEY": "amount",
    "CARDINAL": "amount",
    "QUANTITY": "amount",
    "PERCENT": "amount",
}
_DURATION = re.compile(
    r"(?:\w+[\s-]){1,3}(?:years?|months?|weeks?|days?|hours?)(?:[\s-]old)?", re.IGNORECASE
)
_AGE = re.compile(r"\b(?:years?|months?)[\s-]old$", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:last|past|next|this|coming|previous|same)\b", re.IGNORECASE)

Reader = Callable[[str, date | None], Proposed]


def spacy_reader(model: str) -> Reader:
    """A reader by the model of this name or path, its part for names alone.

    The spans are trimmed as labelling wants them, so that the model is not marked down for
    another custom: no article, title, approximator, preposition or possessive.
    """
    import spacy

    pipeline = spacy.load(
        model, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
    )
    if "ner" not in pipeline.get_pipe("tok2vec").listening_components:
        pipeline.remove_pipe("tok2vec")  # as fast as it can be: that layer serves other parts
    titles = _titles()

    def read(text: str, _published: date | None) -> Proposed:
        mentions = (_mention(entity, titles) for entity in pipeline(text).ents)
        return Proposed(mentions=tuple(mention for mention in mentions if mention))

    pipeline.max_length = 10_000_000
    return read


def _titles() -> re.Pattern[str]:
    from ponleu.foundation.packs.lexicon import load_lexicon

    lexicon = load_lexicon("kh")
    phrases = sorted({*lexicon.titles, *lexicon.offices}, key=len, reverse=True)
    return re.compile(rf"(?:(?:{'|'.join(map(re.escape, phrases))})\.?\s+)+", re.IGNORECASE)


def _mention(entity: Any, titles: re.Pattern[str]) -> Mention | None:
    kind = KINDS.get(entity.label_)
    if kind is None:
        return None
    start, end = entity.start_char, entity.end_char
    if kind == "date":
        kind = _kind_of_date(entity.text)
    for opening in _openings(kind, titles):
        found = opening.match(entity.doc.text, start, end)
        start = found.end() if found and found.end() < end else start
    if closing := POSSESSIVE.search(entity.doc.text[start:end]):
        end = start + closing.start()
    return Mention(kind, start, end) if start < end else None


def _kind_of_date(words: str) -> str:
    """Ages and durations are amounts here ("25 years old", "11 days"), "last two years" is not."""
    if _AGE.search(words):
        return "amount"
    plain = ARTICLE.sub("", words, count=1)
    is_duration = _DURATION.fullmatch(plain) and not _RELATIVE.match(plain)
    return "amount" if is_duration else "date"


def _openings(kind: str, titles: re.Pattern[str]) -> Iterator[re.Pattern[str]]:
    if kind == "person":
        yield titles
    if kind == "date":
        yield PREPOSITION
    if kind == "amount":
        yield APPROXIMATE
    if kind != "date":
        yield ARTICLE
