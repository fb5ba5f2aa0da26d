"""The chart of some milestones: it asks the database, and the layout works out the positions.

The layout knows no row. The template tags draw and decide nothing. The chart stands between them:
it knows by the key of each place what is shown there and where it links to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from timeline.chart.addresses import ChartAddresses
from timeline.chart.lanes import file_in_lanes, settled_by
from timeline.chart.layout import (
    NOTHING,
    ChartWords,
    CountTable,
    Drawing,
    Grid,
    Lane,
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
from timeline.models.status_marks import StatusMark, status_mark
from timeline.pages.documents import document_of
from timeline.queries.selection import Selection
from timeline.queries.year_counts import (
    ALL_PROJECTS,
    NO_PROJECT,
    Spans,
    YearCounts,
    years_of_selection,
)

MOST_MARKS = 300  # drawn one by one; of more the database counts years by projects
MOST_UNDATED = 8  # named below the drawing


@dataclass(frozen=True)
class Source:
    """A release that states milestones: worked out once for all of them."""

    address: str
    name: str


@dataclass(frozen=True)
class ChartMilestone:
    """The milestone behind a mark, with its status and its date in words.

    ``source`` first stated it: None where several of that day are shown. ``outcome`` settles it.
    """

    milestone: Milestone
    marking: StatusMark
    when: str
    source: Source | None = None
    outcome: Milestone | None = None

    @property
    def language(self) -> str:
        """The language of its label, "" where it is the page's."""
        language = active_language()
        if getattr(self.milestone, f"short_title_{language}"):
            return ""
        title_language = text_language(self.milestone, "title")
        return "" if title_language == language else title_language


@dataclass(frozen=True)
class SameDate:
    """Many milestones of a project and of one date: one mark shows them. Newest first."""

    key: str
    when: str
    lane_name: str
    milestones: list[ChartMilestone]


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
    same_dates: dict[str, SameDate] = field(default_factory=dict)
    narrows: bool = False  # its years lead to views that they narrow

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

    def view_of_tick(self, year: int) -> str:
        """Address of the view of a year on the scale, "" where nothing drawn lies in it."""
        if not self.narrows or year not in self._years_drawn:
            return ""
        return self.addresses.view_of(range(year, year + 1))

    @cached_property
    def _years_drawn(self) -> set[int]:
        years: set[int] = set()
        for shown in self.shown.values():
            first, last = shown.milestone.first_year, shown.milestone.last_year
            if first is not None and last is not None:
                years.update(range(first, last + 1))
        return years

    @cached_property
    def addresses(self) -> ChartAddresses:
        return ChartAddresses(self.query)


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
    shown_rows = rows.with_outlook(on, at).with_filing(at)
    milestones = list(shown_rows.newest_first())
    releases = _releases_of_years(_releases(rows, on, at), milestones, query)
    chart = chart_of(milestones, releases, on=on, today=today, query=query)
    return replace(chart, narrows=True)


def chart_of_selection(selection: Selection) -> Chart:
    """The chart of what valid filters select."""
    return build_chart(
        selection.rows,
        on=selection.as_of_day,
        today=selection.today,
        at=selection.public_at,
        query=selection.pairs,
        years=partial(years_of_selection, selection.counts),
        total=selection.total,
    )


def chart_of(
    milestones: Sequence[Milestone],
    releases: Sequence[Release],
    *,
    on: date,
    today: date,
    query: list[tuple[str, Any]],
) -> Chart:
    """The chart of milestones at hand, newest first, and of releases, oldest first. No query.

    The milestones carry their outlook and what ``with_filing`` reads.
    """
    dated: dict[str, ChartMilestone] = {}
    undated: list[ChartMilestone] = []
    sources, outcomes = _only_of_their_day(releases), settled_by(milestones)
    for milestone in milestones:
        shown = ChartMilestone(
            milestone,
            status_mark(milestone),
            write(milestone.stated, active_language()),
            sources.get(milestone.announced_on),
            outcomes.get(milestone.pk),
        )
        if milestone.sort_day:
            dated[milestone.slug] = shown
        else:
            undated.append(shown)
    lanes = file_in_lanes(milestones, outcomes, _projects_asked(query))
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
        same_dates=_same_dates(drawing, lanes.drawn, dated),
    )


def _only_of_their_day(releases: Sequence[Release]) -> dict[date | None, Source]:
    """Day -> the release of that day, where there is one only."""
    days = Counter(release.published_on for release in releases)
    sources: dict[date | None, Source] = {}
    for release in releases:
        if days[release.published_on] == 1:
            source = Source(release.get_absolute_url(), document_of(release))
            sources[release.published_on] = source
    return sources


def _same_dates(
    drawing: Drawing, lanes: Sequence[Lane], shown: dict[str, ChartMilestone]
) -> dict[str, SameDate]:
    """Key of a mark that stands for many -> these."""
    if not isinstance(drawing.wide, Wide):
        return {}
    lane_names: dict[str, str] = {}
    for lane in lanes:
        lane_names |= {mark.key: lane.name for mark in lane.marks}
    found = {}
    for placed in drawing.wide.marks:
        if placed.mark.members:
            milestones = [shown[key] for key in placed.mark.members]
            name = lane_names[placed.mark.members[0]]
            found[placed.key] = SameDate(placed.key, milestones[0].when, name, milestones)
    return found


def _releases(rows: MilestoneQuerySet[Milestone], on: date, at: datetime) -> Sequence[Release]:
    """The releases that state the milestones, oldest first. 1 query."""
    released = Release.objects.published(at).issued_by(on)
    stating = released.filter(paragraphs__citations__milestone__in=rows.order_by())
    return list(stating.distinct().order_by("published_on", "id"))


def _releases_of_years(
    releases: Sequence[Release], milestones: Sequence[Milestone], query: list[tuple[str, Any]]
) -> Sequence[Release]:
    """Where years were asked for, the releases of these, and those that announced what is drawn.

    What restates it in other years would take the room of the years asked for.
    """
    years = dict(query).get("year")
    if not years:
        return releases
    announced = {milestone.announced_on for milestone in milestones}
    return [
        release
        for release in releases
        if release.published_on.year in years or release.published_on in announced
    ]


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
        narrows=True,
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
    return ChartWords(label, _years_folded, milestones_counted, _milestones_beside)


def milestones_counted(count: int) -> str:
    """ "3 milestones"."""
    return ngettext("%s milestone", "%s milestones", count) % count


def _milestones_beside(number: int) -> str:
    """ "milestones", beside a mark that shows the number."""
    return npgettext("beside a number", "milestone", "milestones", number)


def _years_folded(months: int) -> str:
    years = months // 12
    return ngettext("%s year", "%s years", years) % years
