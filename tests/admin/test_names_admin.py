"""The company, its listings, projects and partners in the admin."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.admin_pages import chosen, errors, filled_in, save, submit, text_of
from tests.factories import (
    LATER,
    make_listing,
    make_paragraph,
    make_partner,
    make_project,
    make_release,
)
from timeline.models import Company, Listing, Partner, Project, Stake

pytestmark = pytest.mark.slow


@pytest.fixture
def company(db: None) -> Company:
    return Company.objects.create(name="Example Ltd.", short_name="Example")


def test_the_company_is_entered_once(editor: Client) -> None:
    save(
        editor,
        "/admin/timeline/company/add/",
        "company_form",
        name="Example Ltd.",
        short_name="Example",
    )

    assert Company.objects.get().name == "Example Ltd."


def test_a_second_company_is_refused(editor: Client, company: Company) -> None:
    assert editor.get("/admin/timeline/company/add/").status_code == 403


def test_the_company_is_edited(editor: Client, company: Company) -> None:
    address = f"/admin/timeline/company/{company.pk}/change/"

    save(editor, address, "company_form", description_fr="Une société")

    company.refresh_from_db()
    assert company.description_fr == "Une société"
    assert company.history.count() == 2


def test_the_company_is_not_deleted(editor: Client, company: Company) -> None:
    assert (
        editor.post(f"/admin/timeline/company/{company.pk}/delete/", {"post": "yes"}).status_code
        == 403
    )


def test_a_listing_is_entered(editor: Client) -> None:
    typed = {"exchange": "TSX Venture Exchange", "code": "TSXV", "symbol": "IPG"}

    save(editor, "/admin/timeline/listing/add/", "listing_form", **typed)

    assert str(Listing.objects.get()) == "TSXV: IPG"


def test_a_symbol_already_on_file_is_refused(editor: Client) -> None:
    listing = make_listing()
    typed = {"exchange": "Another", "code": listing.code, "symbol": listing.symbol}

    answer = save(editor, "/admin/timeline/listing/add/", "listing_form", **typed)

    assert errors(answer) == {"__all__": ["This symbol is on file for this exchange already."]}


def test_a_project_is_entered_with_a_name_a_release_uses(editor: Client) -> None:
    release = make_release()
    name = {"names_0_name_en": "Lake scandium", "names_0_release": release.pk}

    save(
        editor, "/admin/timeline/project/add/", "project_form", name_en="Lake", slug="lake", **name
    )

    assert Project.objects.get().names.get().release == release


def test_a_project_is_found_by_an_older_name(editor: Client) -> None:
    project = make_project(name_en="Lake")
    project.names.create(release=make_release(), name_en="Opportunity")
    make_project()

    rows = editor.get("/admin/timeline/project/?q=opportunity").context["cl"].result_list

    assert list(rows) == [project]


def test_a_partner_is_entered_with_who_owns_it_and_what_it_owns(editor: Client) -> None:
    owner, owned, paragraph = make_partner(), make_partner(), make_paragraph()
    typed = {
        "name_en": "Between",
        "slug": "between",
        "kind": "company",
        "holdings_0_owned": owned.pk,
        "holdings_0_percent": "6.67",
        "holdings_0_paragraph": paragraph.pk,
        "owners_0_owner": owner.pk,
        "owners_0_percent": "100",
        "owners_0_paragraph": paragraph.pk,
    }

    save(editor, "/admin/timeline/partner/add/", "partner_form", **typed)

    partner = Partner.objects.get(slug="between")
    assert [stake.owned for stake in partner.holdings.all()] == [owned]
    assert [stake.owner for stake in partner.owners.all()] == [owner]


def test_the_page_says_which_way_a_stake_goes(editor: Client) -> None:
    page = text_of(editor.get("/admin/timeline/partner/add/"))

    assert "Owns" in page
    assert "Is owned by" in page


def test_nobody_owns_itself(editor: Client) -> None:
    partner, paragraph = make_partner(), make_paragraph()
    stake = {
        "holdings_0_owned": partner.pk,
        "holdings_0_percent": "50",
        "holdings_0_paragraph": paragraph.pk,
    }

    answer = save(editor, f"/admin/timeline/partner/{partner.pk}/change/", "partner_form", **stake)

    assert errors(answer) == {
        "holdings-0-owned": ["Nobody owns itself: name two different organizations."]
    }


def test_a_stake_entered_twice_is_said_beside_it(editor: Client) -> None:
    stake = Stake.objects.create(
        owner=make_partner(), owned=make_partner(), percent=50, paragraph=make_paragraph()
    )
    again = {
        "holdings_1_owned": stake.owned_id,
        "holdings_1_percent": "40",
        "holdings_1_paragraph": stake.paragraph_id,
    }

    answer = save(
        editor, f"/admin/timeline/partner/{stake.owner_id}/change/", "partner_form", **again
    )

    assert errors(answer) == {
        "holdings-1-owned": ["This stake is here twice with the same paragraph."]
    }


def test_a_stake_entered_meanwhile_from_the_other_side_is_said(editor: Client) -> None:
    owner, owned, paragraph = make_partner(), make_partner(), make_paragraph()
    address = f"/admin/timeline/partner/{owner.pk}/change/"
    opened = filled_in(editor.get(address), "partner_form")
    Stake.objects.create(owner=owner, owned=owned, percent=50, paragraph=paragraph)
    stake = {
        "holdings_0_owned": owned.pk,
        "holdings_0_percent": "50",
        "holdings_0_paragraph": paragraph.pk,
    }

    answer = submit(editor, address, opened, **stake)

    assert "Another row on file says the same" in errors(answer)["holdings-0-owned"][0]


@pytest.mark.parametrize("kind", ["project", "partner"])
def test_publish_and_back_to_draft_count(editor: Client, kind: str) -> None:
    make = {"project": make_project, "partner": make_partner}[kind]
    address = f"/admin/timeline/{kind}/"

    published = editor.post(address, chosen("publish", make(status="draft")), follow=True)
    taken_back = editor.post(address, chosen("back_to_draft", make(publish_at=LATER)), follow=True)

    assert "1 published." in text_of(published)
    assert "1 back to draft." in text_of(taken_back)


def test_the_admin_is_named_the_record(editor: Client) -> None:
    page = text_of(editor.get("/admin/"))

    assert "The record" in page
    assert "Paragraphs" not in page
