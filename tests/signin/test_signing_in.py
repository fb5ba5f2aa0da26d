"""Signing in with a name and a password, and a second factor."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from tests.factories import make_company
from tests.markup import Document
from tests.signin.conftest import PASSWORD, SIGN_IN, code, is_in, sign_in, with_app
from timeline.models import SignInEvent

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql, pytest.mark.slow]


def kinds() -> list[str]:
    return list(SignInEvent.objects.order_by("id").values_list("kind", flat=True))


def test_admin_without_a_session_leads_to_the_staff_page_and_back(
    client: Client, anne: User
) -> None:
    page = client.get("/admin/timeline/milestone/", follow=True)
    answer = sign_in(client, next="/admin/timeline/milestone/")

    assert page.redirect_chain[-1][0] == f"{SIGN_IN}?next=%2Fadmin%2Ftimeline%2Fmilestone%2F"
    assert answer["Location"] == "/admin/timeline/milestone/"
    assert kinds() == ["signed_in"]


def test_page_is_in_french_under_fr(client: Client) -> None:
    page = client.get("/fr/admin/", follow=True)

    assert page.redirect_chain[-1][0].startswith("/fr/staff/sign-in/")
    assert 'lang="fr-CA"' in page.content.decode()


def test_page_says_whose_record_it_is(client: Client) -> None:
    make_company(short_name="Example")

    assert "Example" in Document(client.get(SIGN_IN).content.decode()).one("a", css="mark").text


def test_french_page_calls_the_name_one_thing(client: Client, anne: User) -> None:
    page = client.post(f"/fr{SIGN_IN}", {"login": "anne", "password": "wrong"}).content.decode()

    assert "Le nom d’utilisateur ou le mot de passe est incorrect." in page
    assert "Nom d’utilisateur" in page


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil",
    ],
)
def test_way_on_to_another_site_is_not_taken(client: Client, anne: User, elsewhere: str) -> None:
    assert sign_in(client, next=elsewhere)["Location"] == "/admin/"


@pytest.mark.parametrize(
    ("name", "password"), [("anne", "wrong"), ("nobody", "wrong"), ("nobody", PASSWORD)]
)
def test_wrong_password_and_unknown_name_are_answered_alike(
    client: Client, anne: User, name: str, password: str
) -> None:
    page = sign_in(client, name, password).content.decode()

    assert "The username and/or password you specified are not correct." in page
    assert kinds() == ["failed"]


def test_closed_account_is_answered_as_a_wrong_password(client: Client, anne: User) -> None:
    User.objects.update(is_active=False)

    page = sign_in(client).content.decode()

    assert "The username and/or password you specified are not correct." in page


def test_name_that_is_no_accounts_is_not_kept(client: Client, anne: User) -> None:
    sign_in(client, "a password in the wrong field")

    assert SignInEvent.objects.get().name == ""


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 5000, "é" * 150, "' OR 1=1"])
def test_odd_name_is_refused(client: Client, anne: User, name: str) -> None:
    answer = sign_in(client, name)

    assert answer.status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("name", ["anne", "nobody"])
def test_ten_wrong_passwords_lock_even_the_right_one_out_at_that_address(
    client: Client, anne: User, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(10):
        sign_in(client, name, "wrong")

    page = sign_in(client, name).content.decode()

    assert "Too many failed login attempts. Try again later." in page
    assert not is_in(client)
    assert kinds() == ["failed"] * 10 + ["locked"]
    assert "locked user=" in caplog.text
    assert "wrong" not in caplog.text
    assert PASSWORD not in caplog.text


def test_lock_opens_after_a_while(
    client: Client, anne: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(10):
        sign_in(client, "anne", "wrong")
    later = time.time() + 16 * 60
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)

    sign_in(client)

    assert is_in(client)


def test_lock_holds_however_many_other_names_are_tried(client: Client, anne: User) -> None:
    for _ in range(10):
        sign_in(client, "anne", "wrong")
    for number in range(700):
        cache.set(f"allauth:rl:login_failed:name{number}", [time.time()], 900)

    sign_in(client)

    assert not is_in(client)


def test_lock_of_one_account_leaves_the_others_open(client: Client, anne: User) -> None:
    User.objects.create_superuser("bob", password=PASSWORD)
    for _ in range(10):
        sign_in(client, "anne", "wrong")

    sign_in(client, "bob")

    assert is_in(client)


def test_password_alone_does_not_open_an_account_with_an_app(client: Client, anne: User) -> None:
    with_app(anne)

    answer = sign_in(client)

    assert answer["Location"] == "/staff/second-factor/authenticate/"
    assert not is_in(client)


def test_code_of_the_app_opens_it(client: Client, anne: User) -> None:
    with_app(anne)
    sign_in(client, next="/admin/timeline/release/")

    answer = client.post("/staff/second-factor/authenticate/", {"code": code()})

    assert answer["Location"] == "/admin/timeline/release/"
    assert is_in(client)
    assert kinds() == ["factor_used", "signed_in"]


def test_same_code_does_not_open_it_twice(client: Client, anne: User) -> None:
    with_app(anne)
    sign_in(client)
    shown = code()
    client.post("/staff/second-factor/authenticate/", {"code": shown})
    second = Client()
    sign_in(second)

    second.post("/staff/second-factor/authenticate/", {"code": shown})

    assert not is_in(second)


def test_ten_wrong_codes_lock_the_right_one_out(client: Client, anne: User) -> None:
    with_app(anne)
    sign_in(client)
    for _ in range(10):
        client.post("/staff/second-factor/authenticate/", {"code": "wrong"})

    page = client.post("/staff/second-factor/authenticate/", {"code": code()}).content.decode()

    assert "Too many failed login attempts. Try again later." in page
    assert not is_in(client)
    assert kinds()[:10] == ["factor_failed"] * 10


@pytest.mark.parametrize(
    "credential",
    [
        *(
            "",
            "{",
            "[]",
            "3",
            "null",
            '"x"',
            "{}",
            '{"response": 5}',
            '{"response": {"userHandle": "////"}}',
        ),
        '{"id": "a", "rawId": "a", "type": "public-key", "response": {"userHandle": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5"}}',
    ],
)
def test_odd_passkey_is_refused(client: Client, anne: User, credential: str) -> None:
    answer = client.post(
        "/staff/second-factor/webauthn/login/", {"credential": credential}, follow=True
    )

    assert answer.status_code == 200
    assert not is_in(client)


def test_nobody_signs_up(client: Client) -> None:
    for address in (
        "/staff/signup/",
        "/accounts/signup/",
        "/staff/email/",
        "/staff/password/reset/",
    ):
        assert client.post(address, {}).status_code == 404


def test_somebody_who_is_not_staff_does_not_get_into_the_admin(client: Client, anne: User) -> None:
    User.objects.update(is_staff=False)

    answer = sign_in(client)

    assert answer["Location"] == "/admin/"
    assert client.get("/admin/", follow=True).status_code == 403
    assert "refused" in kinds()


def test_signing_out_ends_the_session(client: Client, anne: User) -> None:
    sign_in(client)

    answer = client.post("/staff/sign-out/")

    assert answer["Location"] == SIGN_IN
    assert not is_in(client)
    assert kinds() == ["signed_in", "signed_out"]


def test_address_that_a_visitor_claims_to_be_forwarded_is_not_believed(
    client: Client, anne: User
) -> None:
    claimed = {"x-forwarded-for": "203.0.113.9", "forwarded": "for=203.0.113.9"}

    client.post(SIGN_IN, {"login": "anne", "password": "wrong"}, headers=claimed)

    assert SignInEvent.objects.get().address == "127.0.0.1"
