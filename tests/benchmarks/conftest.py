"""Makers of labelled documents and of what readers propose."""

import pytest

from benchmarks.reading.labels import resolved


@pytest.fixture
def make_document():
    """A labelled document: make_document("Sok Dara left.", {"kind": "person", "text": ...})."""

    def make(text, *labels, style="newspaper", language="en"):
        meta = {"published": "2022-08-26", "style": style, "language": language}
        return resolved("doc", text, meta, labels)

    return make
