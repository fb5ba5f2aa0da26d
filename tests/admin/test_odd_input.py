"""Whatever is posted or asked for, the admin answers; it never fails."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.admin_pages import Answer, errors, filled_in, save, settling, submit
from tests.factories import make_milestone, make_paragraph, make_plan, make_release
from timeline.admin.inlines import MOST_ROWS
from timeline.models import Milestone

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
ODD_IDS = ["0", "-1", "abc", "\0", "²", "999999999", "9" * 30]
RELATIONS = [
    "projects",
    "settlements-0-plan",
    "citations-0-paragraph",
    "partner_roles-0-partner",
]


def answered(answer: Answer) -> bool:
    return bool(answer.status_code == 200)


@pytest.mark.parametrize("odd", ODD_IDS)
def test_an_odd_id_is_no_choice(editor: Client, odd: str) -> None:
    answer = save(
        editor,
        ADD,
        **NEW,
        **settling(odd, "achieved"),
        **dict.fromkeys(set(RELATIONS) - {"settlements-0-plan"}, odd),
        partner_roles_0_role="host",
    )

    assert all("Select a valid choice" in errors(answer)[field][0] for field in RELATIONS)


@pytest.mark.parametrize("odd", ODD_IDS)
def test_an_odd_id_of_an_inline_row_is_answered(editor: Client, odd: str) -> None:
    milestone = make_milestone(cites=[make_paragraph()])

    answer = save(
        editor, f"{LIST}{milestone.pk}/change/", citations_0_id=odd, citations_0_milestone=odd
    )

    assert answered(answer)


@pytest.mark.parametrize("odd", ODD_IDS)
def test_an_odd_id_to_begin_with_is_answered(editor: Client, odd: str) -> None:
    values = {"projects": odd, "settles": odd, "version": odd, "earliest": odd, "publish_at": odd}

    assert answered(editor.get(ADD, values))


@pytest.mark.parametrize("odd", ODD_IDS)
def test_an_odd_selection_is_answered(editor: Client, odd: str) -> None:
    for action in ("publish", "back_to_draft", "delete_selected", "odd"):
        assert answered(
            editor.post(
                LIST, {"action": action, "_selected_action": odd, "index": "0"}, follow=True
            )
        )


@pytest.mark.parametrize("page", ["change", "delete", "history"])
@pytest.mark.parametrize("odd", ["0", "abc", "9" * 30])
def test_the_page_of_no_row_is_no_failure(editor: Client, page: str, odd: str) -> None:
    answer = editor.get(f"{LIST}{odd}/{page}/")

    assert answer.status_code in {302, 404}


@pytest.mark.parametrize(
    ("row", "version"), [("abc", "1"), ("1", "abc"), ("9" * 30, "9" * 30), ("1", "2")]
)
def test_an_earlier_state_of_no_row_is_not_found(editor: Client, row: str, version: str) -> None:
    assert editor.get(f"{LIST}{row}/history/{version}/").status_code == 404


TEXTS = [
    *(
        "title_en",
        "slug",
        "summary_en",
        "date_words",
        "basis_en",
        "condition_fr",
        "place_en",
        "withdrawn_reason_en",
    ),
    *(
        "earliest",
        "precision",
        "kind",
        "standing",
        "status",
        "publish_at_0",
        "publish_at_1",
        "version",
    ),
    *(
        "citations-TOTAL_FORMS",
        "citations-INITIAL_FORMS",
        "citations-0-paragraph",
        "citations-0-DELETE",
        "settlements-TOTAL_FORMS",
    ),
]


@pytest.mark.postgresql
@pytest.mark.parametrize("typed", ["\0", "x " * 5_000, "9" * 5_000, "{0}%s%(x)s<script>🦄"])
def test_odd_text_is_answered(editor: Client, typed: str) -> None:
    address = f"{LIST}{make_plan().pk}/change/"
    opened = filled_in(editor.get(address))
    for field in TEXTS:
        answer = submit(editor, address, opened, **{field: typed})

        assert answered(answer), field
        if answer.redirect_chain:  # it was saved, so the form has another version
            opened = filled_in(editor.get(address))


@pytest.mark.parametrize(
    "day", ["99999-01-01", "0001-01-01", "9999-12-31", "0999-12-31", "2019-02-30", "1/1/1"]
)
@pytest.mark.parametrize("field", ["earliest", "latest", "publish_at_0"])
def test_an_odd_day_is_refused_beside_its_field(editor: Client, field: str, day: str) -> None:
    typed: dict[str, Any] = {
        "precision": "after",
        "basis_en": "Ours",
        "publish_at_1": "23:59:59",
        field: day,
    }

    answer = save(editor, ADD, **{**NEW, **typed})

    assert field.removesuffix("_0") in errors(answer)
    assert not Milestone.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        *("q=%00", "q=" + "x" * 10_000, "q=" + "a+" * 5_000, "q=%22%27%25_", "q=¶"),
        *(
            "p=abc",
            "p=-1",
            "p=99999999",
            "o=abc",
            "o=1.2.-3",
            "all=",
            "unknown=1",
            "state=%00",
            "behind=1",
        ),
        *("announced_on__year=abc", "announced_on__year=99999", "announced_on__year=" + "9" * 30),
        *(
            "projects__id__exact=abc",
            "projects__id__exact=" + "9" * 30,
            "standing__exact=odd",
            "_to_field=slug",
        ),
        *("announced_on__year=2018&announced_on__month=99", "pk__in=1,abc", "kind__exact=%00"),
    ],
)
def test_an_odd_list_is_answered(editor: Client, query: str) -> None:
    answer = editor.get(f"{LIST}?{query}", follow=True)

    assert answer.status_code in {200, 400}


@pytest.mark.parametrize("term", ["%00", "x" * 10_000, "a+" * 5_000, "9" * 30, "¶", "%25"])
@pytest.mark.parametrize(
    "field",
    [
        "plansettlement&field_name=plan",
        "citation&field_name=paragraph",
        "milestone&field_name=projects",
    ],
)
def test_an_odd_search_for_a_relation_is_answered(editor: Client, field: str, term: str) -> None:
    assert answered(
        editor.get(f"/admin/autocomplete/?app_label=timeline&model_name={field}&term={term}")
    )


def test_a_form_without_its_inline_rows_is_refused(editor: Client) -> None:
    answer = editor.post(ADD, NEW)

    assert answered(answer)
    assert not Milestone.objects.exists()


@pytest.mark.parametrize("address", ["correction/?made_at__year=", "signinevent/?at__year="])
@pytest.mark.parametrize("odd", ["9" * 30, "\0", "x"])
def test_an_odd_year_of_a_list_that_is_only_read_is_answered(
    editor: Client, address: str, odd: str
) -> None:
    assert answered(editor.get(f"/admin/timeline/{address}{odd}", follow=True))


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "\0"])
def test_an_odd_moment_publishes_nothing_together(editor: Client, day: str) -> None:
    release = make_release(status="draft")

    answer = editor.post(
        f"/admin/timeline/release/publish-together/?release={release.pk}",
        {f"version-of-release-{release.pk}": "1", "moment_0": day, "moment_1": "23:59"},
    )

    release.refresh_from_db()
    assert answered(answer)
    assert release.status == "draft"


def test_rows_beyond_the_most_of_a_page_are_not_made(editor: Client) -> None:
    plan = make_plan()
    address = f"{LIST}{plan.pk}/change/"
    opened = filled_in(editor.get(address))
    answer = submit(editor, address, opened, **{"citations-TOTAL_FORMS": "2000"})

    shown = {one.formset.prefix: one.formset for one in answer.context["inline_admin_formsets"]}
    assert len(shown["citations"].forms) == MOST_ROWS
    assert "300" in str(shown["citations"].non_form_errors())
