"""Pages of cases: what they show to whom, what they refuse, and that every act works."""

from __future__ import annotations

import pytest
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.response.cases.models import Case, CaseAllegation, Closing, Membership, Regrouping
from ponleu.response.cases.rules import Part
from ponleu.response.cases.services import members, regrouping
from ponleu.response.cases.services.cases import Headed
from ponleu.response.complaints.services import desk as at_desk
from tests.complaints.desk_world import HTMX, body

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")

PAGE_QUERIES, LIST_QUERIES = 21, 11


def case_page(client, made, status=200):
    return body(client.get(reverse("case_files:case", args=[made.pk])), status)


def listed(client, shown="mine"):
    return body(client.get(reverse("case_files:cases"), {"shown": shown}))


def held(case):
    rows = CaseAllegation.objects.standing().filter(where=case)
    return set(rows.values_list("allegation", flat=True))


def addresses(made, key):
    """Every address of a case, with what it is sent; GET first where there is a page."""
    one = [made.pk]
    return [
        (reverse("case_files:change", args=one), {"title": "x", "lead": "18", "was": 0}),
        (reverse("case_files:close", args=one), {"why": "x"}),
        (reverse("case_files:reopen", args=one), {}),
        (reverse("case_files:take_in", args=[made.pk, key]), {}),
        (reverse("case_files:take_out", args=[made.pk, key]), {}),
        (reverse("case_files:let_in", args=one), {"user": key, "part": "leads"}),
        (reverse("case_files:let_out", args=[made.pk, key]), {}),
        (reverse("case_files:conflict", args=one), {"user": key, "why": "x"}),
        (reverse("case_files:lift", args=[made.pk, key]), {"why": "x"}),
        (reverse("case_files:merge", args=one), {"other": key, "why": "x"}),
        (reverse("case_files:split", args=one), {"allegations": [key], "why": "x"}),
        (reverse("case_files:undo", args=[made.pk, key]), {}),
        (reverse("case_files:relate", args=one), {"other": key, "why": "x"}),
        (reverse("case_files:unrelate", args=[made.pk, key]), {}),
    ]


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("mine", "You are in no open case."),
        ("unit", "No other open case is open to you."),
        ("closed", "No case that you may see is closed."),
        ("nonsense", "You are in no open case."),
    ],
)
def test_list_says_why_it_is_empty(client, signed_in, shown, said):
    signed_in("ana")

    assert said in listed(client, shown)


def test_signed_out_is_led_to_the_door(client, make_case):
    made = make_case()

    page = (reverse("case_files:case", args=[made.pk]), None)
    for address, sent in [page, *addresses(made, made.pk)]:
        response = client.get(address) if sent is None else client.post(address, sent)
        assert response.status_code == 302
        assert "/sign-in/" in response.url


@pytest.mark.parametrize("who", ["dara", "conflict", "named"])
def test_to_whom_it_is_not_open_there_is_no_such_case_anywhere(
    client, signed_in, desk, told, alleged, make_case, dara, noon, who
):
    ana, complaint = desk["ana"][0], told()
    allegation = alleged(complaint, told())
    made = make_case(allegation, is_open=who != "dara", title="Secret title")
    if who == "conflict":
        members.record_conflict(ana, made.pk, user=dara.pk, why="kin", at=noon)
    if who == "named":
        at_desk.keep_from(desk["bora"][0], complaint, user=dara, at=noon)
    client.force_login(dara)
    before = dict(Case.objects.values_list("pk", "changes"))

    page = client.get(reverse("case_files:case", args=[made.pk]))
    never = client.get(reverse("case_files:case", args=[allegation.pk]))
    part = client.get(reverse("case_files:of_allegation", args=[allegation.pk]), headers=HTMX)
    texts = [listed(client, shown) for shown in ("mine", "unit", "closed")]
    itself = client.get(reverse("cases:allegation", args=[allegation.pk]))
    texts += [body(part), body(itself, 404 if who == "named" else 200)]

    assert page.status_code == never.status_code == 404
    assert not any("Secret title" in text or made.reference in text for text in texts)
    assert "It is in no case." in texts[3]
    for address, sent in addresses(made, allegation.pk):
        assert client.post(address, sent).status_code in (403, 404, 422), address
        assert client.get(address).status_code in (404, 405), address
    assert dict(Case.objects.values_list("pk", "changes")) == before
    assert not Closing.objects.exists()
    assert Membership.objects.count() == 1


def test_who_may_not_change_a_case_is_shown_no_button_and_refused(
    client, desk, make_case, make_user
):
    ana, made = desk["ana"][0], make_case(is_open=True)
    reader = make_user("reader", unit=ana.unit, actions=[Action.CASE_READ])
    client.force_login(reader)

    text = case_page(client, made)

    assert "<form" not in text.split("<main")[1].split("</main")[0]
    for address, sent in addresses(made, made.pk):
        assert client.post(address, sent).status_code == 403, address


def test_a_case_is_opened_from_an_allegation_and_added_to(client, signed_in, alleged):
    ana, one, two = signed_in("ana"), alleged(), alleged()
    part = body(client.get(reverse("case_files:of_allegation", args=[one.pk]), headers=HTMX))
    address = reverse("case_files:with_allegation", args=[one.pk])
    assert f'href="{address}"' in part
    assert "Paper Lantern Hotel" in body(client.get(address))

    response = client.post(
        address, {"title": "Coast road", "lead": "18", "why": "one yard"}, follow=True
    )

    made = Case.objects.get()
    text = body(response)
    assert "Opened. You are its first member" in text
    assert one.reference in text
    assert "one yard" in text
    other = reverse("case_files:with_allegation", args=[two.pk])
    assert "Take it into a case" in body(client.get(other))
    client.post(other, {"case": str(made.pk)})
    assert held(made) == {one.pk, two.pk}
    assert "Take it into a case" not in body(client.get(other))
    assert str(ana) in case_page(client, made)


def test_opening_that_is_refused_keeps_what_was_filled_in(client, signed_in, alleged):
    signed_in("ana")
    address = reverse("case_files:with_allegation", args=[alleged().pk])

    text = body(client.post(address, {"title": " ", "lead": "18", "why": "kept words"}), 422)

    assert "Nothing was stored yet" in text
    assert "kept words" in text
    assert not Case.objects.exists()


def test_with_an_allegation_that_is_not_there_is_not_found(client, signed_in, make_case):
    signed_in("ana")
    address = reverse("case_files:with_allegation", args=[make_case().pk])

    assert client.get(address).status_code == 404


def test_a_case_asks_for_findings_by_address_and_leads_there_without_javascript(
    client, desk, make_case, alleged, make_user, noon
):
    one = alleged()
    made = make_case(one)
    reader = make_user(
        "reader",
        unit=desk["ana"][0].unit,
        actions=[
            *(Action.CASE_READ, Action.COMPLAINT_READ, Action.ALLEGATION_READ),
            *(Action.REGISTER_READ, Action.FINDING_READ, Action.VERIFICATION_READ),
        ],
    )
    members.let_in(desk["ana"][0], made.pk, reader.pk, Part.FOLLOWS, at=noon)
    client.force_login(reader)
    address = reverse("findings:of_allegation", args=[one.pk])

    text = case_page(client, made)
    allegation = body(client.get(reverse("cases:allegation", args=[one.pk])))

    assert f'hx-get="{address}"' in text
    assert f'<a href="{address}">' in text
    for name in ("findings", "verification", "case_files"):
        assert f'hx-get="{reverse(f"{name}:of_allegation", args=[one.pk])}"' in allegation


def test_a_case_is_changed_and_an_overtaken_form_is_told(client, signed_in, make_case):
    signed_in("ana")
    made = make_case()
    address = reverse("case_files:change", args=[made.pk])
    assert 'name="was" value="0"' in body(client.get(address))
    sent = {"title": "Harbour", "lead": "KH", "is_open_to_unit": "on", "was": 0}

    assert client.post(address, sent).status_code == 302
    text = body(client.post(address, {**sent, "title": "Overtaken"}), 422)

    assert "A colleague changed this case meanwhile." in text
    made.refresh_from_db()
    assert (made.title, made.is_open_to_unit) == ("Harbour", True)


def test_a_case_is_closed_with_a_reason_and_opened_again(client, signed_in, make_case):
    signed_in("ana")
    made = make_case()
    close = reverse("case_files:close", args=[made.pk])
    assert client.post(close, {"why": ""}).status_code == 422

    client.post(close, {"why": "all answered"})

    assert "all answered" in case_page(client, made)
    assert made.title in listed(client, "closed")
    assert made.title not in listed(client)
    client.post(reverse("case_files:reopen", args=[made.pk]))
    assert "Open it again" not in case_page(client, made)
    assert made.title in listed(client)


def test_allegations_are_taken_out_and_in_again(client, signed_in, make_case, alleged):
    signed_in("ana")
    one, two = alleged(), alleged()
    made = make_case(one, two)

    client.post(reverse("case_files:take_out", args=[made.pk, two.pk]))
    text = case_page(client, made)

    assert "Take in again" in text
    assert held(made) == {one.pk}
    client.post(reverse("case_files:take_in", args=[made.pk, two.pk]))
    assert held(made) == {one.pk, two.pk}


def test_members_are_let_in_and_out_with_who_and_when(client, signed_in, make_case, dara):
    signed_in("ana")
    made = make_case()
    assert "Dara (Unit 18)" in case_page(client, made)

    client.post(
        reverse("case_files:let_in", args=[made.pk]), {"user": str(dara.pk), "part": "verifies"}
    )
    text = case_page(client, made)

    assert "let in by Ana on 22 November 2026" in text
    assert "Dara (Unit 18)" not in text
    its = Membership.objects.get(user=dara)
    client.post(reverse("case_files:let_out", args=[made.pk, its.pk]))
    text = case_page(client, made)
    assert "22 November 2026 to 22 November 2026, let out by Ana" in text
    own = Membership.objects.get(case=made, withdrawn_at=None)
    refused = client.post(reverse("case_files:let_out", args=[made.pk, own.pk]))
    assert "Let another person in first." in body(refused, 422)


def test_who_leaves_a_case_goes_to_the_list(client, signed_in, desk, make_case, dara, noon):
    ana, made = signed_in("ana"), make_case()
    members.let_in(ana, made.pk, dara.pk, Part.LEADS, at=noon)
    own = Membership.objects.get(user=ana)

    response = client.post(reverse("case_files:let_out", args=[made.pk, own.pk]))

    assert response.url == reverse("case_files:cases")
    assert client.get(reverse("case_files:case", args=[made.pk])).status_code == 404


def test_a_conflict_is_recorded_for_another_and_lifted_with_a_reason(
    client, signed_in, desk, make_case, dara
):
    ana, made = signed_in("ana"), make_case(is_open=True)
    address = reverse("case_files:conflict", args=[made.pk])
    text = body(client.get(address))
    assert str(dara.pk) in text
    assert str(ana.pk) not in text
    assert "Choose one person, or one unit." in body(client.post(address, {"why": "kin"}), 422)

    client.post(address, {"user": str(dara.pk), "why": "kin of the owner"})

    text = case_page(client, made)
    assert "kin of the owner" in text
    kept = made.exclusions.get()
    lift = reverse("case_files:lift", args=[made.pk, kept.pk])
    assert client.post(lift, {"why": ""}).status_code == 422
    client.post(lift, {"why": "not kin"})
    assert "Conflict of interest lifted" in case_page(client, made)


def test_cases_are_merged_and_the_merge_undone(client, signed_in, make_case):
    signed_in("ana")
    one, other = make_case(), make_case(title="Harbour")
    address = reverse("case_files:merge", args=[one.pk])
    assert "Harbour" in body(client.get(address))

    client.post(address, {"other": str(other.pk), "why": "one owner"})

    text = case_page(client, one)
    assert "Worked under it:" in text
    assert f"{other.reference} merged into {one.reference}" in text
    assert "This case is worked under another now:" in case_page(client, other)
    assert other.title not in listed(client)
    done = Regrouping.objects.get()
    client.post(reverse("case_files:undo", args=[one.pk, done.pk]))
    again = client.post(reverse("case_files:undo", args=[one.pk, done.pk]))
    assert "A colleague has undone this already." in body(again, 409)
    assert other.title in listed(client)


def test_a_merge_that_is_refused_keeps_the_words(client, signed_in, make_case):
    signed_in("ana")
    one = make_case()

    sent = {"other": str(one.pk), "why": "kept words"}
    text = body(client.post(reverse("case_files:merge", args=[one.pk]), sent), 422)

    assert "kept words" in text
    assert not Regrouping.objects.exists()


def test_a_case_is_split_by_ticks(client, signed_in, make_case, alleged):
    signed_in("ana")
    one, two = alleged(), alleged()
    made = make_case(one, two)
    address = reverse("case_files:split", args=[made.pk])
    assert two.reference in body(client.get(address))
    sent = {"title": "Harbour", "lead": "18", "why": "another owner"}
    every = {**sent, "allegations": [str(one.pk), str(two.pk)]}
    text = body(client.post(address, every), 422)
    assert "leave at least one" in text
    assert text.count(" checked>") == 2

    client.post(address, {**sent, "allegations": [str(two.pk)]})

    part = Case.objects.exclude(pk=made.pk).get()
    assert (held(made), held(part)) == ({one.pk}, {two.pk})
    assert f"{part.reference} split off from {made.reference}" in case_page(client, made)
    assert "Split off from" in case_page(client, part)


def test_related_cases_lead_to_each_other_and_are_undone(client, signed_in, make_case):
    signed_in("ana")
    one, other = make_case(), make_case(title="Harbour")

    address = reverse("case_files:relate", args=[one.pk])
    client.post(address, {"other": str(other.pk), "why": "same broker"})

    assert "Harbour" in case_page(client, one)
    assert "same broker" in case_page(client, other)
    related = one.related_after.get() if one.pk < other.pk else one.related_before.get()
    client.post(reverse("case_files:unrelate", args=[one.pk, related.pk]))
    assert "same broker" not in case_page(client, one)


def test_a_case_page_is_whole_with_everything_in_it_and_journaled(
    client, signed_in, desk, make_case, alleged, dara, noon
):
    ana, one, two = signed_in("ana"), alleged(), alleged()
    made, other = make_case(one, two), make_case(title="Harbour")
    members.let_in(ana, made.pk, dara.pk, Part.ADVISES, at=noon)
    part = Headed("A part", "18")
    regrouping.split_case(ana, made.pk, part, [two.pk], why="apart", at=noon)
    regrouping.merge_cases(ana, made.pk, other.pk, why="one owner", at=noon)
    before = JournalRow.objects.filter(action="case.read").count()

    text = case_page(client, made)

    for said in ("Split off", "Merged into this one", "Let in", "Allegation taken in"):
        assert f"<b>{said}</b>" in text
    assert JournalRow.objects.filter(action="case.read").count() == before + 1


def test_pages_cost_the_same_for_any_number_of_members_and_allegations(
    client, signed_in, desk, make_case, alleged, make_officer, country, noon, count_queries
):
    ana = signed_in("ana")
    small = make_case()
    large = make_case(*[alleged() for _ in range(4)])
    for name in ("eli", "finn", "gia"):
        user = make_officer(name, country["KH-18"])[0]
        members.let_in(ana, large.pk, user.pk, Part.FOLLOWS, at=noon)

    listed(client)  # the first page of a process reads what later ones know
    few = count_queries(lambda: case_page(client, small))
    many = count_queries(lambda: case_page(client, large))
    list_cost = count_queries(lambda: listed(client))

    assert (few, many, list_cost) == (PAGE_QUERIES, PAGE_QUERIES, LIST_QUERIES)
