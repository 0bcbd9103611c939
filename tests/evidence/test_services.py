"""keep_content and content_bytes: once kept, never changed, checked when read."""

import io

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.core.errors import NotFound
from ponleu.knowledge.evidence import queries, services, store
from ponleu.knowledge.evidence.models import Content

pytestmark = pytest.mark.django_db

ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.fixture
def make_content(noon):
    def make(content=b"abc", media_type="text/plain", limit=100):
        stream = io.BytesIO(content)
        return services.keep_content(stream, media_type=media_type, at=noon, limit=limit)

    return make


def test_keep_content_says_what_is_kept(make_content, noon):
    kept = make_content()

    kept.refresh_from_db()
    assert (kept.sha256, kept.size) == (ABC, 3)
    assert (kept.media_type, kept.kept_at) == ("text/plain", noon)


def test_keep_content_keeps_the_same_file_once_and_as_it_first_was(make_content):
    first = make_content(media_type="text/plain")

    again = make_content(media_type="text/html")

    assert again == first
    assert Content.objects.get().media_type == "text/plain"


def test_keep_content_refuses_too_large_a_file_whole(make_content):
    with pytest.raises(store.TooLarge):
        make_content(b"abcd", limit=3)

    assert not Content.objects.exists()


def test_content_bytes_are_what_was_kept(make_content):
    make_content(b"\x00\xff whole")

    sha256 = Content.objects.get().sha256
    assert queries.content_bytes(sha256) == b"\x00\xff whole"
    with queries.content_file(sha256) as file:
        assert file.read() == b"\x00\xff whole"


def test_content_bytes_of_a_damaged_file_are_refused(make_content, settings):
    make_content()
    store.path_of(settings.PONLEU_STORE, ABC).write_bytes(b"abd")

    with pytest.raises(store.Damaged):
        queries.content_bytes(ABC)


def test_content_bytes_of_nothing_are_not_found(settings):
    with pytest.raises(NotFound):
        queries.content_bytes(ABC)


def test_content_is_never_changed(make_content):
    kept = make_content()
    kept.media_type = "text/html"

    with pytest.raises(TypeError, match="never changed"):
        kept.save()

    assert Content.objects.get().media_type == "text/plain"


def test_content_with_a_hash_already_kept_is_not_overwritten(make_content, noon):
    make_content()

    with pytest.raises(IntegrityError), transaction.atomic():
        Content(sha256=ABC, size=9, media_type="x/y", kept_at=noon).save()

    assert Content.objects.get().size == 3


def test_content_of_less_than_nothing_is_refused_by_the_database(noon):
    with pytest.raises(IntegrityError), transaction.atomic():
        Content.objects.create(sha256=ABC, size=-1, media_type="text/plain", kept_at=noon)
