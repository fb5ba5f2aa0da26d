"""The admin in French: each of its pages, and what it says when something is wrong."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone, translation
from django.utils.formats import localize
from django.utils.translation import gettext

from tests.admin_pages import filled_in, told
from tests.factories import (
    make_announced,
    make_company,
    make_contact,
    make_listing,
    make_paragraph,
    make_partner,
    make_person,
    make_plan,
    make_post,
    make_project,
    make_project_name,
    make_project_state,
    make_release,
    make_stake,
)
from tests.french import english_in
from tests.markup import Document
from timeline.admin.accounts import permission_name
from timeline.dates.refusals import REASONS
from timeline.models import Correction
from timeline.models.roles import ROLES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# What a record of these tests says: no word of it is of any language.
SAID = {"zorp", "vlim", "quax", "editor", "paragraph", "part", "role"} | {"tsxv", "tsx"}


# Names of groups as they are kept, tables of others in the list of permissions, addresses in the
# journal.
PERMITTED = {*ROLES, "authenticator", "historical", "listings", "projects"}
TOLD = {
    "auth/group": PERMITTED,
    "auth/user": PERMITTED,
    "timeline/signinevent": {"admin", "timeline", "add"},
}
UNREADABLE = {
    "unknown_words": "soonish",
    "impossible_day": "31 février 2019",
    "wrong_weekday": "lundi 13 novembre 2018",
    "no_year": "12 novembre",
    "ambiguous": "03/04/2019",
    "reversed": "du 16 au 12 novembre 2018",
}


@pytest.fixture
def rows(db: None) -> dict[str, Any]:
    """One of each kind, so that every page has something to show."""
    make_company(name="Quax", short_name="Quax")
    listing = make_listing(exchange="Quax", symbol="VLIM")
    release = make_release(
        headline_en="Zorp", headline_fr="Zorp", headline_is_ours=True, slug="zorp"
    )
    release.listings.add(listing)
    paragraph = make_paragraph(release, summary_en="Vlim", summary_fr="Vlim")
    project = make_project(slug="quax", name_en="Quax", name_fr="Quax")
    partner = make_partner(name_en="Vlim", name_fr="Vlim")
    make_contact(release, name="Quax")
    make_project_name(project, release, name_en="Zorp")
    make_stake(partner, make_partner(name_en="Zorp", name_fr="Zorp"), paragraph)
    make_project_state(project, paragraph)
    make_post(make_person(name="Quax", slug="quax"), paragraph, title_en="Zorp", title_fr="Zorp")
    milestone = make_announced(
        paragraph,
        title_en="Zorp",
        title_fr="Zorp",
        date_words="",
        projects=[project],
        partners=[partner],
    )
    make_plan(paragraph, title_en="Quax", title_fr="")
    Group.objects.create(name="Zorp")
    return {"milestone": milestone, "release": release, "project": project, "partner": partner}


def read(client: Client, address: str, status: int = 200, **posted: Any) -> Document:
    answer = client.post(address, posted) if posted else client.get(address)
    assert answer.status_code == status, address
    return Document(answer.content.decode())


def test_french_admin_writes_the_first_of_a_month_as_an_ordinal(editor: Client) -> None:
    make_release(published_on=date(2018, 11, 1))

    assert (
        read(editor, "/fr/admin/timeline/release/").one(css="field-published_on").text
        == "1er novembre 2018"
    )


def test_french_admin_calls_no_row_an_object(editor: Client, rows: dict[str, Any]) -> None:
    place = f"/fr/admin/timeline/project/{rows['project'].pk}/"

    headings = [
        read(editor, one).main.one("h1").text
        for one in ("/fr/admin/timeline/project/", f"{place}history/")
    ]
    saved = editor.post(
        f"{place}change/", filled_in(editor.get(f"{place}change/"), "project_form"), follow=True
    )

    assert headings == ["Choisir l’élément à modifier : projet", "Historique : Quax"]
    assert told(saved) == "«\u00a0Quax\u00a0» (projet)\u00a0: modifications enregistrées."


MODELS = sorted(
    f"{model._meta.app_label}/{model._meta.model_name}" for model in admin.site._registry
)


@pytest.mark.parametrize("model", MODELS)
def test_french_admin_list_and_forms_hold_no_english_word(
    editor: Client, rows: dict[str, Any], model: str
) -> None:
    pages = [f"/fr/admin/{model}/"]
    if editor.get(f"/fr/admin/{model}/add/").status_code == 200:
        pages.append(f"/fr/admin/{model}/add/")
    row = apps.get_model(model.replace("/", "."))._default_manager.first()
    if row is not None:
        pages += [f"/fr/admin/{model}/{row.pk}/{page}/" for page in ("change", "history")]
    left = {
        page: found
        for page in pages
        if (found := english_in(read(editor, page), SAID | TOLD.get(model, set())))
    }
    assert left == {}


@pytest.mark.parametrize("address", ["/fr/admin/", "/fr/admin/timeline/", "/fr/admin/auth/"])
def test_french_admin_index_holds_no_english_word(
    editor: Client, rows: dict[str, Any], address: str
) -> None:
    assert english_in(read(editor, address), SAID) == set()


@pytest.mark.parametrize("kind", ["milestone", "release", "project", "partner"])
def test_french_admin_deleting_holds_no_english_word(
    editor: Client, rows: dict[str, Any], kind: str
) -> None:
    change = f"/fr/admin/timeline/{kind}/{rows[kind].pk}"
    assert english_in(read(editor, f"{change}/delete/"), SAID) == set()


@pytest.mark.parametrize("kind", ["milestone", "release", "project", "partner", "listing"])
def test_french_admin_errors_of_an_empty_form_hold_no_english_word(
    editor: Client, kind: str
) -> None:
    address = f"/fr/admin/timeline/{kind}/add/"
    form = filled_in(editor.get(address), f"{kind}_form")
    answer = editor.post(
        address, {**form, **{name: "" for name in form if name.endswith(("slug", "_en", "_fr"))}}
    )
    page = Document(answer.content.decode())
    assert page.all(css="errorlist")
    assert english_in(page, SAID) == set()


@pytest.mark.parametrize("words", UNREADABLE)
def test_french_admin_says_in_french_why_words_are_no_date(editor: Client, words: str) -> None:
    address = "/fr/admin/timeline/milestone/read-date/"
    told = editor.get(address, {"words": UNREADABLE[words]}).json()["message"]
    with translation.override("fr"):
        assert told == gettext(REASONS[words]).format(UNREADABLE[words])
    assert told != REASONS[words].format(UNREADABLE[words])


def test_french_admin_reads_a_french_date_and_says_so_in_french(editor: Client) -> None:
    told = editor.get("/fr/admin/timeline/milestone/read-date/", {"words": "début 2019"}).json()
    assert told["message"].startswith("Lecture\u00a0: une partie d’année")
    assert told["button"] == "Retenir cette lecture"


def test_french_admin_conflict_holds_no_english_word(editor: Client, rows: dict[str, Any]) -> None:
    project = rows["project"]
    address = f"/fr/admin/timeline/project/{project.pk}/change/"
    opened = filled_in(editor.get(address), "project_form")
    editor.post(address, {**opened, "summary_fr": "Vlim"})
    answer = editor.post(address, {**opened, "summary_fr": "Zorp"})
    page = Document(answer.content.decode())
    assert page.all(css="conflict")
    assert english_in(page, SAID) == set()


def test_french_admin_message_after_saving_is_french(editor: Client, rows: dict[str, Any]) -> None:
    project = rows["project"]
    address = f"/fr/admin/timeline/project/{project.pk}/change/"
    answer = editor.post(
        address,
        {**filled_in(editor.get(address), "project_form"), "summary_fr": "Vlim"},
        follow=True,
    )
    page = Document(answer.content.decode())
    assert page.all(css="messagelist")
    assert english_in(page, SAID) == set()


@pytest.mark.parametrize(
    "action", ["publish", "back_to_draft", "mark_up_to_date", "delete_selected"]
)
def test_french_admin_answer_to_an_action_holds_no_english_word(
    editor: Client, rows: dict[str, Any], action: str
) -> None:
    chosen = {"action": action, "_selected_action": [rows["milestone"].pk]}
    answer = editor.post("/fr/admin/timeline/milestone/", chosen, follow=True)
    assert english_in(Document(answer.content.decode()), SAID) == set()


def test_french_sign_in_holds_no_english_word(client: Client) -> None:
    answer = client.get("/fr/admin/login/", follow=True)
    assert english_in(Document(answer.content.decode()), SAID) == set()
    address = answer.redirect_chain[-1][0] if answer.redirect_chain else "/fr/admin/login/"
    refused = client.post(address, {"login": "nobody", "username": "nobody", "password": "wrong"})
    page = Document(refused.content.decode())
    assert page.all(css="errorlist") or page.all(role="alert")
    assert english_in(page, SAID) == set()


def test_french_admin_writes_days_in_figures_as_quebec_does(
    editor: Client, rows: dict[str, Any]
) -> None:
    page = read(editor, f"/fr/admin/timeline/milestone/{rows['milestone'].pk}/change/")
    assert page.one("input", name="earliest").attrs["value"] == "2018-11-13"


SLIPS = {
    "straight apostrophe": r"\w'\w",
    "space before ? or !": r"[ \u00a0\u202f][?!]",
    "a row called an object": r"\bobjet\b",
    "an article that does not agree": r"\bde (utilisateur|inscription)|\(e\)|sélectionnés",
    "another word for courriel": r"(?i)e-mail|électronique",
    "another word for a session": r"(?i)déconnexion|\bconnexion\b|\bse connecter\b",
}


@pytest.mark.parametrize(
    "model", ["auth/user", "auth/group", "timeline/listing", "timeline/release"]
)
@pytest.mark.parametrize("page", ["", "add/", "{pk}/change/", "{pk}/delete/", "{pk}/history/"])
def test_french_admin_writes_as_the_site_does(
    editor: Client, rows: dict[str, Any], model: str, page: str
) -> None:
    row = apps.get_model(model.replace("/", "."))._default_manager.first()
    assert row is not None

    text = read(editor, f"/fr/admin/{model}/" + page.format(pk=row.pk)).one("body").text

    assert {slip for slip, pattern in SLIPS.items() if re.search(pattern, text)} == set()


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/fr/admin/auth/user/add/", "Ajouter\u00a0: utilisateur"),
        ("/fr/admin/timeline/listing/add/", "Ajouter\u00a0: inscription en bourse"),
    ],
)
def test_french_admin_puts_the_kind_of_row_after_a_colon(
    editor: Client, address: str, heading: str
) -> None:
    assert heading in editor.get(address).content.decode()


def test_french_admin_names_a_role_on_its_page(editor: Client) -> None:
    group = Group.objects.get(name="contributor")

    headings = read(editor, f"/fr/admin/auth/group/{group.pk}/change/").all("h2")

    assert "rédaction" in [heading.text for heading in headings]


@pytest.mark.parametrize(
    ("codename", "said"),
    [
        ("add_citation", "Citation, ajouter"),
        ("add_historicalcitation", "Historique\u00a0: citation, ajouter"),
        ("add_authenticator", "Second facteur, ajouter"),
        ("view_historicalmilestone_projects", "Historique\u00a0: jalon – projet, consulter"),
    ],
)
@pytest.mark.django_db
def test_french_admin_names_what_a_permission_is_for(codename: str, said: str) -> None:
    permission = Permission.objects.get(codename=codename)

    with translation.override("fr"):
        assert permission_name(permission) == said


def test_french_admin_lists_an_exchange_by_its_french_name(editor: Client) -> None:
    make_listing(exchange="TSX Venture Exchange")

    listed = read(editor, "/fr/admin/timeline/listing/").one(css="field-named_exchange").text

    assert listed == "Bourse de croissance TSX"


def test_french_admin_lists_partners_by_both_names(editor: Client) -> None:
    make_partner(name_en="European Commission", name_fr="Commission européenne")

    page = read(editor, "/fr/admin/timeline/partner/")

    assert page.one("td", css="field-name_fr").text == "Commission européenne"


def test_french_admin_says_one_reason_why_a_public_row_is_not_deleted(editor: Client) -> None:
    milestone = make_announced(title_fr="Zorp")
    Correction.objects.create(
        milestone=milestone, made_at=timezone.now(), changes=[], note_en="Misread"
    )

    page = read(editor, f"/fr/admin/timeline/milestone/{milestone.pk}/delete/")

    assert "a été public" in page.main.text
    assert "votre compte ne permet pas" not in page.main.text


def test_french_admin_lists_what_goes_out_together_with_a_french_colon(
    editor: Client,
) -> None:
    draft = make_release(status="draft")
    address = f"/fr/admin/timeline/release/publish-together/?release={draft.pk}"

    assert "Communiqué\u00a0: " in editor.get(address).content.decode()


@pytest.mark.parametrize(
    ("at", "said"),
    [(time(8), "8\u00a0h"), (time(7, 30), "7\u00a0h\u00a030"), (time(0, 5), "0\u00a0h\u00a005")],
)
def test_french_admin_writes_an_hour_without_its_zeros(at: time, said: str) -> None:
    with translation.override("fr"):
        assert localize(at) == said
