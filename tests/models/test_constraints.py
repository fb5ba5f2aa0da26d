"""Every rule that the database holds: it refuses the row, and the editor reads why, beside the
right field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models

from tests.constraints import (
    messages,
    new_milestone,
    new_partner,
    new_person,
    new_project,
    new_release,
    new_stake,
    refused,
)
from tests.factories import (
    LONG_AGO,
    make_company,
    make_company_name,
    make_contact,
    make_document_copy,
    make_document_relation,
    make_figure,
    make_listing,
    make_listing_period,
    make_milestone,
    make_paragraph,
    make_part,
    make_partner,
    make_partner_name,
    make_person,
    make_post,
    make_project,
    make_project_name,
    make_project_state,
    make_release,
    make_stake,
    settle,
)
from timeline.models import (
    Citation,
    Company,
    Contact,
    Correction,
    DocumentRelation,
    FiscalYearStart,
    Listing,
    MilestoneCount,
    MilestonePartner,
    Paragraph,
    PlanSettlement,
    Presence,
    PreviewLink,
    ProjectName,
    ReviewRequest,
    SeenMark,
    Stake,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

DAY, DAY_BEFORE = date(2018, 11, 13), date(2018, 11, 12)
BOTH = "__all__"  # where a message stands that is about several fields


class Broken(NamedTuple):
    """A rule, a row that breaks it and no other, and where its message stands."""

    rule: str
    row: Callable[[], models.Model]
    field: str
    message: str


def company() -> Company:
    Company.objects.create(name="Example", short_name="Example")
    return Company(id=2, name="Another", short_name="Another")


def presence() -> Presence:
    values = {"kind": "milestone", "row": 1, "user": User.objects.create_user("anne")}
    Presence.objects.create(**values, opened_at=LONG_AGO, seen_at=LONG_AGO)
    return Presence(**values, opened_at=LONG_AGO, seen_at=LONG_AGO)


def seen_mark(**columns: Any) -> SeenMark:
    values = {"question": "to-review", "kind": "milestone", "row": 1, "made_at": LONG_AGO}
    return SeenMark(**{**values, "substance": "0" * 64, "reason": "Known", **columns})


def seen_mark_again() -> SeenMark:
    seen_mark().save()
    return seen_mark()


def review_request(**columns: Any) -> ReviewRequest:
    values = {"kind": "milestone", "row": 1, "asked_at": LONG_AGO}
    return ReviewRequest(**{**values, **columns})


def review_request_again() -> ReviewRequest:
    review_request().save()
    return review_request()


def correction(**columns: Any) -> Correction:
    change = {"label": {"en": "date"}, "was": {"en": "early 2019"}, "now": {"en": "late 2019"}}
    return Correction(
        **{"made_at": LONG_AGO, "changes": [change], "note_en": "It was misread.", **columns}
    )


def fiscal_start(month: int, holds_from: date | None = None) -> FiscalYearStart:
    if not Company.objects.exists():
        make_company()
    return FiscalYearStart(month=month, holds_from=holds_from)


def fiscal_start_again(holds_from: date | None) -> FiscalYearStart:
    row = fiscal_start(4, holds_from)
    row.save()
    return fiscal_start(1, holds_from)


def listing() -> Listing:
    return Listing(exchange="Another name", code="TSXV", symbol=make_listing(code="TSXV").symbol)


def project_name() -> ProjectName:
    named = make_project_name()
    return ProjectName(project=named.project, release=named.release, name_en=named.name_en)


def stake_of_itself() -> Stake:
    itself = make_partner()
    return new_stake(owner=itself, owned=itself)


def stake_again() -> Stake:
    first = make_stake()
    return new_stake(owner=first.owner, owned=first.owned, paragraph=first.paragraph, percent=60)


def paragraph_again() -> Paragraph:
    return Paragraph(release=make_paragraph(number=3).release, number=3)


def contact_again() -> Contact:
    first = make_contact()
    return Contact(release=first.release, position=first.position, name="Another")


def citation_again() -> Citation:
    paragraph = make_paragraph()
    return Citation(milestone=make_milestone([paragraph]), paragraph=paragraph)


def part_again() -> MilestonePartner:
    first = make_part(make_milestone(), make_partner(), "host")
    return MilestonePartner(milestone=first.milestone, partner=first.partner, role="host")


def settlement_of_itself() -> PlanSettlement:
    row = make_milestone(standing="planned")
    return PlanSettlement(milestone=row, plan=row, settlement="changed")


def settlement_again() -> PlanSettlement:
    plan = make_milestone(standing="planned")
    first = settle(plan, make_milestone())
    return PlanSettlement(milestone=first.milestone, plan=plan, settlement="withdrawn")


def again(row: models.Model, **over: Any) -> models.Model:
    """The same row once more, as one that is not on file."""
    row.pk = None
    row._state.adding = True
    for column, value in over.items():
        setattr(row, column, value)
    return row


def unsaved(make: Callable[..., models.Model], **over: Any) -> models.Model:
    """A row of a factory, taken off the file, with other columns."""
    row = make()
    type(row)._default_manager.filter(pk=row.pk).delete()
    return again(row, **over)


def backwards(make: Callable[..., models.Model]) -> models.Model:
    """A row that would end before it begins."""
    return unsaved(make, holds_from="2020-03", holds_until="2020-02-28")


def relation_to_itself() -> DocumentRelation:
    itself = make_release()
    return DocumentRelation(release=itself, other=itself, relation="corrects")


DATED = {
    "stake": make_stake,
    "post": make_post,
    "projectstate": make_project_state,
    "companyname": make_company_name,
    "partnername": make_partner_name,
    "listingperiod": make_listing_period,
}
PUBLISHING = [
    broken
    for name, make in (
        ("project", new_project),
        ("partner", new_partner),
        ("person", new_person),
        ("release", new_release),
        ("milestone", new_milestone),
    )
    for broken in (
        Broken(
            f"{name}_published_has_a_moment",
            lambda make=make: make(status="published", publish_at=None),  # type: ignore[misc]
            "publish_at",
            "Say from when it is public.",
        ),
        Broken(
            f"{name}_withdrawn_has_a_reason",
            lambda make=make: make(status="withdrawn"),  # type: ignore[misc]
            "withdrawn_reason_en",
            "Say why it was withdrawn: visitors who follow a link will read this.",
        ),
        Broken(
            f"{name}_public_only_if_published",
            lambda make=make: make(status="draft", publish_at=LONG_AGO, public_from=LONG_AGO),  # type: ignore[misc]
            "status",
            "Only a published row is public, and not before its moment.",
        ),
    )
]
UNFIT = (
    "These days do not fit the precision: “no date” has none, “on or before” a latest day only, “on or after” and "
    "“since” an earliest only, “a day” the same day twice, “some day between” two different days, a length of time "
    "both or none, all others both."
)
RULES = [
    *PUBLISHING,
    Broken("company_is_one_row", company, BOTH, "This site keeps the record of one company."),
    Broken(
        "fiscal_year_start_is_unique",
        lambda: fiscal_start_again(date(2022, 4, 1)),
        "holds_from",
        "From this day another month is on file already.",
    ),
    Broken(
        "fiscal_year_start_without_a_day_is_unique",
        lambda: fiscal_start_again(None),
        "holds_from",
        "One month alone can be without a day: the first.",
    ),
    Broken("listing_is_unique", listing, BOTH, "This symbol is on file for this exchange already."),
    Broken(
        "project_name_is_unique",
        project_name,
        BOTH,
        "This release is on file with this name already.",
    ),
    Broken(
        "stake_percent_is_a_share",
        lambda: new_stake(percent=0),
        "percent",
        "A stake is more than 0 and at most 100 percent.",
    ),
    Broken(
        "stake_of_another",
        stake_of_itself,
        "owned",
        "Nobody owns itself: name two different organizations.",
    ),
    Broken(
        "stake_not_of_the_company_in_itself",
        lambda: new_stake(owner=None, owned=None),
        "owned",
        "Name the owner, or what is owned: the company cannot own itself.",
    ),
    Broken(
        "stake_of_one_thing",
        lambda: new_stake(owned_project=make_project()),
        "owned_project",
        "A stake is in an organization or in a project.",
    ),
    *(
        Broken(
            f"{rule}_ends_after_it_begins",
            lambda row=row: backwards(row),  # type: ignore[misc]
            "holds_until",
            "It ends before it begins.",
        )
        for rule, row in DATED.items()
    ),
    Broken(
        "companyname_has_a_day",
        lambda: unsaved(make_company_name, holds_from="", holds_until=""),
        "holds_until",
        "Say from or until when it holds.",
    ),
    Broken(
        "partnername_has_a_day",
        lambda: unsaved(make_partner_name, holds_from="", holds_until=""),
        "holds_until",
        "Say from or until when it holds.",
    ),
    Broken(
        "listing_period_has_a_day",
        lambda: unsaved(make_listing_period, holds_from=""),
        "holds_from",
        "Say from or until when.",
    ),
    Broken(
        "listing_period_is_unique",
        lambda: again(make_listing_period()),
        "paragraph",
        "This paragraph is on file for this listing already.",
    ),
    Broken(
        "company_name_is_unique",
        lambda: again(make_company_name()),
        "name_en",
        "This paragraph is on file with this name already.",
    ),
    Broken(
        "partner_name_is_unique",
        lambda: again(make_partner_name()),
        "name_en",
        "This paragraph is on file with this name already.",
    ),
    Broken(
        "project_state_is_unique",
        lambda: again(make_project_state()),
        "paragraph",
        "This paragraph is on file for this state already.",
    ),
    Broken(
        "post_is_unique",
        lambda: again(make_post()),
        BOTH,
        "This paragraph is on file for this post already.",
    ),
    Broken(
        "figure_is_unique",
        lambda: again(make_figure()),
        "what_en",
        "This figure is on file already.",
    ),
    Broken(
        "figure_range_goes_up",
        lambda: unsaved(make_figure, value=2, value_to=1),
        "value_to",
        "The end of a range is more than its beginning.",
    ),
    Broken(
        "document_copy_position_is_unique",
        lambda: again(make_document_copy()),
        "position",
        "Two places of a document cannot have one position.",
    ),
    Broken(
        "document_copy_read_is_one",
        lambda: again(make_document_copy(was_read=True), position=2),
        "was_read",
        "The record was made from one copy of a document.",
    ),
    Broken(
        "document_relation_is_unique",
        lambda: again(make_document_relation()),
        "other",
        "This is on file already.",
    ),
    Broken(
        "document_relation_to_another",
        relation_to_itself,
        "other",
        "A document does not correct, repeat, translate or replace itself.",
    ),
    Broken(
        "release_type_fits_its_issuer",
        lambda: new_release(document_type="other_release"),
        "issuer",
        "A company release has no issuer but the company; another organization’s release names "
        "that organization.",
    ),
    Broken(
        "stake_is_unique", stake_again, BOTH, "This paragraph is on file for this stake already."
    ),
    Broken(
        "release_has_a_headline",
        lambda: new_release(headline_en=""),
        "headline_en",
        "Give a headline. If the document has none, write one and say that it is ours.",
    ),
    Broken(
        "paragraph_number_is_unique",
        paragraph_again,
        BOTH,
        "This release has a paragraph of this number already.",
    ),
    Broken(
        "contact_position_is_unique",
        contact_again,
        BOTH,
        "Two contacts of a release cannot have one position.",
    ),
    Broken(
        "citation_is_unique", citation_again, BOTH, "This milestone cites this paragraph already."
    ),
    Broken(
        "milestone_partner_is_unique", part_again, BOTH, "This organization has this part already."
    ),
    Broken(
        "milestone_has_a_title",
        lambda: new_milestone(title_en=""),
        "title_en",
        "Give a title in at least one language.",
    ),
    Broken(
        "milestone_latest_not_before_earliest",
        lambda: new_milestone(precision="range", earliest=DAY, latest=DAY_BEFORE),
        "latest",
        "The latest day is before the earliest.",
    ),
    Broken("milestone_bounds_fit_precision", lambda: new_milestone(latest=DAY), "precision", UNFIT),
    Broken(
        "milestone_start_time_of_a_day_in_a_zone",
        lambda: new_milestone(start_time=time(16), time_zone="UTC"),
        "start_time",
        "Give the hour and its time zone together, and only for a date of one day.",
    ),
    Broken(
        "milestone_conditional_says_its_condition",
        lambda: new_milestone(standing="conditional"),
        "condition_en",
        "Say on what it depends.",
    ),
    Broken(
        "correction_has_a_note",
        lambda: correction(note_en=""),
        "note_en",
        "Say in one line why this is corrected: visitors will read it.",
    ),
    Broken(
        "correction_of_one_row",
        lambda: correction(project=make_project(), partner=make_partner()),
        BOTH,
        "A correction is of one row, or of the company.",
    ),
    Broken("presence_is_unique", presence, BOTH, "This form is noted as open already."),
    Broken("seen_mark_is_unique", seen_mark_again, BOTH, "This is marked as seen already."),
    Broken(
        "seen_mark_has_a_reason",
        lambda: seen_mark(reason=""),
        BOTH,
        "Say in a few words why nothing is to be done.",
    ),
    Broken(
        "review_request_is_unique",
        review_request_again,
        BOTH,
        "A review of this is asked for already.",
    ),
    Broken(
        "review_request_answered_in_words",
        lambda: review_request(answered_at=LONG_AGO),
        BOTH,
        "Say what the draft needs.",
    ),
    Broken(
        "preview_link_expires_later",
        lambda: PreviewLink(
            kind="milestone", row=1, token_hash="0", made_at=LONG_AGO, expires_at=LONG_AGO
        ),
        "expires_at",
        "It would be over before it is made.",
    ),
    Broken(
        "plan_settlement_of_another",
        settlement_of_itself,
        "plan",
        "A milestone cannot settle itself.",
    ),
    Broken(
        "plan_settlement_is_unique",
        settlement_again,
        "plan",
        "This milestone says something of this plan already.",
    ),
]
ALSO_VALIDATED = [  # the field's own validator says it as well
    Broken(
        "figure_has_a_unit",
        lambda: unsaved(make_figure, unit=""),
        "unit",
        "A figure needs a unit or a currency.",
    ),
    Broken(
        "paragraph_counts_from_1",
        lambda: Paragraph(release=make_release(), number=0),
        "number",
        "Paragraphs are counted from 1.",
    ),
    Broken(
        "fiscal_year_start_in_a_month",
        lambda: fiscal_start(13),
        "month",
        "A month is a number from 1 to 12.",
    ),
]
EVERY = pytest.mark.parametrize("broken", [*RULES, *ALSO_VALIDATED], ids=lambda broken: broken.rule)


def named_in(message: str, broken: Broken) -> bool:
    """Whether the database names the rule. SQLite names the columns of a unique one instead."""
    return broken.rule in message or (
        broken.rule.endswith(("_unique", "_is_one")) and "UNIQUE constraint failed" in message
    )


def test_rules_of_the_database_are_all_tested() -> None:
    ours = [
        m
        for m in apps.get_app_config("timeline").get_models()
        if not m.__name__.startswith("Historical") and m is not MilestoneCount  # nobody edits it
    ]

    assert {c.name for m in ours for c in m._meta.constraints} == {
        b.rule for b in [*RULES, *ALSO_VALIDATED]
    }


@EVERY
def test_row_that_breaks_a_rule_is_refused_by_the_database(broken: Broken) -> None:
    assert named_in(refused(broken.row()), broken)


@pytest.mark.parametrize("broken", RULES, ids=lambda broken: broken.rule)
def test_row_that_breaks_a_rule_is_refused_beside_the_right_field(broken: Broken) -> None:
    assert messages(broken.row()) == {broken.field: [broken.message]}


@pytest.mark.parametrize("broken", ALSO_VALIDATED, ids=lambda broken: broken.rule)
def test_number_out_of_its_range_is_refused_beside_it(broken: Broken) -> None:
    assert list(messages(broken.row())) == [broken.field]


@pytest.mark.parametrize(
    "row",
    [
        new_project,
        new_partner,
        new_release,
        new_milestone,
        new_person,
        new_stake,
        lambda: Paragraph(release=make_release(), number=1),
    ],
)
def test_row_that_breaks_no_rule_is_taken(row: Callable[[], models.Model]) -> None:
    assert refused(row()) == ""
    assert messages(row()) == {}


@pytest.mark.parametrize(
    ("make", "new"),
    [
        (make_project, new_project),
        (make_partner, new_partner),
        (make_person, new_person),
        (make_release, new_release),
        (make_milestone, new_milestone),
    ],
)
def test_address_of_another_row_is_refused_beside_it(
    make: Callable[..., models.Model], new: Callable[..., models.Model]
) -> None:
    make(slug="taken")

    assert "slug" in refused(new(slug="taken"))
    assert list(messages(new(slug="taken"))) == ["slug"]


@pytest.mark.parametrize(
    ("percent", "taken"), [("0.01", True), ("100", True), ("100.01", False), ("-1", False)]
)
def test_stake_is_more_than_nothing_and_at_most_the_whole(percent: str, taken: bool) -> None:
    assert (refused(new_stake(percent=percent)) == "") is taken


@pytest.mark.parametrize("language", ["en", "fr"])
def test_withdrawn_row_with_a_reason_in_one_language_is_taken(language: str) -> None:
    given = {"status": "withdrawn", f"withdrawn_reason_{language}": "Why"}

    assert refused(new_release(**given)) == ""
    assert messages(new_release(**given)) == {}


@pytest.mark.parametrize(
    "over",
    [
        {"title_en": "", "title_fr": "Titre"},
        {"standing": "conditional", "condition_en": "if viable"},
        {"standing": "conditional", "condition_fr": "si rentable"},
    ],
)
def test_milestone_with_a_text_in_one_language_is_taken(over: dict[str, str]) -> None:
    assert messages(new_milestone(**over)) == {}
