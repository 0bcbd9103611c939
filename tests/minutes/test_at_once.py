"""Two people at the same moment, on a database with real row locks."""

from __future__ import annotations

import pytest

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile
from ponleu.response.minutes.models import Minutes, Signature, Version
from ponleu.response.minutes.rules.kinds import Manner
from ponleu.response.minutes.services import drafting, signing
from tests.review.test_at_once import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("journal_can_be_emptied"),
]


def told(work):
    """The work; a refusal because somebody was first comes back as a word."""

    def run():
        try:
            work()
        except ChangedMeanwhile:
            return "told"
        return "stands"

    return run


def test_of_two_who_begin_at_once_one_does(begun, people, noon):
    operation, key = begun(), people["field"].user.pk

    def begin():
        drafting.begin(User.objects.get(pk=key), operation.pk, None, at=noon)

    assert sorted(at_once(told(begin), told(begin))) == ["stands", "told"]
    assert Minutes.objects.count() == 1


def test_a_signature_never_stands_on_a_version_that_was_replaced_at_once(
    closed, newest, people, noon
):
    minutes = closed()
    field, chan, sha256 = people["field"].user, people["chan"], newest(minutes).sha256

    def write():
        drafting.write(field, minutes.pk, {"remarks": "x"}, was=1, at=noon)

    def sign():
        signing.sign(chan.user, minutes.pk, sha256, Manner.SIGNED, "", chan.pair, at=noon)

    outcomes = at_once(told(write), told(sign))

    assert outcomes[0] == "stands"
    assert Version.objects.count() == 2
    assert Signature.objects.filter(version__number=2).count() == 0
    assert Signature.objects.count() == (outcomes[1] == "stands")


def test_of_two_answers_of_one_person_at_once_one_stands(closed, newest, people, noon):
    minutes, chan = closed(), people["chan"]
    sha256 = newest(minutes).sha256

    def sign():
        signing.sign(chan.user, minutes.pk, sha256, Manner.SIGNED, "", chan.pair, at=noon)

    assert sorted(at_once(told(sign), told(sign))) == ["stands", "told"]
    assert Signature.objects.count() == 1
