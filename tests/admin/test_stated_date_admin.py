"""The date's words: read, proposed, accepted or overruled."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from tests.admin_pages import errors, filled_in, save, submit, text_of, told
from tests.factories import (
    make_company,
    make_fiscal_start,
    make_milestone,
    make_paragraph,
    make_release,
)
from timeline.dates.fiscal import starting_in
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.models import Milestone, Paragraph

pytestmark = pytest.mark.slow

ADD = "/admin/timeline/milestone/add/"
READ = "/admin/timeline/milestone/read-date/"
NEW = {"title_en": "Drilling", "slug": "drilling", "kind": "exploration", "standing": "planned"}


@pytest.fixture
def paragraph(db: None) -> Paragraph:
    return make_paragraph(make_release(published_on=date(2018, 11, 13)))


def test_words_alone_are_proposed_and_not_saved(editor: Client) -> None:
    answer = save(editor, ADD, **NEW, date_words="early 2019")

    assert not Milestone.objects.exists()
    assert (
        "Read as part of a year: sorted as 1 January 2019 to 30 April 2019"
        in errors(answer)["date_words"][0]
    )
    assert "shown as “Early 2019” (EN) / “Début 2019” (FR)" in errors(answer)["date_words"][0]
    assert "Nothing is saved yet" in told(answer)


def test_a_proposal_is_in_the_fields(editor: Client) -> None:
    shown = filled_in(save(editor, ADD, **NEW, date_words="early 2019"))

    assert shown["precision"] == ["part_of_year"]
    assert (shown["earliest"], shown["latest"]) == (["2019-01-01"], ["2019-04-30"])
    assert (shown["basis_en"], shown["basis_fr"]) == (
        ["Months for sorting only"],
        ["Mois retenus pour le tri seulement"],
    )


def test_a_proposal_saved_again_is_accepted(editor: Client) -> None:
    proposed = filled_in(save(editor, ADD, **NEW, date_words="début 2019"))

    answer = submit(editor, ADD, proposed)

    milestone = Milestone.objects.get()
    assert "was added successfully" in told(answer)
    assert "overruled" not in told(answer)
    assert (milestone.precision, milestone.earliest, milestone.latest) == (
        "part_of_year",
        date(2019, 1, 1),
        date(2019, 4, 30),
    )


def test_a_proposal_keeps_what_was_typed_beside_the_words(editor: Client) -> None:
    shown = filled_in(
        save(editor, ADD, **NEW, date_words="early 2019", latest="2019-03-31", basis_en="Ours")
    )

    assert (shown["latest"], shown["basis_en"]) == (["2019-03-31"], ["Ours"])


def test_unreadable_words_are_refused_with_the_reason(editor: Client) -> None:
    answer = save(editor, ADD, **NEW, date_words="soonish")

    assert errors(answer)["date_words"] == [
        "“soonish” cannot be read as a date. Choose the precision and the days by hand."
    ]


def test_unreadable_words_with_days_set_by_hand_are_saved(editor: Client) -> None:
    given = {"precision": "before", "latest": "2018-11-16", "basis_en": "It closes the symposium"}

    answer = save(editor, ADD, **NEW, date_words="at its close", **given)

    assert errors(answer) == {}
    assert Milestone.objects.get().latest == date(2018, 11, 16)


def test_a_reading_overruled_is_saved_with_a_warning(editor: Client) -> None:
    given = {"precision": "month", "earliest": "2019-02-01", "latest": "2019-02-28"}

    answer = save(editor, ADD, **NEW, date_words="early 2019", **given)

    assert Milestone.objects.get().precision == "month"
    assert "You overruled the words “early 2019”" in told(answer)


class TestWordsOfAStoredDate:
    """Those of a milestone dated 13 November 2018 are changed."""

    @pytest.fixture
    def address(self, db: None) -> str:
        return f"/admin/timeline/milestone/{make_milestone().pk}/change/"

    def test_words_changed_alone_are_proposed_and_not_saved(
        self, editor: Client, address: str
    ) -> None:
        answer = save(editor, address, date_words="3 May 2019")

        assert "Nothing is saved yet" in errors(answer)["date_words"][0]
        assert filled_in(answer)["earliest"] == filled_in(answer)["latest"] == ["2019-05-03"]
        assert Milestone.objects.get().date_words == "13 November 2018"

    def test_reading_of_changed_words_is_accepted_when_it_is_saved_again(
        self, editor: Client, address: str
    ) -> None:
        proposed = filled_in(save(editor, address, date_words="early 2019"))

        assert errors(submit(editor, address, proposed)) == {}
        assert Milestone.objects.get().stated.earliest == date(2019, 1, 1)
        assert Milestone.objects.get().precision == "part_of_year"

    def test_days_are_kept_by_who_has_seen_how_the_words_read(
        self, editor: Client, address: str
    ) -> None:
        proposed = filled_in(save(editor, address, date_words="3 May 2019"))

        answer = submit(
            editor,
            address,
            proposed,
            earliest="2018-11-13",
            latest="2018-11-13",
            basis_en="The minutes",
        )

        assert "You overruled the words “3 May 2019”" in told(answer)
        assert Milestone.objects.get().earliest == date(2018, 11, 13)

    def test_days_other_than_the_words_name_are_refused_without_a_basis(
        self, editor: Client, address: str
    ) -> None:
        given = {"earliest": "2019-05-04", "latest": "2019-05-04"}

        answer = save(editor, address, date_words="3 May 2019", **given)

        assert "The words name other days" in errors(answer)["date_words"][0]
        assert Milestone.objects.get().date_words == "13 November 2018"

    def test_days_changed_with_the_words_are_a_decision(self, editor: Client, address: str) -> None:
        given = {"earliest": "2019-05-04", "latest": "2019-05-04", "basis_en": "The minutes"}

        answer = save(editor, address, date_words="3 May 2019", **given)

        assert "You overruled the words “3 May 2019”" in told(answer)

    def test_words_that_read_to_the_same_days_are_saved(self, editor: Client, address: str) -> None:
        assert errors(save(editor, address, date_words="13 Nov. 2018")) == {}


def test_no_words_and_no_precision_asks_for_a_choice(editor: Client) -> None:
    answer = save(editor, ADD, **NEW)

    assert errors(answer)["precision"] == ["Choose one: “no date” if the release gives none."]


def test_a_year_left_out_comes_from_the_cited_release(editor: Client, paragraph: Paragraph) -> None:
    shown = filled_in(
        save(editor, ADD, **NEW, date_words="November 12-16", citations_0_paragraph=paragraph.pk)
    )

    assert (shown["earliest"], shown["latest"]) == (["2018-11-12"], ["2018-11-16"])
    assert shown["basis_en"] == ["Year from the dateline"]


def test_a_year_left_out_comes_from_the_earliest_cited_release(
    editor: Client, paragraph: Paragraph
) -> None:
    later = make_paragraph(make_release(published_on=date(2023, 7, 13)))
    milestone = make_milestone(cites=[later, paragraph])
    address = f"/admin/timeline/milestone/{milestone.pk}/change/"

    shown = filled_in(
        save(
            editor,
            address,
            date_words="November 12-16",
            precision="",
            earliest="",
            latest="",
            basis_en="",
        )
    )

    assert shown["earliest"] == ["2018-11-12"]


def test_a_citation_ticked_for_deletion_lends_no_year(editor: Client, paragraph: Paragraph) -> None:
    milestone = make_milestone(cites=[paragraph])
    address = f"/admin/timeline/milestone/{milestone.pk}/change/"

    answer = save(
        editor, address, date_words="November 12-16", precision="", citations_0_DELETE="on"
    )

    assert errors(answer)["date_words"] == [
        "No year is given, and no release day is known to take it from."
    ]


@pytest.mark.parametrize("words", ["November 12-16", "recently", ""])
def test_days_that_the_words_do_not_give_need_a_basis(editor: Client, words: str) -> None:
    given = {"precision": "range", "earliest": "2018-11-12", "latest": "2018-11-16"}

    answer = save(editor, ADD, **NEW, date_words=words, **given)

    assert errors(answer)["basis_en"] == [
        "The words name no year for these days: say in one line what they rest on."
    ]


@pytest.mark.parametrize("field", ["basis_en", "basis_fr"])
def test_a_basis_in_either_language_is_enough(editor: Client, field: str) -> None:
    given = {
        "precision": "range",
        "earliest": "2018-11-12",
        "latest": "2018-11-16",
        field: "Dateline",
    }

    save(editor, ADD, **NEW, date_words="November 12-16", **given)

    assert Milestone.objects.exists()


def test_another_year_in_the_words_is_no_basis(editor: Client) -> None:
    given = {"precision": "day", "earliest": "2018-11-12", "latest": "2018-11-12"}

    answer = save(editor, ADD, **NEW, date_words="under Horizon 2020", **given)

    assert "basis_en" in errors(answer)


def test_before_a_year_needs_no_basis(editor: Client) -> None:
    save(editor, ADD, **NEW, date_words="before 2020", precision="before", latest="2019-12-31")

    assert Milestone.objects.exists()


def test_latest_before_earliest_is_said_beside_latest(editor: Client) -> None:
    given = {"precision": "range", "earliest": "2019-02-01", "latest": "2019-01-01"}

    answer = save(editor, ADD, **NEW, date_words="2019", **given)

    assert "The latest day is before the earliest." in errors(answer)["latest"]


def test_days_that_do_not_fit_the_precision_are_said_beside_it(editor: Client) -> None:
    answer = save(editor, ADD, **NEW, precision="none", earliest="2019-02-01", basis_en="Ours")

    assert "precision" in errors(answer)


def test_a_saved_date_is_shown_in_both_languages(editor: Client) -> None:
    days: dict[str, Any] = {"earliest": date(2018, 11, 12), "latest": date(2018, 11, 16)}
    milestone = make_milestone(precision="range", date_words="12-16 November 2018", **days)

    page = text_of(editor.get(f"/admin/timeline/milestone/{milestone.pk}/change/"))

    assert "12 November 2018 to 16 November 2018" in page
    assert "English: 12–16 November 2018 (12–16 Nov 2018)" in page
    assert "French: Du 12 au 16 novembre 2018 (12–16 nov. 2018)" in page


def test_the_preview_reads_words(editor: Client) -> None:
    answer = editor.get(READ, {"words": "early 2019"}).json()

    assert answer["readable"]
    assert answer["fields"] == {
        "precision": "part_of_year",
        "earliest": "2019-01-01",
        "latest": "2019-04-30",
        "start_time": "",
        "time_zone": "",
        "basis_en": "Months for sorting only",
        "basis_fr": "Mois retenus pour le tri seulement",
    }


def test_the_preview_reads_by_the_fiscal_calendar_and_the_standing(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_company()
    make_fiscal_start(4)
    asked: list[dict[str, Any]] = []

    def read(words: str, **given: Any) -> StatedDate:
        asked.append(given)
        return StatedDate(words, Precision.NONE)

    monkeypatch.setattr("timeline.i18n.date_readings.read", read)
    editor.get(READ, {"words": "Q4 FY2019", "standing": "planned"})
    editor.get(READ, {"words": "Q4 FY2019", "standing": "\0"})
    save(editor, ADD, **NEW, date_words="Q4 FY2019")

    assert [(one["standing"], one["fiscal_calendar"]) for one in asked] == [
        ("planned", starting_in(4)),
        ("", starting_in(4)),
        ("planned", starting_in(4)),
    ]


class TestHour:
    """Of an event on one day. The reader of these tests gives it, whatever the words."""

    @pytest.fixture(autouse=True)
    def read_as_an_hour(self, monkeypatch: pytest.MonkeyPatch) -> None:
        day = date(2024, 3, 5)

        def read(words: str, **_given: Any) -> StatedDate:
            return StatedDate(
                words,
                Precision.DAY,
                day,
                day,
                start_time=time(16),
                time_zone="America/Toronto",
            )

        monkeypatch.setattr("timeline.i18n.date_readings.read", read)

    def test_hour_is_proposed_with_the_day_and_saved_when_accepted(self, editor: Client) -> None:
        words = "March 5, 2024 at 4:00 p.m. ET"
        answer = save(editor, ADD, **NEW, date_words=words)
        proposed = filled_in(answer)

        assert "It begins at 4 p.m., time of America/Toronto." in errors(answer)["date_words"][0]
        assert (proposed["start_time"], proposed["time_zone"]) == (
            ["16:00:00"],
            ["America/Toronto"],
        )

        assert errors(submit(editor, ADD, proposed)) == {}
        assert Milestone.objects.get().stated.start_time == time(16)

    def test_hour_is_in_the_fields_that_the_preview_fills(self, editor: Client) -> None:
        fields = editor.get(READ, {"words": "at four"}).json()["fields"]

        assert (fields["start_time"], fields["time_zone"]) == ("16:00:00", "America/Toronto")

    def test_hour_that_is_not_taken_over_is_told(self, editor: Client) -> None:
        given = {"precision": "day", "earliest": "2024-03-05", "latest": "2024-03-05"}

        answer = save(editor, ADD, **NEW, date_words="March 5, 2024 at 4:00 p.m. ET", **given)

        assert "You overruled the words" in told(answer)


def test_hour_without_its_zone_is_said_beside_it(editor: Client) -> None:
    given = {"precision": "day", "earliest": "2024-03-05", "latest": "2024-03-05"}

    answer = save(editor, ADD, **NEW, date_words="March 5, 2024", start_time="16:00", **given)

    assert errors(answer)["start_time"] == [
        "Give the hour and its time zone together, and only for a date of one day."
    ]


def test_the_form_says_what_several_days_are_and_what_some_day_between_is(editor: Client) -> None:
    page = text_of(editor.get(ADD))

    assert "“Several days” are filled: it lasts from the first to the last." in page
    assert "Of “some day between two days” only one is meant" in page


def test_within_and_since_are_set_by_hand(editor: Client) -> None:
    within = {"precision": "within", "earliest": "2018-11-12", "latest": "2018-11-16"}
    save(editor, ADD, **NEW, basis_en="It closes the week", **within)
    since = {"precision": "since", "earliest": "2018-01-01", "latest": ""}
    other = NEW | {"slug": "other"}
    save(editor, ADD, **other, basis_en="The start is read as January", **since)

    assert [row.precision for row in Milestone.objects.order_by("id")] == ["within", "since"]


def test_the_preview_takes_the_year_from_the_paragraphs(
    editor: Client, paragraph: Paragraph
) -> None:
    answer = editor.get(READ, {"words": "November 12-16", "paragraph": str(paragraph.pk)}).json()

    assert answer["fields"]["earliest"] == "2018-11-12"


def test_the_preview_says_why_words_cannot_be_read(editor: Client) -> None:
    answer = editor.get(READ, {"words": "November 12-16"}).json()

    assert answer == {
        "readable": False,
        "message": "No year is given, and no release day is known to take it from.",
    }


@pytest.mark.parametrize("odd", ["0", "abc", "99999999999999999999999", "-1", "\0", "²"])
def test_the_preview_ignores_odd_paragraphs(editor: Client, odd: str) -> None:
    assert editor.get(READ, {"words": "2019", "paragraph": odd}).json()["readable"]


@pytest.mark.parametrize("odd", ["\0", "x" * 10_000, "1 January 99999", "٢٠١٩", "{}", "{0}"])
def test_the_preview_answers_odd_words(editor: Client, odd: str) -> None:
    assert not editor.get(READ, {"words": odd}).json()["readable"]


def test_the_preview_is_for_those_who_may_see_milestones(visitor: Client) -> None:
    assert visitor.get(READ, {"words": "2019"}).status_code == 403


def test_the_preview_asks_others_to_sign_in(client: Client, db: None) -> None:
    assert client.get(READ, {"words": "2019"}).headers["Location"].startswith("/admin/login/")


def test_the_preview_changes_nothing_by_post(editor: Client) -> None:
    assert editor.post(READ, {"words": "2019"}).status_code == 405


def test_the_form_asks_by_a_module_and_not_by_inline_script(editor: Client) -> None:
    page = editor.get(ADD).content.decode()

    assert '<script src="/static/timeline/admin/stated-date.js" type="module"></script>' in page
    assert f'data-read-date="{READ}"' in page
    assert "<script>" not in page
    assert "style=" not in page
