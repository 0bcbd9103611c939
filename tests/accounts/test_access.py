"""may and visible_to: one answer, checked against a slow and simple reference."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import Grant, Role, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound, NotPermitted
from ponleu.knowledge.sources.models import Source

CODES = ["KH", "KH-18", "KH-1801", "KH-12"]
AREAS = ["", "18", "1801", "12"]
given_grants = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from(AREAS), st.booleans()),
    max_size=4,
    unique=True,
)


def is_inside(unit, root):
    """Walk up the tree: slow, and no paths."""
    while unit is not None:
        if unit == root:
            return True
        unit = unit.parent
    return False


@pytest.mark.slow
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(grants=given_grants, is_active=st.booleans())
def test_visible_to_and_may_agree_with_a_walk_up_the_tree(
    grants, is_active, country, make_user, make_source, noon
):
    Grant.objects.all().delete()
    actor = User.objects.filter(username="ana").first() or make_user("ana", unit=country["KH"])
    User.objects.filter(pk=actor.pk).update(is_active=is_active)
    role, _ = Role.objects.get_or_create(
        code="reads", defaults={"name": "Reader", "actions": [Action.SOURCE_READ.value]}
    )
    for code, area, ended in grants:
        Grant.objects.create(
            user=actor,
            role=role,
            unit=country[code],
            territory=area,
            granted_at=noon,
            ended_at=noon if ended else None,
        )
    if not Source.objects.exists():
        for code in CODES:
            for area in AREAS:
                make_source(f"{code} {area}", unit=country[code], territory=area)
    actor = User.objects.get(username="ana")

    seen = set(Source.objects.visible_to(actor))

    for source in Source.objects.select_related("unit"):
        expected = is_active and any(
            is_inside(source.unit, country[code]) and source.territory.startswith(area)
            for code, area, ended in grants
            if not ended
        )
        assert (source in seen) is expected
        assert actor.may(Action.SOURCE_READ, source) is expected


def test_may_without_a_target_asks_whether_it_is_granted_anywhere(make_user):
    ana = make_user("ana", actions=[Action.SOURCE_READ])

    assert ana.may(Action.SOURCE_READ)
    assert not ana.may(Action.SOURCE_ADD)


def test_may_reads_the_grants_once(make_user):
    ana = User.objects.get(pk=make_user("ana", actions=[Action.SOURCE_READ]).pk)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        for action in Action:
            ana.may(action)

    assert len(queries) == 1


def test_require_hides_what_may_not_be_seen(country, make_user, make_source):
    ana = make_user("ana", unit=country["KH-12"], actions=[Action.SOURCE_READ, Action.REVIEW])
    theirs = make_source(unit=country["KH-18"])

    with pytest.raises(NotFound):
        access.require(ana, Action.REVIEW, theirs, seen_by=Action.SOURCE_READ)


def test_require_refuses_openly_what_may_be_seen_only(country, make_user, make_source):
    ana = make_user("ana", unit=country["KH-18"], actions=[Action.SOURCE_READ])
    ours = make_source(unit=country["KH-18"])

    with pytest.raises(NotPermitted):
        access.require(ana, Action.REVIEW, ours, seen_by=Action.SOURCE_READ)


def test_require_lets_pass_what_is_granted(country, make_user, make_source):
    ana = make_user("ana", unit=country["KH-18"], actions=[Action.REVIEW])

    access.require(
        ana, Action.REVIEW, make_source(unit=country["KH-1801"]), seen_by=Action.SOURCE_READ
    )
