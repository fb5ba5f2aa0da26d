"""The overview graphic of some milestones: what the drawing needs to be told, and what each place in it links to.

``overview`` works out positions and knows no row; the template draws and decides nothing. This stands between them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.chart.layout import (
    ChartWords,
    Drawing,
    Grid,
    Lane,
    Mark,
    Narrow,
    SpannedCount,
    Wide,
    draw,
    draw_counts,
    soft_ends,
)
from timeline.chart.layout import ReleaseMark as ReleaseLine
from timeline.dates.wording import write, write_day
from timeline.i18n.bilingual import active_language, text_language
from timeline.models import Milestone, Project, Release
from timeline.models.querysets import MilestoneQuerySet
from timeline.models.status_marks import StatusMark, status_mark
from timeline.queries.selection import query_string

MOST_MARKS = 300  # drawn one by one; above, years by projects are counted by the database, and the page stays small
MOST_YEARS = 10  # in the address of a list
MOST_UNDATED = 24  # named below the graphic
NO_PROJECT = ""


@dataclass(frozen=True)
class ChartScope:
    """What stands behind a mark."""

    milestone: Milestone
    marking: StatusMark
    when: str

    @property
    def language(self) -> str:
        """Of its name, "" where that is the page's."""
        short: str = getattr(self.milestone, f"short_title_{active_language()}")
        found = active_language() if short else text_language(self.milestone, "title")
        return "" if found == active_language() else found

    @property
    def title(self) -> str:
        return f"{self.milestone.title}. {self.when}. {self.marking.words}."


@dataclass(frozen=True)
class Chart:
    """The drawing and, by the keys of its places, what they show and link to."""

    drawing: Drawing
    shown: dict[str, ChartScope]
    releases: dict[str, Release]
    undated: list[ChartScope]
    more_undated: int  # that are not named
    on: date
    is_today: bool
    query: list[tuple[str, Any]] = field(default_factory=list)  # of the selection that it draws
    lane_names: dict[str, str] = field(default_factory=dict)
    framed: bool = (
        False  # on another site's page: links leave the frame, which no <base> brings about in SVG
    )

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
        """The marks that occur, in the order of the key."""
        found = {one.marking.code for one in (*self.shown.values(), *self.undated)}
        return [code for code in "hupcoxagw" if code in found]

    @property
    def folds(self) -> bool:
        return bool((self.wide and self.wide.folds) or (self.narrow and self.narrow.folds))

    def list_of(self, lane: str, years: range) -> str:
        """Address of the list that a cell of the grid counts, "" where no filter selects just that.

        So it is for what is in no project, for years beside those asked for, and for rows of a century.
        """
        asked = dict(self.query)
        beside = set(years) - set(asked.get("year", years)) or (
            asked.get("year") and asked.get("dated")
        )
        if not lane or beside or len(years) > MOST_YEARS:
            return ""
        kept = [
            (name, value) for name, value in self.query if name not in {"project", "year", "dated"}
        ]
        return reverse("timeline:timeline") + query_string(
            [("project", lane), ("year", list(years)), *kept]
        )


def build_chart(
    rows: MilestoneQuerySet[Milestone],
    *,
    on: date,
    today: date,
    at: datetime,
    query: list[tuple[str, Any]],
) -> Chart:
    """The graphic of these milestones as known on a day. 4 queries for up to 300, 5 beyond."""
    if rows.order_by()[: MOST_MARKS + 1].count() > MOST_MARKS:
        return _counted(rows, on, today, at, query)
    projects = Prefetch("projects", Project.objects.published(at), to_attr="filed_under")
    milestones = list(rows.with_outlook(on, at).prefetch_related(projects).newest_first())
    shown = {
        m.slug: ChartScope(m, status_mark(m), write(m.stated, active_language()))
        for m in milestones
    }
    issued = list(
        Release.objects.published(at)
        .filter(paragraphs__citations__milestone__in=rows.order_by())
        .issued_by(on)
        .distinct()
        .order_by("published_on", "id")
    )
    lanes, filed = _lanes(milestones, _outcomes(milestones), _projects_asked(query))
    drawing = draw(
        lanes, [_line(release) for release in issued], on, _words(on, today), filed=filed
    )
    undated = [one for one in shown.values() if not one.milestone.sort_day]
    return Chart(
        drawing=drawing,
        shown={key: one for key, one in shown.items() if one.milestone.sort_day},
        releases={release.slug: release for release in issued},
        undated=undated[:MOST_UNDATED],
        more_undated=max(len(undated) - MOST_UNDATED, 0),
        on=on,
        is_today=on == today,
        query=query,
        lane_names={lane.key: lane.name for lane in filed},
    )


def _counted(
    rows: MilestoneQuerySet[Milestone],
    on: date,
    today: date,
    at: datetime,
    query: list[tuple[str, Any]],
) -> Chart:
    """Years by projects, counted by the database: the same cost and the same page whatever the number of rows."""
    projects, asked = Project.objects.published(at), _projects_asked(query)
    names = [
        (project.slug, project.name)
        for project in (projects.filter(slug__in=asked) if asked else projects)
    ]
    lanes = dict(names) if asked else {**dict(names), NO_PROJECT: _("No project")}
    dated = rows.order_by().filter(first_year__isnull=False)
    filed = dated.filter(projects__slug__in=list(lanes)).values_list(
        "projects__slug", "first_year", "last_year"
    )
    spans = [SpannedCount(*span) for span in filed.annotate(n=Count("pk")).order_by()]
    if not asked:
        loose = dated.exclude(
            pk__in=Milestone.projects.through.objects.filter(project__in=projects).values(
                "milestone"
            )
        )
        counted = loose.values_list("first_year", "last_year").annotate(n=Count("pk")).order_by()
        spans += [SpannedCount(NO_PROJECT, *span) for span in counted]
    undated = rows.order_by().undated().count()
    drawing = draw_counts(list(lanes.items()), spans, on, _words(on, today))
    return Chart(drawing, {}, {}, [], undated, on, on == today, query, lanes)


def _projects_asked(query: list[tuple[str, Any]]) -> list[str]:
    found: str | list[str] = dict(query).get("project", [])
    return [found] if isinstance(found, str) else found


def _outcomes(milestones: Sequence[Milestone]) -> dict[int, str]:
    """Plan -> the milestone that settles it, the newest word winning."""
    settlers = [m for m in milestones if m.settles_id and m.announced_on]
    settlers.sort(key=lambda m: (m.announced_on or date.min, m.pk))
    return {m.settles_id: m.slug for m in settlers if m.settles_id}


def _lanes(
    milestones: Sequence[Milestone], outcomes: dict[int, str], asked: Sequence[str]
) -> tuple[list[Lane], list[Lane]]:
    """(lanes to draw, lanes as filed), of the projects asked for or of all.

    A mark is drawn once: in its project with the fewest milestones, the one that tells most about it. It is counted
    in each of its projects, as the filter counts it.
    """
    filed_under = {
        m.pk: [p for p in _projects(m) if not asked or p.slug in asked] for m in milestones
    }
    counts = Counter(project.slug for projects in filed_under.values() for project in projects)
    names = {
        project.slug: project.name for projects in filed_under.values() for project in projects
    }
    order = [*sorted(names, key=lambda slug: (-counts[slug], names[slug])), NO_PROJECT]
    drawn: dict[str, list[Mark]] = defaultdict(list)
    filed: dict[str, list[Mark]] = defaultdict(list)
    for milestone in (m for m in milestones if m.sort_day):
        mark = _mark(milestone, outcomes.get(milestone.pk, ""))
        slugs = [project.slug for project in filed_under[milestone.pk]] or [NO_PROJECT]
        drawn[min(slugs, key=lambda slug: (counts[slug], slug))].append(mark)
        for slug in slugs:
            filed[slug].append(mark)
    names[NO_PROJECT] = _("No project")
    return (
        [Lane(slug, names[slug], _roomiest_named(drawn[slug])) for slug in order if drawn[slug]],
        [Lane(slug, names[slug], tuple(filed[slug])) for slug in order if filed[slug]],
    )


def _projects(milestone: Milestone) -> list[Project]:
    projects: list[Project] = milestone.filed_under  # type: ignore[attr-defined]
    return projects


def _roomiest_named(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks of a lane, the one with most room at its right carrying its name where most have none."""
    ordered = sorted(marks, key=lambda m: m.span)
    ends = [*(following.span[0] for following in ordered[1:]), ordered[-1].span[1]]
    room = [end - mark.span[1] for mark, end in zip(ordered, ends, strict=True)]
    widest = room.index(max(room))
    return tuple(replace(mark, named=at == widest) for at, mark in enumerate(ordered))


def _mark(milestone: Milestone, outcome: str) -> Mark:
    return Mark(
        key=milestone.slug,
        stated=milestone.announced_on or date.min,
        earliest=milestone.earliest,
        latest=milestone.latest,
        soft=soft_ends(milestone.precision),
        plan=milestone.is_plan,
        label=getattr(milestone, f"short_title_{active_language()}") or milestone.title,
        when=write(milestone.stated, active_language(), length="short"),
        outcome=outcome,
    )


def _line(release: Release) -> ReleaseLine:
    day = write_day(release.published_on, active_language(), length="short")
    return ReleaseLine(release.slug, release.published_on, _("Release, %s") % day, day)


def _words(on: date, today: date) -> ChartWords:
    day = write_day(on, active_language())
    return ChartWords(
        _("Today, %s") % day if on == today else _("As known on %s") % day, _years_folded
    )


def _years_folded(months: int) -> str:
    years = months // 12
    return ngettext("%s year", "%s years", years) % years
