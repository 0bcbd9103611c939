"""Second factors: forced on everyone, set up, used, lost and kept secret."""

import json
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from cryptography.exceptions import InvalidTag
from django.urls import get_resolver, reverse

from ponleu.foundation.accounts import second_factor_secrets as secrets
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.web import sign_in_urls, urls
from ponleu.foundation.journal.models import Entry
from tests.accounts.soft_key import SoftKey

STEP = "/second-factor/"


@pytest.fixture
def ana(make_user, with_passphrase):
    """A real person without a second factor yet."""
    return with_passphrase(make_user("ana", is_demonstration=False, actions=["roles.read"]))


@pytest.fixture
def sign_in(client, ana, passphrase):
    """Post the sign-in form; follow to where it leads."""

    def post(typed=passphrase):
        form = {"login": "ana", "password": typed}
        return client.post(reverse("account_login"), form, follow=True)

    return post


@pytest.fixture
def confirm(client, passphrase):
    """Confirm the passphrase, as pages that change the way in ask."""
    return lambda: client.post(reverse("account_reauthenticate"), {"password": passphrase})


@pytest.fixture
def with_app(client, sign_in, confirm):
    """Sign in, set up an authenticator app, and give its secret."""

    def set_up():
        sign_in()
        confirm()
        page = client.get(reverse("mfa_activate_totp")).content.decode()
        secret = re.search(r'<code id="secret">(\w+)</code>', page)[1]
        client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
        return secret

    return set_up


def code_of(secret, steps_away=0):
    """The code of an app now, or some half minutes away; never one about to run out."""
    if time.time() % 30 > 25:
        time.sleep(5)
    counter = next(iter(totp.yield_hotp_counters_from_time())) + steps_away
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def names_of_every_page():
    """The name of every address of ours that takes no arguments."""
    own = [f"accounts:{pattern.name}" for pattern in urls.urlpatterns]
    names = own + [pattern.name for pattern in sign_in_urls.urlpatterns]
    return [name for name in names if not _takes_arguments(name)]


def _takes_arguments(name):
    namespace, _, plain = name.rpartition(":")
    resolver = get_resolver().namespace_dict[namespace][1] if namespace else get_resolver()
    return all(parameters for _, parameters in resolver.reverse_dict.getlist(plain)[0][0])


def test_a_person_without_a_second_factor_is_sent_to_set_one_up(sign_in):
    assert sign_in().redirect_chain[-1] == (STEP, 302)


@pytest.mark.slow
def test_a_person_without_a_second_factor_reaches_nothing_else(client, sign_in):
    sign_in()
    open_until_then = {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_logout",
    }

    for name in set(names_of_every_page()) - open_until_then - {"account_login"}:
        for method in (client.get, client.post):
            assert method(reverse(name)).headers.get("Location") == STEP, name


def test_the_record_itself_stays_closed_without_a_second_factor(client, sign_in):
    sign_in()

    for name in ("desk:home", "sources:index", "journal:index"):
        assert client.get(reverse(name)).headers.get("Location") == STEP


def test_htmx_is_sent_to_set_up_the_second_factor_as_a_whole_page(client, sign_in):
    sign_in()

    response = client.get(reverse("accounts:roles"), headers={"HX-Request": "true"})

    assert response.headers["HX-Redirect"] == STEP


def test_a_demonstration_account_goes_without_in_the_demonstration(client, sign_in, demonstration):
    User.objects.update(is_demonstration=True)

    sign_in()

    assert client.get(reverse("accounts:roles")).status_code == 200


def test_a_real_person_sets_one_up_in_the_demonstration_too(sign_in, demonstration):
    assert sign_in().redirect_chain[-1] == (STEP, 302)


def test_setting_up_a_factor_asks_for_the_passphrase_again(client, sign_in):
    sign_in()

    response = client.get(reverse("mfa_activate_totp"))

    assert response.url.startswith(reverse("account_reauthenticate"))


@pytest.mark.slow
def test_confirming_with_a_wrong_passphrase_opens_nothing(client, sign_in):
    sign_in()

    page = client.post(reverse("account_reauthenticate"), {"password": "not the passphrase"})

    assert b"This is not your passphrase" in page.content
    assert client.get(reverse("mfa_activate_totp")).status_code == 302


@pytest.mark.slow
def test_whoever_has_an_app_may_confirm_with_it(client, with_app):
    with_app()

    page = client.get(reverse("account_reauthenticate")).content.decode()

    assert "With a code of your app, or a recovery code" in page
    assert client.get(reverse("mfa_reauthenticate")).status_code == 200


@pytest.mark.slow
def test_an_app_signs_in_from_end_to_end(client, with_app, sign_in):
    secret = with_app()
    assert client.get(reverse("accounts:roles")).status_code == 200
    client.post(reverse("account_logout"))

    page = sign_in()
    assert page.redirect_chain[-1][0] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert client.get(reverse("accounts:roles")).status_code == 200


@pytest.mark.slow
def test_a_code_of_the_app_serves_once(client, with_app, sign_in):
    secret = with_app()
    code = code_of(secret)
    for _ in range(2):
        client.post(reverse("account_logout"))
        sign_in()
        client.post(reverse("mfa_authenticate"), {"code": code})

    assert "_auth_user_id" not in client.session


@pytest.mark.slow
def test_an_old_code_is_refused_and_journaled(client, with_app, sign_in, ana, journaled):
    secret = with_app()
    client.post(reverse("account_logout"))
    sign_in()

    page = client.post(reverse("mfa_authenticate"), {"code": code_of(secret, steps_away=-9)})

    assert b"This is not right, or it was used before" in page.content
    assert journaled()[-1] == "second_factor.failed"
    assert Entry.objects.order_by("sequence").last().actor == str(ana.pk)


@pytest.mark.slow
def test_codes_are_locked_after_five_wrong_ones(client, with_app, sign_in):
    secret = with_app()
    client.post(reverse("account_logout"))
    sign_in()
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": code_of(secret, steps_away=-9)})

    page = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert b"Too many tries" in page.content
    assert "_auth_user_id" not in client.session


@pytest.mark.slow
def test_adding_and_removing_a_factor_is_journaled(
    client, with_app, journaled, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):  # allauth tells after the commit
        with_app()
    client.post(reverse("mfa_deactivate_totp"))

    assert [action for action in journaled() if action.startswith("second_factor")] == [
        "second_factor.added",  # the app
        "second_factor.added",  # its recovery codes
        "second_factor.removed",
        "second_factor.removed",
    ]


@pytest.mark.slow
def test_removing_the_last_factor_closes_everything_again(client, with_app):
    with_app()

    client.post(reverse("mfa_deactivate_totp"))

    assert client.get(reverse("accounts:roles")).url == STEP


@pytest.mark.slow
def test_recovery_codes_are_shown_once_and_open_once(client, with_app, sign_in):
    with_app()
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    codes = re.findall(r"<code>(\d{8})</code>", page)
    assert len(codes) == 10
    assert codes[0] not in client.get(reverse("mfa_view_recovery_codes")).content.decode()

    for is_let_in in (True, False):
        client.post(reverse("account_logout"))
        sign_in()
        client.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert ("_auth_user_id" in client.session) is is_let_in


@pytest.mark.slow
def test_new_recovery_codes_void_the_old_ones(client, with_app, sign_in):
    with_app()
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    old = re.findall(r"<code>(\d{8})</code>", page)[0]

    client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("account_logout"))
    sign_in()
    client.post(reverse("mfa_authenticate"), {"code": old})

    assert "_auth_user_id" not in client.session


def test_the_secret_of_an_app_rests_sealed(with_app):
    secret = with_app()

    for factor in Authenticator.objects.all():
        assert secret not in json.dumps(factor.data)
    assert secrets.unseal(Authenticator.objects.get(type="totp").data["secret"]) == secret


def test_a_sealed_secret_opens_with_its_own_key_only(settings):
    sealed = secrets.seal("JBSWY3DPEHPK3PXP")
    assert secrets.seal("JBSWY3DPEHPK3PXP") != sealed

    settings.PONLEU_SECOND_FACTOR_KEY = "another key"

    with pytest.raises(InvalidTag):
        secrets.unseal(sealed)


def options_of(page):
    """The options that a page hands to the browser's script."""
    data = re.search(r'<script id="key_data" type="application/json">(.+?)</script>', page)[1]
    return next(iter(json.loads(data).values()))


@pytest.fixture
def at_localhost(client):
    """Ask by name: security keys are bound to one."""
    client.defaults["HTTP_HOST"] = "localhost"
    return client


@pytest.mark.slow
def test_a_security_key_is_added_and_signs_in(at_localhost, sign_in, confirm):
    client, key = at_localhost, SoftKey()
    sign_in()
    confirm()
    options = options_of(client.get(reverse("mfa_add_webauthn")).content.decode())
    answer = {"name": "Blue key", "credential": key.register(options)}
    assert client.post(reverse("mfa_add_webauthn"), answer).status_code == 302
    assert b"Blue key" in client.get(reverse("mfa_list_webauthn")).content
    client.post(reverse("account_logout"))

    options = options_of(sign_in().content.decode())
    client.post(reverse("mfa_authenticate"), {"credential": key.sign(options)})

    assert client.get(reverse("accounts:roles")).status_code == 200


def test_a_security_key_of_another_origin_is_refused(at_localhost, sign_in, confirm):
    client, key = at_localhost, SoftKey(origin="http://localhost.example")
    sign_in()
    confirm()
    options = options_of(client.get(reverse("mfa_add_webauthn")).content.decode())

    response = client.post(
        reverse("mfa_add_webauthn"), {"name": "Odd key", "credential": key.register(options)}
    )

    assert b"There is a problem" in response.content
    assert not Authenticator.objects.exists()


@pytest.mark.slow
def test_someone_elses_security_key_does_not_sign_in(at_localhost, sign_in, confirm):
    client, key = at_localhost, SoftKey()
    sign_in()
    confirm()
    options = options_of(client.get(reverse("mfa_add_webauthn")).content.decode())
    client.post(reverse("mfa_add_webauthn"), {"credential": key.register(options)})
    client.post(reverse("account_logout"))

    other = SoftKey()
    other.id = key.id
    options = options_of(sign_in().content.decode())
    client.post(reverse("mfa_authenticate"), {"credential": other.sign(options)})

    assert "_auth_user_id" not in client.session


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_index"])
def test_pages_with_secrets_are_kept_by_no_browser(client, sign_in, confirm, name):
    sign_in()
    confirm()

    assert "no-store" in client.get(reverse(name)).headers["Cache-Control"]


def test_pages_with_security_keys_run_no_inline_script(at_localhost, sign_in, confirm):
    sign_in()
    confirm()

    page = at_localhost.get(reverse("mfa_add_webauthn")).content.decode()

    scripts = re.findall(r"<script([^>]*)>", page)
    assert len(scripts) > 3
    for script in scripts:
        assert 'type="application/json"' in script or "src=" in script
    assert not re.search(r"\son\w+=|\sstyle=", page)


@pytest.mark.slow
def test_a_given_passphrase_has_to_be_changed_before_anything_else(
    client, sign_in, ana, passphrase
):
    User.objects.update(must_change_passphrase=True)

    assert sign_in().redirect_chain[-1][0] == reverse("account_change_password")
    assert client.get(reverse("mfa_index")).url == reverse("account_change_password")
    client.post(
        reverse("account_change_password"),
        {
            "oldpassword": passphrase,
            "password1": "another four words",
            "password2": "another four words",
        },
    )

    ana.refresh_from_db()
    assert ana.check_password("another four words")
    assert not ana.must_change_passphrase
    assert client.get(reverse("mfa_index")).status_code == 200


def test_a_given_passphrase_is_not_kept_by_changing_it_to_itself(client, sign_in, ana, passphrase):
    User.objects.update(must_change_passphrase=True)
    sign_in()

    client.post(
        reverse("account_change_password"),
        {"oldpassword": passphrase, "password1": passphrase, "password2": passphrase},
    )

    ana.refresh_from_db()
    assert ana.must_change_passphrase
