"""An accepted draft becomes draft rows, all of them or none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps

from tests.factories import (
    make_company,
    make_milestone,
    make_paragraph,
    make_partner,
    make_project,
    make_release,
)
from tests.importing.accepted_drafts import accepted, accepted_milestone
from timeline.importing.accepted import (
    AcceptedContact,
    AcceptedDraft,
    AcceptedListing,
    AcceptedOrganization,
    AcceptedParagraph,
    AcceptedPost,
    Outcome,
)
from timeline.importing.filing import NotFiled, file_draft
from timeline.models import (
    Contact,
    Listing,
    Milestone,
    Partner,
    Person,
    PlanSettlement,
    Post,
    Project,
    Publishing,
    Release,
    Status,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def counts() -> dict[str, int]:
    models = apps.get_app_config("timeline").get_models()
    return {
        model.__name__: model._default_manager.count()
        for model in models
        if model.__name__ not in ("Edition", "KeptCount")
    }


def refused(draft: AcceptedDraft) -> list[tuple[str, str]]:
    """Files a draft that is refused: where each problem is. Nothing is written."""
    before = counts()
    with pytest.raises(NotFiled) as caught:
        file_draft(draft)
    assert counts() == before
    return [(problem.key, problem.field) for problem in caught.value.problems]


def test_all_that_is_filed_is_a_draft() -> None:
    filed = file_draft(accepted(milestones=(accepted_milestone(projects=("North pit",)),)))

    rows = [row for row in filed.rows if isinstance(row, Publishing)]
    assert len(rows) == 3
    assert {row.status for row in rows} == {Status.DRAFT}


def test_the_release_has_its_columns_and_a_dated_address() -> None:
    release = file_draft(accepted()).release

    assert release.slug == "2021-05-04-second-adit-is-open"
    assert release.headline_en == "The second adit is open"
    assert release.published_on == date(2021, 5, 4)


def test_an_address_that_is_taken_gets_a_number() -> None:
    make_release(slug="2021-05-04-second-adit-is-open")

    assert file_draft(accepted()).release.slug == "2021-05-04-second-adit-is-open-2"


def test_a_long_headline_gives_a_short_address_of_whole_words() -> None:
    headline = "The second adit is open and the third one follows before the end of the year"

    slug = file_draft(accepted(release={"headline_en": headline})).release.slug

    assert slug == "2021-05-04-second-adit-is-open-third"


def test_paragraphs_are_known_again_though_their_words_are_not_held() -> None:
    text = "The company opened its second adit on 4 May 2021 at the north end of the pit."
    block = AcceptedParagraph("paragraphs-1", 2, {"kind": "body"}, text)

    (paragraph,) = file_draft(accepted(paragraphs=(block,))).release.paragraphs.all()

    assert paragraph.text == ""
    assert paragraph.text_hash


def test_a_milestone_cites_its_paragraphs_and_keeps_the_words_of_its_date() -> None:
    file_draft(accepted(milestones=(accepted_milestone(cites=(1, 2)),)))

    milestone = Milestone.objects.get()
    assert [one.paragraph.number for one in milestone.citations.all()] == [1, 2]
    assert milestone.date_words == "4 May 2021"
    assert milestone.announced_on == date(2021, 5, 4)


def test_a_project_on_file_is_found_by_any_of_its_names() -> None:
    project = make_project(name_en="Crater Lake")
    project.names.create(release=make_release(), name_en="The scandium project")

    file_draft(accepted(milestones=(accepted_milestone(projects=("the Scandium Project",)),)))

    assert list(Milestone.objects.get().projects.all()) == [project]


def test_a_new_project_is_filed_once_for_all_milestones() -> None:
    both = tuple(accepted_milestone(n, projects=("North pit",)) for n in range(2))

    file_draft(accepted(milestones=both))

    assert Project.objects.get().milestones.count() == 2


def test_an_organization_on_file_is_found_without_its_legal_form() -> None:
    partner = make_partner(name_en="Gull Metals Ltd.")
    milestone = accepted_milestone(organizations=("Gull Metals",), role="counterparty")

    file_draft(accepted(milestones=(milestone,)))

    part = Milestone.objects.get().partner_roles.get()
    assert (part.partner, part.role) == (partner, "counterparty")


def test_a_new_organization_is_filed_before_the_milestone_that_names_it() -> None:
    new = AcceptedOrganization("organizations-0", "Gull Metals Ltd.", {"kind": "company"})
    milestone = accepted_milestone(organizations=("Gull Metals Ltd.",), role="named")

    file_draft(accepted(organizations=(new,), milestones=(milestone,)))

    assert Partner.objects.get().milestone_roles.count() == 1


def test_an_organization_on_file_is_left_as_a_person_wrote_it() -> None:
    partner = make_partner(name_en="Gull Metals", kind="fund", summary_en="Ours")
    again = AcceptedOrganization("organizations-0", "Gull Metals", {"kind": "company"})

    file_draft(accepted(organizations=(again,)))

    stored = Partner.objects.get()
    assert (stored.kind, stored.summary_en, stored.version) == ("fund", "Ours", partner.version)


def test_a_post_in_the_company_itself_has_no_organization() -> None:
    make_company(name="Tern Hollow Copper Inc.")
    post = AcceptedPost(
        "posts-0", "Ada Low", "Tern Hollow Copper", 2, {"title_en": "CEO", "office": "other"}
    )

    file_draft(accepted(posts=(post,)))

    assert Post.objects.get().organisation is None
    assert Person.objects.get().name == "Ada Low"


def test_a_person_on_file_is_found_whatever_the_initials() -> None:
    person = Person.objects.create(slug="ada-low", name="Ada Low")
    post = AcceptedPost("posts-0", "Ada M. Low", "", 2, {"title_en": "CEO", "office": "other"})

    file_draft(accepted(posts=(post,)))

    assert Post.objects.get().person == person


def test_a_listing_on_file_is_not_made_again() -> None:
    listing = Listing.objects.create(exchange="TSX Venture Exchange", code="TSXV", symbol="THC")

    release = file_draft(accepted(listings=(AcceptedListing("TSXV", "THC"),))).release

    assert list(release.listings.all()) == [listing]


def test_contacts_stand_in_the_order_printed() -> None:
    both = tuple(AcceptedContact(f"contacts-{n}", {"name": name}) for n, name in enumerate("BA"))

    release = file_draft(accepted(contacts=both)).release

    assert list(release.contacts.values_list("position", "name")) == [(1, "B"), (2, "A")]


def test_an_outcome_is_recorded_of_an_earlier_plan() -> None:
    plan = make_milestone([make_paragraph()], standing="planned")
    milestone = accepted_milestone(outcomes=(Outcome(plan.pk, "achieved", "outcome_1"),))

    file_draft(accepted(milestones=(milestone,)))

    assert PlanSettlement.objects.get().plan == plan


def test_another_organizations_release_names_its_issuer() -> None:
    make_company(name="Tern Hollow Copper Inc.")
    issuer = AcceptedOrganization("organizations-0", "Gull Metals", {"kind": "company"})

    filed = file_draft(
        accepted(
            issuer="Gull Metals",
            organizations=(issuer,),
            release={"document_type": "other_release"},
        )
    )

    assert filed.release.issuer.name_en == "Gull Metals"


def test_the_same_document_again_changes_nothing() -> None:
    first = file_draft(accepted()).release
    Release.objects.filter(pk=first.pk).update(headline_en="As a person wrote it")
    before = counts()

    again = file_draft(accepted())

    assert (again.release, again.is_new) == (first, False)
    assert counts() == before
    assert Release.objects.get().headline_en == "As a person wrote it"


@pytest.mark.parametrize(
    ("draft", "where"),
    [
        ({"release": {"headline_en": ""}}, ("release", "headline_en")),
        ({"release": {"published_on": None}}, ("release", "published_on")),
        ({"release": {"document_type": "other_release"}}, ("release", "issuer")),
        (
            {"paragraphs": (AcceptedParagraph("paragraphs-0", 1, {"kind": "song"}),)},
            ("paragraphs-0", "kind"),
        ),
        (
            {"contacts": (AcceptedContact("contacts-0", {"name": "A", "phone": "555"}),)},
            ("contacts-0", "phone"),
        ),
        (
            {"organizations": (AcceptedOrganization("organizations-0", "A", {"kind": "x"}),)},
            ("organizations-0", "kind"),
        ),
        (
            {"posts": (AcceptedPost("posts-0", "A", "Gull", 2, {"title_en": "CEO"}),)},
            ("posts-0", "organization"),
        ),
        (
            {"posts": (AcceptedPost("posts-0", "A B", "", 9, {"title_en": "CEO"}),)},
            ("posts-0", ""),
        ),
    ],
)
def test_what_is_refused_is_named_and_nothing_is_filed(
    draft: dict[str, Any], where: tuple[str, str]
) -> None:
    assert where in refused(accepted(**draft))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title_en": ""}, "title_en"),
        ({"standing": "conditional"}, "condition_en"),
        ({"cites": ()}, "cites"),
        ({"cites": (9,)}, "cites"),
        ({"organizations": ("Gull",), "role": "named"}, "organizations"),
        ({"earliest": date(2021, 5, 5), "latest": date(2021, 5, 5)}, "date_words"),
        ({"date_words": "next May"}, "basis_en"),
        ({"outcomes": (Outcome(999_999, "achieved", "outcome_9"),)}, "outcome_9"),
    ],
)
def test_a_refused_milestone_names_its_field(values: dict[str, Any], field: str) -> None:
    draft = accepted(milestones=(accepted_milestone(0), accepted_milestone(1, **values)))

    assert ("milestones-1", field) in refused(draft)


def test_a_plan_of_a_later_release_is_not_settled() -> None:
    later = make_paragraph(make_release(published_on=date(2022, 1, 1)))
    plan = make_milestone([later], standing="planned")
    milestone = accepted_milestone(outcomes=(Outcome(plan.pk, "achieved", "outcome_1"),))

    assert ("milestones-0", "outcome_1") in refused(accepted(milestones=(milestone,)))


def test_a_contact_of_the_company_itself_names_no_employer() -> None:
    make_company(name="Tern Hollow Copper Inc.")
    contact = AcceptedContact(
        "contacts-0", {"name": "Ada", "organisation": "Tern Hollow Copper Inc."}
    )

    file_draft(accepted(contacts=(contact,)))

    assert Contact.objects.get().organisation == ""
