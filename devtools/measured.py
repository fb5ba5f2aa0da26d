"""What the benchmark asks of a record: its pages, and a save of each kind of row.

Milliseconds are those of the processor, of the whole request or save.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time
from typing import Any

from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.models import Count, Model
from django.db.models.functions import Abs
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from timeline.models import Milestone, Partner, Project, Release

PAGES = (
    "timeline",
    "timeline-project",
    "timeline-project-year",
    "timeline-year",
    "timeline-search",
    "timeline-json",
    "timeline-atom",
    "outlook",
    "milestone",
    "releases",
    "release",
    "projects",
    "project",
    "partners",
    "partner",
    "about",
)
SAVED: dict[str, type[Model]] = {
    "save-milestone": Milestone,
    "save-project": Project,
    "save-partner": Partner,
}
Timed = tuple[float, int]  # milliseconds, queries


def use(database: Path) -> None:
    """Have the next query go to that file. The connection stays open, as a thread's does.

    Django's test runner points at its databases in the same way.
    """
    if connection.settings_dict["NAME"] != str(database):
        connection.close()
        connection.settings_dict["NAME"] = str(database)


def addresses() -> dict[str, str]:
    """The address of each page in the record on file.

    The rows that have a page of their own hold about as much at every size.
    """
    slugs = {
        "project": slug_of(Project),
        "partner": slug_of(Partner, "milestones", 30),  # more than a page of them at every size
        "release": slug_of(Release, "paragraphs", 12),
        "milestone": slug_of(Milestone, "citations", 2),
    }
    home = reverse("timeline:timeline")
    others = {
        "timeline-project": f"{home}?project={slugs['project']}",
        "timeline-project-year": f"{home}?project={slugs['project']}&year=2016",
        "timeline-year": f"{home}?year=2016",
        "timeline-search": f"{home}?q=forage",
        "timeline-json": reverse("timeline:timeline-data", args=["json"]),
        "timeline-atom": reverse("timeline:timeline-data", args=["atom"]),
    }
    found = {}
    for page in PAGES:
        if page in others:
            found[page] = others[page]
        elif page in slugs:
            found[page] = reverse(f"timeline:{page}", args=[slugs[page]])
        else:
            found[page] = reverse(f"timeline:{page}")
    return found


def slug_of(model: type[Model], part: str = "pk", most_like: int = 1) -> str:
    """The slug of the first public row that has so many of a part, or about as many."""
    public = model._default_manager.filter(public_from__lte=timezone.now())
    by_difference = public.annotate(off=Abs(Count(part) - most_like)).order_by("off", "pk")
    slug: str = by_difference.values_list("slug", flat=True)[0]
    return slug


def ask(client: Client, address: str, database: Path) -> Timed:
    """Ask for a page of that record. Refuses to time an error."""
    use(database)
    with _queries_counted() as queries:
        start = process_time()
        answer = client.get(address)
        ms = (process_time() - start) * 1000
    if answer.status_code != 200:
        raise CommandError(f"{address} answered {answer.status_code}.")
    return ms, len(queries)


def save(model: type[Model], slug: str, database: Path) -> Timed:
    """Save a row of that record with another summary, its name unchanged."""
    use(database)
    with _queries_counted() as queries:
        start = process_time()
        with transaction.atomic():
            row: Any = model._default_manager.get(slug=slug)
            summary = row.summary_en
            row.summary_en = summary[:-1] if summary.endswith(".") else f"{summary}."
            row.save()
        ms = (process_time() - start) * 1000
    return ms, len(queries)


@contextmanager
def _queries_counted() -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    queries: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        queries.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        yield queries
