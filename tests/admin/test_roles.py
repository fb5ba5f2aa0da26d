"""Who may do what: a table of roles and actions, each cell through HTTP, with what the database
holds after it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.management.sql import emit_post_migrate_signal
from django.test import Client

from tests.admin_pages import Answer, errors, filled_in, told
from tests.factories import (
    make_announced,
    make_company,
    make_listing,
    make_paragraph,
    make_project,
    make_release,
)
from tests.role_actions import (
    DEEDS,
    DRAFTS,
    MAY,
    ONE,
    PUBLIC,
    SCHEDULED,
    TEXTS,
    WRITERS,
    act,
    delete,
    forged,
    post,
    signed_in,
    stored,
)
from timeline.models import PreviewLink, SignInEvent, Status
from timeline.models.roles import AUDITOR, CONTRIBUTOR, PUBLISHER, ROLES, TRANSLATOR, codenames

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


RECORD = ("release", "milestone", "project", "partner", "person")
WRITE, READ = {"view", "add", "change", "delete"}, {"view"}
PERMISSIONS_OF_ROLES: dict[str, dict[str, set[str]]] = {
    CONTRIBUTOR: {
        **dict.fromkeys((*RECORD, "listing"), WRITE),
        "paragraph": {"view", "delete"},
        "company": READ,
        "correction": READ,
    },
    TRANSLATOR: {
        **dict.fromkeys((*RECORD, "company"), READ | {"translate"}),
        **dict.fromkeys(("listing", "paragraph", "correction"), READ),
    },
    PUBLISHER: {
        **dict.fromkeys((*RECORD, "listing"), WRITE | {"publish"}),
        "paragraph": {"view", "delete"},
        "company": {"view", "change", "publish"},
        "correction": READ,
    },
    AUDITOR: {
        **dict.fromkeys((*RECORD, "listing", "paragraph", "company", "correction"), READ),
        "signinevent": READ,
    },
}


@pytest.mark.parametrize("role", ROLES)
def test_role_has_these_permissions_and_no_other(role: str) -> None:
    user = User.objects.create_user(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))

    has: dict[str, set[str]] = {}
    for permission in user.get_all_permissions():
        action, model = permission.removeprefix("timeline.").split("_", 1)
        has.setdefault(model, set()).add(action)

    assert has == PERMISSIONS_OF_ROLES[role]


# All kinds of rows have the same permissions, as the table says, so one kind stands for the others
# in each journey.
JOURNEYS = list(zip(DEEDS, cycle(DRAFTS), strict=False))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("deed", "kind"), JOURNEYS)
def test_deed_is_done_by_those_who_may_and_refused_in_words_to_others(
    deed: str, kind: str, role: str
) -> None:
    row = DEEDS[deed].rows[kind]()
    before, client = stored(row), signed_in(role)

    answer = DEEDS[deed].do(client, row)

    after = stored(row)
    if role in MAY[deed]:
        assert DEEDS[deed].done(before, after), (answer.status_code, errors(answer), told(answer))
    else:
        kept = {
            name: value for name, value in after.items() if name not in {"updated_at", "version"}
        }
        assert kept == {name: before[name] for name in kept}
        assert after
        assert _refused_in_words(answer), answer.content.decode()[-2000:]


def _refused_in_words(answer: Answer) -> bool:
    if answer.status_code == 403:
        return "<h1>" in answer.content.decode()
    return bool(errors(answer) or told(answer))


@pytest.mark.parametrize(("deed", "kind"), JOURNEYS)
def test_deed_without_signing_in_leads_to_the_sign_in_and_changes_nothing(
    deed: str, kind: str
) -> None:
    row = DEEDS[deed].rows[kind]()
    before = stored(row)

    answer = DEEDS[deed].do(Client(), row)

    assert stored(row) == before
    assert answer.status_code == 302 or answer.redirect_chain


ROWS: dict[str, Callable[..., Any]] = {**PUBLIC, "company": make_company, "listing": make_listing}


@pytest.mark.parametrize(
    ("role", "kind"),
    [*zip(cycle(ROLES), ROWS, strict=False), *zip(ROLES, cycle(ROWS), strict=False)],
)
def test_every_role_looks_at_lists_rows_and_histories(role: str, kind: str) -> None:
    row, client = ROWS[kind](), signed_in(role)
    pages = [
        "",
        f"{row.pk}/change/",
        f"{row.pk}/history/",
        f"{row.pk}/history/{row.history.first().pk}/",
    ]

    assert [client.get(f"/admin/timeline/{kind}/{page}").status_code for page in pages] == [200] * 4


def test_nobody_looks_without_signing_in() -> None:
    opened = [
        f"/admin/timeline/{kind}/{page}"
        for kind in ROWS
        for page in ("", "1/change/", "1/history/", "add/")
    ]
    for make in ROWS.values():
        make()

    answers = {address: Client().get(address) for address in opened}

    assert {answer.status_code for answer in answers.values()} == {302}
    assert [address for address in opened if "login" not in answers[address]["Location"]] == []


ADDED: dict[str, dict[str, str]] = {
    "project": {"name_en": "New", "slug": "new"},
    "partner": {"name_en": "New", "slug": "new", "kind": "company"},
    "release": {"headline_en": "New", "slug": "new", "published_on": "2018-11-13"},
    "milestone": {
        "title_en": "New",
        "slug": "new",
        "kind": "event",
        "standing": "happened",
        "precision": "none",
    },
    "listing": {"exchange": "An exchange", "code": "EX", "symbol": "NEW"},
}


@pytest.mark.parametrize("kind", ADDED)
@pytest.mark.parametrize("role", ROLES)
def test_row_is_added_as_a_draft_by_those_who_write(role: str, kind: str) -> None:
    client, address = signed_in(role), f"/admin/timeline/{kind}/add/"
    values = (
        filled_in(client.get(address), f"{kind}_form")
        if role in WRITERS
        else forged(address, f"{kind}_form")
    )

    answer = client.post(address, {**values, **ADDED[kind]})

    model: Any = apps.get_model("timeline", kind)
    states = (
        set(model.objects.values_list("status", flat=True))
        if hasattr(model, "status")
        else {Status.DRAFT}
    )
    assert model.objects.count() == (role in WRITERS), errors(answer)
    assert not model.objects.exists() or states == {Status.DRAFT}
    assert answer.status_code == (302 if role in WRITERS else 403)


@pytest.mark.parametrize("kind", ["project", "partner", "release", "milestone"])
def test_contributor_who_adds_a_published_row_is_refused_in_words(kind: str) -> None:
    client, address = signed_in(CONTRIBUTOR), f"/admin/timeline/{kind}/add/"
    values = filled_in(client.get(address), f"{kind}_form")

    answer = client.post(address, {**values, **ADDED[kind], **SCHEDULED})

    assert not apps.get_model("timeline", kind)._default_manager.exists()
    assert errors(answer)["__all__"] == [
        "Your role may not set “publish at”, “status”. Nothing was saved."
    ]
    assert SignInEvent.objects.get(kind="refused").name == CONTRIBUTOR


@pytest.mark.parametrize("role", ROLES)
def test_company_is_changed_by_publishers_and_its_sentence_by_translators(role: str) -> None:
    company, client = make_company(), signed_in(role)

    post(client, company, description_fr="Une phrase.")
    post(client, company, name="Another name", correction_note_en="It was renamed")

    assert stored(company)["description_fr"] == (
        "Une phrase." if role in {PUBLISHER, TRANSLATOR} else ""
    )
    assert stored(company)["name"] == (
        "Another name" if role == PUBLISHER else "Example Resources Inc."
    )


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("printed", [False, True])
def test_listing_that_is_printed_in_public_is_changed_by_publishers_alone(
    role: str, *, printed: bool
) -> None:
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


def test_withdrawn_row_is_not_changed_by_a_contributor() -> None:
    row = make_project(status=Status.WITHDRAWN, withdrawn_reason_en="An error", summary_en="Before")

    answer = post(signed_in(CONTRIBUTOR), row, summary_en="After")

    assert answer.status_code == 403
    assert stored(row)["summary_en"] == "Before"


@pytest.mark.parametrize("role", ROLES)
def test_release_and_its_milestones_go_out_by_publishers_alone(role: str) -> None:
    release, client = DRAFTS["release"](), signed_in(role)
    address = f"/admin/timeline/release/publish-together/?release={release.pk}"

    answers = [
        client.get(address),
        act(client, release, "with_milestones"),
        client.post(address, {}),
    ]

    assert [answer.status_code for answer in answers] == (
        [200] * 3 if role == PUBLISHER else [403, 200, 403]
    )
    assert stored(release)["status"] == Status.DRAFT


@pytest.mark.parametrize("role", ROLES)
def test_way_to_publish_a_release_with_its_milestones_is_shown_to_publishers_alone(
    role: str,
) -> None:
    release = DRAFTS["release"]()

    page = signed_in(role).get(f"/admin/timeline/release/{release.pk}/change/").content.decode()

    assert ("Publish with its milestones" in page) == (role == PUBLISHER)


@pytest.mark.parametrize("role", ROLES)
def test_secret_link_to_a_draft_is_made_by_publishers_alone(role: str) -> None:
    milestone = DRAFTS["milestone"]()

    answer = signed_in(role).post(
        f"/admin/timeline/milestone/{milestone.pk}/previews/", {"days": "3", "note": "x"}
    )

    assert answer.status_code == (200 if role == PUBLISHER else 403)
    assert PreviewLink.objects.count() == (role == PUBLISHER)


@pytest.mark.parametrize("role", ROLES)
def test_texts_are_marked_as_saying_the_same_by_those_who_write_them(role: str) -> None:
    milestone = DRAFTS["milestone"]()
    before = stored(milestone)["behind"]

    act(signed_in(role), milestone, "mark_up_to_date")

    assert role in TEXTS or stored(milestone)["behind"] == before


@pytest.mark.parametrize(
    ("role", "done"),
    [(CONTRIBUTOR, True), (TRANSLATOR, False), (PUBLISHER, True), (AUDITOR, False)],
)
def test_row_of_a_row_is_added_by_those_who_write(role: str, *, done: bool) -> None:
    milestone, paragraph = DRAFTS["milestone"](), make_paragraph()

    post(
        signed_in(role),
        milestone,
        **{"citations-TOTAL_FORMS": "2", "citations-1-paragraph": paragraph.pk},
    )

    assert milestone.citations.count() == (2 if done else 1)


@pytest.mark.parametrize("role", ROLES)
def test_texts_of_a_paragraph_are_a_translators_too_but_not_its_number(role: str) -> None:
    paragraph = make_paragraph(make_release(status=Status.DRAFT))

    post(
        signed_in(role),
        paragraph.release,
        **{"paragraphs-0-summary_fr": "Nouveau résumé", "paragraphs-0-number": "7"},
    )

    text = "Nouveau résumé" if role in TEXTS else "Ce qu’il dit"
    assert (stored(paragraph)["summary_fr"], stored(paragraph)["number"]) == (
        text,
        7 if role in WRITERS else 1,
    )


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
    before = {
        group.name: set(group.permissions.values_list("codename", flat=True))
        for group in Group.objects.all()
    }
    Group.objects.get(name=AUDITOR).permissions.clear()

    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

    after = {
        group.name: set(group.permissions.values_list("codename", flat=True))
        for group in Group.objects.all()
    }
    assert after == before
    assert all(set(codenames(role)) == after[role] for role in ROLES)


def test_translator_does_not_go_back_to_other_projects() -> None:
    row = make_announced(title_en="Before")
    row.projects.add(make_project())
    row.save()
    state = row.history.first()
    row.projects.clear()

    answer = signed_in(TRANSLATOR).post(
        f"/admin/timeline/milestone/{row.pk}/history/{state.pk}/",
        {"version": stored(row)["version"]},
    )

    assert answer.status_code == 403
    assert not row.projects.exists()
