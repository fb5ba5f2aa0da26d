"""A form whose session is over, or whose token is stale, waits for its account and comes back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.admin_pages import Answer, filled_in, text_of
from tests.factories import make_announced, make_milestone, make_paragraph
from timeline.models import Milestone
from timeline.models.roles import CONTRIBUTOR

ADD = "/admin/timeline/milestone/add/"
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}
TYPED = 'An hour of work, with "quotes", <tags> & « accents ».'
Values = dict[str, Any]


@pytest.fixture
def anne(db: None) -> User:
    return User.objects.create_superuser("anne")


@pytest.fixture
def desk(anne: User) -> Client:
    """Signed in, and asked for tokens as a browser is."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(anne)
    return client


def address_of(row: Milestone) -> str:
    return f"/admin/timeline/milestone/{row.pk}/change/"


def typed_into(desk: Client, address: str = ADD) -> Values:
    """A text, and two paragraphs cited in rows beneath it."""
    values: Values = filled_in(desk.get(address))
    cited = {f"citations-{row}-paragraph": [str(make_paragraph().pk)] for row in (0, 1)}
    values |= {"summary_en": [TYPED], "citations-TOTAL_FORMS": ["2"], **cited}
    return values


def send(desk: Client, values: Values, address: str = ADD, headers: Any = FROM_HERE) -> Answer:
    return desk.post(address, values, headers=headers)


def without_token(values: Values) -> Values:
    return {name: value for name, value in values.items() if name != "csrfmiddlewaretoken"}


def end_session(desk: Client) -> None:
    del desk.cookies["sessionid"]


def is_kept(desk: Client) -> bool:
    return "waiting_form" in desk.session


def test_form_of_a_session_that_is_over_waits_at_its_address(desk: Client) -> None:
    values = typed_into(desk)
    end_session(desk)

    answer = send(desk, values)

    assert (answer.status_code, answer["Location"]) == (302, ADD)
    assert Milestone.objects.count() == 0


def test_sign_in_page_says_that_a_form_waits(desk: Client) -> None:
    values = typed_into(desk)
    end_session(desk)
    send(desk, values)

    page = text_of(desk.get(ADD, follow=True))

    assert "What you typed waits for you" in page


def test_form_comes_back_after_signing_in_with_all_that_was_typed(desk: Client, anne: User) -> None:
    values = typed_into(desk)
    end_session(desk)
    send(desk, values)
    desk.force_login(anne)

    answer = desk.get(ADD)

    assert "Your session was over when you sent this." in text_of(answer)
    back = without_token(filled_in(answer))
    sent = without_token(values)
    assert {name: back.get(name) for name in sent} == sent
    assert Milestone.objects.count() == 0


def test_form_that_came_back_is_there_after_a_reload_and_gone_once_sent(
    desk: Client, anne: User
) -> None:
    values = typed_into(desk)
    end_session(desk)
    send(desk, values)
    desk.force_login(anne)
    desk.get(ADD)

    again = filled_in(desk.get(ADD))
    send(desk, again)

    assert again["summary_en"] == [TYPED]
    assert not is_kept(desk)


def test_form_that_waited_can_be_discarded(desk: Client, anne: User) -> None:
    values = typed_into(desk)
    end_session(desk)
    send(desk, values)
    desk.force_login(anne)
    token = filled_in(desk.get(ADD))["csrfmiddlewaretoken"]

    send(desk, {"csrfmiddlewaretoken": token, "_discard": ["1"]})

    assert filled_in(desk.get(ADD))["summary_en"] == [""]


def test_stale_token_gives_the_form_back_and_writes_nothing(desk: Client) -> None:
    milestone = make_milestone([make_paragraph()])
    values = typed_into(desk, address_of(milestone))
    values["csrfmiddlewaretoken"] = ["a" * 64]

    answer = desk.post(address_of(milestone), values, headers=FROM_HERE, follow=True)

    assert answer.status_code == 200
    assert "You signed in anew after this form was opened." in text_of(answer)
    assert filled_in(answer)["summary_en"] == [TYPED]
    assert filled_in(answer)["csrfmiddlewaretoken"] != values["csrfmiddlewaretoken"]
    milestone.refresh_from_db()
    assert (milestone.summary_en, milestone.version) == ("", 1)


def test_form_that_came_back_is_saved_when_it_is_sent_again(desk: Client) -> None:
    milestone = make_milestone([make_paragraph()])
    values = filled_in(desk.get(address_of(milestone))) | {"summary_en": [TYPED]}
    stale = values | {"csrfmiddlewaretoken": ["a" * 64]}
    back = filled_in(desk.post(address_of(milestone), stale, headers=FROM_HERE, follow=True))

    saved = send(desk, back, address_of(milestone))

    milestone.refresh_from_db()
    assert (saved.status_code, milestone.summary_en) == (302, TYPED)


# Who may not


def test_form_sent_by_a_page_of_another_site_is_not_kept(desk: Client) -> None:
    values = typed_into(desk) | {"csrfmiddlewaretoken": ["a" * 64]}

    answer = send(desk, values, headers=ELSEWHERE)

    assert answer.status_code == 403
    assert not is_kept(desk)


@pytest.mark.parametrize("mark", ["", "1", "1:forged"])
def test_form_without_the_mark_of_its_account_is_not_kept(desk: Client, mark: str) -> None:
    values = typed_into(desk) | {"_made_for": [mark]}
    end_session(desk)

    answer = send(desk, values)

    assert "/admin/login/" in answer["Location"]
    assert not is_kept(desk)


def test_form_of_somebody_else_is_not_shown(desk: Client) -> None:
    values = typed_into(desk)
    end_session(desk)
    send(desk, values)
    desk.force_login(User.objects.create_superuser("ben"))

    assert filled_in(desk.get(ADD))["summary_en"] == [""]


def test_form_made_for_somebody_else_is_not_kept(desk: Client) -> None:
    values = typed_into(desk)
    desk.force_login(User.objects.create_superuser("ben"))

    answer = send(desk, values | {"csrfmiddlewaretoken": ["a" * 64]})

    assert answer.status_code == 403
    assert not is_kept(desk)


def test_passwords_do_not_wait(desk: Client, anne: User) -> None:
    address = "/admin/auth/user/add/"
    mark = filled_in(desk.get(ADD))["_made_for"]
    end_session(desk)
    typed = {"username": "ben", "password1": "hidden words", "password2": "hidden words"}

    send(desk, {**typed, "_made_for": mark}, address)

    assert desk.session["waiting_form"]["fields"] == {"username": ["ben"], "_made_for": mark}


def test_account_that_was_being_added_comes_back_without_its_passwords(
    desk: Client, anne: User
) -> None:
    address = "/admin/auth/user/add/"
    values = filled_in(desk.get(address), "user_form") | {"username": ["ben"]}
    values |= {"password1": ["hidden words"], "password2": ["hidden words"]}
    end_session(desk)
    send(desk, values, address)
    desk.force_login(anne)

    answer = desk.get(address)

    assert "Your session was over when you sent this." in text_of(answer)
    assert filled_in(answer, "user_form")["username"] == ["ben"]
    assert "hidden words" not in answer.content.decode()
    assert not User.objects.filter(username="ben").exists()


# A right that was taken away


@pytest.fixture
def contributor(db: None) -> Client:
    user = User.objects.create_user("carl", is_staff=True)
    user.groups.add(Group.objects.get(name=CONTRIBUTOR))
    client = Client()
    client.force_login(user)
    return client


def test_right_taken_away_meanwhile_gives_back_what_was_typed(contributor: Client) -> None:
    values = filled_in(contributor.get(ADD)) | {"summary_en": [TYPED]}
    User.objects.get(username="carl").groups.clear()

    answer = send(contributor, values)

    assert answer.status_code == 403
    assert "Your account has no right to this." in text_of(answer)
    assert filled_in(answer, "given_back")["summary_en"] == [TYPED]


def test_fields_that_come_back_have_the_names_of_the_form(contributor: Client) -> None:
    values = typed_into(contributor)
    values["citations-1-summary_en"] = ["Word for word"]
    User.objects.get(username="carl").groups.clear()

    page = text_of(send(contributor, values))

    assert "Summary (English)" in page
    assert "Citation 2: " in page
    assert "summary en" not in page


def test_account_that_is_no_longer_staff_gets_back_what_was_typed(contributor: Client) -> None:
    values = filled_in(contributor.get(ADD)) | {"summary_en": [TYPED]}
    User.objects.filter(username="carl").update(is_staff=False)

    answer = send(contributor, values)

    assert answer.status_code == 403
    assert filled_in(answer, "given_back")["summary_en"] == [TYPED]


def test_row_published_meanwhile_gives_a_contributor_back_what_they_typed(
    contributor: Client,
) -> None:
    milestone = make_milestone([make_paragraph()])
    values = filled_in(contributor.get(address_of(milestone))) | {"summary_en": [TYPED]}
    public = make_announced()
    answer = send(contributor, values, address_of(public))

    assert answer.status_code == 403
    assert "only a publisher may change it" in text_of(answer)
    assert filled_in(answer, "given_back")["summary_en"] == [TYPED]


# What the browser kept


def test_form_that_the_browser_kept_comes_back_without_being_saved(desk: Client) -> None:
    values = typed_into(desk)

    answer = send(desk, {**values, "_put_back": "1"})

    assert answer.status_code == 200
    assert "This is what you typed before. Nothing is saved yet." in text_of(answer)
    assert filled_in(answer)["citations-1-paragraph"] == values["citations-1-paragraph"]
    assert Milestone.objects.count() == 0
