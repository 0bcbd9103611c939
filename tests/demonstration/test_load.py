"""begin_once: a record is once and for all real or the demonstration country."""

import pytest

from ponleu.faces.demonstration import load
from ponleu.foundation.core.errors import NotPermitted
from ponleu.foundation.core.models import Installation
from ponleu.knowledge.sources.models import Fingerprint

pytestmark = pytest.mark.django_db


def kinds():
    return list(Installation.objects.values_list("kind", flat=True))


def test_begin_once_never_passes_the_demonstration_off_as_a_real_record(demonstration, noon):
    with pytest.raises(NotPermitted, match="PONLEU_HOME"):
        load.begin_once(real=True, at=noon, say=print)

    assert kinds() == [Installation.DEMONSTRATION]


def test_begin_once_leaves_a_real_record_real_whoever_starts_it(noon):
    for real in (True, True, False):
        load.begin_once(real=real, at=noon, say=print)

    assert kinds() == [Installation.REAL]


def test_prepare_gives_documents_kept_earlier_what_copies_are_found_by(
    make_source, noon, monkeypatch
):
    make_source("Words kept before copies were recognised.")
    monkeypatch.setattr(load, "call_command", lambda *_args, **_more: None)
    monkeypatch.setattr(load, "begin_once", lambda **_more: None)
    monkeypatch.setattr(load.places, "load_places", lambda _country: None)
    monkeypatch.setattr(load.accounts, "load_structure", lambda _country, at: None)

    load.prepare(real=False, at=noon, say=print)
    load.prepare(real=False, at=noon, say=print)

    assert Fingerprint.objects.count() == 1
