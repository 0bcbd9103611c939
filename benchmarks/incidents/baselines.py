"""What simpler means make of the same documents: days and provinces, and words in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from math import log, sqrt

from ponleu.faces.cli.documents import Document
from ponleu.foundation.packs.lexicon import load_lexicon

DAYS = timedelta(days=7)
LIKE = 0.15
"""Cosine from which two documents are joined; the best of those tried on the tuning set."""


def window_and_province(documents: Sequence[Document]) -> dict[str, list[str]]:
    """Documents that came out within a week of one another and name one province."""
    provinces = {
        place.name.casefold(): place.code
        for place in load_lexicon("kh").places
        if len(place.code) == len("18") and place.code.isdecimal()
    }
    named = [{c for name, c in provinces.items() if name in d.text.casefold()} for d in documents]

    def near(a: int, b: int) -> bool:
        one, other = documents[a].published, documents[b].published
        return bool(one and other and abs(one - other) <= DAYS and named[a] & named[b])

    return _joined(documents, near)


def tf_idf(documents: Sequence[Document]) -> dict[str, list[str]]:
    """Documents whose words, weighted by how rare they are, point the same way."""
    words = [Counter(re.findall(r"\w+", document.text.casefold())) for document in documents]
    in_documents = Counter(word for counted in words for word in counted)
    vectors = [
        {w: n * log(len(documents) / in_documents[w]) for w, n in counted.items()}
        for counted in words
    ]
    lengths = [sqrt(sum(x * x for x in vector.values())) or 1.0 for vector in vectors]

    def near(a: int, b: int) -> bool:
        shared = sum(x * vectors[b].get(word, 0.0) for word, x in vectors[a].items())
        return shared / lengths[a] / lengths[b] >= LIKE

    return _joined(documents, near)


def _joined(
    documents: Sequence[Document], near: Callable[[int, int], bool]
) -> dict[str, list[str]]:
    group = list(range(len(documents)))
    for a in range(len(documents)):
        for b in range(a):
            if near(a, b) and group[a] != group[b]:
                group = [group[b] if one == group[a] else one for one in group]
    return {one.file: [str(number)] for one, number in zip(documents, group, strict=True)}
