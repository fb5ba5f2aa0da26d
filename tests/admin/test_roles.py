"""Who may do what: a table of roles and actions, each cell through HTTP, with what the database holds after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.utils import timezone

from tests.editing import Answer, errors, filled_in, told
from tests.factories import (
    LATER,
    make_announced,
    make_company,
    make_listing,
    make_milestone,
    make_paragraph,
    make_partner,
    make_project,
    make_release,
)
from timeline.models import PreviewLink, SignInEvent, Status
from timeline.roles import AUDITOR, CONTRIBUTOR, PUBLISHER, ROLES, TRANSLATOR, codenames

pytestmark = pytest.mark.django_db

EVERYONE = set(ROLES)
WRITERS = {CONTRIBUTOR, PUBLISHER}
TEXTS = {*WRITERS, TRANSLATOR}
ONE = {PUBLISHER}


def signed_in(role: str) -> Client:
    user = User.objects.create_user(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def forged(address: str, form_id: str) -> dict[str, list[str]]:
    """What somebody with every right would post from the page."""
    user, _ = User.objects.get_or_create(username="boss", is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(user)
    return filled_in(client.get(address), form_id)


def post(client: Client, row: models.Model, **typed: Any) -> Answer:
    """The row's page, changed and sent: as this person's own page has it, or forged where that has no fields."""
    kind = row._meta.model_name
    address = f"/admin/timeline/{kind}/{row.pk}/change/"
    own = filled_in(client.get(address), f"{kind}_form")
    has_fields = any(name.endswith(("_en", "symbol", "website")) for name in own)
    return client.post(address, {**(own if has_fields else forged(address, f"{kind}_form")), **typed})


def act(client: Client, row: models.Model, action: str) -> Answer:
    chosen = {"action": action, "_selected_action": [row.pk], "post": "yes"}
    return client.post(f"/admin/timeline/{row._meta.model_name}/", chosen, follow=True)


def delete(client: Client, row: models.Model) -> Answer:
    return client.post(f"/admin/timeline/{row._meta.model_name}/{row.pk}/delete/", {"post": "yes"})


def stored(row: models.Model) -> dict[str, Any]:
    """What the database holds of it, {} where it is gone."""
    return type(row)._default_manager.filter(pk=row.pk).values().first() or {}


DRAFTS: dict[str, Callable[..., Any]] = {
    "milestone": lambda: make_milestone(cites=[make_paragraph()], title_en="Before"),
    "release": lambda: make_release(status=Status.DRAFT, headline_en="Before"),
    "project": lambda: make_project(status=Status.DRAFT, name_en="Before"),
    "partner": lambda: make_partner(status=Status.DRAFT, name_en="Before"),
}
PUBLIC: dict[str, Callable[..., Any]] = {
    "milestone": lambda: make_announced(title_en="Before"),
    "release": lambda: make_release(headline_en="Before"),
    "project": lambda: make_project(name_en="Before"),
    "partner": lambda: make_partner(name_en="Before"),
}
SOON: dict[str, Callable[..., Any]] = {
    "milestone": lambda: make_announced(title_en="Before", publish_at=LATER),
    "release": lambda: make_release(headline_en="Before", publish_at=LATER),
    "project": lambda: make_project(name_en="Before", publish_at=LATER),
    "partner": lambda: make_partner(name_en="Before", publish_at=LATER),
}
DATES: dict[str, dict[str, Any]] = {
    "milestone": {"date_words": "14 November 2018", "earliest": "2018-11-14", "latest": "2018-11-14"},
    "release": {"wire": "Another wire", "published_on": "2017-11-12"},
    "project": {"name_en": "Another name"},
    "partner": {"country": "CA"},
}
NOTE = {"correction_note_en": "Mended.", "correction_note_fr": "Corrigé."}
WITHDRAWN = {"status": "withdrawn", "withdrawn_reason_en": "It was a mistake."}
TOMORROW = timezone.localtime(LATER)
SCHEDULED = {"status": "published", "publish_at_0": f"{TOMORROW:%Y-%m-%d}", "publish_at_1": "12:00:00"}


@dataclass(frozen=True)
class Deed:
    """Something that changes a row: on which, how, and whether the row shows that it was done."""

    rows: dict[str, Callable[..., Any]]
    do: Callable[[Client, Any], Answer]
    done: Callable[[dict[str, Any], dict[str, Any]], bool]


def other(name: str) -> Callable[[dict[str, Any], dict[str, Any]], bool]:
    return lambda before, after: bool(before.get(name) != after.get(name))


def changed(before: dict[str, Any], after: dict[str, Any]) -> bool:
    return bool(before["version"] != after["version"])


def revert(client: Client, row: Any) -> Answer:
    """Back to the first state."""
    address = f"/admin/timeline/{row._meta.model_name}/{row.pk}/history/{row.history.last().pk}/"
    return client.post(address, {"version": stored(row)["version"], "correction_note_en": "As it was"})


FACTS = {"milestone": "date_words", "release": "wire", "project": "name_en", "partner": "website"}


def twice(rows: dict[str, Callable[..., Any]], name: str = "") -> dict[str, Callable[..., Any]]:
    """Rows of which one column was written twice, one that holds a fact unless another is named."""

    def written(kind: str, make: Callable[..., Any]) -> Any:
        row = make()
        setattr(row, name or FACTS[kind], "written-later")
        row.save()
        return row

    return {kind: partial(written, kind, make) for kind, make in rows.items()}


DEEDS = {
    "edit a draft": Deed(DRAFTS, lambda c, row: post(c, row, slug="moved", summary_en="New"), other("slug")),
    "edit the text of a draft": Deed(DRAFTS, lambda c, row: post(c, row, summary_fr="Neuf"), other("summary_fr")),
    "edit the text of a public row": Deed(PUBLIC, lambda c, row: post(c, row, summary_fr="Neuf"), other("summary_fr")),
    "edit a fact of a public row": Deed(
        PUBLIC, lambda c, row: post(c, row, **DATES[row._meta.model_name], **NOTE), changed
    ),
    "publish in the form": Deed(DRAFTS, lambda c, row: post(c, row, status="published"), other("status")),
    "publish from the list": Deed(DRAFTS, lambda c, row: act(c, row, "publish"), other("status")),
    "back to draft from the list": Deed(SOON, lambda c, row: act(c, row, "back_to_draft"), other("status")),
    "take back what was public": Deed(PUBLIC, lambda c, row: act(c, row, "back_to_draft"), other("status")),
    "take back what was public in the form": Deed(PUBLIC, lambda c, row: post(c, row, status="draft"), other("status")),
    "schedule": Deed(DRAFTS, lambda c, row: post(c, row, **SCHEDULED), other("publish_at")),
    "withdraw": Deed(PUBLIC, lambda c, row: post(c, row, **WITHDRAWN, **NOTE), other("status")),
    "delete a draft": Deed(DRAFTS, delete, other("id")),
    "delete a draft from the list": Deed(DRAFTS, lambda c, row: act(c, row, "delete_selected"), other("id")),
    "revert the text of a draft": Deed(twice(DRAFTS, "summary_en"), revert, other("summary_en")),
    "revert the text of a public row": Deed(twice(PUBLIC, "summary_en"), revert, other("summary_en")),
    "revert a fact of a draft": Deed(twice(DRAFTS, "slug"), revert, other("slug")),
    "revert a fact of a public row": Deed(twice(PUBLIC), revert, changed),
}
MAY = {
    "edit a draft": WRITERS,
    "edit the text of a draft": TEXTS,
    "edit the text of a public row": {TRANSLATOR, PUBLISHER},
    "edit a fact of a public row": ONE,
    "publish in the form": ONE,
    "publish from the list": ONE,
    "back to draft from the list": ONE,
    "take back what was public": set(),
    "take back what was public in the form": set(),
    "schedule": ONE,
    "withdraw": ONE,
    "delete a draft": WRITERS,
    "delete a draft from the list": WRITERS,
    "revert the text of a draft": TEXTS,
    "revert the text of a public row": {TRANSLATOR, PUBLISHER},
    "revert a fact of a draft": WRITERS,
    "revert a fact of a public row": ONE,
}


@pytest.mark.parametrize("kind", DRAFTS)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("deed", DEEDS)
def test_deed_is_done_by_those_who_may_and_refused_in_words_to_others(deed: str, role: str, kind: str) -> None:
    row = DEEDS[deed].rows[kind]()
    before, client = stored(row), signed_in(role)

    answer = DEEDS[deed].do(client, row)

    after = stored(row)
    if role in MAY[deed]:
        assert DEEDS[deed].done(before, after), (answer.status_code, errors(answer), told(answer))
    else:
        kept = {name: value for name, value in after.items() if name not in {"updated_at", "version"}}
        assert kept == {name: before[name] for name in kept}
        assert after
        assert _refused_in_words(answer), answer.content.decode()[-2000:]


def _refused_in_words(answer: Answer) -> bool:
    if answer.status_code == 403:
        return "<h1>" in answer.content.decode()
    return bool(errors(answer) or told(answer))


@pytest.mark.parametrize("kind", DRAFTS)
@pytest.mark.parametrize("deed", DEEDS)
def test_deed_without_signing_in_leads_to_the_sign_in_and_changes_nothing(deed: str, kind: str) -> None:
    row = DEEDS[deed].rows[kind]()
    before = stored(row)

    answer = DEEDS[deed].do(Client(), row)

    assert stored(row) == before
    assert answer.status_code == 302 or answer.redirect_chain


ROWS: dict[str, Callable[..., Any]] = {**PUBLIC, "company": make_company, "listing": make_listing}


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize("role", ROLES)
def test_every_role_looks_at_lists_rows_and_histories(role: str, kind: str) -> None:
    row, client = ROWS[kind](), signed_in(role)
    pages = ["", f"{row.pk}/change/", f"{row.pk}/history/", f"{row.pk}/history/{row.history.first().pk}/"]

    assert [client.get(f"/admin/timeline/{kind}/{page}").status_code for page in pages] == [200] * 4


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize("page", ["", "1/change/", "1/history/", "add/"])
def test_nobody_looks_without_signing_in(kind: str, page: str) -> None:
    ROWS[kind]()

    answer = Client().get(f"/admin/timeline/{kind}/{page}")

    assert answer.status_code == 302
    assert "login" in answer["Location"]


ADDED: dict[str, dict[str, str]] = {
    "project": {"name_en": "New", "slug": "new"},
    "partner": {"name_en": "New", "slug": "new", "kind": "company"},
    "release": {"headline_en": "New", "slug": "new", "published_on": "2018-11-13"},
    "milestone": {"title_en": "New", "slug": "new", "kind": "event", "standing": "happened", "precision": "none"},
    "listing": {"exchange": "An exchange", "code": "EX", "symbol": "NEW"},
}


@pytest.mark.parametrize("kind", ADDED)
@pytest.mark.parametrize("role", ROLES)
def test_row_is_added_as_a_draft_by_those_who_write(role: str, kind: str) -> None:
    client, address = signed_in(role), f"/admin/timeline/{kind}/add/"
    values = filled_in(client.get(address), f"{kind}_form") if role in WRITERS else forged(address, f"{kind}_form")

    answer = client.post(address, {**values, **ADDED[kind]})

    model: Any = apps.get_model("timeline", kind)
    states = set(model.objects.values_list("status", flat=True)) if hasattr(model, "status") else {Status.DRAFT}
    assert model.objects.count() == (role in WRITERS), errors(answer)
    assert not model.objects.exists() or states == {Status.DRAFT}
    assert answer.status_code == (302 if role in WRITERS else 403)


@pytest.mark.parametrize("kind", ["project", "partner", "release", "milestone"])
def test_contributor_who_adds_a_published_row_is_refused_in_words(kind: str) -> None:
    client, address = signed_in(CONTRIBUTOR), f"/admin/timeline/{kind}/add/"
    values = filled_in(client.get(address), f"{kind}_form")

    answer = client.post(address, {**values, **ADDED[kind], **SCHEDULED})

    assert not apps.get_model("timeline", kind)._default_manager.exists()
    assert errors(answer)["__all__"] == ["Your role may not set “publish at”, “status”. Nothing was saved."]
    assert SignInEvent.objects.get(kind="refused").name == CONTRIBUTOR


@pytest.mark.parametrize("role", ROLES)
def test_company_is_changed_by_publishers_and_its_sentence_by_translators(role: str) -> None:
    company, client = make_company(), signed_in(role)

    post(client, company, description_fr="Une phrase.")
    post(client, company, name="Another name", correction_note_en="It was renamed")

    assert stored(company)["description_fr"] == ("Une phrase." if role in {PUBLISHER, TRANSLATOR} else "")
    assert stored(company)["name"] == ("Another name" if role == PUBLISHER else "Example Resources Inc.")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("printed", [False, True])
def test_listing_that_is_printed_in_public_is_changed_by_publishers_alone(role: str, *, printed: bool) -> None:
    listing, client = make_listing(symbol="OLD"), signed_in(role)
    if printed:
        make_release().listings.add(listing)

    post(client, listing, symbol="NEW", correction_note_en="It was misread")

    assert stored(listing)["symbol"] == ("NEW" if role in (ONE if printed else WRITERS) else "OLD")


@pytest.mark.parametrize("kind", PUBLIC)
@pytest.mark.parametrize("role", ROLES)
def test_public_row_is_deleted_by_no_role(role: str, kind: str) -> None:
    row, client = PUBLIC[kind](), signed_in(role)

    delete(client, row)
    act(client, row, "delete_selected")

    assert stored(row)


@pytest.mark.parametrize("role", ROLES)
def test_release_and_its_milestones_go_out_by_publishers_alone(role: str) -> None:
    release, client = DRAFTS["release"](), signed_in(role)
    address = f"/admin/timeline/release/publish-together/?release={release.pk}"

    answers = [client.get(address), act(client, release, "with_milestones"), client.post(address, {})]

    assert [answer.status_code for answer in answers] == ([200] * 3 if role == PUBLISHER else [403, 200, 403])
    assert stored(release)["status"] == Status.DRAFT


@pytest.mark.parametrize("role", ROLES)
def test_secret_link_to_a_draft_is_made_by_publishers_alone(role: str) -> None:
    milestone = DRAFTS["milestone"]()

    answer = signed_in(role).post(f"/admin/timeline/milestone/{milestone.pk}/previews/", {"days": "3", "note": "x"})

    assert answer.status_code == (200 if role == PUBLISHER else 403)
    assert PreviewLink.objects.count() == (role == PUBLISHER)


@pytest.mark.parametrize("role", ROLES)
def test_texts_are_marked_as_saying_the_same_by_those_who_write_them(role: str) -> None:
    milestone = DRAFTS["milestone"]()
    before = stored(milestone)["behind"]

    act(signed_in(role), milestone, "mark_up_to_date")

    assert role in TEXTS or stored(milestone)["behind"] == before


@pytest.mark.parametrize(
    ("role", "done"), [(CONTRIBUTOR, True), (TRANSLATOR, False), (PUBLISHER, True), (AUDITOR, False)]
)
def test_row_of_a_row_is_added_by_those_who_write(role: str, *, done: bool) -> None:
    milestone, paragraph = DRAFTS["milestone"](), make_paragraph()

    post(signed_in(role), milestone, **{"citations-TOTAL_FORMS": "2", "citations-1-paragraph": paragraph.pk})

    assert milestone.citations.count() == (2 if done else 1)


@pytest.mark.parametrize("role", ROLES)
def test_texts_of_a_paragraph_are_a_translators_too_but_not_its_number(role: str) -> None:
    paragraph = make_paragraph(make_release(status=Status.DRAFT))

    post(
        signed_in(role), paragraph.release, **{"paragraphs-0-summary_fr": "Nouveau résumé", "paragraphs-0-number": "7"}
    )

    text = "Nouveau résumé" if role in TEXTS else "Ce qu’il dit"
    assert (stored(paragraph)["summary_fr"], stored(paragraph)["number"]) == (text, 7 if role in WRITERS else 1)


@pytest.mark.parametrize("role", ROLES)
def test_accounts_and_groups_are_for_superusers_alone(role: str) -> None:
    client = signed_in(role)

    assert client.get("/admin/auth/user/").status_code == 403
    assert client.get("/admin/auth/group/").status_code == 403


@pytest.mark.parametrize("role", ROLES)
def test_journal_is_read_by_auditors_alone(role: str) -> None:
    assert signed_in(role).get("/admin/timeline/signinevent/").status_code == (200 if role == AUDITOR else 403)


def test_journal_is_changed_by_nobody(editor: Client) -> None:
    event = SignInEvent.objects.create(at=LATER, kind="failed")

    for page in ("add/", f"{event.pk}/change/", f"{event.pk}/delete/"):
        assert editor.post(f"/admin/timeline/signinevent/{page}", {"post": "yes"}).status_code == 403
    assert SignInEvent.objects.filter(pk=event.pk, kind="failed").exists()


def test_contributor_who_opens_a_public_row_reads_who_may_change_it() -> None:
    row = make_project()

    page = signed_in(CONTRIBUTOR).get(f"/admin/timeline/project/{row.pk}/change/")

    assert "only a publisher may change it" in told(page)
    assert 'name="_save"' not in page.content.decode()


def test_contributor_saves_on_their_own_page_without_the_state() -> None:
    row, client = DRAFTS["milestone"](), signed_in(CONTRIBUTOR)

    page = filled_in(client.get(f"/admin/timeline/milestone/{row.pk}/change/"))

    assert not {"status", "publish_at_0", "withdrawn_reason_en"} & set(page)


def test_roles_made_again_are_as_they_were() -> None:
    before = {group.name: set(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()}
    Group.objects.get(name=AUDITOR).permissions.clear()

    call_command("migrate", verbosity=0)

    after = {group.name: set(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()}
    assert after == before
    assert all(set(codenames(role)) == after[role] for role in ROLES)


def test_translator_does_not_go_back_to_other_projects() -> None:
    row = make_announced(title_en="Before")
    row.projects.add(make_project())
    row.save()
    state = row.history.first()
    row.projects.clear()

    answer = signed_in(TRANSLATOR).post(
        f"/admin/timeline/milestone/{row.pk}/history/{state.pk}/", {"version": stored(row)["version"]}
    )

    assert answer.status_code == 403
    assert not row.projects.exists()
