"""Milestones in the admin: what may be saved, what is refused and beside which field, how the list
reads."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.admin_pages import chosen, errors, filled_in, save, settling, text_of, told
from tests.factories import (
    LATER,
    make_milestone,
    make_paragraph,
    make_partner,
    make_project,
    make_release,
)
from timeline.models import Milestone, Paragraph, Status

pytestmark = pytest.mark.slow

ADD = "/admin/timeline/milestone/add/"
LIST = "/admin/timeline/milestone/"
NEW = {
    "title_en": "Drilling",
    "slug": "drilling",
    "kind": "exploration",
    "standing": "planned",
    "precision": "none",
}


def page_of(milestone: Milestone) -> str:
    return f"/admin/timeline/milestone/{milestone.pk}/change/"


@pytest.fixture
def paragraph(db: None) -> Paragraph:
    return make_paragraph(make_release(published_on=date(2018, 11, 13)))


@pytest.fixture
def plan(paragraph: Paragraph) -> Milestone:
    """Announced on 13 November 2018."""
    return make_milestone(
        cites=[paragraph], title_en="The plan", standing="planned", status="published"
    )


@pytest.fixture
def later(db: None) -> Paragraph:
    return make_paragraph(make_release(published_on=date(2019, 5, 2)))


def test_publishing_without_a_moment_takes_this_one(editor: Client, paragraph: Paragraph) -> None:
    before = timezone.now().replace(microsecond=0)

    save(editor, ADD, **NEW, status="published", citations_0_paragraph=paragraph.pk)

    milestone = Milestone.objects.get()
    assert milestone.publish_at is not None
    assert before <= milestone.publish_at <= timezone.now()
    assert Milestone.objects.published(timezone.now()).exists()


def test_publishing_without_a_citation_is_refused_beside_status(editor: Client) -> None:
    answer = save(editor, ADD, **NEW, status="published")

    assert errors(answer)["status"] == ["It cannot be published: it cites no paragraph."]
    assert not Milestone.objects.exists()


def test_publishing_with_the_only_citation_ticked_for_deletion_is_refused(
    editor: Client, paragraph: Paragraph
) -> None:
    milestone = make_milestone(cites=[paragraph])

    answer = save(editor, page_of(milestone), status="published", citations_0_DELETE="on")

    assert errors(answer)["status"] == ["It cannot be published: it cites no paragraph."]


def test_publishing_what_only_a_draft_release_states_names_the_release(editor: Client) -> None:
    paragraph = make_paragraph(make_release(status="draft", headline_en="Not out yet"))

    answer = save(editor, ADD, **NEW, status="published", citations_0_paragraph=paragraph.pk)

    assert errors(answer)["status"] == [
        "It cannot be published: it cites only what is not published: publish “2018-11-13: Not out yet” first."
    ]


def test_one_published_release_among_those_cited_is_enough(
    editor: Client, paragraph: Paragraph
) -> None:
    draft = make_paragraph(make_release(status="draft"))
    milestone = make_milestone(cites=[draft])

    save(editor, page_of(milestone), status="published", citations_1_paragraph=paragraph.pk)

    milestone.refresh_from_db()
    assert milestone.status == Status.PUBLISHED


def test_conditional_without_condition_is_refused_beside_it(editor: Client) -> None:
    answer = save(editor, ADD, **{**NEW, "standing": "conditional"})

    assert errors(answer)["condition_en"] == ["Say on what it depends."]


def test_withdrawal_without_a_reason_is_refused_beside_it(editor: Client, plan: Milestone) -> None:
    answer = save(editor, page_of(plan), status="withdrawn")

    assert "withdrawn_reason_en" in errors(answer)


def test_a_later_release_settles_a_plan(editor: Client, plan: Milestone, later: Paragraph) -> None:
    settled: dict[str, Any] = {
        **settling(plan, "achieved"),
        "citations_0_paragraph": later.pk,
    }

    save(editor, ADD, **{**NEW, "standing": "happened"}, **settled, status="published")

    assert plan.settled_by.get().settlement == "achieved"


def test_a_plan_is_not_settled_by_its_own_announcement(
    editor: Client, plan: Milestone, paragraph: Paragraph
) -> None:
    settled: dict[str, Any] = {
        **settling(plan, "achieved"),
        "citations_0_paragraph": paragraph.pk,
    }

    answer = save(editor, ADD, **NEW, **settled)

    assert errors(answer)["settlements-0-plan"] == [
        "Only a later release can settle a plan: “The plan” was announced on 13 November 2018, this on 13 November 2018."
    ]


def test_a_settlement_is_dated_by_the_earliest_release_it_cites(
    editor: Client, plan: Milestone, paragraph: Paragraph, later: Paragraph
) -> None:
    cited = make_milestone(cites=[later])
    settled: dict[str, Any] = {
        **settling(plan, "achieved"),
        "citations_1_paragraph": paragraph.pk,
    }

    answer = save(editor, page_of(cited), **settled)

    assert "settlements-0-plan" in errors(answer)


def test_what_is_no_plan_is_not_settled(
    editor: Client, paragraph: Paragraph, later: Paragraph
) -> None:
    fact = make_milestone(cites=[paragraph], title_en="A fact", standing="happened")
    settled: dict[str, Any] = {
        **settling(fact, "achieved"),
        "citations_0_paragraph": later.pk,
    }

    answer = save(editor, ADD, **NEW, **settled)

    assert errors(answer)["settlements-0-plan"] == [
        "“A fact” is not a plan, nor under way: nothing can come of it any more."
    ]


def test_a_milestone_does_not_settle_itself(editor: Client, plan: Milestone) -> None:
    answer = save(editor, page_of(plan), **settling(plan, "achieved"))

    assert errors(answer)["settlements-0-plan"] == ["A milestone cannot settle itself."]


def test_a_settlement_without_its_plan_is_refused(editor: Client) -> None:
    answer = save(editor, ADD, **NEW, **settling("", "achieved"))

    assert errors(answer)["settlements-0-plan"] == ["This field is required."]


def test_a_settled_plan_stays_a_plan(editor: Client, plan: Milestone, later: Paragraph) -> None:
    make_milestone(cites=[later], title_en="The outcome", settles=plan, settlement="achieved")

    answer = save(editor, page_of(plan), standing="happened")

    assert errors(answer)["standing"] == [
        "“The outcome” says of this: Achieved. Correct that one first."
    ]


def test_a_paragraph_cited_twice_is_said_beside_the_citation(
    editor: Client, paragraph: Paragraph
) -> None:
    milestone = make_milestone(cites=[paragraph])

    answer = save(editor, page_of(milestone), citations_1_paragraph=paragraph.pk)

    assert errors(answer) == {
        "citations-1-paragraph": ["This paragraph is cited twice: once is enough."]
    }


def test_a_citation_deleted_and_added_again_in_one_form_is_accepted(
    editor: Client, paragraph: Paragraph
) -> None:
    milestone = make_milestone(cites=[paragraph])

    answer = save(
        editor, page_of(milestone), citations_0_DELETE="on", citations_1_paragraph=paragraph.pk
    )

    assert errors(answer) == {}
    assert milestone.citations.get().paragraph == paragraph


def test_the_summary_of_a_cited_paragraph_stands_beside_it(editor: Client) -> None:
    milestone = make_milestone(cites=[make_paragraph(summary_en="Drilling is planned")])

    assert "Drilling is planned" in text_of(editor.get(page_of(milestone)))


def test_partners_have_parts(editor: Client, plan: Milestone) -> None:
    partner = make_partner()

    part: dict[str, Any] = {"partner_roles_0_partner": partner.pk, "partner_roles_0_role": "host"}
    save(editor, page_of(plan), **part, correction_note_en="It was left out")

    assert plan.partner_roles.get().role == "host"


def test_what_is_worked_out_is_shown_and_not_typed(editor: Client, plan: Milestone) -> None:
    answer = editor.get(page_of(plan))

    assert "13 November 2018" in text_of(answer)
    assert "announced_on" not in filled_in(answer)


def test_history_says_who_changed_what(editor: Client, plan: Milestone, later: Paragraph) -> None:
    save(
        editor,
        page_of(plan),
        title_en="The new plan",
        citations_1_paragraph=later.pk,
        correction_note_en="Also there",
    )

    history = text_of(editor.get(f"/admin/timeline/milestone/{plan.pk}/history/"))

    assert "editor" in history
    assert "The plan → The new plan" in history
    named = str(later).replace("\u00a0", " ")
    assert f"Added citation “{named}”" in history


def test_the_list_says_what_visitors_see(editor: Client) -> None:
    milestone = make_milestone(
        cites=[make_paragraph()],
        title_en="Symposium",
        status="published",
        standing="planned",
        kind="event",
    )
    milestone.projects.add(make_project(name_en="Crater Lake"))

    page = text_of(editor.get(LIST))

    assert "Symposium Published 13 November 2018 Planned Event Crater Lake 13 November 2018" in page


def test_the_list_says_when_a_row_will_be_public(editor: Client, paragraph: Paragraph) -> None:
    make_milestone(
        cites=[paragraph], status="published", publish_at=timezone.now() + timedelta(days=1)
    )

    assert "Scheduled:" in text_of(editor.get(LIST))


def test_the_list_says_that_a_row_waits_for_its_release(editor: Client) -> None:
    make_milestone(cites=[make_paragraph(make_release(status="draft"))], status="published")

    assert "Held back" in text_of(editor.get(LIST))


@pytest.fixture
def several(db: None) -> None:
    """One milestone per thing that a filter looks for, titled by it."""
    cited = make_paragraph()
    soon = timezone.now() + timedelta(days=1)
    make_milestone(title_en="draft", title_fr="brouillon", standing="planned", kind="market")
    make_milestone(
        [cited], title_en="published", status="published", title_fr="publié", kind="permit"
    )
    make_milestone(
        [cited], title_en="scheduled", title_fr="prévu", status="published", publish_at=soon
    )
    gone: Any = {
        "status": "withdrawn",
        "withdrawn_reason_en": "An error",
        "withdrawn_reason_fr": "Une erreur",
    }
    make_milestone(title_en="withdrawn", title_fr="retiré", **gone)
    make_milestone(title_en="untranslated")
    make_milestone(
        title_en="undated", title_fr="sans date", precision="none", earliest=None, latest=None
    )
    bounds: dict[str, Any] = {"earliest": date(2019, 12, 1), "latest": date(2021, 1, 31)}
    make_milestone(title_en="long", title_fr="long", precision="range", **bounds)
    make_milestone(
        title_en="later", title_fr="après", earliest=date(2020, 1, 1), latest=date(2020, 1, 1)
    )


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("state=published", {"published"}),
        ("state=scheduled", {"scheduled"}),
        ("state=withdrawn", {"withdrawn"}),
        ("state=draft", {"draft", "untranslated", "undated", "long", "later"}),
        ("state=held_back", set()),
        ("cited=yes", {"published", "scheduled"}),
        ("cited=no", {"draft", "withdrawn", "untranslated", "undated", "long", "later"}),
        ("behind=fr", {"untranslated"}),
        ("behind=en", set()),
        (
            "behind=none",
            {"draft", "published", "scheduled", "withdrawn", "undated", "long", "later"},
        ),
        ("year=2020", {"long", "later"}),
        ("year=none", {"undated"}),
        ("standing__exact=planned", {"draft"}),
        ("kind__exact=permit", {"published"}),
        ("q=untranslated", {"untranslated"}),
        ("q=PREVU", {"scheduled"}),
        ("year=abc", set()),
        ("year=99999999999999999999", set()),
        ("state=odd", set()),
    ],
)
def test_the_list_can_be_narrowed(editor: Client, query: str, titles: set[str]) -> None:
    answer = editor.get(f"{LIST}?{query}")

    assert {row.title_en for row in answer.context["cl"].result_list} == titles


def test_the_list_can_be_narrowed_to_a_project(editor: Client, plan: Milestone) -> None:
    project = make_project()
    plan.projects.add(project)
    make_milestone()

    answer = editor.get(f"{LIST}?projects__id__exact={project.pk}")

    assert [row.pk for row in answer.context["cl"].result_list] == [plan.pk]


def test_publish_counts_and_says_what_was_refused(editor: Client, paragraph: Paragraph) -> None:
    rows = [make_milestone(cites=[paragraph]) for _ in range(3)]
    rows.append(make_milestone(title_en="Bare"))

    answer = editor.post(LIST, chosen("publish", *rows), follow=True)

    assert " ".join(told(answer).split()) == "3 published. 1 refused: “Bare” cites no paragraph"
    assert Milestone.objects.published(timezone.now()).count() == 3


def test_publish_leaves_a_trace_in_the_history(editor: Client, paragraph: Paragraph) -> None:
    milestone = make_milestone(cites=[paragraph])

    editor.post(LIST, chosen("publish", milestone))

    milestone.refresh_from_db()
    assert milestone.history.first().status == "published"
    assert milestone.history.first().history_user.username == "editor"
    assert milestone.version == 2


def test_publish_refuses_what_was_withdrawn(editor: Client, paragraph: Paragraph) -> None:
    gone = make_milestone(
        [paragraph], title_en="Gone", status="withdrawn", withdrawn_reason_en="An error"
    )

    answer = editor.post(LIST, chosen("publish", gone), follow=True)

    assert (
        told(answer)
        == "Nothing was changed. Refused: “Gone” was withdrawn: change it on its own page"
    )


def test_publish_refuses_a_settlement_that_comes_too_soon(
    editor: Client, plan: Milestone, paragraph: Paragraph
) -> None:
    soon = make_milestone([paragraph], title_en="Soon", settles=plan, settlement="achieved")

    answer = editor.post(LIST, chosen("publish", soon), follow=True)

    assert "Refused: “Soon”" in told(answer)


def test_back_to_draft_takes_what_is_scheduled(editor: Client, paragraph: Paragraph) -> None:
    soon = make_milestone([paragraph], status="published", publish_at=LATER)

    answer = editor.post(LIST, chosen("back_to_draft", soon), follow=True)

    soon.refresh_from_db()
    assert told(answer) == "1 back to draft."
    assert (soon.status, soon.public_from) == ("draft", None)


def test_back_to_draft_refuses_what_visitors_have_seen(editor: Client, plan: Milestone) -> None:
    answer = editor.post(LIST, chosen("back_to_draft", plan), follow=True)

    assert "has been seen by visitors: withdraw it on its own page, and say why" in told(answer)
    assert Milestone.objects.published(timezone.now()).exists()


def test_form_refuses_to_take_back_what_visitors_have_seen(editor: Client, plan: Milestone) -> None:
    answer = save(editor, page_of(plan), "milestone_form", status="draft")

    assert errors(answer)["status"] == ["Visitors have seen this: withdraw it, and say why."]
    assert Milestone.objects.published(timezone.now()).exists()


def test_a_published_milestone_links_to_its_page(editor: Client, plan: Milestone) -> None:
    assert f'href="/milestones/{plan.slug}/"' in editor.get(page_of(plan)).content.decode()


def test_a_draft_has_no_page_to_link_to(editor: Client) -> None:
    assert "View on site" not in text_of(editor.get(page_of(make_milestone())))
