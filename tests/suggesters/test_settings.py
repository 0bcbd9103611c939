"""The settings file names what is malformed at start, without the key."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from ponleu.faces.config import environment
from ponleu.foundation.suggesters.options import Options


def test_suggesters_are_off_by_default(monkeypatch):
    for name in ("PONLEU_SPACY_MODEL", "PONLEU_LLM_URL"):
        monkeypatch.delenv(name, raising=False)

    assert environment.suggesters() == Options()


def test_suggesters_over_an_open_line_stop_ponleu_at_start(monkeypatch):
    monkeypatch.setenv("PONLEU_LLM_URL", "http://models.example.org/v1")
    monkeypatch.setenv("PONLEU_LLM_MODEL", "m")
    monkeypatch.setenv("PONLEU_LLM_KEY", "key-1")

    with pytest.raises(ImproperlyConfigured, match="PONLEU_LLM_URL") as refusal:
        environment.suggesters()

    assert "key-1" not in str(refusal.value)
