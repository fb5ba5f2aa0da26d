"""The chart of some milestones: it asks the database, and the layout works out the positions.

The layout knows no row. The template tags draw and decide nothing. The chart stands between them:
it knows by the key of each place what is shown there and where it links to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.chart.lanes import file_in_lanes
from timeline.chart.layout import (
    NOTHING,
    ChartWords,
    CountTable,
    Drawing,
    Grid,
    Narrow,
    ReleaseMark,
    SpannedCount,
    Wide,
    count_table,
    draw,
)
from timeline.dates.wording import write, write_day
from timeline.i18n.bilingual import active_language, text_language
from timeline.models import Milestone, Project, Release
from timeline.models.querysets import MilestoneQuerySet
from timeline.models.release import RELEASE_TYPES
from timeline.models.status_marks import CODES, StatusMark, status_mark
from timeline.queries.pagination import query_string
from timeline.queries.year_counts import ALL_PROJECTS, NO_PROJECT, Spans, YearCounts

MOST_MARKS = 300  # drawn one by one; of more the database counts years by projects
MOST_YEARS = 10  # in the address of a list
MOST_UNDATED = 24  # named below the drawing


@dataclass(frozen=True)
class ChartMilestone:
    """The milestone behind a mark, with its status and its date in words."""

    milestone: Milestone
    marking: StatusMark
    when: str

    @property
    def language(self) -> str:
        """The language of its label, "" where it is the page's."""
        language = active_language()
        if getattr(self.milestone, f"short_title_{language}"):
            return ""
        title_language = text_language(self.milestone, "title")
        return "" if title_language == language else title_language

    @property
    def title(self) -> str:
        return f"{self.milestone.title}. {self.when}. {self.marking.words}."


@dataclass(frozen=True)
class Chart:
    """The drawing and, by the keys of its places, what they show and link to.

    ``counts`` stands in the place of a drawing where too many are dated to draw each. Where
    ``is_too_much``, they are too many to be counted too.
    ``framed``: it stands on another site's page, so its links leave the frame. In SVG no ``<base>``
    brings that about.
    """

    drawing: Drawing
    shown: dict[str, ChartMilestone]
    releases: dict[str, Release]
    undated: list[ChartMilestone]
    more_undated: int  # that are not named
    is_today: bool
    query: list[tuple[str, Any]]  # of the selection that it draws
    lane_names: dict[str, str] = field(default_factory=dict)
    framed: bool = False
    counts: CountTable | None = None
    is_too_much: bool = False

    @property
    def has_dates(self) -> bool:
        """Whether there is anything to draw or to count by years."""
        return bool(self.drawing.wide or self.counts)

    @property
    def wide(self) -> Wide | None:
        return self.drawing.wide if isinstance(self.drawing.wide, Wide) else None

    @property
    def wide_grid(self) -> Grid | None:
        return self.drawing.wide if isinstance(self.drawing.wide, Grid) else None

    @property
    def narrow(self) -> Narrow | None:
        return self.drawing.narrow if isinstance(self.drawing.narrow, Narrow) else None

    @property
    def narrow_grid(self) -> Grid | None:
        return self.drawing.narrow if isinstance(self.drawing.narrow, Grid) else None

    @property
    def codes(self) -> list[str]:
        """The status marks that occur, in the order of the key."""
        shown = [*self.shown.values(), *self.undated]
        found = {each.marking.code for each in shown}
        return [code for code in CODES.values() if code in found]

    @cached_property
    def codes_in_narrow(self) -> set[str]:
        """Of the status marks, those that the narrow drawing has too, or the names below it."""
        shown = list(self.undated)
        if self.narrow:
            shown += [self.shown[mark.key] for mark in self.narrow.marks]
        return {each.marking.code for each in shown}

    @property
    def leads(self) -> bool:
        """Whether a dotted line is drawn from a release to a plan."""
        in_narrow = self.narrow and any(mark.lead_px is not None for mark in self.narrow.marks)
        return bool((self.wide and self.wide.leads) or in_narrow)

    @property
    def folds(self) -> bool:
        return bool((self.wide and self.wide.folds) or (self.narrow and self.narrow.folds))

    def list_of(self, lane: str, years: range) -> str:
        """Address of the list that a cell of the grid counts.

        "" where no filter selects just that: for what is in no project, for years outside those
        asked for or counted by announcement, and for rows of a century.
        """
        if not lane or len(years) > MOST_YEARS or not self._can_ask_for(years):
            return ""
        asked = [f"year={year}" for year in years]
        if lane != ALL_PROJECTS:
            asked.insert(0, f"project={lane}")
        return f"{self._timeline}?{'&'.join(asked)}{self._further}"

    def _can_ask_for(self, years: range) -> bool:
        """Whether the year filter selects just these years beside what the selection asked."""
        asked = self._years_asked
        return asked is None or asked.issuperset(years)

    @cached_property
    def _years_asked(self) -> set[int] | None:
        """The years that a cell may ask for: None for any, none where they are of announcements."""
        asked = dict(self.query)
        if not asked.get("year"):
            return None
        return set() if asked.get("dated") else set(asked["year"])

    @cached_property
    def _timeline(self) -> str:
        return reverse("timeline:timeline")

    @cached_property
    def _further(self) -> str:
        """What the selection asked beside projects and years, for the end of an address."""
        further = [pair for pair in self.query if pair[0] not in {"project", "year", "dated"}]
        return query_string(further).replace("?", "&", 1)


def not_counted() -> None:
    """Of milestones that are too many to be drawn, nobody says how many there are."""


def build_chart(
    rows: MilestoneQuerySet[Milestone],
    *,
    on: date,
    today: date,
    at: datetime,
    query: list[tuple[str, Any]],
    years: Callable[[], YearCounts | None] = not_counted,
    total: int | None = None,
) -> Chart:
    """The chart of these milestones as known on a day. 5 queries at most.

    Where they are more than ``MOST_MARKS``, ``years`` says how many there are in each year.
    ``total``: how many they are, at least, if that is known.
    """
    if total is None:
        total = rows.order_by()[: MOST_MARKS + 1].count()
    if total > MOST_MARKS:
        return _counted_chart(years(), on, today, at, query)
    shown_rows = rows.with_outlook(on, at).prefetch_related(*filed_and_settled(at))
    milestones = list(shown_rows.newest_first())
    return chart_of(milestones, _releases(rows, on, at), on=on, today=today, query=query)


def filed_and_settled(at: datetime) -> tuple[Prefetch[Any], Prefetch[Any]]:
    """What a chart reads beside its milestones: public projects, and words on earlier plans."""
    return Prefetch("projects", Project.objects.published(at)), Prefetch("settlements")


def chart_of(
    milestones: Sequence[Milestone],
    releases: Sequence[Release],
    *,
    on: date,
    today: date,
    query: list[tuple[str, Any]],
) -> Chart:
    """The chart of milestones at hand, newest first, and of releases, oldest first. No query.

    The milestones carry their outlook, and ``filed_and_settled`` has been prefetched.
    """
    dated: dict[str, ChartMilestone] = {}
    undated: list[ChartMilestone] = []
    for milestone in milestones:
        when = write(milestone.stated, active_language())
        shown = ChartMilestone(milestone, status_mark(milestone), when)
        if milestone.sort_day:
            dated[milestone.slug] = shown
        else:
            undated.append(shown)
    lanes = file_in_lanes(milestones, _projects_asked(query))
    marks = [_release_mark(release) for release in releases]
    drawing = draw(lanes.drawn, marks, on, chart_words(on, today), filed=lanes.filed)
    return Chart(
        drawing=drawing,
        shown=dated,
        releases={release.slug: release for release in releases},
        undated=undated[:MOST_UNDATED],
        more_undated=max(len(undated) - MOST_UNDATED, 0),
        is_today=on == today,
        query=query,
        lane_names={lane.key: lane.name for lane in lanes.filed},
    )


def _releases(rows: MilestoneQuerySet[Milestone], on: date, at: datetime) -> Sequence[Release]:
    """The releases that state the milestones, oldest first. 1 query."""
    released = Release.objects.published(at).issued_by(on)
    stating = released.filter(paragraphs__citations__milestone__in=rows.order_by())
    return list(stating.distinct().order_by("published_on", "id"))


def _counted_chart(
    years: YearCounts | None,
    on: date,
    today: date,
    at: datetime,
    query: list[tuple[str, Any]],
) -> Chart:
    """Years by projects, as a table of counts. 1 query."""
    chart = Chart(
        drawing=NOTHING,
        shown={},
        releases={},
        undated=[],
        more_undated=0,
        is_today=on == today,
        query=query,
        is_too_much=years is None,
    )
    if years is None:
        return chart
    lanes = _counted_lanes(years, at, _projects_asked(query))
    names = {slug: name for slug, name, _spans in lanes}
    spans = []
    for slug, _name, lane in lanes:
        for span, number in lane.items():
            first, _dash, last = span.partition("-")
            spans.append(SpannedCount(slug, int(first), int(last), number))
    counts = count_table(list(names.items()), spans, chart_words(on, today))
    return replace(chart, counts=counts, lane_names=names, more_undated=years.undated)


def _counted_lanes(
    years: YearCounts, at: datetime, asked: list[str]
) -> list[tuple[str, str, Spans]]:
    """(slug, name, spans) of each public project, of those asked for or of all."""
    projects = Project.objects.published(at)
    if asked:
        projects = projects.filter(slug__in=asked)
    lanes = []
    for project in projects:
        if spans := years.lanes.get(str(project.pk)):
            lanes.append((project.slug, project.name, spans))
    if ALL_PROJECTS in years.lanes:
        lanes.append((ALL_PROJECTS, _("All projects"), years.lanes[ALL_PROJECTS]))
    elif not asked and NO_PROJECT in years.lanes:
        lanes.append((NO_PROJECT, _("No project"), years.lanes[NO_PROJECT]))
    return lanes


def _projects_asked(query: list[tuple[str, Any]]) -> list[str]:
    projects: str | list[str] = dict(query).get("project", [])
    return [projects] if isinstance(projects, str) else projects


def _release_mark(release: Release) -> ReleaseMark:
    day = write_day(release.published_on, active_language(), length="short")
    name = _("Release, %s") % day
    if release.document_type not in RELEASE_TYPES:
        name = f"{release.get_document_type_display()}, {day}"
    return ReleaseMark(release.slug, release.published_on, name, day)


def chart_words(on: date, today: date) -> ChartWords:
    """The words of a drawing as known on a day."""
    day = write_day(on, active_language())
    label = _("Today, %s") % day if on == today else _("As known on %s") % day
    return ChartWords(label, _years_folded)


def _years_folded(months: int) -> str:
    years = months // 12
    return ngettext("%s year", "%s years", years) % years
