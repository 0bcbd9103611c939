"""What a case's page says of other cases, held against each of them asked for itself."""

from __future__ import annotations

from ponleu.response.cases.models import Case, Regrouping, Related
from ponleu.response.cases.queries import case_files
from ponleu.response.cases.rules import Part
from ponleu.response.cases.services import holding, members, regrouping
from ponleu.response.complaints.models import Exclusion


def asked_one_by_one(actor, case):
    """Related cases, merged ones, regroupings and the case above, of what the actor may see."""

    def sees(key):
        return Case.objects.visible_to(actor).filter(pk=key).exists()

    related = []
    for each in Related.objects.standing().order_by("at", "pk"):
        heads = (each.one.head, each.other.head)
        keys = (each.one_id, each.other_id, *(head.pk for head in heads))
        if case.pk in (heads[0].pk, heads[1].pk) and all(sees(key) for key in keys):
            related += [head.pk for head in heads if head.pk != case.pk]
    moved = [
        each.pk
        for each in Regrouping.objects.order_by("at", "pk")
        if case.pk in (each.source_id, each.target_id, each.source.head_id, each.target.head_id)
        and sees(each.source_id)
        and sees(each.target_id)
    ]
    merged = [
        each.pk
        for each in Case.objects.filter(head=case).exclude(pk=case.pk).order_by("opened_at", "pk")
        if sees(each.pk)
    ]
    into = case.head_id if case.is_merged and sees(case.head_id) else None
    return related, moved, merged, into


def shown(actor, case):
    found = case_files.case_page(actor, case)
    return (
        [each.case.pk for each in found.related],
        [each.pk for each in found.regroupings],
        [each.pk for each in found.merged],
        found.into.pk if found.into else None,
    )


def test_a_page_shows_of_other_cases_what_each_reader_may_see(desk, make_case, dara, noon):
    ana, bora = desk["ana"][0], desk["bora"][0]
    one, other, third, fourth = (make_case(title=f"Case {number}") for number in range(4))
    holding.relate_cases(ana, one.pk, third.pk, why="same broker", at=noon)
    holding.relate_cases(ana, other.pk, fourth.pk, why="same road", at=noon)
    regrouping.merge_cases(ana, one.pk, other.pk, why="one owner", at=noon)
    for case in (one, third):
        members.let_in(ana, case.pk, dara.pk, Part.FOLLOWS, at=noon)

    def pages_are_right():
        for actor in (ana, dara, bora):
            for case in Case.objects.visible_to(actor):
                assert shown(actor, case) == asked_one_by_one(actor, case)

    pages_are_right()
    one.refresh_from_db()
    assert [len(part) for part in shown(ana, one)[:3]] == [2, 1, 1]
    assert [len(part) for part in shown(dara, one)[:3]] == [1, 1, 1]

    held = fourth.gathered.first().allegation.gatherings.first()
    Exclusion.objects.create(complaint=held.complaint, user=ana, by=bora, at=noon)
    pages_are_right()
    assert [len(part) for part in shown(ana, one)[:3]] == [1, 1, 1]
