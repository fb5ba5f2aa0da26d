"""Releases as documents: where their parts are found, and what fixtures name them by."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import serializers
from django.utils import translation

from tests.factories import (
    cite,
    make_announced,
    make_company,
    make_contact,
    make_listing,
    make_paragraph,
    make_part,
    make_partner,
    make_project,
    make_project_name,
    make_release,
    make_stake,
)
from timeline.models import Contact, Milestone, Partner
from timeline.models.partner import Stake

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("phone", "extension", "dial"),
    [
        ("+1 514 360-0571", "", "tel:+15143600571"),
        ("+1 416 868-1079", "229", "tel:+14168681079;ext=229"),
        ("+442071234567", "", "tel:+442071234567"),
    ],
)
def test_contact_dial_is_a_telephone_address(phone: str, extension: str, dial: str) -> None:
    assert Contact(phone=phone, extension=extension).dial == dial


def test_address_of_a_paragraph_is_its_anchor_in_the_release() -> None:
    paragraph = make_paragraph(make_release(slug="2018-11-13-update"), number=6)

    assert paragraph.get_absolute_url() == "/releases/2018-11-13-update/#p6"


@pytest.mark.parametrize(
    ("make", "address"),
    [
        (make_release, "/releases/row/"),
        (make_project, "/projects/row/"),
        (make_partner, "/partners/row/"),
        (make_announced, "/milestones/row/"),
    ],
)
def test_address_of_a_row_is_its_page(make: Any, address: str) -> None:
    assert make(slug="row").get_absolute_url() == address


def test_natural_keys_name_each_row_in_a_fixture() -> None:
    paragraph = make_paragraph()
    milestone = make_announced()
    rows: list[Any] = [
        *(
            make_listing(),
            make_project(),
            make_partner(),
            paragraph,
            paragraph.release,
            make_contact(),
        ),
        *(make_project_name(), make_stake(), milestone, cite(milestone, paragraph)),
        make_part(milestone, make_partner()),
    ]

    for row in rows:
        assert type(row)._default_manager.get_by_natural_key(*row.natural_key()) == row


def test_rows_written_to_a_fixture_and_read_again_are_the_same_rows() -> None:
    make_company()
    milestone = make_announced(projects=[make_project()], partners=[make_partner()])
    rows = [
        *Partner.objects.all(),
        milestone,
        *milestone.citations.all(),
        *milestone.partner_roles.all(),
    ]

    text = serializers.serialize(
        "json", rows, use_natural_foreign_keys=True, use_natural_primary_keys=True
    )

    assert [read.object for read in serializers.deserialize("json", text)] == rows
    assert '"pk"' not in text


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (lambda: make_listing(code="OTCQB", symbol="IMPNF"), "OTCQB: IMPNF"),
        (lambda: make_company(name="Example Inc."), "Example Inc."),
        (lambda: make_project(name_en="Crater Lake"), "Crater Lake"),
        (lambda: make_partner(name_fr="Métaux"), "Métaux"),
        (lambda: make_release(headline_en="News"), "2018-11-13: News"),
        (lambda: make_paragraph(make_release(headline_en="News")), "¶\u00a01, 2018-11-13: News"),
        (lambda: make_contact(name="Pat"), "Pat"),
        (lambda: make_announced(title_fr="Forage", title_en=""), "Forage"),
    ],
)
def test_row_in_a_list_of_the_admin_reads_as_itself(row: Any, text: str) -> None:
    with translation.override("fr" if "étaux" in text else "en"):
        assert str(row()) == text


def share_of(percent: str) -> Stake:
    return make_stake(make_partner(name_en="A"), make_partner(name_en="B"), percent=percent)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (lambda: make_listing(code="OTCQB", symbol="IMPNF"), "OTCQB\u00a0: IMPNF"),
        (lambda: make_release(headline_en="News"), "2018-11-13\u00a0: News"),
        (lambda: share_of("6.67"), "A 6,67\u00a0% → B"),
        (lambda: share_of("100.00"), "A 100\u00a0% → B"),
    ],
)
def test_row_in_a_list_of_the_french_admin_is_set_as_french_is(row: Any, text: str) -> None:
    with translation.override("fr"):
        assert str(row()) == text


@pytest.mark.parametrize(
    ("standing", "is_plan"),
    [("happened", False), ("under_way", False), ("planned", True), ("conditional", True)],
)
def test_is_plan_is_what_is_said_to_come(standing: str, is_plan: bool) -> None:
    assert Milestone(standing=standing).is_plan is is_plan
