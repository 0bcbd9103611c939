"""judge_together, accept_exact, take_back_batch: what one press may do, and undo."""

import pytest

from ponleu.foundation.accounts.models import Grant, Role
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalEntry
from ponleu.knowledge.register.models import Entry, Mention
from ponleu.knowledge.review import facts, services, together
from ponleu.knowledge.review.models import Batch
from ponleu.knowledge.sources.models import Judgement, Proposal
from ponleu.knowledge.sources.rules import Verdict

VISIT = "Deputy Governor Long Virak went to Kampot on 10 March 2026."
SECOND = "In Kampot, Deputy Governor Long Virak met workers on 10 March 2026."
THIRD = "Police Commissioner Long Virak stayed in Kampot."


EXACT = "Deputy Governor Long Virak went to Kampong Seila district on 10 March 2026."


@pytest.fixture
def three(ana, read):
    return [read(ana, words) for words in (VISIT, SECOND, THIRD)]


@pytest.fixture
def exact(ana, read):
    return read(ana, EXACT)


def chosen(*asked):
    return {proposal.pk: proposal.revision for proposal in asked}


def judge_all(actor, asked, noon, verdict=Verdict.ACCEPTED):
    return together.judge_together(actor, asked[0].pk, verdict, chosen=chosen(*asked), at=noon)


def test_together_finds_a_place_in_every_document_with_its_sentence(ana, three, asked):
    found = facts.together(ana, asked(three[0], "place"))

    assert (found.asked.before, found.asked.match, found.asked.after) == (
        "Deputy Governor Long Virak went to ",
        "Kampot",
        " on 10 March 2026.",
    )
    others = {each.proposal.source_id: (each.before, each.after) for each in found.others}
    assert others == {
        three[1].pk: ("In ", ", Deputy Governor Long Virak met workers on 10 March 2026."),
        three[2].pk: ("Police Commissioner Long Virak stayed in ", "."),
    }


def test_together_joins_one_name_with_one_office_only(ana, three, asked):
    found = facts.together(ana, asked(three[0], "person"))

    assert [each.proposal.source_id for each in found.others] == [three[1].pk]


def test_elsewhere_counts_documents_and_not_those_of_another_unit(ana, eva, read, three, asked):
    read(eva, "Kampot was quiet.")
    place, person = asked(three[0], "place"), asked(three[0], "person")
    day = asked(three[0], "date")

    counts = facts.elsewhere(ana, three[0], [place, person, day])

    assert counts == {place.pk: 2, person.pk: 1, day.pk: 1}


def test_elsewhere_counts_statements_in_copies_of_one_text_only(ana, read, asked):
    story = (
        "The spokesman of the hall said that nobody was held at the hotel by the river. "
        "He said that the owner had paid every worker and had given back every passport. "
        "A relative said that workers could not leave the rooms upstairs for three months. "
        "The hall said that it would look at all hotels along the road before the new year."
    )
    one, two = read(ana, story), read(ana, story + " Read more on our page.")
    apart = read(ana, "A relative said that workers could not leave the rooms upstairs.")
    claim = asked(one, "claim", label__contains="could not leave")

    found = facts.together(ana, claim)

    assert {each.proposal.source_id for each in found.others} == {two.pk}
    assert apart.proposals.filter(kind="claim").exists()
    assert facts.elsewhere(ana, one, [claim]) == {claim.pk: 1}


def test_most_waiting_puts_the_fact_of_most_documents_first(ana, three):
    found = facts.most_waiting(ana)

    assert [(each.proposal.kind, each.documents) for each in found] == [
        ("place", 3),
        ("date", 2),
        ("person", 2),
    ]


def test_judge_together_gives_each_document_its_own_judgement(ana, three, asked, noon):
    places = [asked(source, "place") for source in three]

    done = judge_all(ana, places, noon)

    assert len(done.judged) == 3
    assert set(Proposal.objects.filter(kind="place").values_list("verdict")) == {("accepted",)}
    assert Judgement.objects.count() == 3
    rows = JournalEntry.objects.values_list("action", flat=True)
    assert sorted(rows).count("review.accepted") == 3
    assert sorted(rows).count("review.same_fact") == 1


def test_judge_together_makes_of_one_person_one_entry(ana, three, asked, noon):
    judge_all(ana, [asked(source, "person") for source in three[:2]], noon)

    assert Entry.objects.get().name == "Long Virak"
    assert set(Mention.objects.values_list("source", flat=True)) == {s.pk for s in three[:2]}


def test_judge_together_leaves_out_what_says_another_fact(ana, three, asked, noon):
    place, day = asked(three[0], "place"), asked(three[1], "date")
    stranger = asked(three[2], "person")

    done = judge_all(ana, [place, day, stranger], noon)

    assert [p.pk for p in done.judged] == [place.pk]
    assert Judgement.objects.count() == 1


def test_judge_together_says_nothing_of_another_units_documents(ana, eva, read, three, asked, noon):
    theirs = asked(read(eva, "Kampot was quiet."), "place")

    done = judge_all(ana, [asked(three[0], "place"), theirs], noon)

    theirs.refresh_from_db()
    assert (len(done.judged), done.left_out, theirs.verdict) == (1, 0, "")


def test_judge_together_leaves_out_what_one_may_read_but_not_review(
    ana, capital, eva, read, three, asked, noon
):
    role = Role.objects.create(code="reads", name="Reads", actions=[Action.SOURCE_READ])
    Grant.objects.create(user=ana, role=role, unit=capital, granted_at=noon)
    theirs = asked(read(eva, "Kampot was quiet."), "place")

    done = judge_all(ana, [asked(three[0], "place"), theirs], noon)

    theirs.refresh_from_db()
    assert (len(done.judged), theirs.verdict) == (1, "")


def test_judge_together_keeps_what_a_colleague_judged_meanwhile(ana, ben, three, asked, noon):
    places = [asked(source, "place") for source in three]
    services.judge(ben, places[1].pk, Verdict.REJECTED, revision=0, at=noon)

    done = judge_all(ana, places, noon)

    places[1].refresh_from_db()
    assert (len(done.judged), done.left_out) == (2, 1)
    assert (places[1].verdict, places[1].decided_by) == ("rejected", ben)


def test_judge_together_refuses_when_the_one_asked_about_was_judged(ana, ben, three, asked, noon):
    places = [asked(source, "place") for source in three]
    services.judge(ben, places[0].pk, Verdict.REJECTED, revision=0, at=noon)

    with pytest.raises(ChangedMeanwhile):
        judge_all(ana, places, noon)
    assert not Batch.objects.exists()


@pytest.mark.parametrize("verdict", [Verdict.EDITED, Verdict.NOT_IN_ARTICLE])
def test_judge_together_refuses_answers_of_one_document(ana, three, asked, noon, verdict):
    with pytest.raises(InvalidInput):
        judge_all(ana, [asked(three[0], "place")], noon, verdict)


def test_judge_together_refuses_more_than_a_page_shows(ana, three, asked, noon):
    place = asked(three[0], "place")
    many = {place.pk: 0} | {Proposal().pk: 0 for _ in range(facts.MOST_TOGETHER)}

    with pytest.raises(InvalidInput):
        together.judge_together(ana, place.pk, Verdict.ACCEPTED, chosen=many, at=noon)


def test_judge_together_hides_another_units_question(eva, three, asked, noon):
    with pytest.raises(NotFound):
        judge_all(eva, [asked(three[0], "place")], noon)


def test_take_back_batch_undoes_all_of_it_at_once(ana, three, asked, noon):
    done = judge_all(ana, [asked(source, "person") for source in three[:2]], noon)

    undone = together.take_back_batch(ana, done.batch.pk, at=noon)

    assert (len(undone.judged), undone.left_out) == (2, 0)
    assert not Proposal.objects.exclude(verdict="").exists()
    assert not Entry.objects.standing().exists()
    assert [j.verdict for j in Judgement.objects.all()] == ["accepted", "accepted", "", ""]


def test_take_back_batch_leaves_what_was_judged_anew(ana, ben, three, asked, noon):
    places = [asked(source, "place") for source in three]
    done = judge_all(ana, places, noon)
    services.judge(ben, places[0].pk, Verdict.REJECTED, revision=1, at=noon)

    undone = together.take_back_batch(ana, done.batch.pk, at=noon)

    places[0].refresh_from_db()
    assert (len(undone.judged), undone.left_out, places[0].verdict) == (2, 1, "rejected")


def test_take_back_batch_is_for_those_who_pressed_and_once(ana, ben, three, asked, noon):
    done = judge_all(ana, [asked(three[0], "place")], noon)

    with pytest.raises(NotFound):
        together.take_back_batch(ben, done.batch.pk, at=noon)
    together.take_back_batch(ana, done.batch.pk, at=noon)
    with pytest.raises(InvalidInput):
        together.take_back_batch(ana, done.batch.pk, at=noon)


def test_accept_exact_accepts_places_and_days_of_one_document(ana, exact, asked, noon):
    both = [asked(exact, "place"), asked(exact, "date")]

    done = together.accept_exact(ana, exact.pk, chosen=chosen(*both), at=noon)

    assert len(done.judged) == 2
    assert exact.proposals.filter(verdict="accepted").count() == 2
    assert exact.proposals.filter(verdict="").exists()


def test_accept_exact_refuses_a_person_even_when_forged(ana, exact, asked, noon):
    forged = chosen(asked(exact, "place"), asked(exact, "person"))

    with pytest.raises(InvalidInput):
        together.accept_exact(ana, exact.pk, chosen=forged, at=noon)
    assert not Judgement.objects.exists()


def test_accept_exact_refuses_a_name_that_several_places_have(ana, three, asked, noon):
    kampot = asked(three[0], "place")

    with pytest.raises(InvalidInput):
        together.accept_exact(ana, three[0].pk, chosen=chosen(kampot), at=noon)


def test_accept_exact_refuses_what_stands_in_boilerplate(ana, exact, asked, noon):
    place = asked(exact, "place")
    Proposal.objects.filter(pk=place.pk).update(zone="boilerplate")

    with pytest.raises(InvalidInput):
        together.accept_exact(ana, exact.pk, chosen=chosen(place), at=noon)


def test_accept_exact_refuses_a_place_of_another_document(ana, exact, three, asked, noon):
    place = asked(exact, "place")

    with pytest.raises(InvalidInput):
        together.accept_exact(ana, three[0].pk, chosen=chosen(place), at=noon)


def test_accept_exact_refuses_nothing_and_what_was_all_judged(ana, ben, exact, asked, noon):
    place = asked(exact, "place")
    with pytest.raises(InvalidInput):
        together.accept_exact(ana, exact.pk, chosen={}, at=noon)
    services.judge(ben, place.pk, Verdict.REJECTED, revision=0, at=noon)

    with pytest.raises(ChangedMeanwhile):
        together.accept_exact(ana, exact.pk, chosen=chosen(place), at=noon)


def test_accept_exact_is_for_those_who_may_review(make_user, coast, eva, exact, asked, noon):
    reader = make_user("rea", unit=coast, actions=[Action.SOURCE_READ])
    place = asked(exact, "place")

    with pytest.raises(NotPermitted):
        together.accept_exact(reader, exact.pk, chosen=chosen(place), at=noon)
    with pytest.raises(NotFound):
        together.accept_exact(eva, exact.pk, chosen=chosen(place), at=noon)


def test_unsure_stays_open_for_another_answer(ana, ben, three, asked, noon):
    place = asked(three[0], "place")
    services.judge(ana, place.pk, Verdict.UNSURE, revision=0, at=noon)

    judged = services.judge(ben, place.pk, Verdict.ACCEPTED, revision=1, at=noon)

    assert (judged.verdict, judged.decided_by) == ("accepted", ben)
