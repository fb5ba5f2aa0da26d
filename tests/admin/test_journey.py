"""From an empty record to a public milestone, in the admin alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.admin_pages import filled_in, save, submit
from timeline.models import Milestone, Paragraph, Partner, Project, Release

pytestmark = pytest.mark.slow


def test_an_editor_publishes_a_cited_milestone(editor: Client) -> None:
    release = {
        "headline_en": "Update",
        "slug": "update",
        "published_on": "2018-11-13",
        "status": "published",
    }
    paragraphs = {"paragraphs_0_number": "6", "paragraphs_0_summary_en": "Drilling is planned"}
    save(editor, "/admin/timeline/release/add/", "release_form", **release, **paragraphs)
    lake = {"name_en": "Lake", "slug": "lake", "status": "published"}
    save(editor, "/admin/timeline/project/add/", "project_form", **lake)
    driller = {"name_en": "Driller", "slug": "driller", "kind": "company", "status": "published"}
    save(editor, "/admin/timeline/partner/add/", "partner_form", **driller)

    milestone: dict[str, Any] = {
        "title_en": "Drilling",
        "slug": "drilling",
        "kind": "exploration",
        "standing": "planned",
    }
    links: dict[str, Any] = {
        "projects": [Project.objects.get().pk],
        "citations_0_paragraph": Paragraph.objects.get().pk,
        "partner_roles_0_partner": Partner.objects.get().pk,
        "partner_roles_0_role": "counterparty",
    }
    add = "/admin/timeline/milestone/add/"
    proposed = save(editor, add, **milestone, **links, date_words="early 2019")
    submit(editor, add, filled_in(proposed))
    draft = Milestone.objects.get()
    assert not Milestone.objects.published(timezone.now()).exists()

    save(editor, f"/admin/timeline/milestone/{draft.pk}/change/", status="published")

    public = Milestone.objects.published(timezone.now()).get()
    assert (public.title_en, public.announced_on) == (
        "Drilling",
        Release.objects.get().published_on,
    )
    assert public.projects.get().slug == "lake"
