"""Pages on which a person decides whether two records are one."""

import pytest
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.register.models import Detail, MatchProposal, PairJudgement, Tie
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.register.services import by_hand, identity

pytestmark = pytest.mark.usefixtures("demonstration")

REASONS = [
    {"feature": "name", "bits": 6.0, "text": "One vowel differs"},
    {"feature": "licence", "bits": -4.0, "text": "Licences carry different numbers"},
]


@pytest.fixture
def hotel(ana, unit, noon):
    """Maker of confirmed sites."""

    def make(name, kind=EntryKind.SITE):
        known = by_hand.Known(kind=kind, name=name, territory="18", place="1801", sort="hotel")
        return by_hand.enter_known(ana, known, unit=unit, at=noon)

    return make


@pytest.fixture
def pair(hotel, noon):
    left, right = hotel("Paper Lantern Hotel"), hotel("Koam Kradas Guesthouse")
    return MatchProposal.objects.create(
        left=left,
        right=right,
        score=0.91,
        worth=2.0,
        reasons=REASONS,
        engine_version="1",
        proposed_at=noon,
    )


def address(pair, name="register:pair"):
    return reverse(name, args=[pair.left_id, pair.right_id])


def test_pages_do_not_say_how_likely_a_pair_is_of_which_little_is_known(client, ana, pair):
    thin = {"feature": "thin", "bits": 0.0, "text": "only a further name agrees"}
    MatchProposal.objects.update(reasons=[thin, *REASONS])
    client.force_login(ana)

    shown = client.get(address(pair)).content.decode()
    queue = client.get(reverse("register:pairs")).content.decode()

    assert '<li class="is-neither">only a further name agrees</li>' in shown
    assert "Too little is known to say how likely it is." in shown
    assert "too little is known" in queue
    assert "score 91" not in queue


def test_queue_names_the_pair_and_its_first_reason(client, ana, pair):
    client.force_login(ana)

    page = client.get(reverse("register:pairs")).content.decode()

    assert "Paper Lantern Hotel" in page
    assert "Koam Kradas Guesthouse" in page
    assert "One vowel differs" in page


def test_queue_says_when_nothing_waits(client, ana):
    client.force_login(ana)

    assert "No pair waits" in client.get(reverse("register:pairs")).content.decode()


def test_pair_page_shows_both_sides_and_what_speaks_against(client, ana, pair):
    client.force_login(ana)

    page = client.get(address(pair)).content.decode()

    assert "91%" in page
    assert '<li class="is-against">Licences carry different numbers</li>' in page
    assert page.count(pair.left.reference) >= 2


def test_judge_keeps_the_verdict_and_offers_to_take_it_back(client, ana, pair, hotel, noon):
    client.force_login(ana)
    left, right = hotel("Blue Gourd"), hotel("Blue Gord")
    MatchProposal.objects.create(
        left=left, right=right, score=0.5, worth=1.0, engine_version="1", proposed_at=noon
    )

    answer = client.post(
        address(pair, "register:judge"), {"verdict": "same", "why": "one sign"}, follow=True
    )

    judgement = PairJudgement.objects.get()
    assert (judgement.verdict, judgement.why) == ("same", "one sign")
    assert answer.redirect_chain[-1][0].endswith(f"?done={judgement.pk}")
    assert reverse("register:withdraw_judgement", args=[judgement.pk]) in answer.content.decode()


def test_judge_needs_a_verdict(client, ana, pair):
    client.force_login(ana)

    assert client.post(address(pair, "register:judge"), {"verdict": "maybe"}).status_code == 422
    assert not PairJudgement.objects.exists()


def test_entry_page_shows_whose_fact_is_whose(client, ana, pair, noon):
    client.force_login(ana)
    identity.judge_pair(ana, pair.left_id, pair.right_id, "same", at=noon)

    page = client.get(reverse("register:entry", args=[pair.left_id])).content.decode()

    assert "Shown together" in page
    assert "Koam Kradas Guesthouse" in page
    assert f"· {pair.right.reference}" in page


def test_entry_page_of_the_other_leads_to_the_one_it_is_shown_under(client, ana, pair, noon):
    client.force_login(ana)
    identity.judge_pair(ana, pair.left_id, pair.right_id, "same", at=noon)

    page = client.get(reverse("register:entry", args=[pair.right_id])).content.decode()

    assert "Judged the same as Paper Lantern Hotel" in page
    assert reverse("register:entry", args=[pair.left_id]) in page


def test_list_shows_a_joined_pair_once(client, ana, pair, noon):
    client.force_login(ana)
    identity.judge_pair(ana, pair.left_id, pair.right_id, "same", at=noon)

    listed = client.get(reverse("register:index"), {"kind": "site"}).content.decode()
    found = client.get(reverse("register:index"), {"kind": "site", "text": "Kradas"})

    assert "Koam Kradas" not in listed
    assert "Paper Lantern Hotel" in found.content.decode()


def test_withdraw_separates(client, ana, pair, noon):
    client.force_login(ana)
    judgement = identity.judge_pair(ana, pair.left_id, pair.right_id, "same", at=noon)

    client.post(reverse("register:withdraw_judgement", args=[judgement.pk]))

    pair.right.refresh_from_db()
    assert pair.right.head is None


@pytest.mark.parametrize("name", ["register:pair", "register:judge"])
def test_pair_of_another_unit_is_not_found(client, ben, pair, name):
    client.force_login(ben)
    send = client.get if name == "register:pair" else client.post

    assert send(address(pair, name), {"verdict": "same"}).status_code == 404


def test_queue_of_another_unit_is_empty(client, ben, pair):
    client.force_login(ben)

    assert "Paper Lantern" not in client.get(reverse("register:pairs")).content.decode()


@pytest.mark.parametrize("name", ["detail", "tie", "position", "number"])
def test_forms_of_another_unit_are_not_found(client, make_user, make_unit, pair, name):
    elsewhere = make_unit("12", parent=make_unit("KH"), territory="12")
    actions = (Action.REGISTER_READ, Action.REGISTER_EDIT, Action.SITE_EXACT)
    client.force_login(make_user("eve", unit=elsewhere, actions=actions))

    assert client.get(reverse(f"register:{name}", args=[pair.left_id])).status_code == 404


@pytest.mark.parametrize("name", ["pairs", "detail", "tie", "number"])
def test_pages_need_a_sign_in(client, pair, name):
    args = [] if name == "pairs" else [pair.left_id]

    answer = client.get(reverse(f"register:{name}", args=args))

    assert answer.status_code == 302
    assert "login" in answer.url


def test_detail_is_kept_with_its_ground(client, ana, pair):
    client.force_login(ana)

    client.post(
        reverse("register:detail", args=[pair.left_id]),
        {"sort": "licence", "said": "Expired", "since": "2025-12-31", "text": "seen on the wall"},
    )

    detail = Detail.objects.get()
    assert (detail.sort, detail.text, detail.ground) == ("licence", "Expired", "seen on the wall")


def test_detail_without_ground_is_refused_beside_the_words(client, ana, pair):
    client.force_login(ana)

    answer = client.post(
        reverse("register:detail", args=[pair.left_id]), {"sort": "licence", "said": "Expired"}
    )

    assert answer.status_code == 422
    assert 'value="Expired"' in answer.content.decode()
    assert not Detail.objects.exists()


def test_tie_reads_from_both_ends(client, ana, pair, hotel):
    client.force_login(ana)
    firm = hotel("Lotus Step Trading", kind=EntryKind.ORGANISATION)

    client.post(
        reverse("register:tie", args=[pair.left_id]),
        {"way": "held:operator", "other": firm.reference.lower(), "since": "2024", "text": "sign"},
    )

    tie = Tie.objects.get()
    assert (tie.holder_id, tie.held_id, tie.sort) == (firm.pk, pair.left_id, "operator")
    site = client.get(reverse("register:entry", args=[pair.left_id])).content.decode()
    company = client.get(reverse("register:entry", args=[firm.pk])).content.decode()
    assert "Run by" in site
    assert "Operator of" in company


def test_tie_to_an_unknown_reference_is_told(client, ana, pair):
    client.force_login(ana)

    answer = client.post(
        reverse("register:tie", args=[pair.left_id]),
        {"way": "held:operator", "other": "O-2026-999999-A", "text": "sign"},
    )

    assert "no record of that reference" in answer.content.decode()
    assert not Tie.objects.exists()


def test_exact_position_is_shown_only_to_those_who_may_see_it(client, make_user, unit, ana, pair):
    actions = (Action.REGISTER_READ, Action.REGISTER_EDIT, Action.SITE_EXACT)
    client.force_login(make_user("com", unit=unit, actions=actions))
    client.post(
        reverse("register:position", args=[pair.left_id]),
        {"latitude": "10.6093", "longitude": "103.5296", "accuracy_metres": "30", "text": "visit"},
    )

    near = client.get(reverse("register:entry", args=[pair.left_id])).content.decode()
    client.force_login(ana)
    far = client.get(reverse("register:entry", args=[pair.left_id])).content.decode()

    assert "10.60930" in near
    assert "10.60930" not in far


def test_exact_position_is_taken_back_only_by_those_who_may_see_it(
    client, make_user, unit, ana, pair
):
    actions = (Action.REGISTER_READ, Action.REGISTER_EDIT, Action.SITE_EXACT)
    client.force_login(make_user("com", unit=unit, actions=actions))
    said = {"latitude": "10", "longitude": "103", "accuracy_metres": "30", "text": "visit"}
    client.post(reverse("register:position", args=[pair.left_id]), said)
    position = pair.left.positions.get()
    address = reverse("register:withdraw_fact", args=["position", position.pk])

    client.force_login(ana)
    assert client.post(address).status_code == 403

    position.refresh_from_db()
    assert position.withdrawn_at is None


def test_number_is_not_kept(client, ana, pair):
    client.force_login(ana)

    client.post(
        reverse("register:number", args=[pair.left_id]),
        {"sort": "licence", "number": "LIC 00-4711-88", "text": "seen"},
    )

    identifier = pair.left.identifiers.get()
    assert len(identifier.digest) == 64
    stored = [str(value) for value in vars(identifier).values()]
    assert not any("4711" in value for value in stored)


def test_withdraw_fact_marks_it(client, ana, pair):
    client.force_login(ana)
    client.post(
        reverse("register:detail", args=[pair.left_id]),
        {"sort": "licence", "said": "Expired", "text": "seen"},
    )
    detail = Detail.objects.get()

    client.post(reverse("register:withdraw_fact", args=["detail", detail.pk]))

    detail.refresh_from_db()
    assert detail.withdrawn_by == ana
    page = client.get(reverse("register:entry", args=[pair.left_id])).content.decode()
    assert "Expired" not in page


def test_withdraw_fact_of_an_unknown_sort_is_not_found(client, ana, pair):
    client.force_login(ana)

    address = reverse("register:withdraw_fact", args=["entry", pair.left_id])
    assert client.post(address).status_code == 404
